-- In which language the buyer ordered, and is told of the order.
ALTER TABLE placed_order ADD COLUMN language TEXT NOT NULL DEFAULT 'fa' CONSTRAINT placed_order_language_known CHECK (language IN ('fa', 'en'));

-- How often an e-mail was tried, and why it did not leave.
ALTER TABLE message ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN trouble TEXT;
CREATE INDEX message_unsent ON message (channel, state, id);

-- Whoever waits for a good that is sold out. Someone who is signed in is told in the program. Of anyone else there is a mobile,
-- sealed under a key of its own until they are told; code is the way to stop it. The indexes are blind: they count how many
-- wait from one mobile or one network address, and keep a mobile that said stop from being told.
CREATE TABLE stock_wish (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    account_id BIGINT,
    key_id BIGINT,
    mobile_sealed BYTEA,
    mobile_index BYTEA,
    address_index BYTEA,
    code TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT stock_wish_pk PRIMARY KEY (id),
    CONSTRAINT stock_wish_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT stock_wish_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT stock_wish_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT stock_wish_code_unique UNIQUE (code),
    CONSTRAINT stock_wish_one_way CHECK ((account_id IS NULL) <> (key_id IS NULL)),
    CONSTRAINT stock_wish_language_known CHECK (language IN ('fa', 'en')),
    CONSTRAINT stock_wish_state_known CHECK (state IN ('waiting', 'told', 'stopped', 'over'))
);
CREATE UNIQUE INDEX stock_wish_account_once ON stock_wish (product_id, account_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX stock_wish_mobile_once ON stock_wish (product_id, mobile_index) WHERE state = 'waiting';
CREATE INDEX stock_wish_waiting ON stock_wish (product_id, state, id);
CREATE INDEX stock_wish_account ON stock_wish (account_id, state);
CREATE INDEX stock_wish_mobile ON stock_wish (mobile_index, state);
CREATE INDEX stock_wish_address ON stock_wish (address_index, made_at);
CREATE INDEX stock_wish_made_at ON stock_wish (made_at);

-- SMS: what each is about and what became of it; never its number and never its words. Both are put together when it leaves,
-- from what holds then. One that nobody needs any more is dropped.
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
    CONSTRAINT sms_pk PRIMARY KEY (id),
    CONSTRAINT sms_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT sms_wish_fk FOREIGN KEY (wish_id) REFERENCES stock_wish (id),
    CONSTRAINT sms_about_one CHECK ((order_id IS NULL) <> (wish_id IS NULL)),
    CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'good_back')),
    CONSTRAINT sms_state_known CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    CONSTRAINT sms_counts CHECK (tries >= 0 AND repeats >= 0)
);
CREATE INDEX sms_order ON sms (order_id, id);
CREATE INDEX sms_wish ON sms (wish_id);
CREATE INDEX sms_unsent ON sms (state, id);
