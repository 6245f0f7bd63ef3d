-- One good of an order can be dropped, once, by its buyer or its shop, while others remain; nothing else of a line changes. Its
-- twin for the other engine uses the same names.
ALTER TABLE order_line ADD COLUMN dropped_at TIMESTAMP;
ALTER TABLE order_line ADD COLUMN dropped_by TEXT CONSTRAINT order_line_dropped_by_known CHECK (dropped_by IN ('buyer', 'shop'));
ALTER TABLE order_line ADD COLUMN dropped_why TEXT;
DROP TRIGGER order_line_update;
CREATE TRIGGER order_line_update BEFORE UPDATE ON order_line BEGIN
    SELECT RAISE(ABORT, 'order_line_immutable')
    WHERE OLD.dropped_at IS NOT NULL OR NEW.dropped_at IS NULL OR NEW.dropped_by IS NULL OR NEW.dropped_why IS NULL
        OR (NEW.order_id, NEW.ord, NEW.product_id, NEW.name, NEW.unit, NEW.price_irr, NEW.qty_milli, NEW.batch_id,
                NEW.kilo_price_irr, NEW.piece_least_milli, NEW.piece_most_milli)
            IS NOT (OLD.order_id, OLD.ord, OLD.product_id, OLD.name, OLD.unit, OLD.price_irr, OLD.qty_milli, OLD.batch_id,
                OLD.kilo_price_irr, OLD.piece_least_milli, OLD.piece_most_milli);
    SELECT RAISE(ABORT, 'order_line_last')
    WHERE NOT EXISTS (
        SELECT 1 FROM order_line AS l WHERE l.order_id = OLD.order_id AND l.ord <> OLD.ord AND l.dropped_at IS NULL);
END;

-- Buyers are told by SMS that one good of their order was not there. The table is made anew: SQLite changes no constraint.
ALTER TABLE sms RENAME TO sms_before;
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
    CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'good_back')),
    CONSTRAINT sms_state_known CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    CONSTRAINT sms_counts CHECK (tries >= 0 AND repeats >= 0)
);
INSERT INTO sms SELECT id, kind, order_id, wish_id, state, tries, trouble, made_at, settled_at, repeats, repeated_at FROM sms_before;
DROP TABLE sms_before;
CREATE INDEX sms_order ON sms (order_id, id);
CREATE INDEX sms_wish ON sms (wish_id);
CREATE INDEX sms_unsent ON sms (state, id);
