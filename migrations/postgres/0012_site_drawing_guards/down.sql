DROP TRIGGER day_drawing_truncate ON day_drawing;
DROP TRIGGER drawing_version_truncate ON drawing_version;
DROP TRIGGER day_drawing_update_delete ON day_drawing;
DROP TRIGGER drawing_version_update_delete ON drawing_version;
