-- The keys of forms are forgotten some at a time, the oldest first.
CREATE INDEX form_key_made_at ON form_key (made_at);
