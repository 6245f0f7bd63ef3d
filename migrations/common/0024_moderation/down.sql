DROP TABLE posted;
DROP TABLE good_report;
DROP TABLE moderation;
DROP TABLE trusted_shop;
