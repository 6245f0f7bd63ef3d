-- What came to the stock with a batch, and the batches that nobody counted in time.
CREATE INDEX stock_move_batch ON stock_move (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX batch_uncounted ON batch (ready_at) WHERE state = 'planned';
