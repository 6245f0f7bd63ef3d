-- What belongs together says so, and is no longer found by the same moment: an order that ended with a batch names it and the
-- version that the batch came to; a payment noted at a collection names its step. An SMS can be about a week of a standing order
-- that was missed. Its twin for the other engine uses the same names.
ALTER TABLE order_step ADD COLUMN batch_id BIGINT CONSTRAINT order_step_batch_fk REFERENCES batch (id);
ALTER TABLE order_step ADD COLUMN batch_version INTEGER
    CONSTRAINT order_step_batch CHECK ((batch_id IS NULL) = (batch_version IS NULL) AND (batch_id IS NULL OR state = 'cancelled'));
ALTER TABLE order_payment ADD COLUMN step_ord INTEGER;
DROP TRIGGER order_step_update;
DROP TRIGGER order_payment_update;
-- Until now they were found by their moment, to the microsecond: the first line whose batch changed then.
UPDATE order_step SET (batch_id, batch_version) = (
    SELECT b.id, b.version FROM order_line AS l JOIN batch AS b ON b.id = l.batch_id
    WHERE l.order_id = order_step.order_id AND b.changed_at = order_step.made_at ORDER BY l.ord LIMIT 1)
WHERE state = 'cancelled' AND made_by = 'shop' AND undoes IS NULL;
UPDATE order_payment SET step_ord = (
    SELECT MAX(s.ord) FROM order_step AS s
    WHERE s.order_id = order_payment.order_id AND s.state = 'collected' AND s.sale_id IS NOT NULL
        AND s.made_at = order_payment.made_at)
WHERE takes_back IS NULL;
CREATE TRIGGER order_step_update BEFORE UPDATE ON order_step BEGIN
    SELECT RAISE(ABORT, 'order_step_immutable');
END;
CREATE TRIGGER order_payment_update BEFORE UPDATE ON order_payment BEGIN
    SELECT RAISE(ABORT, 'order_payment_immutable');
END;
CREATE TRIGGER order_payment_step BEFORE INSERT ON order_payment WHEN NEW.step_ord IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'order_payment_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM order_step AS s WHERE s.order_id = NEW.order_id AND s.ord = NEW.step_ord AND s.state = 'collected');
END;
CREATE INDEX order_step_of_batch ON order_step (batch_id) WHERE batch_id IS NOT NULL;

ALTER TABLE sms RENAME TO sms_before;
CREATE TABLE sms (
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
    standing_id BIGINT,
    day DATE,
    CONSTRAINT sms_pk PRIMARY KEY (id),
    CONSTRAINT sms_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT sms_wish_fk FOREIGN KEY (wish_id) REFERENCES stock_wish (id),
    CONSTRAINT sms_turn_fk FOREIGN KEY (standing_id, day) REFERENCES standing_turn (standing_id, day),
    CONSTRAINT sms_about_one CHECK ((order_id IS NOT NULL) + (wish_id IS NOT NULL) + (standing_id IS NOT NULL) = 1),
    CONSTRAINT sms_turn CHECK ((standing_id IS NULL) = (day IS NULL)),
    CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'week_missed', 'good_back')),
    CONSTRAINT sms_state_known CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    CONSTRAINT sms_counts CHECK (tries >= 0 AND repeats >= 0)
);
INSERT INTO sms SELECT id, kind, order_id, wish_id, state, tries, trouble, made_at, settled_at, repeats, repeated_at, NULL, NULL FROM sms_before;
DROP TABLE sms_before;
CREATE INDEX sms_order ON sms (order_id, id);
CREATE INDEX sms_wish ON sms (wish_id);
CREATE INDEX sms_turn ON sms (standing_id, day);
CREATE INDEX sms_unsent ON sms (state, id);
