-- Keys, people, and the accounts they sign in with.

-- One key a household or staff account, wrapped by the office's master key; destroying it erases what it sealed.
CREATE TABLE data_key (
    id BIGINT NOT NULL,
    wrapped BYTEA,
    master_version INTEGER NOT NULL,
    destroyed_at TIMESTAMP,
    CONSTRAINT data_key_pk PRIMARY KEY (id),
    CONSTRAINT data_key_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE person (
    id BIGINT NOT NULL,
    key_id BIGINT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    name_search TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    national_id_sealed BYTEA,
    national_id_index BYTEA,
    national_id_repaired BOOLEAN NOT NULL,
    mobile_sealed BYTEA,
    mobile_index BYTEA,
    CONSTRAINT person_pk PRIMARY KEY (id),
    CONSTRAINT person_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT person_national_id_unique UNIQUE (national_id_index)
);
CREATE INDEX person_mobile ON person (mobile_index);
CREATE INDEX person_key ON person (key_id);

CREATE TABLE account (
    id BIGINT NOT NULL,
    key_id BIGINT NOT NULL,
    person_id BIGINT,
    name TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    mobile_sealed BYTEA NOT NULL,
    mobile_index BYTEA NOT NULL,
    email_sealed BYTEA,
    email_index BYTEA,
    password_hash TEXT,
    language TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    disabled_at TIMESTAMP,
    CONSTRAINT account_pk PRIMARY KEY (id),
    CONSTRAINT account_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT account_person_fk FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT account_person_unique UNIQUE (person_id),
    CONSTRAINT account_mobile_unique UNIQUE (mobile_index),
    CONSTRAINT account_language_known CHECK (language IN ('fa', 'en'))
);
CREATE INDEX account_name ON account (sort_key, id);
CREATE INDEX account_key ON account (key_id);
CREATE INDEX account_email ON account (email_index);

-- A role held in an area (with everything below it), for an institution where the role is an institution's, between two dates.
CREATE TABLE account_scope (
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    institution_id BIGINT,
    area_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    proposed_by BIGINT,
    granted_by BIGINT,
    granted_at TIMESTAMP NOT NULL,
    CONSTRAINT account_scope_pk PRIMARY KEY (id),
    CONSTRAINT account_scope_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT account_scope_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT account_scope_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT account_scope_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES account (id),
    CONSTRAINT account_scope_granted_by_fk FOREIGN KEY (granted_by) REFERENCES account (id),
    CONSTRAINT account_scope_role_known CHECK (role IN ('producer', 'market_manager', 'caseworker', 'supervisor', 'auditor', 'admin')),
    CONSTRAINT account_scope_institution_needed CHECK ((role IN ('caseworker', 'supervisor', 'auditor')) = (institution_id IS NOT NULL)),
    CONSTRAINT account_scope_not_own CHECK (granted_by <> account_id AND proposed_by <> account_id),
    CONSTRAINT account_scope_two_people CHECK (role = 'producer' OR granted_by IS NULL OR (proposed_by IS NOT NULL AND proposed_by <> granted_by)),
    CONSTRAINT account_scope_dates CHECK (ends_on IS NULL OR ends_on > starts_on)
);
CREATE INDEX account_scope_account ON account_scope (account_id, starts_on);

-- A role that one admin has proposed and another has yet to confirm; gone when it is answered.
CREATE TABLE role_proposal (
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    institution_id BIGINT,
    area_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    proposed_by BIGINT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    CONSTRAINT role_proposal_pk PRIMARY KEY (id),
    CONSTRAINT role_proposal_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT role_proposal_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT role_proposal_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT role_proposal_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES account (id),
    CONSTRAINT role_proposal_role_known CHECK (role IN ('market_manager', 'caseworker', 'supervisor', 'auditor', 'admin')),
    CONSTRAINT role_proposal_not_own CHECK (proposed_by <> account_id)
);
CREATE INDEX role_proposal_account ON role_proposal (account_id);

-- Pairs of roles that one person may not hold on the same day; stored once, in alphabetical order.
CREATE TABLE incompatible_role (
    role_a TEXT NOT NULL,
    role_b TEXT NOT NULL,
    CONSTRAINT incompatible_role_pk PRIMARY KEY (role_a, role_b),
    CONSTRAINT incompatible_role_order CHECK (role_a < role_b)
);
INSERT INTO incompatible_role (role_a, role_b) VALUES
    ('admin', 'auditor'), ('admin', 'caseworker'), ('admin', 'supervisor'), ('auditor', 'caseworker'),
    ('auditor', 'supervisor'), ('caseworker', 'producer'), ('auditor', 'producer'), ('market_manager', 'producer'),
    ('producer', 'supervisor'), ('admin', 'producer');

CREATE TABLE session (
    token_hash BYTEA NOT NULL,
    account_id BIGINT NOT NULL,
    device TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP NOT NULL,
    CONSTRAINT session_pk PRIMARY KEY (token_hash),
    CONSTRAINT session_account_fk FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX session_account ON session (account_id, seen_at);
CREATE INDEX session_expiry ON session (expires_at);

-- Links that work once: the first admin's, an invitation card, a forgotten password.
CREATE TABLE one_time_link (
    token_hash BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    account_id BIGINT,
    made_by BIGINT,
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    CONSTRAINT one_time_link_pk PRIMARY KEY (token_hash),
    CONSTRAINT one_time_link_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT one_time_link_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT one_time_link_purpose_known CHECK (purpose IN ('first_admin', 'invitation', 'reset')),
    CONSTRAINT one_time_link_account_needed CHECK ((purpose = 'first_admin') = (account_id IS NULL))
);
CREATE INDEX one_time_link_account ON one_time_link (account_id);

-- Failed attempts by account or by address; the subject is a keyed hash of either.
CREATE TABLE throttle (
    subject BYTEA NOT NULL,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    free_at TIMESTAMP NOT NULL,
    CONSTRAINT throttle_pk PRIMARY KEY (subject)
);
CREATE INDEX throttle_last ON throttle (last_at);
