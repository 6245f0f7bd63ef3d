-- What of a shop is looked over before buyers see it, which shops are trusted without that, and what visitors reported.
-- A shop with a row here is trusted. Those that were open before anything was looked over are.
CREATE TABLE trusted_shop (
    shop_id BIGINT NOT NULL,
    since DATE NOT NULL,
    CONSTRAINT trusted_shop_pk PRIMARY KEY (shop_id),
    CONSTRAINT trusted_shop_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id)
);
INSERT INTO trusted_shop (shop_id, since) SELECT id, opened_on FROM shop;

-- One thing in the queue: a good, the name and story of a shop, a good that was reported. name and words are what is to be
-- looked at where no other table has it, former_name and former_words what buyers read until then. version grows with every
-- change, and a decision names the version that was seen. reasons are codes joined by blanks, note the moderator's own words.
CREATE TABLE moderation (
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    shop_id BIGINT NOT NULL,
    product_id BIGINT,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    former_name TEXT NOT NULL,
    former_words TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT NOT NULL,
    made_trusted BOOLEAN NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT,
    CONSTRAINT moderation_pk PRIMARY KEY (id),
    CONSTRAINT moderation_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT moderation_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT moderation_decided_by_fk FOREIGN KEY (decided_by) REFERENCES account (id),
    CONSTRAINT moderation_kind_known CHECK (kind IN ('good', 'shop', 'report', 'review', 'answer', 'licence')),
    CONSTRAINT moderation_state_known CHECK (state IN ('waiting', 'accepted', 'to_mend', 'refused', 'withdrawn')),
    CONSTRAINT moderation_of_a_good CHECK (kind NOT IN ('good', 'report') OR product_id IS NOT NULL),
    CONSTRAINT moderation_decided CHECK ((state IN ('accepted', 'to_mend', 'refused')) = (decided_at IS NOT NULL AND decided_by IS NOT NULL))
);
CREATE INDEX moderation_queue ON moderation (state, id);
CREATE INDEX moderation_shop ON moderation (shop_id, id);
CREATE INDEX moderation_product ON moderation (product_id, id);
-- A good stands in the queue once, however often it is changed or reported.
CREATE UNIQUE INDEX moderation_once ON moderation (product_id, kind) WHERE kind IN ('good', 'report') AND state = 'waiting';

-- What visitors told of a good. Nobody's name is kept; the blind index of the network address counts them for a day or two.
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
CREATE INDEX good_report_item ON good_report (item_id, id);
CREATE INDEX good_report_product ON good_report (product_id);
CREATE INDEX good_report_address ON good_report (address_index, made_at);

-- How many goods a shop listed and how many photos it sent on a day; what it took away again counts too.
CREATE TABLE posted (
    shop_id BIGINT NOT NULL,
    day DATE NOT NULL,
    goods INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    CONSTRAINT posted_pk PRIMARY KEY (shop_id, day),
    CONSTRAINT posted_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id)
);
