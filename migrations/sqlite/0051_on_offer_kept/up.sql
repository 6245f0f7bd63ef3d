-- Keeps the narrow rows of the goods on offer in step with the goods and their shops. A sale changes what there is of a good:
-- only what a list shows or is in order of may cost work here.
CREATE TRIGGER on_offer_insert AFTER INSERT ON product WHEN NEW.state = 'listed' BEGIN
    INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
    SELECT NEW.id, NEW.shop_id, NEW.category_code, NEW.unit, NEW.price_irr, NEW.sort_key, NEW.stock_milli > NEW.held_milli
    FROM shop AS s WHERE s.id = NEW.shop_id AND s.hidden_at IS NULL;
END;
CREATE TRIGGER on_offer_update AFTER UPDATE ON product
    WHEN (NEW.state, NEW.category_code, NEW.unit, NEW.price_irr, NEW.sort_key, NEW.stock_milli > NEW.held_milli)
        IS DISTINCT FROM (OLD.state, OLD.category_code, OLD.unit, OLD.price_irr, OLD.sort_key, OLD.stock_milli > OLD.held_milli)
BEGIN
    DELETE FROM on_offer WHERE id = OLD.id;
    INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
    SELECT NEW.id, NEW.shop_id, NEW.category_code, NEW.unit, NEW.price_irr, NEW.sort_key, NEW.stock_milli > NEW.held_milli
    FROM shop AS s WHERE NEW.state = 'listed' AND s.id = NEW.shop_id AND s.hidden_at IS NULL;
END;
CREATE TRIGGER on_offer_shop AFTER UPDATE OF hidden_at ON shop
    WHEN (NEW.hidden_at IS NULL) <> (OLD.hidden_at IS NULL) BEGIN
    DELETE FROM on_offer WHERE id IN (SELECT p.id FROM product AS p WHERE p.shop_id = NEW.id AND p.state = 'listed');
    INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
    SELECT p.id, p.shop_id, p.category_code, p.unit, p.price_irr, p.sort_key, p.stock_milli > p.held_milli
    FROM product AS p WHERE NEW.hidden_at IS NULL AND p.shop_id = NEW.id AND p.state = 'listed';
END;
