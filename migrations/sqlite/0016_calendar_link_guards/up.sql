-- A calendar's address is ended once and for good, and stays on record; its PostgreSQL twin uses the same names.
CREATE TRIGGER calendar_link_update BEFORE UPDATE ON calendar_link BEGIN
    SELECT RAISE(ABORT, 'calendar_link_ended') WHERE OLD.ended_at IS NOT NULL;
    SELECT RAISE(ABORT, 'calendar_link_fixed')
    WHERE (NEW.id, NEW.household_id, NEW.token_hash, NEW.made_at, NEW.made_by)
        IS NOT (OLD.id, OLD.household_id, OLD.token_hash, OLD.made_at, OLD.made_by);
END;
CREATE TRIGGER calendar_link_delete BEFORE DELETE ON calendar_link BEGIN
    SELECT RAISE(ABORT, 'calendar_link_fixed');
END;
