DROP TABLE import_upload;
DROP TABLE import_row;
DROP TABLE import_batch;
DROP TABLE audit_event;
DROP TABLE message;
DROP TABLE form_key;
DROP TABLE job;
