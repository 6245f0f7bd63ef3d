-- Search in the products on offer: trigrams of search_text, which kernel::persian has folded.
-- The index reads its text through the view, so that its 'rebuild' and 'integrity-check' know the same rows as the triggers.
CREATE VIEW product_listed AS SELECT p.id, p.search_text FROM product AS p WHERE p.state = 'listed';
CREATE VIRTUAL TABLE product_search USING fts5 (
    search_text, content = 'product_listed', content_rowid = 'id', tokenize = 'trigram');
INSERT INTO product_search (product_search) VALUES ('rebuild');

CREATE TRIGGER product_search_insert AFTER INSERT ON product WHEN NEW.state = 'listed' BEGIN
    INSERT INTO product_search (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;
-- A sale changes a product's stock: only a change of state or text may cost work here.
CREATE TRIGGER product_search_update AFTER UPDATE ON product
    WHEN (NEW.state, NEW.search_text) IS DISTINCT FROM (OLD.state, OLD.search_text) BEGIN
    INSERT INTO product_search (product_search, rowid, search_text)
    SELECT 'delete', OLD.id, OLD.search_text WHERE OLD.state = 'listed';
    INSERT INTO product_search (rowid, search_text)
    SELECT NEW.id, NEW.search_text WHERE NEW.state = 'listed';
END;
CREATE TRIGGER product_search_delete AFTER DELETE ON product WHEN OLD.state = 'listed' BEGIN
    INSERT INTO product_search (product_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
END;
