DROP TABLE area_role;
DROP TABLE area;
DROP TABLE institution;
DROP TABLE holiday;
DROP TABLE setting;
