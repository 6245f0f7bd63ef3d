-- Sales, the insert-only ledger, its attribution, and closed periods.
-- idem is made where the sale was made, once; a second arrival of it is the same sale.
CREATE TABLE sale (
    id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    idem TEXT NOT NULL,
    area_id BIGINT NOT NULL,
    seller_person_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    buyer_household_id BIGINT,
    market_day_id BIGINT,
    sold_on DATE NOT NULL,
    sold_at TIMESTAMP NOT NULL,
    recorded_by BIGINT NOT NULL,
    on_behalf BOOLEAN NOT NULL,
    CONSTRAINT sale_pk PRIMARY KEY (id),
    CONSTRAINT sale_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT sale_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT sale_seller_fk FOREIGN KEY (seller_person_id) REFERENCES person (id),
    CONSTRAINT sale_buyer_fk FOREIGN KEY (buyer_household_id) REFERENCES household (id),
    CONSTRAINT sale_market_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT sale_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT sale_once UNIQUE (household_id, idem),
    CONSTRAINT sale_channel_known CHECK (channel IN ('stall', 'door', 'order')),
    CONSTRAINT sale_not_to_itself CHECK (buyer_household_id IS NULL OR buyer_household_id <> household_id),
    CONSTRAINT sale_idem_shape CHECK (length(idem) BETWEEN 8 AND 64)
);
CREATE INDEX sale_household ON sale (household_id, id);
CREATE INDEX sale_household_day ON sale (household_id, sold_on, id);
CREATE INDEX sale_market_day ON sale (market_day_id);
CREATE INDEX sale_seller ON sale (seller_person_id);
CREATE INDEX sale_buyer ON sale (buyer_household_id) WHERE buyer_household_id IS NOT NULL;

-- qty in thousandths of the product's unit; net = gross - discount, whole rials.
-- name and unit are those of the product when it was sold, whatever becomes of the product. set_id is empty for goods made
-- before the product's first weights: nobody said then with which machine, and all of it counts as own means.
CREATE TABLE sale_line (
    id BIGINT NOT NULL,
    sale_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    set_id BIGINT,
    qty_milli BIGINT NOT NULL,
    gross_irr BIGINT NOT NULL,
    discount_irr BIGINT NOT NULL,
    net_irr BIGINT NOT NULL,
    produced_on DATE NOT NULL,
    CONSTRAINT sale_line_pk PRIMARY KEY (id),
    CONSTRAINT sale_line_sale_fk FOREIGN KEY (sale_id) REFERENCES sale (id),
    CONSTRAINT sale_line_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT sale_line_set_fk FOREIGN KEY (set_id) REFERENCES weight_set (id),
    CONSTRAINT sale_line_qty CHECK (qty_milli > 0),
    CONSTRAINT sale_line_amounts CHECK (gross_irr >= 0 AND discount_irr >= 0 AND discount_irr <= gross_irr AND net_irr = gross_irr - discount_irr)
);
CREATE INDEX sale_line_sale ON sale_line (sale_id);
CREATE INDEX sale_line_product ON sale_line (product_id, id);

-- ym is the Solar Hijri month of posting, 140509 for Azar 1405. seq counts from 1 within the area.
CREATE TABLE ledger (
    id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    ym INTEGER NOT NULL,
    kind TEXT NOT NULL,
    household_id BIGINT NOT NULL,
    institution_id BIGINT,
    sale_line_id BIGINT,
    qty_milli BIGINT NOT NULL,
    amount_irr BIGINT NOT NULL,
    occurred_on DATE NOT NULL,
    posted_at TIMESTAMP NOT NULL,
    posted_by BIGINT NOT NULL,
    on_behalf BOOLEAN NOT NULL,
    reverses BIGINT,
    category TEXT,
    reason TEXT NOT NULL,
    idem TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT ledger_pk PRIMARY KEY (id),
    CONSTRAINT ledger_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT ledger_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT ledger_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT ledger_sale_line_fk FOREIGN KEY (sale_line_id) REFERENCES sale_line (id),
    CONSTRAINT ledger_posted_by_fk FOREIGN KEY (posted_by) REFERENCES account (id),
    CONSTRAINT ledger_reverses_fk FOREIGN KEY (reverses) REFERENCES ledger (id),
    CONSTRAINT ledger_seq_unique UNIQUE (area_id, seq),
    CONSTRAINT ledger_seq_from_one CHECK (seq >= 1),
    CONSTRAINT ledger_once UNIQUE (household_id, idem),
    CONSTRAINT ledger_kind_known CHECK (kind IN ('sale', 'return', 'void', 'cost', 'cost_reversal', 'own_use', 'own_use_reversal')),
    CONSTRAINT ledger_sign CHECK (
        (kind = 'sale' AND amount_irr >= 0 AND qty_milli > 0)
        OR (kind IN ('return', 'void') AND amount_irr <= 0 AND qty_milli < 0)
        OR (kind = 'cost' AND amount_irr < 0 AND qty_milli = 0)
        OR (kind = 'cost_reversal' AND amount_irr > 0 AND qty_milli = 0)
        OR (kind = 'own_use' AND amount_irr > 0 AND qty_milli = 0)
        OR (kind = 'own_use_reversal' AND amount_irr < 0 AND qty_milli = 0)),
    CONSTRAINT ledger_line_named CHECK ((kind IN ('sale', 'return', 'void')) = (sale_line_id IS NOT NULL)),
    CONSTRAINT ledger_reversal_named CHECK ((kind IN ('return', 'void', 'cost_reversal', 'own_use_reversal')) = (reverses IS NOT NULL)),
    CONSTRAINT ledger_category_named CHECK ((kind IN ('cost', 'cost_reversal')) = (category IS NOT NULL)),
    CONSTRAINT ledger_category_known CHECK (category IN ('inputs', 'energy', 'packaging', 'transport', 'fees', 'labour', 'repair', 'rent')),
    CONSTRAINT ledger_month CHECK (ym BETWEEN 130001 AND 159912 AND ym % 100 BETWEEN 1 AND 12)
);
CREATE UNIQUE INDEX ledger_one_sale_row ON ledger (sale_line_id) WHERE kind = 'sale';
CREATE UNIQUE INDEX ledger_one_void ON ledger (reverses) WHERE kind = 'void';
CREATE UNIQUE INDEX ledger_one_reversal ON ledger (reverses) WHERE kind IN ('cost_reversal', 'own_use_reversal');
CREATE INDEX ledger_household ON ledger (household_id, ym, kind);
CREATE INDEX ledger_household_id ON ledger (household_id, id);
CREATE INDEX ledger_household_day ON ledger (household_id, occurred_on, id);
CREATE INDEX ledger_line ON ledger (sale_line_id);
CREATE INDEX ledger_reverses ON ledger (reverses);
CREATE INDEX ledger_period ON ledger (institution_id, area_id, ym, posted_by);

-- Written before the ledger row it belongs to (the key is checked at commit), so that the ledger row can demand that its parts add up.
CREATE TABLE attribution (
    ledger_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    equipment_id BIGINT,
    funding_id BIGINT,
    grant_id BIGINT,
    amount_irr BIGINT NOT NULL,
    CONSTRAINT attribution_pk PRIMARY KEY (ledger_id, ord),
    CONSTRAINT attribution_ledger_fk FOREIGN KEY (ledger_id) REFERENCES ledger (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT attribution_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT attribution_funding_fk FOREIGN KEY (funding_id) REFERENCES equipment_funding (id),
    CONSTRAINT attribution_grant_fk FOREIGN KEY (grant_id) REFERENCES grant_award (id),
    CONSTRAINT attribution_machine_has_payer CHECK ((equipment_id IS NULL) = (funding_id IS NULL)),
    CONSTRAINT attribution_grant_by_payer CHECK (grant_id IS NULL OR funding_id IS NOT NULL)
);
CREATE INDEX attribution_equipment ON attribution (equipment_id, ledger_id);
CREATE INDEX attribution_grant ON attribution (grant_id, ledger_id);
CREATE INDEX attribution_funding ON attribution (funding_id);

-- What a supported household bought of another: the cost in the buyer's book, and the line that was sold. When goods of the line
-- come back the cost is reversed, and what is left of it is a new one.
CREATE TABLE purchase (
    ledger_id BIGINT NOT NULL,
    sale_line_id BIGINT NOT NULL,
    CONSTRAINT purchase_pk PRIMARY KEY (ledger_id),
    CONSTRAINT purchase_ledger_fk FOREIGN KEY (ledger_id) REFERENCES ledger (id),
    CONSTRAINT purchase_sale_line_fk FOREIGN KEY (sale_line_id) REFERENCES sale_line (id)
);
CREATE INDEX purchase_sale_line ON purchase (sale_line_id, ledger_id);

-- Closed once, never reopened.
CREATE TABLE period (
    institution_id BIGINT NOT NULL,
    area_id BIGINT NOT NULL,
    ym INTEGER NOT NULL,
    closed_at TIMESTAMP NOT NULL,
    closed_by BIGINT NOT NULL,
    total_irr BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    CONSTRAINT period_pk PRIMARY KEY (institution_id, area_id, ym),
    CONSTRAINT period_institution_fk FOREIGN KEY (institution_id) REFERENCES institution (id),
    CONSTRAINT period_area_fk FOREIGN KEY (area_id) REFERENCES area (id),
    CONSTRAINT period_closed_by_fk FOREIGN KEY (closed_by) REFERENCES account (id)
);
