-- The numbers that stalls of a site had before, each with the stall that had it last: a printed label goes on leading there.
CREATE TABLE former_number (
    site_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    stall_id BIGINT NOT NULL,
    CONSTRAINT former_number_pk PRIMARY KEY (site_id, number),
    CONSTRAINT former_number_site_fk FOREIGN KEY (site_id) REFERENCES market_site (id),
    CONSTRAINT former_number_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id)
);
CREATE INDEX former_number_stall ON former_number (stall_id);
