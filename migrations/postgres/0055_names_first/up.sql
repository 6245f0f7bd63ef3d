-- Goods whose names hold the words of a search come first. The first line of search_text is the name: its words, and each two that
-- stand side by side as one word. Two spaces stand before and after each word of all lines.
SET LOCAL statement_timeout = 0;
ALTER TABLE product DISABLE TRIGGER USER;
DROP INDEX product_search;
UPDATE product AS p SET search_text = '  ' || replace(
    replace(n.words || n.pairs || substr(p.search_text, length(n.words) + 1), ' ', '  '), chr(10), '  ' || chr(10) || '  ') || '  '
FROM (
    SELECT q.id, split_part(q.search_text, chr(10), 1) AS words, coalesce((
        SELECT string_agg(' ' || w.word || w.next, '' ORDER BY w.place)
        FROM (SELECT t.word, lead(t.word) OVER (ORDER BY t.place) AS next, t.place
              FROM unnest(string_to_array(split_part(q.search_text, chr(10), 1), ' ')) WITH ORDINALITY AS t (word, place)) AS w
        WHERE w.next IS NOT NULL), '') AS pairs
    FROM product AS q
) AS n WHERE n.id = p.id;
CREATE INDEX product_search ON product USING gin (search_text gin_trgm_ops) WHERE state = 'listed';
-- The words of names, and the unit, so that common words are found among the goods of a rare one.
CREATE INDEX product_search_names ON product
    USING gin (to_tsvector('simple', split_part(search_text, chr(10), 1) || ' unit' || unit)) WHERE state = 'listed';
ALTER TABLE product ENABLE TRIGGER USER;
