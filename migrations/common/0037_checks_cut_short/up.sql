-- How many exact checks of a run said no because there was too much to try; not known of runs made before this was kept.
ALTER TABLE assignment_run ADD COLUMN checks_cut_short INTEGER
    CONSTRAINT assignment_run_checks_cut_short CHECK (checks_cut_short >= 0);
