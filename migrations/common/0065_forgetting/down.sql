DROP INDEX form_key_made_at;
