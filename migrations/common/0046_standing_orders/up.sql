-- "Every Saturday two loaves": a good that somebody with an account wants every week on a weekday, at a market of its shop or at
-- a door time of it. Name and mobile are those of the account. price_irr is the price the buyer saw last; next_on is the day
-- whose order is to be placed next. Quantities in thousandths.
CREATE TABLE standing_order (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    qty_milli BIGINT NOT NULL,
    price_irr BIGINT NOT NULL,
    site_id BIGINT,
    door_time_id BIGINT,
    weekday TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    next_on DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    CONSTRAINT standing_order_pk PRIMARY KEY (id),
    CONSTRAINT standing_order_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT standing_order_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT standing_order_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT standing_order_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT standing_order_door_time_fk FOREIGN KEY (door_time_id) REFERENCES door_time (id),
    CONSTRAINT standing_order_one_place CHECK ((site_id IS NULL) <> (door_time_id IS NULL)),
    CONSTRAINT standing_order_qty CHECK (qty_milli > 0 AND price_irr > 0),
    CONSTRAINT standing_order_weekday_known CHECK (weekday IN ('saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday')),
    CONSTRAINT standing_order_language_known CHECK (language IN ('fa', 'en')),
    CONSTRAINT standing_order_state_known CHECK (state IN ('running', 'ended', 'declined', 'over'))
);
-- A second tap asks for nothing more: a good is wanted once on a weekday.
CREATE UNIQUE INDEX standing_order_once ON standing_order (account_id, product_id, weekday) WHERE state = 'running';
CREATE INDEX standing_order_due ON standing_order (state, next_on);
CREATE INDEX standing_order_of_shop ON standing_order (household_id, state);
CREATE INDEX standing_order_product ON standing_order (product_id);
CREATE INDEX standing_order_site ON standing_order (site_id);
CREATE INDEX standing_order_door_time ON standing_order (door_time_id);

-- What became of one week of it: its order, or why there was none, or that the buyer did not want it. A day has one.
CREATE TABLE standing_turn (
    standing_id BIGINT NOT NULL,
    day DATE NOT NULL,
    state TEXT NOT NULL,
    order_id BIGINT,
    why TEXT,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT standing_turn_pk PRIMARY KEY (standing_id, day),
    CONSTRAINT standing_turn_standing_fk FOREIGN KEY (standing_id) REFERENCES standing_order (id),
    CONSTRAINT standing_turn_order_fk FOREIGN KEY (order_id) REFERENCES placed_order (id),
    CONSTRAINT standing_turn_order_unique UNIQUE (order_id),
    CONSTRAINT standing_turn_state_known CHECK (state IN ('placed', 'missed', 'skipped')),
    CONSTRAINT standing_turn_order CHECK ((state = 'placed') = (order_id IS NOT NULL)),
    CONSTRAINT standing_turn_why CHECK ((state = 'missed') = (why IS NOT NULL))
);
