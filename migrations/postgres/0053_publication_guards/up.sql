-- That a plan was announced stays said; its SQLite twin uses the same names.
CREATE TRIGGER publication_update BEFORE UPDATE ON publication
    FOR EACH ROW EXECUTE FUNCTION refuse_always('publication_immutable');
CREATE TRIGGER publication_delete BEFORE DELETE ON publication
    FOR EACH ROW EXECUTE FUNCTION refuse_always('publication_immutable');
CREATE TRIGGER publication_truncate BEFORE TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('publication_immutable');
