-- Search in the products on offer: trigrams of search_text, which kernel::persian has folded.
-- The database's LC_CTYPE must know Persian letters (any UTF-8 locale, not C): trigrams are made of letters only.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX product_search ON product USING gin (search_text gin_trgm_ops) WHERE state = 'listed';
