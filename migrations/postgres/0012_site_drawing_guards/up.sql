-- What a drawing was stays as it was.
CREATE TRIGGER drawing_version_update_delete BEFORE UPDATE OR DELETE ON drawing_version
    FOR EACH ROW EXECUTE FUNCTION refuse_always('drawing_version_immutable');
CREATE TRIGGER day_drawing_update_delete BEFORE UPDATE OR DELETE ON day_drawing
    FOR EACH ROW EXECUTE FUNCTION refuse_always('day_drawing_immutable');
CREATE TRIGGER drawing_version_truncate BEFORE TRUNCATE ON drawing_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('drawing_version_immutable');
CREATE TRIGGER day_drawing_truncate BEFORE TRUNCATE ON day_drawing
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('day_drawing_immutable');
