DROP TRIGGER batch_plan_update;
ALTER TABLE batch_plan DROP COLUMN ended_unit;
ALTER TABLE product DROP COLUMN removed_from;
ALTER TABLE product DROP COLUMN removed_at;
CREATE TRIGGER batch_plan_update BEFORE UPDATE ON batch_plan BEGIN
    SELECT RAISE(ABORT, 'batch_plan_fixed')
    WHERE OLD.ended_at IS NOT NULL
        OR (NEW.id, NEW.product_id, NEW.made_by, NEW.made_at) IS NOT (OLD.id, OLD.product_id, OLD.made_by, OLD.made_at);
END;
