-- pg_trgm stays: it may not be ours.
DROP INDEX product_search;
