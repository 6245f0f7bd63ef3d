-- Households, their dated members, and the case files kept on some of them.
CREATE TABLE household (
    id BIGINT NOT NULL,
    key_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_search TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    address_sealed BYTEA,
    notes_sealed BYTEA,
    sheba_sealed BYTEA,
    registered_on DATE NOT NULL,
    registered_by BIGINT,
    ended_on DATE,
    CONSTRAINT household_pk PRIMARY KEY (id),
    CONSTRAINT household_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT household_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT household_registered_by_fk FOREIGN KEY (registered_by) REFERENCES account (id)
);
CREATE INDEX household_area ON household (area_id, sort_key, id);
CREATE INDEX household_key ON household (key_id);

CREATE TABLE household_member (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    relation TEXT NOT NULL,
    earner BOOLEAN NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CONSTRAINT household_member_pk PRIMARY KEY (id),
    CONSTRAINT household_member_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT household_member_person_fk FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT household_member_relation_known CHECK (relation IN ('head', 'spouse', 'child', 'parent', 'sibling', 'other')),
    CONSTRAINT household_member_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX household_member_household ON household_member (household_id, starts_on);
CREATE INDEX household_member_person ON household_member (person_id, starts_on);

-- A household has a case file with an institution, or none: a home business that was never supported has none.
CREATE TABLE case_file (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    institution_id BIGINT NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    CONSTRAINT case_file_pk PRIMARY KEY (id),
    CONSTRAINT case_file_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT case_file_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT case_file_household_unique UNIQUE (household_id)
);
CREATE INDEX case_file_institution ON case_file (institution_id, household_id);

CREATE TABLE case_assignment (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CONSTRAINT case_assignment_pk PRIMARY KEY (id),
    CONSTRAINT case_assignment_case_fk FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT case_assignment_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT case_assignment_kind_known CHECK (kind IN ('responsible', 'deputy')),
    CONSTRAINT case_assignment_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX case_assignment_case ON case_assignment (case_id, starts_on);
CREATE INDEX case_assignment_account ON case_assignment (account_id, starts_on);

-- Why a file was corrected, closed or opened again, or what it masks was looked at; the reason is sealed under the household's key. Only added to.
CREATE TABLE case_event (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    member_id BIGINT,
    fields TEXT NOT NULL,
    reason_sealed BYTEA NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    CONSTRAINT case_event_pk PRIMARY KEY (id),
    CONSTRAINT case_event_case_fk FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT case_event_member_fk FOREIGN KEY (member_id) REFERENCES household_member (id),
    CONSTRAINT case_event_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT case_event_kind_known CHECK (kind IN ('corrected', 'closed', 'reopened', 'new_card', 'looked', 'new_head')),
    CONSTRAINT case_event_member_named CHECK ((kind IN ('corrected', 'new_card', 'new_head')) = (member_id IS NOT NULL))
);
CREATE INDEX case_event_case ON case_event (case_id, id);
CREATE INDEX case_event_member ON case_event (member_id) WHERE member_id IS NOT NULL;
