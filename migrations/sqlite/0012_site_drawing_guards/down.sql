DROP TRIGGER day_drawing_delete;
DROP TRIGGER day_drawing_update;
DROP TRIGGER drawing_version_delete;
DROP TRIGGER drawing_version_update;
