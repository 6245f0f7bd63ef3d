DROP TABLE stock_move;
DROP TABLE weight_line;
DROP TABLE weight_set;
DROP TABLE product;
DROP TABLE photo;
DROP TABLE shop;
DROP TABLE category;
