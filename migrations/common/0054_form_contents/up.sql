-- What a form held, so that another form under the same key is told from the same form once more; not known of older ones.
ALTER TABLE form_key ADD COLUMN content_sha256 BYTEA;
-- What was called back is looked for by its good whenever a buyer looks at an order.
CREATE INDEX batch_called_back ON batch (product_id) WHERE state = 'called_back';
