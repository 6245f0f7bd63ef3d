DROP INDEX product_category_unit_name;
DROP INDEX product_category_unit_price;
DROP INDEX product_category_unit_newest;
DROP INDEX product_unit_name;
DROP INDEX product_unit_price;
DROP INDEX product_unit_newest;
