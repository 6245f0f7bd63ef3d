CREATE OR REPLACE FUNCTION batch_plan_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('batch_plan_fixed')
    WHERE OLD.ended_at IS NOT NULL
        OR (NEW.id, NEW.product_id, NEW.made_by, NEW.made_at)
            IS DISTINCT FROM (OLD.id, OLD.product_id, OLD.made_by, OLD.made_at);
    RETURN NEW;
END $$;
ALTER TABLE batch_plan DROP COLUMN ended_unit;
ALTER TABLE product DROP COLUMN removed_from;
ALTER TABLE product DROP COLUMN removed_at;
