-- What must never be on a market day, refused by the database itself; its SQLite twin uses the same names.
-- Incidents are of one day: its stalls, its requests, and what is taken back.
CREATE FUNCTION incident_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('incident_stall_elsewhere')
    WHERE NEW.stall_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM market_day AS d JOIN stall AS s ON s.site_id = d.site_id
        WHERE d.id = NEW.market_day_id AND s.id = NEW.stall_id);
    PERFORM refuse('incident_booking_elsewhere')
    WHERE NEW.booking_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM booking AS b WHERE b.id = NEW.booking_id AND b.market_day_id = NEW.market_day_id);
    PERFORM refuse('incident_takes_back_elsewhere')
    WHERE NEW.takes_back IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM incident AS i
        WHERE i.id = NEW.takes_back AND i.market_day_id = NEW.market_day_id AND i.takes_back IS NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER incident_insert BEFORE INSERT ON incident FOR EACH ROW EXECUTE FUNCTION incident_insert();
CREATE TRIGGER incident_update_delete BEFORE UPDATE OR DELETE ON incident
    FOR EACH ROW EXECUTE FUNCTION refuse_always('incident_immutable');
CREATE TRIGGER incident_truncate BEFORE TRUNCATE ON incident
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('incident_immutable');
