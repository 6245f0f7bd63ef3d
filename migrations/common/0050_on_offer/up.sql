-- The goods on offer, a narrow row each: listed ones of shops that are not hidden. What a search finds is put in order by these
-- rows, and what is ready is listed by indexes of its own: however much is sold out, a page is read at once. A sale costs
-- nothing here unless it takes the last of a good. Triggers keep the rows.
CREATE TABLE on_offer (
    id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    category_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    price_irr BIGINT NOT NULL,
    sort_key BYTEA NOT NULL,
    is_ready BOOLEAN NOT NULL,
    CONSTRAINT on_offer_pk PRIMARY KEY (id),
    CONSTRAINT on_offer_product_fk FOREIGN KEY (id) REFERENCES product (id) ON DELETE CASCADE
);
INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
SELECT p.id, p.shop_id, p.category_code, p.unit, p.price_irr, p.sort_key, p.stock_milli > p.held_milli
FROM product AS p JOIN shop AS s ON s.id = p.shop_id
WHERE p.state = 'listed' AND s.hidden_at IS NULL ORDER BY p.id;
CREATE INDEX ready_newest ON on_offer (id) WHERE is_ready;
CREATE INDEX ready_price ON on_offer (price_irr, id) WHERE is_ready;
CREATE INDEX ready_name ON on_offer (sort_key, id) WHERE is_ready;
CREATE INDEX ready_category_newest ON on_offer (category_code, id) WHERE is_ready;
CREATE INDEX ready_category_price ON on_offer (category_code, price_irr, id) WHERE is_ready;
CREATE INDEX ready_category_name ON on_offer (category_code, sort_key, id) WHERE is_ready;
CREATE INDEX ready_unit_newest ON on_offer (unit, id) WHERE is_ready;
CREATE INDEX ready_unit_price ON on_offer (unit, price_irr, id) WHERE is_ready;
CREATE INDEX ready_unit_name ON on_offer (unit, sort_key, id) WHERE is_ready;
CREATE INDEX ready_category_unit_newest ON on_offer (category_code, unit, id) WHERE is_ready;
CREATE INDEX ready_category_unit_price ON on_offer (category_code, unit, price_irr, id) WHERE is_ready;
CREATE INDEX ready_category_unit_name ON on_offer (category_code, unit, sort_key, id) WHERE is_ready;
