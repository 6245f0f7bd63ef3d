DROP TRIGGER placed_order_language;
ALTER TABLE product DROP COLUMN is_unlicensed;
