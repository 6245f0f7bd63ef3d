CREATE OR REPLACE FUNCTION product_batch_held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('product_batch_held')
    WHERE (NEW.unit <> OLD.unit OR (NEW.state = 'removed' AND OLD.state <> 'removed'))
        AND EXISTS (SELECT 1 FROM batch AS b WHERE b.product_id = OLD.id AND b.held_milli > 0);
    RETURN NEW;
END $$;
