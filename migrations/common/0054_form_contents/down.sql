DROP INDEX batch_called_back;
ALTER TABLE form_key DROP COLUMN content_sha256;
