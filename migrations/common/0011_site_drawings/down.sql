DROP TABLE day_drawing;
DROP TABLE drawing_version;
