DROP TRIGGER product_batch_held;
CREATE TRIGGER product_batch_held BEFORE UPDATE ON product BEGIN
    SELECT RAISE(ABORT, 'product_batch_held')
    WHERE (NEW.unit <> OLD.unit OR (NEW.state = 'removed' AND OLD.state <> 'removed'))
        AND EXISTS (SELECT 1 FROM batch AS b WHERE b.product_id = OLD.id AND b.held_milli > 0);
END;
