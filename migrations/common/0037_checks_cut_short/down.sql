ALTER TABLE assignment_run DROP COLUMN checks_cut_short;
