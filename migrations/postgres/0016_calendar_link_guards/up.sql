-- A calendar's address is ended once and for good, and stays on record; its SQLite twin uses the same names.
CREATE FUNCTION calendar_link_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('calendar_link_ended') WHERE OLD.ended_at IS NOT NULL;
    PERFORM refuse('calendar_link_fixed')
    WHERE (NEW.id, NEW.household_id, NEW.token_hash, NEW.made_at, NEW.made_by)
        IS DISTINCT FROM (OLD.id, OLD.household_id, OLD.token_hash, OLD.made_at, OLD.made_by);
    RETURN NEW;
END $$;
CREATE TRIGGER calendar_link_update BEFORE UPDATE ON calendar_link
    FOR EACH ROW EXECUTE FUNCTION calendar_link_update();
CREATE TRIGGER calendar_link_delete BEFORE DELETE ON calendar_link
    FOR EACH ROW EXECUTE FUNCTION refuse_always('calendar_link_fixed');
CREATE TRIGGER calendar_link_truncate BEFORE TRUNCATE ON calendar_link
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('calendar_link_fixed');
