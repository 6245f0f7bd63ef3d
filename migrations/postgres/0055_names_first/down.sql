-- The pairs of words stay in the first line: a search of before finds no less by them.
SET LOCAL statement_timeout = 0;
DROP INDEX product_search_names;
UPDATE product SET search_text = trim(replace(replace(search_text, '  ' || chr(10) || '  ', chr(10)), '  ', ' '));
