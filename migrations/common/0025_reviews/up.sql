-- What buyers say of goods that they collected: once for each line of an order. Nobody's name is kept with it. Buyers see it
-- once it was looked over; the shop answers once.
CREATE TABLE review (
    id BIGINT NOT NULL,
    order_id BIGINT NOT NULL,
    line_ord INTEGER NOT NULL,
    product_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    stars INTEGER,
    words TEXT NOT NULL,
    is_seen BOOLEAN NOT NULL,
    written_on DATE NOT NULL,
    answer TEXT NOT NULL,
    answer_item_id BIGINT,
    answer_seen BOOLEAN NOT NULL,
    CONSTRAINT review_pk PRIMARY KEY (id),
    CONSTRAINT review_line_fk FOREIGN KEY (order_id, line_ord) REFERENCES order_line (order_id, ord),
    CONSTRAINT review_product_fk FOREIGN KEY (product_id) REFERENCES product (id),
    CONSTRAINT review_shop_fk FOREIGN KEY (shop_id) REFERENCES shop (id),
    CONSTRAINT review_item_fk FOREIGN KEY (item_id) REFERENCES moderation (id),
    CONSTRAINT review_answer_item_fk FOREIGN KEY (answer_item_id) REFERENCES moderation (id),
    CONSTRAINT review_once UNIQUE (order_id, line_ord),
    CONSTRAINT review_stars CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT review_says_something CHECK (words <> ''),
    CONSTRAINT review_answered CHECK (answer <> '' OR NOT answer_seen)
);
CREATE INDEX review_product ON review (product_id, is_seen, id);
CREATE INDEX review_shop ON review (shop_id, is_seen, id);
CREATE INDEX review_item ON review (item_id);
CREATE INDEX review_answer_item ON review (answer_item_id);
