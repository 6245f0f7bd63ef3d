DROP TRIGGER order_line_update ON order_line;
CREATE OR REPLACE FUNCTION order_line_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
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
ALTER TABLE order_line DROP COLUMN kept_at;
ALTER TABLE order_line DROP COLUMN promised_at;
CREATE TRIGGER order_line_update BEFORE UPDATE ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_update();
