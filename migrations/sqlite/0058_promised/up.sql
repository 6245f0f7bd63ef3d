-- When a batch was to be ready as its buyer was told, so that the order says when that changed; of orders of before it is when the
-- batch is ready now. That a good was dropped can be taken back, once: kept_at says when. Its twin for the other engine uses the
-- same names.
ALTER TABLE order_line ADD COLUMN promised_at TIMESTAMP;
ALTER TABLE order_line ADD COLUMN kept_at TIMESTAMP;
DROP TRIGGER order_line_update;
UPDATE order_line SET promised_at = (SELECT b.ready_at FROM batch AS b WHERE b.id = order_line.batch_id)
WHERE batch_id IS NOT NULL;
CREATE TRIGGER order_line_update BEFORE UPDATE ON order_line BEGIN
    SELECT RAISE(ABORT, 'order_line_immutable')
    WHERE NOT (OLD.dropped_at IS NULL AND NEW.dropped_at IS NOT NULL AND NEW.dropped_by IS NOT NULL
            AND NEW.dropped_why IS NOT NULL AND NEW.kept_at IS OLD.kept_at)
        AND NOT (OLD.dropped_at IS NOT NULL AND OLD.kept_at IS NULL AND NEW.dropped_at IS NULL AND NEW.dropped_by IS NULL
            AND NEW.dropped_why IS NULL AND NEW.kept_at IS NOT NULL)
        OR (NEW.order_id, NEW.ord, NEW.product_id, NEW.name, NEW.unit, NEW.price_irr, NEW.qty_milli, NEW.batch_id,
                NEW.kilo_price_irr, NEW.piece_least_milli, NEW.piece_most_milli, NEW.promised_at)
            IS NOT (OLD.order_id, OLD.ord, OLD.product_id, OLD.name, OLD.unit, OLD.price_irr, OLD.qty_milli, OLD.batch_id,
                OLD.kilo_price_irr, OLD.piece_least_milli, OLD.piece_most_milli, OLD.promised_at);
    SELECT RAISE(ABORT, 'order_line_last')
    WHERE NEW.dropped_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM order_line AS l WHERE l.order_id = OLD.order_id AND l.ord <> OLD.ord AND l.dropped_at IS NULL);
END;
