-- What must never be on a market day, refused by the database itself; its PostgreSQL twin uses the same names.
-- Incidents are of one day: its stalls, its requests, and what is taken back.
CREATE TRIGGER incident_insert BEFORE INSERT ON incident BEGIN
    SELECT RAISE(ABORT, 'incident_stall_elsewhere')
    WHERE NEW.stall_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM market_day AS d JOIN stall AS s ON s.site_id = d.site_id
        WHERE d.id = NEW.market_day_id AND s.id = NEW.stall_id);
    SELECT RAISE(ABORT, 'incident_booking_elsewhere')
    WHERE NEW.booking_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM booking AS b WHERE b.id = NEW.booking_id AND b.market_day_id = NEW.market_day_id);
    SELECT RAISE(ABORT, 'incident_takes_back_elsewhere')
    WHERE NEW.takes_back IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM incident AS i
        WHERE i.id = NEW.takes_back AND i.market_day_id = NEW.market_day_id AND i.takes_back IS NULL);
END;
CREATE TRIGGER incident_update BEFORE UPDATE ON incident BEGIN
    SELECT RAISE(ABORT, 'incident_immutable');
END;
CREATE TRIGGER incident_delete BEFORE DELETE ON incident BEGIN
    SELECT RAISE(ABORT, 'incident_immutable');
END;
