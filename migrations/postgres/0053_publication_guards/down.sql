DROP TRIGGER publication_truncate ON publication;
DROP TRIGGER publication_delete ON publication;
DROP TRIGGER publication_update ON publication;
