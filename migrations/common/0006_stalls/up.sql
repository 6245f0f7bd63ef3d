-- Market sites, their rows and stalls, market days, requests and assignments.
CREATE TABLE market_site (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    opens_minute INTEGER NOT NULL,
    closes_minute INTEGER NOT NULL,
    cutoff_hours INTEGER NOT NULL,
    no_show_minutes INTEGER NOT NULL,
    north TEXT NOT NULL,
    max_each INTEGER,
    ab_list BOOLEAN NOT NULL,
    refused_first BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT market_site_pk PRIMARY KEY (id),
    CONSTRAINT market_site_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT market_site_code_unique UNIQUE (code),
    CONSTRAINT market_site_hours CHECK (opens_minute >= 0 AND closes_minute > opens_minute AND closes_minute <= 1440),
    CONSTRAINT market_site_cutoff CHECK (cutoff_hours BETWEEN 0 AND 240),
    CONSTRAINT market_site_no_show CHECK (no_show_minutes BETWEEN 0 AND 600),
    CONSTRAINT market_site_max_each CHECK (max_each IS NULL OR max_each BETWEEN 1 AND 4),
    CONSTRAINT market_site_north_known CHECK (north IN ('up', 'left', 'down', 'right'))
);
CREATE INDEX market_site_area ON market_site (area_id);

-- published_run is the run that people were told of; it may be replaced by a later version, never emptied.
CREATE TABLE market_day (
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    day DATE NOT NULL,
    opens_minute INTEGER NOT NULL,
    closes_minute INTEGER NOT NULL,
    cutoff_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    announcement TEXT NOT NULL,
    published_run BIGINT,
    CONSTRAINT market_day_pk PRIMARY KEY (id),
    CONSTRAINT market_day_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT market_day_unique UNIQUE (site_id, day),
    CONSTRAINT market_day_state_known CHECK (state IN ('open', 'published', 'cancelled')),
    CONSTRAINT market_day_published CHECK (state <> 'published' OR published_run IS NOT NULL),
    CONSTRAINT market_day_hours CHECK (opens_minute >= 0 AND closes_minute > opens_minute AND closes_minute <= 1440)
);
CREATE INDEX market_day_day ON market_day (day, site_id);

-- only_day: a row, or a stall, that is there on one market day alone.
CREATE TABLE site_row (
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    name TEXT NOT NULL,
    ring BOOLEAN NOT NULL,
    only_day BIGINT,
    CONSTRAINT site_row_pk PRIMARY KEY (id),
    CONSTRAINT site_row_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT site_row_only_day_fk FOREIGN KEY (only_day) REFERENCES market_day (id)
);
CREATE UNIQUE INDEX site_row_ord_unique ON site_row (site_id, ord) WHERE only_day IS NULL;
CREATE INDEX site_row_site ON site_row (site_id);

CREATE TABLE stall (
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    row_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    number TEXT NOT NULL,
    width_cm INTEGER NOT NULL,
    power TEXT NOT NULL,
    water BOOLEAN NOT NULL,
    baking TEXT NOT NULL,
    own_unit BOOLEAN NOT NULL,
    marked_category TEXT,
    blocked_reason TEXT,
    retired_on DATE,
    only_day BIGINT,
    CONSTRAINT stall_pk PRIMARY KEY (id),
    CONSTRAINT stall_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT stall_only_day_fk FOREIGN KEY (only_day) REFERENCES market_day (id),
    CONSTRAINT stall_row_fk FOREIGN KEY (row_id) REFERENCES site_row (id),
    CONSTRAINT stall_category_fk FOREIGN KEY (marked_category) REFERENCES category (code),
    CONSTRAINT stall_width CHECK (width_cm BETWEEN 50 AND 2000),
    CONSTRAINT stall_power_known CHECK (power IN ('none', 'power', 'three_phase')),
    CONSTRAINT stall_baking_known CHECK (baking IN ('none', 'light', 'heavy'))
);
-- A number stands once on the drawing of a site; what is there on one day alone is told apart on that day's own drawing.
CREATE UNIQUE INDEX stall_number_unique ON stall (site_id, number) WHERE retired_on IS NULL AND only_day IS NULL;
CREATE UNIQUE INDEX stall_ord_unique ON stall (row_id, ord) WHERE only_day IS NULL;
CREATE INDEX stall_site ON stall (site_id);

-- What stands right after a stall, towards the end of its row; in a ring row the last stall's stands before the first.
CREATE TABLE obstacle (
    stall_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    width_cm INTEGER NOT NULL,
    CONSTRAINT obstacle_pk PRIMARY KEY (stall_id),
    CONSTRAINT obstacle_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT obstacle_kind_known CHECK (kind IN ('wall', 'tree', 'gate', 'path', 'pole', 'other')),
    CONSTRAINT obstacle_width CHECK (width_cm BETWEEN 10 AND 2000)
);

-- The rules of a category at a site: a required one stands on stalls marked for it only; the limits bind applicants.
CREATE TABLE site_category (
    site_id BIGINT NOT NULL,
    category_code TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    max_stalls INTEGER,
    max_vendors INTEGER,
    CONSTRAINT site_category_pk PRIMARY KEY (site_id, category_code),
    CONSTRAINT site_category_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT site_category_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT site_category_max_stalls CHECK (max_stalls IS NULL OR max_stalls BETWEEN 0 AND 400),
    CONSTRAINT site_category_max_vendors CHECK (max_vendors IS NULL OR max_vendors BETWEEN 0 AND 400)
);

-- A household known at a site: its seniority there (1 is the most senior), what it sells, its list where the two lists are
-- dealt one after the other, and how many stalls it is guaranteed.
CREATE TABLE site_vendor (
    site_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    seniority INTEGER NOT NULL,
    category_code TEXT NOT NULL,
    list TEXT NOT NULL,
    guaranteed INTEGER NOT NULL,
    CONSTRAINT site_vendor_pk PRIMARY KEY (site_id, household_id),
    CONSTRAINT site_vendor_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT site_vendor_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT site_vendor_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT site_vendor_list_known CHECK (list IN ('a', 'b')),
    CONSTRAINT site_vendor_guaranteed CHECK (guaranteed BETWEEN 0 AND 4),
    CONSTRAINT site_vendor_seniority_unique UNIQUE (site_id, seniority)
);
CREATE INDEX site_vendor_household ON site_vendor (household_id);

-- A stall that is a household's own, for a time.
CREATE TABLE own_stall (
    id BIGINT NOT NULL,
    stall_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CONSTRAINT own_stall_pk PRIMARY KEY (id),
    CONSTRAINT own_stall_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT own_stall_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT own_stall_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX own_stall_stall ON own_stall (stall_id, starts_on);
CREATE INDEX own_stall_household ON own_stall (household_id);

-- From when to when, both days included, a household comes to no market day of a site.
CREATE TABLE absence (
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    noted_by BIGINT NOT NULL,
    noted_at TIMESTAMP NOT NULL,
    CONSTRAINT absence_pk PRIMARY KEY (id),
    CONSTRAINT absence_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT absence_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT absence_noted_by_fk FOREIGN KEY (noted_by) REFERENCES account (id),
    CONSTRAINT absence_days CHECK (last_day >= first_day)
);
CREATE INDEX absence_household ON absence (household_id, site_id, last_day);

-- What a household asks for on every market day of a site that falls on a weekday, until it is ended.
CREATE TABLE weekly_request (
    id BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    weekday TEXT NOT NULL,
    category_code TEXT NOT NULL,
    power TEXT NOT NULL,
    water BOOLEAN NOT NULL,
    baking TEXT NOT NULL,
    own_unit BOOLEAN NOT NULL,
    flexible BOOLEAN NOT NULL,
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    on_behalf BOOLEAN NOT NULL,
    CONSTRAINT weekly_request_pk PRIMARY KEY (id),
    CONSTRAINT weekly_request_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT weekly_request_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT weekly_request_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT weekly_request_asked_by_fk FOREIGN KEY (asked_by) REFERENCES account (id),
    CONSTRAINT weekly_request_once UNIQUE (site_id, household_id, weekday),
    CONSTRAINT weekly_request_weekday_known CHECK (weekday IN ('saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday')),
    CONSTRAINT weekly_request_power_known CHECK (power IN ('none', 'power', 'three_phase')),
    CONSTRAINT weekly_request_baking_known CHECK (baking IN ('none', 'light', 'heavy')),
    CONSTRAINT weekly_request_counts CHECK (least >= 1 AND most >= least AND most <= 4)
);
CREATE INDEX weekly_request_household ON weekly_request (household_id);

CREATE TABLE weekly_wish (
    weekly_id BIGINT NOT NULL,
    stall_id BIGINT NOT NULL,
    tier INTEGER NOT NULL,
    CONSTRAINT weekly_wish_pk PRIMARY KEY (weekly_id, stall_id),
    CONSTRAINT weekly_wish_weekly_fk FOREIGN KEY (weekly_id) REFERENCES weekly_request (id),
    CONSTRAINT weekly_wish_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT weekly_wish_tier CHECK (tier BETWEEN 1 AND 6)
);

-- A request for a day. The origin says why it is there: it was asked for by itself, it follows a weekly request, it was
-- entered for the holder of an own stall, who is present unless signed off, or for someone who came on the day unasked.
CREATE TABLE booking (
    id BIGINT NOT NULL,
    market_day_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    category_code TEXT NOT NULL,
    power TEXT NOT NULL,
    water BOOLEAN NOT NULL,
    baking TEXT NOT NULL,
    own_unit BOOLEAN NOT NULL,
    flexible BOOLEAN NOT NULL,
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    state TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    on_behalf BOOLEAN NOT NULL,
    origin TEXT NOT NULL,
    CONSTRAINT booking_pk PRIMARY KEY (id),
    CONSTRAINT booking_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT booking_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT booking_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT booking_asked_by_fk FOREIGN KEY (asked_by) REFERENCES account (id),
    CONSTRAINT booking_once UNIQUE (market_day_id, household_id),
    CONSTRAINT booking_power_known CHECK (power IN ('none', 'power', 'three_phase')),
    CONSTRAINT booking_baking_known CHECK (baking IN ('none', 'light', 'heavy')),
    CONSTRAINT booking_origin_known CHECK (origin IN ('asked', 'weekly', 'own_stall', 'walk_in')),
    CONSTRAINT booking_counts CHECK (least >= 1 AND most >= least AND most <= 4),
    CONSTRAINT booking_state_known CHECK (state IN ('asked', 'withdrawn'))
);
CREATE INDEX booking_household ON booking (household_id, market_day_id);

-- Wished stalls in tiers, the best being the first; those of one tier are equally good.
CREATE TABLE booking_wish (
    booking_id BIGINT NOT NULL,
    stall_id BIGINT NOT NULL,
    tier INTEGER NOT NULL,
    CONSTRAINT booking_wish_pk PRIMARY KEY (booking_id, stall_id),
    CONSTRAINT booking_wish_booking_fk FOREIGN KEY (booking_id) REFERENCES booking (id),
    CONSTRAINT booking_wish_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT booking_wish_tier CHECK (tier BETWEEN 1 AND 6)
);

-- One run of the assignment; its input is kept whole so that it can be replayed to the same hash. revision counts the
-- changes by hand, which only a draft gets. It was planned on this version of the site's drawing, or on this version of the
-- day's own one.
CREATE TABLE assignment_run (
    id BIGINT NOT NULL,
    market_day_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    input TEXT NOT NULL,
    result_sha256 BYTEA NOT NULL,
    engine TEXT NOT NULL,
    made_by BIGINT,
    made_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    drawing_version INTEGER NOT NULL,
    day_version INTEGER,
    CONSTRAINT assignment_run_pk PRIMARY KEY (id),
    CONSTRAINT assignment_run_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT assignment_run_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT assignment_run_version_unique UNIQUE (market_day_id, version),
    CONSTRAINT assignment_run_revision CHECK (revision >= 0)
);

-- Each booking of a run: how many stalls it has, or the code and the proof of the refusal. by_hand marks what the manager
-- changed. The stalls are rows of assignment_stall, numbered from one: a run is only published when none is missing.
CREATE TABLE assignment (
    run_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    stalls INTEGER NOT NULL,
    refusal TEXT,
    proof TEXT NOT NULL,
    by_hand BOOLEAN NOT NULL,
    CONSTRAINT assignment_pk PRIMARY KEY (run_id, booking_id),
    CONSTRAINT assignment_run_fk FOREIGN KEY (run_id) REFERENCES assignment_run (id),
    CONSTRAINT assignment_booking_fk FOREIGN KEY (booking_id) REFERENCES booking (id),
    CONSTRAINT assignment_stalls CHECK (stalls BETWEEN 0 AND 60),
    CONSTRAINT assignment_placed_or_refused CHECK ((stalls = 0) = (refusal IS NOT NULL)),
    CONSTRAINT assignment_refusal_known CHECK (refusal IN ('category_full', 'no_adjacent_run', 'minimum_unavailable', 'market_full', 'own_stall_unavailable', 'no_wish_available', 'no_suitable_stall', 'taken_by_hand'))
);

-- The stalls of a placed booking, in the order they stand, each by the number that it had then.
CREATE TABLE assignment_stall (
    run_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    stall_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    CONSTRAINT assignment_stall_pk PRIMARY KEY (run_id, booking_id, ord),
    CONSTRAINT assignment_stall_assignment_fk FOREIGN KEY (run_id, booking_id) REFERENCES assignment (run_id, booking_id),
    CONSTRAINT assignment_stall_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT assignment_one_holder UNIQUE (run_id, stall_id),
    CONSTRAINT assignment_stall_ord CHECK (ord >= 1)
);

-- What was last seen of a request on the day. Of who has a stall: came, or did not; of who waits for one: here, or left.
CREATE TABLE check_in (
    market_day_id BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    marked_by BIGINT NOT NULL,
    marked_at TIMESTAMP NOT NULL,
    CONSTRAINT check_in_pk PRIMARY KEY (market_day_id, booking_id),
    CONSTRAINT check_in_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT check_in_booking_fk FOREIGN KEY (booking_id) REFERENCES booking (id),
    CONSTRAINT check_in_marked_by_fk FOREIGN KEY (marked_by) REFERENCES account (id),
    CONSTRAINT check_in_state_known CHECK (state IN ('came', 'no_show', 'here', 'left'))
);
