-- Lists in order of price and of name. To PostgreSQL an index that begins with the state, which nearly all goods share, looks as
-- if goods lay on the disk in its order.
CREATE INDEX product_price ON product (price_irr, id) WHERE state = 'listed';
CREATE INDEX product_name ON product (sort_key, id) WHERE state = 'listed';
CREATE INDEX product_category_price ON product (category_code, price_irr, id) WHERE state = 'listed';
CREATE INDEX product_category_name ON product (category_code, sort_key, id) WHERE state = 'listed';

-- The words of search_text, each under itself and under what is left of it when one letter falls out: two words that differ by
-- one slip have one of these in common. Longer words are lines without their spaces. A word stays when its last good goes; it
-- finds nothing then.
CREATE TABLE search_word (
    slip TEXT COLLATE "C" NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    CONSTRAINT search_word_pk PRIMARY KEY (slip, word)
);

INSERT INTO search_word (slip, word)
SELECT DISTINCT CASE WHEN at = 0 THEN known.word ELSE left(known.word, at - 1) || substr(known.word, at + 1) END, known.word
FROM (SELECT DISTINCT split.word FROM product AS p, LATERAL regexp_split_to_table(p.search_text, '\s+') AS split (word)
      WHERE p.state = 'listed' AND length(split.word) BETWEEN 3 AND 12) AS known,
     LATERAL generate_series(0, length(known.word)) AS at;

CREATE FUNCTION learn_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_word (slip, word)
    SELECT DISTINCT CASE WHEN at = 0 THEN fresh.word ELSE left(fresh.word, at - 1) || substr(fresh.word, at + 1) END, fresh.word
    FROM (SELECT DISTINCT split.word FROM regexp_split_to_table(NEW.search_text, '\s+') AS split (word)
          WHERE length(split.word) BETWEEN 3 AND 12
          AND NOT EXISTS (SELECT 1 FROM search_word AS k WHERE k.slip = split.word AND k.word = split.word)) AS fresh,
         LATERAL generate_series(0, length(fresh.word)) AS at
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER search_word_insert AFTER INSERT ON product FOR EACH ROW
    WHEN (NEW.state = 'listed') EXECUTE FUNCTION learn_words();
CREATE TRIGGER search_word_update AFTER UPDATE ON product FOR EACH ROW
    WHEN (NEW.state = 'listed' AND (OLD.state <> 'listed' OR NEW.search_text <> OLD.search_text)) EXECUTE FUNCTION learn_words();
