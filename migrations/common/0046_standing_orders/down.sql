DROP TABLE standing_turn;
DROP TABLE standing_order;
