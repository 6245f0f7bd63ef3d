-- Lists of the goods of one unit, in each order, of all categories and of one: a unit that few goods or none have is met at once.
CREATE INDEX product_unit_newest ON product (unit, state, id);
CREATE INDEX product_unit_price ON product (unit, state, price_irr, id);
CREATE INDEX product_unit_name ON product (unit, state, sort_key, id);
CREATE INDEX product_category_unit_newest ON product (category_code, unit, state, id);
CREATE INDEX product_category_unit_price ON product (category_code, unit, state, price_irr, id);
CREATE INDEX product_category_unit_name ON product (category_code, unit, state, sort_key, id);
