-- Settings, holidays, institutions and areas.
CREATE TABLE setting (
    name TEXT NOT NULL,
    valid_from DATE NOT NULL,
    value TEXT NOT NULL,
    set_by BIGINT,
    set_at TIMESTAMP NOT NULL,
    CONSTRAINT setting_pk PRIMARY KEY (name, valid_from)
);

CREATE TABLE holiday (
    day DATE NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT holiday_pk PRIMARY KEY (day)
);

CREATE TABLE institution (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT institution_pk PRIMARY KEY (id),
    CONSTRAINT institution_code_unique UNIQUE (code),
    CONSTRAINT institution_kind_known CHECK (kind IN ('behzisti', 'emdad', 'setad', 'helal', 'other'))
);

-- path is the codes from the country down, joined by dots: ir.mazandaran.amol.amol-city.espiari
CREATE TABLE area (
    id BIGINT NOT NULL,
    parent_id BIGINT,
    level TEXT NOT NULL,
    code TEXT NOT NULL,
    path TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    CONSTRAINT area_pk PRIMARY KEY (id),
    CONSTRAINT area_parent_fk FOREIGN KEY (parent_id) REFERENCES area (id),
    CONSTRAINT area_path_unique UNIQUE (path),
    CONSTRAINT area_level_known CHECK (level IN ('country', 'province', 'county', 'city', 'neighbourhood')),
    CONSTRAINT area_root_is_country CHECK ((level = 'country') = (parent_id IS NULL)),
    CONSTRAINT area_code_plain CHECK (code NOT LIKE '%.%' AND code <> '')
);
CREATE INDEX area_parent ON area (parent_id, sort_key);

CREATE TABLE area_role (
    id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    institution_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    CONSTRAINT area_role_pk PRIMARY KEY (id),
    CONSTRAINT area_role_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT area_role_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT area_role_known CHECK (role IN ('lead', 'partner')),
    CONSTRAINT area_role_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX area_role_area ON area_role (area_id, starts_on);
