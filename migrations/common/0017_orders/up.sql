-- What buyers asked shops to keep for them, when a shop's door is open to collect it, and what was paid.
-- A door time comes every week; weekday 0 is Saturday. It is ended and never changed: an order keeps what it was promised.
-- Where the door is, is sealed under the household's key, and told to whoever has an order to collect there.
CREATE TABLE door_time (
    id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    weekday INTEGER NOT NULL,
    opens_minute INTEGER NOT NULL,
    closes_minute INTEGER NOT NULL,
    place_sealed BYTEA NOT NULL,
    made_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    CONSTRAINT door_time_pk PRIMARY KEY (id),
    CONSTRAINT door_time_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT door_time_weekday CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT door_time_hours CHECK (opens_minute >= 0 AND closes_minute > opens_minute AND closes_minute <= 1440)
);
CREATE INDEX door_time_shop ON door_time (shop_id, weekday, opens_minute);

-- An order of one shop's goods. Whoever has its code sees it; pin is said at the collection, and no other open order of the
-- shop has it. The buyer's name and mobile are sealed under a key of the order's own, so that they can be forgotten; the
-- indexes are blind, and count how many open orders come from one mobile or one network address.
CREATE TABLE placed_order (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    pin TEXT NOT NULL,
    idem TEXT NOT NULL,
    shop_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    buyer_household_id BIGINT,
    key_id BIGINT NOT NULL,
    name_sealed BYTEA NOT NULL,
    mobile_sealed BYTEA NOT NULL,
    mobile_index BYTEA,
    address_index BYTEA,
    market_day_id BIGINT,
    door_time_id BIGINT,
    collect_on DATE NOT NULL,
    opens_minute INTEGER NOT NULL,
    closes_minute INTEGER NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    hold_until TIMESTAMP NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT placed_order_pk PRIMARY KEY (id),
    CONSTRAINT placed_order_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT placed_order_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT placed_order_buyer_fk FOREIGN KEY (buyer_household_id) REFERENCES household (id),
    CONSTRAINT placed_order_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT placed_order_market_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT placed_order_door_time_fk FOREIGN KEY (door_time_id) REFERENCES door_time (id),
    CONSTRAINT placed_order_code_unique UNIQUE (code),
    CONSTRAINT placed_order_once UNIQUE (shop_id, idem),
    CONSTRAINT placed_order_one_place CHECK ((market_day_id IS NULL) <> (door_time_id IS NULL)),
    CONSTRAINT placed_order_not_from_itself CHECK (buyer_household_id IS NULL OR buyer_household_id <> household_id),
    CONSTRAINT placed_order_pin_shape CHECK (length(pin) = 4),
    CONSTRAINT placed_order_hours CHECK (opens_minute >= 0 AND closes_minute > opens_minute AND closes_minute <= 1440),
    CONSTRAINT placed_order_state_known CHECK (state IN ('asked', 'accepted', 'ready', 'collected', 'not_collected', 'cancelled'))
);
CREATE UNIQUE INDEX placed_order_pin_once ON placed_order (shop_id, pin) WHERE state IN ('asked', 'accepted', 'ready');
CREATE INDEX placed_order_of_shop ON placed_order (household_id, state, collect_on, id);
CREATE INDEX placed_order_newest ON placed_order (household_id, id);
CREATE INDEX placed_order_mobile ON placed_order (mobile_index, state);
CREATE INDEX placed_order_address ON placed_order (address_index, state);
CREATE INDEX placed_order_market_day ON placed_order (market_day_id);
CREATE INDEX placed_order_door_time ON placed_order (door_time_id);
CREATE INDEX placed_order_buyer ON placed_order (buyer_household_id, id);

-- A good of an order: its name, unit and price are those of the moment it was asked for. Quantities in thousandths.
CREATE TABLE order_line (
    order_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    product_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    price_irr BIGINT NOT NULL,
    qty_milli BIGINT NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (order_id, ord),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT order_line_once UNIQUE (order_id, product_id),
    CONSTRAINT order_line_qty CHECK (qty_milli > 0),
    CONSTRAINT order_line_price CHECK (price_irr > 0)
);
CREATE INDEX order_line_product ON order_line (product_id, order_id);

-- Everything that happened to an order, in its order; state is the one it came to. An undone step has a row of its own.
CREATE TABLE order_step (
    order_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    state TEXT NOT NULL,
    undoes INTEGER,
    made_by TEXT NOT NULL,
    account_id BIGINT,
    made_at TIMESTAMP NOT NULL,
    reason TEXT NOT NULL,
    sale_id BIGINT,
    CONSTRAINT order_step_pk PRIMARY KEY (order_id, ord),
    CONSTRAINT order_step_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT order_step_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT order_step_sale_fk FOREIGN KEY (sale_id) REFERENCES sale (id),
    CONSTRAINT order_step_one_sale UNIQUE (sale_id),
    CONSTRAINT order_step_state_known CHECK (state IN ('asked', 'accepted', 'ready', 'collected', 'not_collected', 'cancelled')),
    CONSTRAINT order_step_by_known CHECK (made_by IN ('buyer', 'shop', 'time')),
    CONSTRAINT order_step_undoes CHECK (undoes IS NULL OR undoes < ord),
    CONSTRAINT order_step_sale CHECK (sale_id IS NULL OR state = 'collected')
);

-- What was handed over of each line at a collection, and what it cost: a weight is known only then.
CREATE TABLE order_given (
    order_id BIGINT NOT NULL,
    step_ord INTEGER NOT NULL,
    line_ord INTEGER NOT NULL,
    qty_milli BIGINT NOT NULL,
    amount_irr BIGINT NOT NULL,
    CONSTRAINT order_given_pk PRIMARY KEY (order_id, step_ord, line_ord),
    CONSTRAINT order_given_step_fk FOREIGN KEY (order_id, step_ord) REFERENCES order_step (order_id, ord),
    CONSTRAINT order_given_line_fk FOREIGN KEY (order_id, line_ord) REFERENCES order_line (order_id, ord),
    CONSTRAINT order_given_qty CHECK (qty_milli > 0 AND amount_irr > 0)
);

-- What was paid for an order; a payment noted by mistake is taken back by a row of its own with the amount the other way.
-- last4 and trace are those of a card terminal's slip.
CREATE TABLE order_payment (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    idem TEXT NOT NULL,
    way TEXT NOT NULL,
    amount_irr BIGINT NOT NULL,
    last4 TEXT NOT NULL,
    trace TEXT NOT NULL,
    takes_back BIGINT,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT order_payment_pk PRIMARY KEY (id),
    CONSTRAINT order_payment_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT order_payment_takes_back_fk FOREIGN KEY (takes_back) REFERENCES order_payment (id),
    CONSTRAINT order_payment_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT order_payment_once UNIQUE (order_id, idem),
    CONSTRAINT order_payment_taken_back_once UNIQUE (takes_back),
    CONSTRAINT order_payment_way_known CHECK (way IN ('cash', 'terminal', 'transfer', 'credit')),
    CONSTRAINT order_payment_sign CHECK ((takes_back IS NULL AND amount_irr > 0) OR (takes_back IS NOT NULL AND amount_irr < 0)),
    CONSTRAINT order_payment_slip CHECK ((way = 'terminal') OR (last4 = '' AND trace = '')),
    CONSTRAINT order_payment_last4 CHECK (length(last4) IN (0, 4))
);
CREATE INDEX order_payment_order ON order_payment (order_id, id);
