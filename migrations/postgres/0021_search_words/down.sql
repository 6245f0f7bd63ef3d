DROP TRIGGER search_word_update ON product;
DROP TRIGGER search_word_insert ON product;
DROP FUNCTION learn_words();
DROP TABLE search_word;
DROP INDEX product_category_name;
DROP INDEX product_category_price;
DROP INDEX product_name;
DROP INDEX product_price;
