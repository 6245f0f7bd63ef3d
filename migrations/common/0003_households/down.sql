DROP TABLE case_event;
DROP TABLE case_assignment;
DROP TABLE case_file;
DROP TABLE household_member;
DROP TABLE household;
