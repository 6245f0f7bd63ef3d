-- Goods that are made on a day to come: the weekly plans of a good, and its dated batches.
-- weekdays has a bit for each day of the week, 1 for Saturday to 64 for Friday. Orders of a batch are taken until until_minute of
-- the day until_days before it. A plan counts from starts_on to ends_on: its season.
CREATE TABLE batch_plan (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    weekdays INTEGER NOT NULL,
    qty_milli BIGINT NOT NULL,
    ready_minute INTEGER NOT NULL,
    until_days INTEGER NOT NULL,
    until_minute INTEGER NOT NULL,
    skips_holidays BOOLEAN NOT NULL,
    shelf_days INTEGER,
    starts_on DATE NOT NULL,
    ends_on DATE,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    version INTEGER NOT NULL,
    CONSTRAINT batch_plan_pk PRIMARY KEY (id),
    CONSTRAINT batch_plan_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT batch_plan_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT batch_plan_weekdays CHECK (weekdays BETWEEN 1 AND 127),
    CONSTRAINT batch_plan_qty CHECK (qty_milli > 0),
    CONSTRAINT batch_plan_minutes CHECK (ready_minute BETWEEN 0 AND 1439 AND until_minute BETWEEN 0 AND 1439),
    CONSTRAINT batch_plan_until CHECK (until_days BETWEEN 0 AND 14 AND (until_days > 0 OR until_minute <= ready_minute)),
    CONSTRAINT batch_plan_shelf CHECK (shelf_days BETWEEN 0 AND 3650),
    CONSTRAINT batch_plan_season CHECK (ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX batch_plan_product ON batch_plan (product_id, id);
CREATE INDEX batch_plan_live ON batch_plan (id) WHERE ended_at IS NULL;

-- A dated quantity of one good. While it is planned, held_milli is what open orders wait for of it; when it is counted, that much
-- is kept of the good's stock instead, and real_milli came to the stock. by_hand says that its plan leaves it alone.
CREATE TABLE batch (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    product_id BIGINT NOT NULL,
    plan_id BIGINT,
    day DATE NOT NULL,
    ready_at TIMESTAMP NOT NULL,
    orders_until TIMESTAMP NOT NULL,
    planned_milli BIGINT NOT NULL,
    held_milli BIGINT NOT NULL,
    real_milli BIGINT,
    shelf_days INTEGER,
    state TEXT NOT NULL,
    by_hand BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT batch_pk PRIMARY KEY (id),
    CONSTRAINT batch_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT batch_plan_fk FOREIGN KEY (plan_id) REFERENCES batch_plan (id),
    CONSTRAINT batch_code_unique UNIQUE (code),
    CONSTRAINT batch_once_a_day UNIQUE (plan_id, day),
    CONSTRAINT batch_planned CHECK (planned_milli > 0),
    CONSTRAINT batch_held_within CHECK (held_milli >= 0 AND held_milli <= planned_milli),
    CONSTRAINT batch_held_while_planned CHECK (state = 'planned' OR held_milli = 0),
    CONSTRAINT batch_counted CHECK ((state IN ('made', 'called_back')) = (real_milli IS NOT NULL)),
    CONSTRAINT batch_real CHECK (real_milli >= 0),
    CONSTRAINT batch_until CHECK (orders_until <= ready_at),
    CONSTRAINT batch_shelf CHECK (shelf_days BETWEEN 0 AND 3650),
    CONSTRAINT batch_state_known CHECK (state IN ('planned', 'made', 'called_off', 'called_back')),
    CONSTRAINT batch_reason CHECK ((state = 'called_back') = (reason <> ''))
);
CREATE INDEX batch_product ON batch (product_id, ready_at);
CREATE INDEX batch_to_come ON batch (product_id, orders_until) WHERE state = 'planned';
