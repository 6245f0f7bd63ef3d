DROP TABLE hatch;
