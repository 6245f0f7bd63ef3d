-- The private address under which a calendar reads the market days of a household: only its digest is kept. A household has
-- one at a time; one that is ended stays as a row, so that it is known when it opened nothing any more.
CREATE TABLE calendar_link (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    token_hash BYTEA NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by BIGINT NOT NULL,
    ended_at TIMESTAMP,
    CONSTRAINT calendar_link_pk PRIMARY KEY (id),
    CONSTRAINT calendar_link_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT calendar_link_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT calendar_link_token_unique UNIQUE (token_hash),
    CONSTRAINT calendar_link_times CHECK (ended_at IS NULL OR ended_at >= made_at)
);
CREATE UNIQUE INDEX calendar_link_one ON calendar_link (household_id) WHERE ended_at IS NULL;
