-- Categories, shops, photos, products, their stock and the machines that make them.
CREATE TABLE category (
    code TEXT NOT NULL,
    ord INTEGER NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT category_pk PRIMARY KEY (code)
);
INSERT INTO category (code, ord, name_fa, name_en) VALUES
    ('bread', 1, 'نان', 'Bread'),
    ('sweets', 2, 'کلوچه و شیرینی', 'Cookies and sweets'),
    ('dried-fruit', 3, 'میوهٔ خشک', 'Dried fruit'),
    ('herbs', 4, 'سبزی خردشده', 'Chopped herbs'),
    ('fruit-leather', 5, 'لواشک و آب‌میوه', 'Fruit leather and juice'),
    ('chicks', 6, 'جوجه و تخم‌مرغ', 'Chicks and eggs'),
    ('preserves', 7, 'مربا و ترشی', 'Jams and pickles'),
    ('handicraft', 8, 'صنایع دستی', 'Handicraft');

CREATE TABLE shop (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    household_id BIGINT NOT NULL,
    city_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    story TEXT NOT NULL,
    opened_on DATE NOT NULL,
    hidden_at TIMESTAMP,
    CONSTRAINT shop_pk PRIMARY KEY (id),
    CONSTRAINT shop_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT shop_city_fk FOREIGN KEY (city_id) REFERENCES area (id),
    CONSTRAINT shop_code_unique UNIQUE (code),
    CONSTRAINT shop_household_unique UNIQUE (household_id)
);

-- The picture files lie in the photo store under their code; nothing of the original remains.
CREATE TABLE photo (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    shop_id BIGINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    added_at TIMESTAMP NOT NULL,
    CONSTRAINT photo_pk PRIMARY KEY (id),
    CONSTRAINT photo_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT photo_code_unique UNIQUE (code)
);
CREATE INDEX photo_shop ON photo (shop_id);

-- Stock and every other quantity is counted in thousandths of the unit. search_text is made by kernel::persian.
-- idem is made with the form that lists the good; a second arrival of it is the same good.
CREATE TABLE product (
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    shop_id BIGINT NOT NULL,
    household_id BIGINT NOT NULL,
    idem TEXT NOT NULL,
    category_code TEXT NOT NULL,
    name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    price_irr BIGINT NOT NULL,
    stock_milli BIGINT NOT NULL,
    lead_days INTEGER NOT NULL,
    photo_id BIGINT,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT product_pk PRIMARY KEY (id),
    CONSTRAINT product_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT product_household_fk FOREIGN KEY (household_id) REFERENCES household (id),
    CONSTRAINT product_category_fk FOREIGN KEY (category_code) REFERENCES category (code),
    CONSTRAINT product_photo_fk FOREIGN KEY (photo_id) REFERENCES photo (id),
    CONSTRAINT product_code_unique UNIQUE (code),
    CONSTRAINT product_once UNIQUE (household_id, idem),
    CONSTRAINT product_idem_shape CHECK (length(idem) BETWEEN 8 AND 64),
    CONSTRAINT product_unit_known CHECK (unit IN ('piece', 'kilo', 'gram', 'litre', 'packet', 'tray')),
    CONSTRAINT product_state_known CHECK (state IN ('listed', 'hidden', 'removed')),
    CONSTRAINT product_price CHECK (price_irr > 0),
    CONSTRAINT product_stock_not_negative CHECK (stock_milli >= 0),
    CONSTRAINT product_lead_days CHECK (lead_days BETWEEN 0 AND 365)
);
CREATE INDEX product_shop ON product (shop_id, state, id);
CREATE INDEX product_category ON product (category_code, state, id);
CREATE INDEX product_newest ON product (state, id);
CREATE INDEX product_household ON product (household_id);

CREATE TABLE weight_set (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    author_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    sealed BOOLEAN NOT NULL,
    CONSTRAINT weight_set_pk PRIMARY KEY (id),
    CONSTRAINT weight_set_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT weight_set_author_fk FOREIGN KEY (author_id) REFERENCES account (id)
);
CREATE INDEX weight_set_product ON weight_set (product_id, starts_on, id);

-- equipment_id NULL: the household's own means.
CREATE TABLE weight_line (
    set_id BIGINT NOT NULL,
    ord INTEGER NOT NULL,
    equipment_id BIGINT,
    weight_bp INTEGER NOT NULL,
    CONSTRAINT weight_line_pk PRIMARY KEY (set_id, ord),
    CONSTRAINT weight_line_set_fk FOREIGN KEY (set_id) REFERENCES weight_set (id),
    CONSTRAINT weight_line_equipment_fk FOREIGN KEY (equipment_id) REFERENCES equipment (id),
    CONSTRAINT weight_line_share CHECK (weight_bp BETWEEN 1 AND 10000)
);
-- A machine has one weight in a set, and so have the own means.
CREATE UNIQUE INDEX weight_line_once ON weight_line (set_id, COALESCE(equipment_id, 0));
CREATE INDEX weight_line_equipment ON weight_line (equipment_id);

-- Every change of a product's stock; product.stock_milli is their sum. sale_line_id is set where a sale or its return moved it,
-- own_use_id (a ledger row) where the household took goods for itself or put them back.
CREATE TABLE stock_move (
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    qty_milli BIGINT NOT NULL,
    sale_line_id BIGINT,
    own_use_id BIGINT,
    made_by BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    CONSTRAINT stock_move_pk PRIMARY KEY (id),
    CONSTRAINT stock_move_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT stock_move_made_by_fk FOREIGN KEY (made_by) REFERENCES account (id),
    CONSTRAINT stock_move_kind_known CHECK (kind IN ('made', 'counted', 'sold', 'returned', 'used', 'put_back')),
    CONSTRAINT stock_move_sign CHECK ((kind IN ('made', 'returned', 'put_back') AND qty_milli > 0) OR (kind IN ('sold', 'used') AND qty_milli < 0) OR (kind = 'counted' AND qty_milli <> 0)),
    CONSTRAINT stock_move_line CHECK ((kind IN ('sold', 'returned')) = (sale_line_id IS NOT NULL)),
    CONSTRAINT stock_move_own_use CHECK ((kind IN ('used', 'put_back')) = (own_use_id IS NOT NULL))
);
CREATE INDEX stock_move_product ON stock_move (product_id, id);
CREATE UNIQUE INDEX stock_move_own_use_once ON stock_move (own_use_id, kind) WHERE own_use_id IS NOT NULL;
CREATE INDEX stock_move_line ON stock_move (sale_line_id) WHERE sale_line_id IS NOT NULL;
