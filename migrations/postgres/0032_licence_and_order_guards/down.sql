DROP TRIGGER placed_order_language ON placed_order;
ALTER TABLE product DROP COLUMN is_unlicensed;
