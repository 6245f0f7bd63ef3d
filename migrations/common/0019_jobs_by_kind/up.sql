-- Whether there is a job of a kind for something is asked whenever a server starts and before one is added.
CREATE INDEX job_kind ON job (kind, args);
