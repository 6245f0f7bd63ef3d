DROP TRIGGER incident_truncate ON incident;
DROP TRIGGER incident_update_delete ON incident;
DROP TRIGGER incident_insert ON incident;
DROP FUNCTION incident_insert();
