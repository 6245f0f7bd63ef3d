-- Eggs that were set to hatch as a batch: on which day, how many, after how many days they hatch, and how many of ten thousand
-- are expected to.
CREATE TABLE hatch (
    batch_id BIGINT NOT NULL,
    set_on DATE NOT NULL,
    eggs INTEGER NOT NULL,
    days INTEGER NOT NULL,
    share_bp INTEGER NOT NULL,
    CONSTRAINT hatch_pk PRIMARY KEY (batch_id),
    CONSTRAINT hatch_batch_fk FOREIGN KEY (batch_id) REFERENCES batch (id),
    CONSTRAINT hatch_eggs CHECK (eggs BETWEEN 1 AND 1000000),
    CONSTRAINT hatch_days CHECK (days BETWEEN 10 AND 60),
    CONSTRAINT hatch_share CHECK (share_bp BETWEEN 1 AND 10000)
);
