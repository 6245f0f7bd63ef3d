-- Buyers are told by SMS that a batch is ready at another time, and that one was called back.
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'good_back'));
