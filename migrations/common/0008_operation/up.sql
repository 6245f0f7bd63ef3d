-- Durable jobs, messages, the trail of reads and changes, and imported lists.
CREATE TABLE job (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    locked_until TIMESTAMP,
    state TEXT NOT NULL,
    last_error TEXT,
    CONSTRAINT job_pk PRIMARY KEY (id),
    CONSTRAINT job_state_known CHECK (state IN ('waiting', 'done', 'failed'))
);
CREATE INDEX job_due ON job (state, run_at);

-- What a form made, under the form's own key: its second arrival leads there and makes nothing.
CREATE TABLE form_key (
    account_id BIGINT NOT NULL,
    object TEXT NOT NULL,
    key TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT form_key_pk PRIMARY KEY (account_id, object, key),
    CONSTRAINT form_key_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);

-- One outbox for the inbox in the program and for e-mail; args are what the text of its kind needs, never an address.
CREATE TABLE message (
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    settled_at TIMESTAMP,
    read_at TIMESTAMP,
    CONSTRAINT message_pk PRIMARY KEY (id),
    CONSTRAINT message_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT message_channel_known CHECK (channel IN ('inbox', 'email')),
    CONSTRAINT message_state_known CHECK (state IN ('waiting', 'sent', 'failed'))
);
CREATE INDEX message_account ON message (account_id, channel, id);

-- chain is the area the object belongs to, or 0; seq counts from 1 within it. session and address are opaque: a digest of
-- the session's, and a keyed one of the address. scope holds area/institution pairs, rule is the proof that decided.
-- household_id is whose case file was looked at; it has no foreign key, because the trail outlives the file.
CREATE TABLE audit_event (
    id BIGINT NOT NULL,
    chain BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    account_id BIGINT,
    session TEXT NOT NULL,
    address TEXT NOT NULL,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    household_id BIGINT,
    detail TEXT NOT NULL,
    allowed BOOLEAN NOT NULL,
    rule TEXT NOT NULL,
    request_id TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_event_pk PRIMARY KEY (id),
    CONSTRAINT audit_event_seq_unique UNIQUE (chain, seq),
    CONSTRAINT audit_event_seq_from_one CHECK (seq >= 1)
);
CREATE INDEX audit_event_object ON audit_event (object, object_id, id);
CREATE INDEX audit_event_account ON audit_event (account_id, id);
CREATE INDEX audit_event_household ON audit_event (household_id, id);

CREATE TABLE import_batch (
    id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    institution_id BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 BYTEA NOT NULL,
    state TEXT NOT NULL,
    rows_added INTEGER NOT NULL,
    rows_known INTEGER NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    undone_at TIMESTAMP,
    CONSTRAINT import_batch_pk PRIMARY KEY (id),
    CONSTRAINT import_batch_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT import_batch_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT import_batch_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT import_batch_state_known CHECK (state IN ('done', 'undone'))
);
CREATE INDEX import_batch_area ON import_batch (area_id, id);

-- What a row of the list became; the records made by the batch are the ones an undo takes away.
CREATE TABLE import_row (
    batch_id BIGINT NOT NULL,
    line INTEGER NOT NULL,
    row_sha256 BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    household_id BIGINT,
    person_id BIGINT,
    decision_id BIGINT,
    grant_id BIGINT,
    equipment_id BIGINT,
    made_household BOOLEAN NOT NULL,
    CONSTRAINT import_row_pk PRIMARY KEY (batch_id, line),
    CONSTRAINT import_row_batch_fk FOREIGN KEY (batch_id) REFERENCES import_batch (id),
    CONSTRAINT import_row_outcome_known CHECK (outcome IN ('added', 'known'))
);
CREATE INDEX import_row_content ON import_row (row_sha256);
CREATE INDEX import_row_equipment ON import_row (equipment_id);
CREATE INDEX import_row_grant ON import_row (grant_id);
CREATE INDEX import_row_decision ON import_row (decision_id);

-- A list that was uploaded and waits to be confirmed: its cells, and what the trial at its upload told of them, sealed under
-- a key of their own, for a day at most.
CREATE TABLE import_upload (
    id BIGINT NOT NULL,
    key_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    institution_id BIGINT NOT NULL,
    programme_id BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    report_sealed BYTEA NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT import_upload_pk PRIMARY KEY (id),
    CONSTRAINT import_upload_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT import_upload_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT import_upload_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT import_upload_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT import_upload_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id)
);
CREATE INDEX import_upload_made_at ON import_upload (made_at);
