-- Licences: which kinds there are, which goods may carry or need one, and what shops have.
CREATE TABLE licence_kind (
    id BIGINT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT licence_kind_pk PRIMARY KEY (id),
    CONSTRAINT licence_kind_name_fa_unique UNIQUE (name_fa),
    CONSTRAINT licence_kind_name_en_unique UNIQUE (name_en)
);
INSERT INTO licence_kind (id, name_fa, name_en) VALUES
    (1, 'کارت بهداشت', 'Health card'),
    (2, 'پروانهٔ ساخت خانگی (سیب سلامت)', 'Home food licence'),
    (3, 'پروانهٔ جوجه‌کشی', 'Hatchery licence'),
    (4, 'مجوز مشاغل خانگی', 'Home business permit');

-- Which kinds the goods of a category may carry. From needed_from on they need it; without that day they never do.
CREATE TABLE category_licence (
    category_code TEXT NOT NULL,
    kind_id BIGINT NOT NULL,
    needed_from DATE,
    CONSTRAINT category_licence_pk PRIMARY KEY (category_code, kind_id),
    CONSTRAINT category_licence_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT category_licence_kind_fk FOREIGN KEY (kind_id) REFERENCES licence_kind (id)
);
CREATE INDEX category_licence_kind ON category_licence (kind_id);
INSERT INTO category_licence (category_code, kind_id) SELECT code, 4 FROM category;
INSERT INTO category_licence (category_code, kind_id) SELECT code, 1 FROM category WHERE code NOT IN ('chicks', 'handicraft');
INSERT INTO category_licence (category_code, kind_id) SELECT code, 2 FROM category WHERE code NOT IN ('chicks', 'handicraft');
INSERT INTO category_licence (category_code, kind_id) SELECT code, 3 FROM category WHERE code = 'chicks';

-- A licence of a shop. It is good to the end of expires_on, once it was looked over. told_days says how near its end its shop was
-- last told of: 30 days, 7 days, or 0 when it had ended.
CREATE TABLE licence (
    id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    kind_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    expires_on DATE NOT NULL,
    state TEXT NOT NULL,
    told_days INTEGER,
    CONSTRAINT licence_pk PRIMARY KEY (id),
    CONSTRAINT licence_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT licence_kind_fk FOREIGN KEY (kind_id) REFERENCES licence_kind (id),
    CONSTRAINT licence_item_fk FOREIGN KEY (item_id) REFERENCES moderation (id),
    CONSTRAINT licence_state_known CHECK (state IN ('sent', 'accepted', 'removed')),
    CONSTRAINT licence_number_said CHECK (number <> ''),
    CONSTRAINT licence_told_known CHECK (told_days IN (30, 7, 0)),
    CONSTRAINT licence_told_accepted CHECK (told_days IS NULL OR state = 'accepted')
);
CREATE INDEX licence_shop ON licence (shop_id, state, expires_on);
CREATE INDEX licence_item ON licence (item_id);
-- A shop has one of a kind looked over at a time.
CREATE UNIQUE INDEX licence_once ON licence (shop_id, kind_id) WHERE state = 'sent';
