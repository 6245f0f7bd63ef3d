DROP TABLE period;
DROP TABLE purchase;
DROP TABLE attribution;
DROP TABLE ledger;
DROP TABLE sale_line;
DROP TABLE sale;
