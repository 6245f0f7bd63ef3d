DELETE FROM sms WHERE standing_id IS NOT NULL;
ALTER TABLE sms DROP CONSTRAINT sms_about_one;
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms DROP COLUMN day;
ALTER TABLE sms DROP COLUMN standing_id;
ALTER TABLE sms ADD CONSTRAINT sms_about_one CHECK ((order_id IS NULL) <> (wish_id IS NULL));
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'good_back'));
DROP TRIGGER order_payment_step ON order_payment;
DROP FUNCTION order_payment_step();
ALTER TABLE order_payment DROP COLUMN step_ord;
ALTER TABLE order_step DROP COLUMN batch_version;
ALTER TABLE order_step DROP COLUMN batch_id;
DROP TRIGGER order_step_update_delete ON order_step;
CREATE TRIGGER order_step_update_delete BEFORE UPDATE OR DELETE ON order_step
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_step_immutable');
DROP TRIGGER order_payment_update_delete ON order_payment;
CREATE TRIGGER order_payment_update_delete BEFORE UPDATE OR DELETE ON order_payment
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_payment_immutable');
