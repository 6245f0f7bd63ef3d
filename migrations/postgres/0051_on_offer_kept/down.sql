DROP TRIGGER on_offer_shop ON shop;
DROP FUNCTION keep_shop_on_offer();
DROP TRIGGER on_offer_update ON product;
DROP TRIGGER on_offer_insert ON product;
DROP FUNCTION keep_on_offer();
