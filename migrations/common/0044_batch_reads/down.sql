DROP INDEX batch_uncounted;
DROP INDEX stock_move_batch;
