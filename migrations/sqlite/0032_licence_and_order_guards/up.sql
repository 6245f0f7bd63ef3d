-- A good is unlicensed when nothing but a licence that it needs is missing for buyers to see it; it is hidden then. Its twin
-- for the other engine uses the same names.
ALTER TABLE product ADD COLUMN is_unlicensed INTEGER NOT NULL DEFAULT 0;

-- The language in which somebody ordered stays, like everything else that was asked.
CREATE TRIGGER placed_order_language BEFORE UPDATE ON placed_order WHEN NEW.language <> OLD.language BEGIN
    SELECT RAISE(ABORT, 'placed_order_fixed');
END;
