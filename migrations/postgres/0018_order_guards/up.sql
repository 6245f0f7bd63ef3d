-- What must never be in an order, refused by the database itself; its SQLite twin uses the same names.
-- held_milli is what open orders keep of the stock: their lines' sum, never more than there is. What is free is the rest.
ALTER TABLE product ADD COLUMN held_milli BIGINT NOT NULL DEFAULT 0
    CONSTRAINT product_held_within CHECK (held_milli >= 0 AND held_milli <= stock_milli);

-- A good keeps its unit while somebody waits for it, and is not taken off the shop.
CREATE FUNCTION product_held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('product_unit_held') WHERE NEW.unit <> OLD.unit AND OLD.held_milli > 0;
    PERFORM refuse('product_removed_held') WHERE NEW.state = 'removed' AND NEW.held_milli > 0;
    RETURN NEW;
END $$;
CREATE TRIGGER product_held BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION product_held();

CREATE FUNCTION door_time_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('door_time_fixed')
    WHERE OLD.ended_at IS NOT NULL
        OR (NEW.id, NEW.shop_id, NEW.weekday, NEW.opens_minute, NEW.closes_minute, NEW.place_sealed, NEW.made_at)
            IS DISTINCT FROM (OLD.id, OLD.shop_id, OLD.weekday, OLD.opens_minute, OLD.closes_minute, OLD.place_sealed, OLD.made_at);
    RETURN NEW;
END $$;
CREATE TRIGGER door_time_update BEFORE UPDATE ON door_time FOR EACH ROW EXECUTE FUNCTION door_time_update();
CREATE TRIGGER door_time_delete BEFORE DELETE ON door_time
    FOR EACH ROW EXECUTE FUNCTION refuse_always('door_time_fixed');
CREATE TRIGGER door_time_truncate BEFORE TRUNCATE ON door_time
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('door_time_fixed');

-- An order is its shop's household's, collected at a market day or at a door of that shop; only its state, its end and the
-- indexes of its buyer change, and the state only by one step or back by one.
CREATE FUNCTION placed_order_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('placed_order_elsewhere')
    WHERE NOT EXISTS (SELECT 1 FROM shop AS s WHERE s.id = NEW.shop_id AND s.household_id = NEW.household_id);
    PERFORM refuse('placed_order_elsewhere')
    WHERE NEW.door_time_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM door_time AS d WHERE d.id = NEW.door_time_id AND d.shop_id = NEW.shop_id);
    PERFORM refuse('placed_order_elsewhere')
    WHERE NEW.market_day_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM market_day AS d WHERE d.id = NEW.market_day_id AND d.day = NEW.collect_on);
    RETURN NEW;
END $$;
CREATE TRIGGER placed_order_insert BEFORE INSERT ON placed_order FOR EACH ROW EXECUTE FUNCTION placed_order_insert();
CREATE FUNCTION placed_order_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('placed_order_fixed')
    WHERE (NEW.id, NEW.code, NEW.idem, NEW.shop_id, NEW.household_id, NEW.buyer_household_id, NEW.key_id, NEW.name_sealed,
            NEW.mobile_sealed, NEW.market_day_id, NEW.door_time_id, NEW.collect_on, NEW.opens_minute, NEW.closes_minute, NEW.placed_at)
        IS DISTINCT FROM (OLD.id, OLD.code, OLD.idem, OLD.shop_id, OLD.household_id, OLD.buyer_household_id, OLD.key_id, OLD.name_sealed,
            OLD.mobile_sealed, OLD.market_day_id, OLD.door_time_id, OLD.collect_on, OLD.opens_minute, OLD.closes_minute, OLD.placed_at);
    PERFORM refuse('placed_order_step')
    WHERE NEW.state <> OLD.state AND OLD.state || ' ' || NEW.state NOT IN (
        'asked accepted', 'accepted ready', 'accepted collected', 'ready collected',
        'accepted not_collected', 'ready not_collected', 'not_collected collected',
        'asked cancelled', 'accepted cancelled', 'ready cancelled',
        'accepted asked', 'ready accepted', 'collected accepted', 'collected ready', 'collected not_collected',
        'not_collected accepted', 'not_collected ready', 'cancelled asked', 'cancelled accepted', 'cancelled ready');
    RETURN NEW;
END $$;
CREATE TRIGGER placed_order_update BEFORE UPDATE ON placed_order FOR EACH ROW EXECUTE FUNCTION placed_order_update();
CREATE TRIGGER placed_order_delete BEFORE DELETE ON placed_order
    FOR EACH ROW EXECUTE FUNCTION refuse_always('placed_order_fixed');
CREATE TRIGGER placed_order_truncate BEFORE TRUNCATE ON placed_order
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('placed_order_fixed');

CREATE FUNCTION order_line_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('order_line_elsewhere')
    WHERE NOT EXISTS (
        SELECT 1 FROM placed_order AS o JOIN product AS p ON p.shop_id = o.shop_id
        WHERE o.id = NEW.order_id AND p.id = NEW.product_id);
    PERFORM refuse('order_line_late') WHERE EXISTS (SELECT 1 FROM order_step AS s WHERE s.order_id = NEW.order_id);
    RETURN NEW;
END $$;
CREATE TRIGGER order_line_insert BEFORE INSERT ON order_line FOR EACH ROW EXECUTE FUNCTION order_line_insert();
CREATE TRIGGER order_line_update_delete BEFORE UPDATE OR DELETE ON order_line
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_line_immutable');
CREATE TRIGGER order_line_truncate BEFORE TRUNCATE ON order_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('order_line_immutable');

CREATE FUNCTION order_step_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('order_step_order')
    WHERE NEW.ord <> 1 + (SELECT COUNT(*) FROM order_step AS s WHERE s.order_id = NEW.order_id);
    PERFORM refuse('order_step_elsewhere')
    WHERE NEW.sale_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sale AS s JOIN placed_order AS o ON o.household_id = s.household_id
        WHERE s.id = NEW.sale_id AND o.id = NEW.order_id);
    RETURN NEW;
END $$;
CREATE TRIGGER order_step_insert BEFORE INSERT ON order_step FOR EACH ROW EXECUTE FUNCTION order_step_insert();
CREATE TRIGGER order_step_update_delete BEFORE UPDATE OR DELETE ON order_step
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_step_immutable');
CREATE TRIGGER order_step_truncate BEFORE TRUNCATE ON order_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('order_step_immutable');

CREATE TRIGGER order_given_update_delete BEFORE UPDATE OR DELETE ON order_given
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_given_immutable');
CREATE TRIGGER order_given_truncate BEFORE TRUNCATE ON order_given
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('order_given_immutable');

CREATE FUNCTION order_payment_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM refuse('order_payment_elsewhere')
    WHERE NEW.takes_back IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM order_payment AS p
        WHERE p.id = NEW.takes_back AND p.order_id = NEW.order_id AND p.takes_back IS NULL
            AND p.way = NEW.way AND p.amount_irr = -NEW.amount_irr);
    RETURN NEW;
END $$;
CREATE TRIGGER order_payment_insert BEFORE INSERT ON order_payment FOR EACH ROW EXECUTE FUNCTION order_payment_insert();
CREATE TRIGGER order_payment_update_delete BEFORE UPDATE OR DELETE ON order_payment
    FOR EACH ROW EXECUTE FUNCTION refuse_always('order_payment_immutable');
CREATE TRIGGER order_payment_truncate BEFORE TRUNCATE ON order_payment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_always('order_payment_immutable');
