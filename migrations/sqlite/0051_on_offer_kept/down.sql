DROP TRIGGER on_offer_shop;
DROP TRIGGER on_offer_update;
DROP TRIGGER on_offer_insert;
