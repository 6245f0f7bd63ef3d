-- The pairs of words stay in the first line: a search of before finds no less by them.
DROP TRIGGER product_search_names_delete;
DROP TRIGGER product_search_names_update;
DROP TRIGGER product_search_names_insert;
DROP TABLE product_search_names;
DROP VIEW product_listed_name;
DROP TRIGGER product_search_update;
UPDATE product SET search_text = trim(replace(replace(search_text, '  ' || char(10) || '  ', char(10)), '  ', ' '));
INSERT INTO product_search (product_search) VALUES ('rebuild');
CREATE TRIGGER product_search_update AFTER UPDATE ON product
    WHEN (NEW.state, NEW.search_text) IS DISTINCT FROM (OLD.state, OLD.search_text) BEGIN
    INSERT INTO product_search (product_search, rowid, search_text)
    SELECT 'delete', OLD.id, OLD.search_text WHERE OLD.state = 'listed';
    INSERT INTO product_search (rowid, search_text)
    SELECT NEW.id, NEW.search_text WHERE NEW.state = 'listed';
END;
