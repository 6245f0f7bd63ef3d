DELETE FROM sms WHERE kind IN ('order_moved', 'order_recalled');
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'good_back'));
