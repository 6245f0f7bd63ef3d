-- Lists in order of price and of name.
CREATE INDEX product_price ON product (state, price_irr, id);
CREATE INDEX product_name ON product (state, sort_key, id);
CREATE INDEX product_category_price ON product (category_code, state, price_irr, id);
CREATE INDEX product_category_name ON product (category_code, state, sort_key, id);

-- The words of search_text, each under itself and under what is left of it when one letter falls out: two words that differ by
-- one slip have one of these in common. Longer words are lines without their spaces. A word stays when its last good goes; it
-- finds nothing then.
CREATE TABLE search_word (
    slip TEXT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT search_word_pk PRIMARY KEY (slip, word)
);

INSERT INTO search_word (slip, word)
WITH RECURSIVE split (word, rest) AS (
    SELECT '', replace(p.search_text, char(10), ' ') || ' ' FROM product AS p WHERE p.state = 'listed'
    UNION ALL
    SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
), known (word) AS (
    SELECT DISTINCT word FROM split WHERE length(word) BETWEEN 3 AND 12
), cut (word, at) AS (
    SELECT word, 0 FROM known
    UNION ALL
    SELECT word, at + 1 FROM cut WHERE at < length(word)
)
SELECT DISTINCT CASE at WHEN 0 THEN word ELSE substr(word, 1, at - 1) || substr(word, at + 1) END, word FROM cut;

CREATE TRIGGER search_word_insert AFTER INSERT ON product WHEN NEW.state = 'listed' BEGIN
    INSERT INTO search_word (slip, word)
    WITH RECURSIVE split (word, rest) AS (
        SELECT '', replace(NEW.search_text, char(10), ' ') || ' '
        UNION ALL
        SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
    ), fresh (word) AS (
        SELECT DISTINCT word FROM split WHERE length(word) BETWEEN 3 AND 12
        AND NOT EXISTS (SELECT 1 FROM search_word AS k WHERE k.slip = split.word AND k.word = split.word)
    ), cut (word, at) AS (
        SELECT word, 0 FROM fresh
        UNION ALL
        SELECT word, at + 1 FROM cut WHERE at < length(word)
    )
    SELECT DISTINCT CASE at WHEN 0 THEN word ELSE substr(word, 1, at - 1) || substr(word, at + 1) END, word FROM cut;
END;
CREATE TRIGGER search_word_update AFTER UPDATE ON product
    WHEN NEW.state = 'listed' AND (OLD.state <> 'listed' OR NEW.search_text <> OLD.search_text) BEGIN
    INSERT INTO search_word (slip, word)
    WITH RECURSIVE split (word, rest) AS (
        SELECT '', replace(NEW.search_text, char(10), ' ') || ' '
        UNION ALL
        SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
    ), fresh (word) AS (
        SELECT DISTINCT word FROM split WHERE length(word) BETWEEN 3 AND 12
        AND NOT EXISTS (SELECT 1 FROM search_word AS k WHERE k.slip = split.word AND k.word = split.word)
    ), cut (word, at) AS (
        SELECT word, 0 FROM fresh
        UNION ALL
        SELECT word, at + 1 FROM cut WHERE at < length(word)
    )
    SELECT DISTINCT CASE at WHEN 0 THEN word ELSE substr(word, 1, at - 1) || substr(word, at + 1) END, word FROM cut;
END;
