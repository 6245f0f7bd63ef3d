-- What belongs together says so, and is no longer found by the same moment: an order that ended with a batch names it and the
-- version that the batch came to; a payment noted at a collection names its step. An SMS can be about a week of a standing order
-- that was missed. Its twin for the other engine uses the same names.
ALTER TABLE order_step ADD COLUMN batch_id BIGINT CONSTRAINT order_step_batch_fk REFERENCES batch (id);
ALTER TABLE order_step ADD COLUMN batch_version INTEGER
    CONSTRAINT order_step_batch CHECK ((batch_id IS NULL) = (batch_version IS NULL) AND (batch_id IS NULL OR state = 'cancelled'));
ALTER TABLE order_payment ADD COLUMN step_ord INTEGER;
DROP TRIGGER order_step_update_delete ON order_step;
DROP TRIGGER order_payment_update_delete ON order_payment;
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
CREATE TRIGGER order_step_update_delete BEFORE UPDATE OR DELETE ON order_step
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_step_immutable');
CREATE TRIGGER order_payment_update_delete BEFORE UPDATE OR DELETE ON order_payment
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_payment_immutable');
CREATE FUNCTION order_payment_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('order_payment_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM order_step AS s WHERE s.order_id = NEW.order_id AND s.ord = NEW.step_ord AND s.state = 'collected');
    RETURN NEW;
END $$;
CREATE TRIGGER order_payment_step BEFORE INSERT ON order_payment FOR EACH ROW WHEN (NEW.step_ord IS NOT NULL)
    EXECUTE FUNCTION order_payment_step();
CREATE INDEX order_step_of_batch ON order_step (batch_id) WHERE batch_id IS NOT NULL;

ALTER TABLE sms ADD COLUMN standing_id BIGINT;
ALTER TABLE sms ADD COLUMN day DATE;
ALTER TABLE sms DROP CONSTRAINT sms_about_one;
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms ADD CONSTRAINT sms_turn_fk FOREIGN KEY (standing_id, day) REFERENCES standing_turn (standing_id, day);
ALTER TABLE sms ADD CONSTRAINT sms_about_one CHECK (num_nonnulls(order_id, wish_id, standing_id) = 1);
ALTER TABLE sms ADD CONSTRAINT sms_turn CHECK ((standing_id IS NULL) = (day IS NULL));
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'week_missed', 'good_back'));
CREATE INDEX sms_turn ON sms (standing_id, day);
