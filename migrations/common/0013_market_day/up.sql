-- What happened on a market day, at a stall or at large; only added to. A row that takes another back names it, and has its
-- kind. The note is sealed under the key of the household it is about, or else of the account that noted it.
CREATE TABLE incident (
    id BIGINT NOT NULL,
    market_day_id BIGINT NOT NULL,
    stall_id BIGINT,
    booking_id BIGINT,
    kind TEXT NOT NULL,
    key_id BIGINT NOT NULL,
    note_sealed BYTEA,
    takes_back BIGINT,
    idem TEXT NOT NULL,
    noted_by BIGINT NOT NULL,
    noted_at TIMESTAMP NOT NULL,
    CONSTRAINT incident_pk PRIMARY KEY (id),
    CONSTRAINT incident_day_fk FOREIGN KEY (market_day_id) REFERENCES market_day (id),
    CONSTRAINT incident_stall_fk FOREIGN KEY (stall_id) REFERENCES stall (id),
    CONSTRAINT incident_booking_fk FOREIGN KEY (booking_id) REFERENCES booking (id),
    CONSTRAINT incident_key_fk FOREIGN KEY (key_id) REFERENCES data_key (id),
    CONSTRAINT incident_takes_back_fk FOREIGN KEY (takes_back) REFERENCES incident (id),
    CONSTRAINT incident_noted_by_fk FOREIGN KEY (noted_by) REFERENCES account (id),
    CONSTRAINT incident_once UNIQUE (market_day_id, idem),
    CONSTRAINT incident_taken_back_once UNIQUE (takes_back),
    CONSTRAINT incident_kind_known CHECK (kind IN ('power_cut', 'water', 'damage', 'accident', 'dispute', 'cleanliness', 'missing_equipment', 'other'))
);
CREATE INDEX incident_day ON incident (market_day_id, id);
