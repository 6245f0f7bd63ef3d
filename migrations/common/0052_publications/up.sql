-- When each plan of a market day was announced: one row a run, for good, so that an old version still says that it once held.
CREATE TABLE publication (
    run_id BIGINT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    CONSTRAINT publication_pk PRIMARY KEY (run_id),
    CONSTRAINT publication_run_fk FOREIGN KEY (run_id) REFERENCES assignment_run (id)
);
-- What was announced before: by a manager's word in the trail, and what holds now, which was made and announced at once.
INSERT INTO publication (run_id, published_at)
SELECT r.id, MIN(e.at) FROM assignment_run AS r
JOIN audit_event AS e ON e.object = 'assignment_run' AND e.object_id = r.id AND e.action = 'publish_plan' AND e.allowed
GROUP BY r.id;
INSERT INTO publication (run_id, published_at)
SELECT r.id, r.made_at FROM assignment_run AS r JOIN market_day AS d ON d.published_run = r.id
WHERE NOT EXISTS (SELECT 1 FROM publication AS p WHERE p.run_id = r.id);
