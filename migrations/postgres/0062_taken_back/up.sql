-- What a producer takes away can be brought back for some minutes: a good that was taken off the shop says since when and what it
-- was before, and a weekly plan that was ended may go on, unless its good is counted in another unit since. Its SQLite twin uses
-- the same names.
ALTER TABLE product ADD COLUMN removed_at TIMESTAMP;
ALTER TABLE product ADD COLUMN removed_from TEXT
    CONSTRAINT product_removed_from CHECK (removed_from IN ('listed', 'hidden'));
ALTER TABLE batch_plan ADD COLUMN ended_unit TEXT;
CREATE OR REPLACE FUNCTION batch_plan_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('batch_plan_fixed')
    WHERE (NEW.id, NEW.product_id, NEW.made_by, NEW.made_at)
            IS DISTINCT FROM (OLD.id, OLD.product_id, OLD.made_by, OLD.made_at)
        OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM product AS p WHERE p.id = OLD.product_id AND p.unit = OLD.ended_unit)));
    RETURN NEW;
END $$;
