DROP TRIGGER incident_delete;
DROP TRIGGER incident_update;
DROP TRIGGER incident_insert;
