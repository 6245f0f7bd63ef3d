-- The drawing of a site after each change, whole, as JSON: what a plan was made on stays to be seen.
CREATE TABLE drawing_version (
    site_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    action TEXT NOT NULL,
    content TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT drawing_version_pk PRIMARY KEY (site_id, version),
    CONSTRAINT drawing_version_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT drawing_version_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT drawing_version_first CHECK (version >= 1),
    CONSTRAINT drawing_version_action_known CHECK (action IN ('opened', 'changed', 'brought_back'))
);

-- The drawing of one market day where it is another than the site's, after each change. The newest counts: where it does not
-- apply, the day has been given the site's drawing again.
CREATE TABLE day_drawing (
    market_day_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    applies BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT day_drawing_pk PRIMARY KEY (market_day_id, version),
    CONSTRAINT day_drawing_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT day_drawing_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT day_drawing_first CHECK (version >= 1)
);
