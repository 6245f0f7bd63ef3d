DROP INDEX product_photo;
