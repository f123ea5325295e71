-- Geographical indications and their register entries outlive an edition (edition_id 0); who may use one, and the products, belong to an edition.
CREATE TABLE expo_gi (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name_original TEXT NOT NULL,
    name_latin TEXT NOT NULL,
    names TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    country TEXT NOT NULL,
    territory TEXT NOT NULL,
    product TEXT NOT NULL,
    product_class TEXT NOT NULL,
    control TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, country, name_original)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_gi_entry (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    gi_id BIGINT NOT NULL,
    register TEXT NOT NULL,
    number TEXT NOT NULL,
    class TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('applied', 'published', 'registered', 'protected', 'ended')),
    status_words TEXT NOT NULL,
    dated TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, gi_id) REFERENCES expo_gi (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_gi_entry_gi ON expo_gi_entry (edition_id, gi_id, id);

CREATE TABLE expo_gi_user (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    gi_id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    document TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, gi_id, exhibitor_id),
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_product_gi (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    gi_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, product_id, gi_id),
    FOREIGN KEY (edition_id, product_id) REFERENCES expo_product (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_product_gi_by ON expo_product_gi (edition_id, gi_id, product_id);
