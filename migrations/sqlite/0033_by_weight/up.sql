-- Goods that are sold by the piece and charged by weight. What there is of them, and what is kept, stays in pieces.
-- kilo_price_irr is the price of a kilo; a piece usually weighs from piece_least_milli to piece_most_milli thousandths of a kilo,
-- that is grams. price_irr of such a good is what a piece of the middle of that weight costs: an estimate, by which it is found.
ALTER TABLE product ADD COLUMN kilo_price_irr INTEGER;
ALTER TABLE product ADD COLUMN piece_least_milli INTEGER;
ALTER TABLE product ADD COLUMN piece_most_milli INTEGER CONSTRAINT product_by_weight CHECK (
    (kilo_price_irr IS NULL AND piece_least_milli IS NULL AND piece_most_milli IS NULL)
    OR (unit = 'piece' AND kilo_price_irr IS NOT NULL AND piece_least_milli IS NOT NULL AND piece_most_milli IS NOT NULL
        AND kilo_price_irr > 0 AND piece_least_milli > 0 AND piece_most_milli >= piece_least_milli));

-- The same of a good at the moment it was asked for.
ALTER TABLE order_line ADD COLUMN kilo_price_irr INTEGER;
ALTER TABLE order_line ADD COLUMN piece_least_milli INTEGER;
ALTER TABLE order_line ADD COLUMN piece_most_milli INTEGER CONSTRAINT order_line_by_weight CHECK (
    (kilo_price_irr IS NULL AND piece_least_milli IS NULL AND piece_most_milli IS NULL)
    OR (unit = 'piece' AND kilo_price_irr IS NOT NULL AND piece_least_milli IS NOT NULL AND piece_most_milli IS NOT NULL
        AND kilo_price_irr > 0 AND piece_least_milli > 0 AND piece_most_milli >= piece_least_milli));

-- What was weighed when it was handed over, in thousandths of a kilo.
ALTER TABLE order_given ADD COLUMN weight_milli INTEGER CONSTRAINT order_given_weight CHECK (weight_milli IS NULL OR weight_milli > 0);

-- What was weighed when it was sold, and at which price of a kilo.
ALTER TABLE sale_line ADD COLUMN weight_milli INTEGER;
ALTER TABLE sale_line ADD COLUMN kilo_price_irr INTEGER CONSTRAINT sale_line_weighed CHECK (
    (weight_milli IS NULL AND kilo_price_irr IS NULL)
    OR (unit = 'piece' AND weight_milli IS NOT NULL AND kilo_price_irr IS NOT NULL AND weight_milli > 0 AND kilo_price_irr > 0));
