DROP TABLE former_number;
