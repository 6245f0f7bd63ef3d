-- Since when buyers know a good, and when what they read of it changed last: feeds tell of it in that order. Nobody has seen yet
-- what has no shown_at. A program from before that lists a good leaves it without; the next look at its shop notes it.
ALTER TABLE product ADD COLUMN shown_at TIMESTAMP;
ALTER TABLE product ADD COLUMN changed_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE product SET shown_at = created_at WHERE state <> 'hidden';
UPDATE product SET changed_at = created_at;
CREATE INDEX product_changed ON product (state, changed_at, id);
CREATE INDEX product_category_changed ON product (category_code, state, changed_at, id);
