DROP INDEX product_category_changed;
DROP INDEX product_changed;
ALTER TABLE product DROP COLUMN changed_at;
ALTER TABLE product DROP COLUMN shown_at;
