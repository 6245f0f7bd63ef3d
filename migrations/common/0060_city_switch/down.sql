DROP TABLE city_switch;
