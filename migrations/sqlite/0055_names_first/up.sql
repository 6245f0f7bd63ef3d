-- Goods whose names hold the words of a search come first. The first line of search_text is the name: its words, and each two that
-- stand side by side as one word. Two spaces stand before and after each word of all lines, so that trigrams know the beginning of
-- a word of one letter.
DROP TRIGGER product_search_update;
UPDATE product SET search_text = (
    WITH name (words) AS (
        SELECT substr(search_text, 1, instr(search_text || char(10), char(10)) - 1)
    ), step (before, rest, pairs) AS (
        SELECT '', words || ' ', '' FROM name
        UNION ALL
        SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1),
            CASE before WHEN '' THEN '' ELSE pairs || ' ' || before || substr(rest, 1, instr(rest, ' ') - 1) END
        FROM step WHERE rest <> ''
    )
    SELECT '  ' || replace(replace(words || pairs || substr(search_text, length(words) + 1), ' ', '  '),
        char(10), '  ' || char(10) || '  ') || '  '
    FROM name, step WHERE rest = ''
);
INSERT INTO product_search (product_search) VALUES ('rebuild');
CREATE TRIGGER product_search_update AFTER UPDATE ON product
    WHEN (NEW.state, NEW.search_text) IS DISTINCT FROM (OLD.state, OLD.search_text) BEGIN
    INSERT INTO product_search (product_search, rowid, search_text)
    SELECT 'delete', OLD.id, OLD.search_text WHERE OLD.state = 'listed';
    INSERT INTO product_search (rowid, search_text)
    SELECT NEW.id, NEW.search_text WHERE NEW.state = 'listed';
END;

-- The words of names, and the unit, so that common words are found among the goods of a rare one. Whatever is no space belongs to
-- a word: they were taken apart before.
CREATE VIEW product_listed_name AS
    SELECT p.id, substr(p.search_text, 1, instr(p.search_text, char(10))) || 'unit' || p.unit AS name
    FROM product AS p WHERE p.state = 'listed';
CREATE VIRTUAL TABLE product_search_names USING fts5 (
    name, content = 'product_listed_name', content_rowid = 'id', detail = none, columnsize = 0, prefix = '1 2 3 4',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* S* Co'");
INSERT INTO product_search_names (product_search_names) VALUES ('rebuild');
CREATE TRIGGER product_search_names_insert AFTER INSERT ON product WHEN NEW.state = 'listed' BEGIN
    INSERT INTO product_search_names (rowid, name)
    VALUES (NEW.id, substr(NEW.search_text, 1, instr(NEW.search_text, char(10))) || 'unit' || NEW.unit);
END;
CREATE TRIGGER product_search_names_update AFTER UPDATE ON product
    WHEN (NEW.state, NEW.search_text, NEW.unit) IS DISTINCT FROM (OLD.state, OLD.search_text, OLD.unit) BEGIN
    INSERT INTO product_search_names (product_search_names, rowid, name)
    SELECT 'delete', OLD.id, substr(OLD.search_text, 1, instr(OLD.search_text, char(10))) || 'unit' || OLD.unit
    WHERE OLD.state = 'listed';
    INSERT INTO product_search_names (rowid, name)
    SELECT NEW.id, substr(NEW.search_text, 1, instr(NEW.search_text, char(10))) || 'unit' || NEW.unit WHERE NEW.state = 'listed';
END;
CREATE TRIGGER product_search_names_delete AFTER DELETE ON product WHEN OLD.state = 'listed' BEGIN
    INSERT INTO product_search_names (product_search_names, rowid, name)
    VALUES ('delete', OLD.id, substr(OLD.search_text, 1, instr(OLD.search_text, char(10))) || 'unit' || OLD.unit);
END;
