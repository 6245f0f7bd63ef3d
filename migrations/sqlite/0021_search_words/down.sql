DROP TRIGGER search_word_update;
DROP TRIGGER search_word_insert;
DROP TABLE search_word;
DROP INDEX product_category_name;
DROP INDEX product_category_price;
DROP INDEX product_name;
DROP INDEX product_price;
