-- A good is unlicensed when nothing but a licence that it needs is missing for buyers to see it; it is hidden then. Its twin
-- for the other engine uses the same names.
ALTER TABLE product ADD COLUMN is_unlicensed BOOLEAN NOT NULL DEFAULT FALSE;

-- The language in which somebody ordered stays, like everything else that was asked.
CREATE TRIGGER placed_order_language BEFORE UPDATE ON placed_order FOR EACH ROW WHEN (NEW.language <> OLD.language)
    EXECUTE FUNCTION refuse_always('placed_order_fixed');
