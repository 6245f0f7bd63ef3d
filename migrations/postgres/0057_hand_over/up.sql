-- How the seller knew that it was the buyer who came: by the four digits, or without them and why. Earlier steps do not say. Its
-- twin for the other engine uses the same names.
ALTER TABLE order_step ADD COLUMN met_by TEXT
    CONSTRAINT order_step_met_by CHECK (met_by IS NULL OR (met_by IN ('code', 'forgot', 'known') AND state = 'collected'));

-- The number by which a buyer finds an order on another phone, together with the mobile number: ten digits that nobody guesses. It is one of a
-- mobile number, not one of all. An order that an earlier version of the program places has none.
ALTER TABLE placed_order ADD COLUMN number TEXT NOT NULL DEFAULT '';
-- A random UUID is made of the system's own randomness, which random() is not; its first 48 bits are taken.
UPDATE placed_order SET number =
    lpad(((('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint) % 10000000000)::text, 10, '0');
CREATE INDEX placed_order_number ON placed_order (number);
CREATE TRIGGER placed_order_number_insert BEFORE INSERT ON placed_order FOR EACH ROW
    WHEN (length(NEW.number) NOT IN (0, 10)) EXECUTE FUNCTION refuse_always('placed_order_number_shape');
CREATE TRIGGER placed_order_number_update BEFORE UPDATE ON placed_order FOR EACH ROW WHEN (NEW.number <> OLD.number)
    EXECUTE FUNCTION refuse_always('placed_order_fixed');
