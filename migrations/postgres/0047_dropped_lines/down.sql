DELETE FROM sms WHERE kind = 'order_less';
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'good_back'));
DROP TRIGGER order_line_delete ON order_line;
DROP TRIGGER order_line_update ON order_line;
DROP FUNCTION order_line_update();
ALTER TABLE order_line DROP COLUMN dropped_why;
ALTER TABLE order_line DROP COLUMN dropped_by;
ALTER TABLE order_line DROP COLUMN dropped_at;
CREATE TRIGGER order_line_update_delete BEFORE UPDATE OR DELETE ON order_line
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_line_immutable');
