DROP TABLE sms;
DROP TABLE stock_wish;
DROP INDEX message_unsent;
ALTER TABLE message DROP COLUMN trouble;
ALTER TABLE message DROP COLUMN tries;
ALTER TABLE placed_order DROP COLUMN language;
