-- What was kept of the checks of a run does not change either.
DROP TRIGGER assignment_run_update;
CREATE TRIGGER assignment_run_update BEFORE UPDATE ON assignment_run BEGIN
    SELECT RAISE(ABORT, 'assignment_run_immutable')
    WHERE NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.market_day_id <> OLD.market_day_id
        OR NEW.version <> OLD.version OR NEW.input <> OLD.input OR NEW.result_sha256 <> OLD.result_sha256
        OR NEW.engine <> OLD.engine OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.made_at <> OLD.made_at
        OR NEW.drawing_version <> OLD.drawing_version OR NEW.day_version IS DISTINCT FROM OLD.day_version
        OR NEW.checks_cut_short IS DISTINCT FROM OLD.checks_cut_short
        OR EXISTS (SELECT 1 FROM market_day AS d WHERE d.published_run = OLD.id);
END;
