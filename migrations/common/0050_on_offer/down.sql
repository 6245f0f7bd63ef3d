DROP TABLE on_offer;
