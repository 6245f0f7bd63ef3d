-- A good keeps its unit while it has a weekly plan or a batch to come, which count it in that unit; it is not taken off the shop
-- while somebody waits for a batch of it.
CREATE OR REPLACE FUNCTION product_batch_held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('product_batch_unit')
    WHERE NEW.unit <> OLD.unit AND (
        EXISTS (SELECT 1 FROM batch AS b WHERE b.product_id = OLD.id AND b.state = 'planned')
        OR EXISTS (SELECT 1 FROM batch_plan AS p WHERE p.product_id = OLD.id AND p.ended_at IS NULL));
    PERFORM refuse('product_batch_held')
    WHERE NEW.state = 'removed' AND OLD.state <> 'removed'
        AND EXISTS (SELECT 1 FROM batch AS b WHERE b.product_id = OLD.id AND b.held_milli > 0);
    RETURN NEW;
END $$;
