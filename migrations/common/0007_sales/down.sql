DROP TABLE period;
DROP TABLE attribution;
DROP TABLE ledger;
DROP TABLE sale_line;
DROP TABLE sale;
