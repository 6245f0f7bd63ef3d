DROP TABLE calendar_link;
