DROP TABLE order_payment;
DROP TABLE order_given;
DROP TABLE order_step;
DROP TABLE order_line;
DROP TABLE placed_order;
DROP TABLE door_time;
