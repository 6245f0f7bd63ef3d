DROP TRIGGER placed_order_number_update ON placed_order;
DROP TRIGGER placed_order_number_insert ON placed_order;
DROP INDEX placed_order_number;
ALTER TABLE placed_order DROP COLUMN number;
ALTER TABLE order_step DROP COLUMN met_by;
