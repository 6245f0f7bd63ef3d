-- That a plan was announced stays said; its PostgreSQL twin uses the same names.
CREATE TRIGGER publication_update BEFORE UPDATE ON publication BEGIN
    SELECT RAISE(ABORT, 'publication_immutable');
END;
CREATE TRIGGER publication_delete BEFORE DELETE ON publication BEGIN
    SELECT RAISE(ABORT, 'publication_immutable');
END;
