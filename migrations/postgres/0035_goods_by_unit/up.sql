-- Lists of the goods of one unit, in each order, of all categories and of one: a unit that few goods or none have is met at once.
CREATE INDEX product_unit_newest ON product (unit, id) WHERE state = 'listed';
CREATE INDEX product_unit_price ON product (unit, price_irr, id) WHERE state = 'listed';
CREATE INDEX product_unit_name ON product (unit, sort_key, id) WHERE state = 'listed';
CREATE INDEX product_category_unit_newest ON product (category_code, unit, id) WHERE state = 'listed';
CREATE INDEX product_category_unit_price ON product (category_code, unit, price_irr, id) WHERE state = 'listed';
CREATE INDEX product_category_unit_name ON product (category_code, unit, sort_key, id) WHERE state = 'listed';
