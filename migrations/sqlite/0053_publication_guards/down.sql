DROP TRIGGER publication_delete;
DROP TRIGGER publication_update;
