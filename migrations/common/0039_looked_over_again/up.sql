-- What buyers see can be looked over again: a sign, a review and an answer as well as a good.
-- Until begins_at a shop that was trusted by itself is looked over still: whoever accepted its goods can take that back so long.
ALTER TABLE trusted_shop ADD COLUMN begins_at TIMESTAMP;
-- Goods that were accepted before it count no more for the trust of a shop that a moderator took it from.
ALTER TABLE shop ADD COLUMN distrusted_at TIMESTAMP;
-- Whether buyers see the thing while it is looked over.
ALTER TABLE moderation ADD COLUMN is_shown BOOLEAN NOT NULL DEFAULT FALSE;
-- The name by which a report speaks of a review.
ALTER TABLE review ADD COLUMN code TEXT;
UPDATE review SET code = 'r' || CAST(id AS TEXT);
CREATE UNIQUE INDEX review_code_unique ON review (code);

-- The words that a shop wants stand in the queue once.
UPDATE moderation SET state = 'withdrawn' WHERE kind = 'shop' AND state = 'waiting' AND EXISTS (
    SELECT 1 FROM moderation newer WHERE newer.shop_id = moderation.shop_id AND newer.kind = 'shop' AND newer.state = 'waiting' AND newer.id > moderation.id);
CREATE UNIQUE INDEX moderation_sign_once ON moderation (shop_id, is_shown) WHERE kind = 'shop' AND state = 'waiting';

-- A report is about a thing that is looked over; a sign has no good.
CREATE TABLE good_report_before AS SELECT id, item_id, product_id, reason, words, address_index, made_at FROM good_report;
DROP TABLE good_report;
CREATE TABLE good_report (
    id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    product_id BIGINT,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    address_index BYTEA,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT good_report_pk PRIMARY KEY (id),
    CONSTRAINT good_report_item_fk FOREIGN KEY (item_id) REFERENCES moderation (id),
    CONSTRAINT good_report_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT good_report_reason_known CHECK (reason IN ('untrue', 'forbidden', 'photo', 'rude', 'other'))
);
INSERT INTO good_report (id, item_id, product_id, reason, words, address_index, made_at)
    SELECT id, item_id, product_id, reason, words, address_index, made_at FROM good_report_before;
DROP TABLE good_report_before;
CREATE INDEX good_report_item ON good_report (item_id, id);
CREATE INDEX good_report_product ON good_report (product_id);
CREATE INDEX good_report_address ON good_report (address_index, made_at);
