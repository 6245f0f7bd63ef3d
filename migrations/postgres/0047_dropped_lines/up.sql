-- One good of an order can be dropped, once, by its buyer or its shop, while others remain; nothing else of a line changes. Its
-- twin for the other engine uses the same names.
ALTER TABLE order_line ADD COLUMN dropped_at TIMESTAMP;
ALTER TABLE order_line ADD COLUMN dropped_by TEXT CONSTRAINT order_line_dropped_by_known CHECK (dropped_by IN ('buyer', 'shop'));
ALTER TABLE order_line ADD COLUMN dropped_why TEXT;
DROP TRIGGER order_line_update_delete ON order_line;
CREATE FUNCTION order_line_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('order_line_immutable')
    WHERE OLD.dropped_at IS NOT NULL OR NEW.dropped_at IS NULL OR NEW.dropped_by IS NULL OR NEW.dropped_why IS NULL
        OR (NEW.order_id, NEW.ord, NEW.product_id, NEW.name, NEW.unit, NEW.price_irr, NEW.qty_milli, NEW.batch_id,
                NEW.kilo_price_irr, NEW.piece_least_milli, NEW.piece_most_milli)
            IS DISTINCT FROM (OLD.order_id, OLD.ord, OLD.product_id, OLD.name, OLD.unit, OLD.price_irr, OLD.qty_milli,
                OLD.batch_id, OLD.kilo_price_irr, OLD.piece_least_milli, OLD.piece_most_milli);
    PERFORM refuse('order_line_last')
    WHERE NOT EXISTS (
        SELECT 1 FROM order_line AS l WHERE l.order_id = OLD.order_id AND l.ord <> OLD.ord AND l.dropped_at IS NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER order_line_update BEFORE UPDATE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_update();
CREATE TRIGGER order_line_delete BEFORE DELETE ON order_line
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_line_immutable');

-- Buyers are told by SMS that one good of their order was not there.
ALTER TABLE sms DROP CONSTRAINT sms_kind_known;
ALTER TABLE sms ADD CONSTRAINT sms_kind_known CHECK (kind IN ('order_accepted', 'order_ready', 'order_cancelled', 'order_moved', 'order_recalled', 'order_less', 'good_back'));
