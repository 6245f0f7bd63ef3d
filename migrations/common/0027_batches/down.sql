DROP TABLE batch;
DROP TABLE batch_plan;
