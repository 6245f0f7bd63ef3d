CREATE TABLE good_report_before AS SELECT id, item_id, product_id, reason, words, address_index, made_at FROM good_report WHERE product_id IS NOT NULL;
DROP TABLE good_report;
CREATE TABLE good_report (
    id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
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
DROP INDEX moderation_sign_once;
DROP INDEX review_code_unique;
ALTER TABLE review DROP COLUMN code;
ALTER TABLE moderation DROP COLUMN is_shown;
ALTER TABLE shop DROP COLUMN distrusted_at;
DELETE FROM trusted_shop WHERE begins_at IS NOT NULL;
ALTER TABLE trusted_shop DROP COLUMN begins_at;
