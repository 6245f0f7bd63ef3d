-- Whether a picture is public is asked by its photo.
CREATE INDEX product_photo ON product (photo_id);
