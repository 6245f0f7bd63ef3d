-- What must never be in a batch, refused by the database itself; its PostgreSQL twin uses the same names.
-- An order's line names the batch it is promised from, none where it is from the stock; a batch that is counted comes to the stock.
ALTER TABLE order_line ADD COLUMN batch_id INTEGER
    CONSTRAINT order_line_batch_fk REFERENCES batch (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX order_line_batch ON order_line (batch_id) WHERE batch_id IS NOT NULL;
ALTER TABLE stock_move ADD COLUMN batch_id INTEGER
    CONSTRAINT stock_move_batch_fk REFERENCES batch (id) DEFERRABLE INITIALLY IMMEDIATE;

CREATE TRIGGER order_line_batch BEFORE INSERT ON order_line BEGIN
    SELECT RAISE(ABORT, 'order_line_batch_elsewhere')
    WHERE NEW.batch_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM batch AS b WHERE b.id = NEW.batch_id AND b.product_id = NEW.product_id);
END;
CREATE TRIGGER stock_move_batch BEFORE INSERT ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move_batch_elsewhere')
    WHERE NEW.batch_id IS NOT NULL AND NOT (NEW.kind IN ('made', 'counted')
        AND EXISTS (SELECT 1 FROM batch AS b WHERE b.id = NEW.batch_id AND b.product_id = NEW.product_id));
END;

-- A good keeps its unit while somebody waits for a batch of it, and is not taken off the shop.
CREATE TRIGGER product_batch_held BEFORE UPDATE ON product BEGIN
    SELECT RAISE(ABORT, 'product_batch_held')
    WHERE (NEW.unit <> OLD.unit OR (NEW.state = 'removed' AND OLD.state <> 'removed'))
        AND EXISTS (SELECT 1 FROM batch AS b WHERE b.product_id = OLD.id AND b.held_milli > 0);
END;

-- A plan is of one good, and once it was ended it stays so.
CREATE TRIGGER batch_plan_update BEFORE UPDATE ON batch_plan BEGIN
    SELECT RAISE(ABORT, 'batch_plan_fixed')
    WHERE OLD.ended_at IS NOT NULL
        OR (NEW.id, NEW.product_id, NEW.made_by, NEW.made_at) IS NOT (OLD.id, OLD.product_id, OLD.made_by, OLD.made_at);
END;
CREATE TRIGGER batch_plan_delete BEFORE DELETE ON batch_plan BEGIN
    SELECT RAISE(ABORT, 'batch_plan_fixed');
END;

-- A batch begins planned, of its plan's good; its state goes its ways, and only a planned one that nobody touched is taken away.
CREATE TRIGGER batch_insert BEFORE INSERT ON batch BEGIN
    SELECT RAISE(ABORT, 'batch_begins_planned') WHERE NEW.state <> 'planned' OR NEW.held_milli <> 0;
    SELECT RAISE(ABORT, 'batch_elsewhere')
    WHERE NEW.plan_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM batch_plan AS p WHERE p.id = NEW.plan_id AND p.product_id = NEW.product_id);
END;
CREATE TRIGGER batch_update BEFORE UPDATE ON batch BEGIN
    SELECT RAISE(ABORT, 'batch_fixed')
    WHERE (NEW.id, NEW.code, NEW.product_id, NEW.plan_id) IS NOT (OLD.id, OLD.code, OLD.product_id, OLD.plan_id)
        OR (NEW.plan_id IS NOT NULL AND NEW.day <> OLD.day);
    SELECT RAISE(ABORT, 'batch_state')
    WHERE NEW.state <> OLD.state AND OLD.state || ' ' || NEW.state NOT IN (
        'planned made', 'made planned', 'planned called_off', 'called_off planned', 'made called_back');
END;
CREATE TRIGGER batch_delete BEFORE DELETE ON batch BEGIN
    SELECT RAISE(ABORT, 'batch_touched') WHERE OLD.state <> 'planned' OR OLD.held_milli > 0 OR OLD.by_hand OR OLD.plan_id IS NULL;
END;
