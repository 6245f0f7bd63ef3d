DELETE FROM sms WHERE standing_id IS NOT NULL;
CREATE TABLE sms_before (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    order_id BIGINT,
    wish_id BIGINT,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    trouble TEXT,
    made_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    repeats INTEGER NOT NULL,
    repeated_at TIMESTAMP,
    CONSTRAINT sms_pk PRIMARY KEY (id),
    CONSTRAINT sms_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT sms_wish_fk FOREIGN KEY (wish_id) REFERENCES stock_wish (id),
    CONSTRAINT sms_about_one CHECK ((order_id IS NULL) <> (wish_id IS NULL)),
    CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'good_back')),
    CONSTRAINT sms_state_known CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    CONSTRAINT sms_counts CHECK (tries >= 0 AND repeats >= 0)
);
INSERT INTO sms_before SELECT id, kind, order_id, wish_id, state, tries, trouble, made_at, settled_at, repeats, repeated_at FROM sms;
DROP TABLE sms;
ALTER TABLE sms_before RENAME TO sms;
CREATE INDEX sms_order ON sms (order_id, id);
CREATE INDEX sms_wish ON sms (wish_id);
CREATE INDEX sms_unsent ON sms (state, id);
DROP TRIGGER order_payment_step;
ALTER TABLE order_payment DROP COLUMN step_ord;
DROP INDEX order_step_of_batch;
ALTER TABLE order_step DROP COLUMN batch_version;
ALTER TABLE order_step DROP COLUMN batch_id;
DROP TRIGGER order_step_update;
CREATE TRIGGER order_step_update BEFORE UPDATE ON order_step BEGIN
    SELECT RAISE(ABORT, 'order_step_immutable');
END;
DROP TRIGGER order_payment_update;
CREATE TRIGGER order_payment_update BEFORE UPDATE ON order_payment BEGIN
    SELECT RAISE(ABORT, 'order_payment_immutable');
END;
