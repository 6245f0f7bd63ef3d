-- What an office turns on or off in one city, for its market and its shops, other than everywhere: a value holds from a day on,
-- and what held before stays written down. `usual` is as everywhere again.
CREATE TABLE city_switch (
    city_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    valid_from DATE NOT NULL,
    value TEXT NOT NULL,
    set_by BIGINT NOT NULL,
    set_at TIMESTAMP NOT NULL,
    CONSTRAINT city_switch_pk PRIMARY KEY (city_id, name, valid_from),
    CONSTRAINT city_switch_city_fk FOREIGN KEY (city_id) REFERENCES area (id),
    CONSTRAINT city_switch_account_fk FOREIGN KEY (set_by) REFERENCES account (id),
    CONSTRAINT city_switch_name_known CHECK (name IN ('reviews', 'messages', 'public-prices')),
    CONSTRAINT city_switch_value_known CHECK (value IN ('on', 'off', 'usual'))
);
