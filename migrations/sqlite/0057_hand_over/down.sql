DROP TRIGGER placed_order_number_update;
DROP TRIGGER placed_order_number_insert;
DROP INDEX placed_order_number;
ALTER TABLE placed_order DROP COLUMN number;
ALTER TABLE order_step DROP COLUMN met_by;
