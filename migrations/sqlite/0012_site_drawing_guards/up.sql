-- What a drawing was stays as it was.
CREATE TRIGGER drawing_version_update BEFORE UPDATE ON drawing_version BEGIN
    SELECT RAISE(ABORT, 'drawing_version_immutable');
END;
CREATE TRIGGER drawing_version_delete BEFORE DELETE ON drawing_version BEGIN
    SELECT RAISE(ABORT, 'drawing_version_immutable');
END;
CREATE TRIGGER day_drawing_update BEFORE UPDATE ON day_drawing BEGIN
    SELECT RAISE(ABORT, 'day_drawing_immutable');
END;
CREATE TRIGGER day_drawing_delete BEFORE DELETE ON day_drawing BEGIN
    SELECT RAISE(ABORT, 'day_drawing_immutable');
END;
