-- Keeps the narrow rows of the goods on offer in step with the goods and their shops. A sale changes what there is of a good:
-- only what a list shows or is in order of may cost work here.
CREATE FUNCTION keep_on_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'listed' OR EXISTS (SELECT 1 FROM shop AS s WHERE s.id = NEW.shop_id AND s.hidden_at IS NOT NULL) THEN
        DELETE FROM on_offer WHERE id = NEW.id;
    ELSE
        INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
        VALUES (NEW.id, NEW.shop_id, NEW.category_code, NEW.unit, NEW.price_irr, NEW.sort_key, NEW.stock_milli > NEW.held_milli)
        ON CONFLICT (id) DO UPDATE SET category_code = EXCLUDED.category_code, unit = EXCLUDED.unit,
            price_irr = EXCLUDED.price_irr, sort_key = EXCLUDED.sort_key, is_ready = EXCLUDED.is_ready;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER on_offer_insert AFTER INSERT ON product FOR EACH ROW
    WHEN (NEW.state = 'listed') EXECUTE FUNCTION keep_on_offer();
CREATE TRIGGER on_offer_update AFTER UPDATE ON product FOR EACH ROW
    WHEN ((NEW.state, NEW.category_code, NEW.unit, NEW.price_irr, NEW.sort_key, NEW.stock_milli > NEW.held_milli)
        IS DISTINCT FROM (OLD.state, OLD.category_code, OLD.unit, OLD.price_irr, OLD.sort_key, OLD.stock_milli > OLD.held_milli))
    EXECUTE FUNCTION keep_on_offer();

CREATE FUNCTION keep_shop_on_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM on_offer WHERE id IN (SELECT p.id FROM product AS p WHERE p.shop_id = NEW.id AND p.state = 'listed');
    INSERT INTO on_offer (id, shop_id, category_code, unit, price_irr, sort_key, is_ready)
    SELECT p.id, p.shop_id, p.category_code, p.unit, p.price_irr, p.sort_key, p.stock_milli > p.held_milli
    FROM product AS p WHERE NEW.hidden_at IS NULL AND p.shop_id = NEW.id AND p.state = 'listed';
    RETURN NULL;
END $$;
CREATE TRIGGER on_offer_shop AFTER UPDATE OF hidden_at ON shop FOR EACH ROW
    WHEN ((NEW.hidden_at IS NULL) <> (OLD.hidden_at IS NULL)) EXECUTE FUNCTION keep_shop_on_offer();
