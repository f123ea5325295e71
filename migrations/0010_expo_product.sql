-- Products: goods and services, their certificates, pictures, demonstrations.
CREATE TABLE expo_product (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('goods', 'service')),
    external_source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    description TEXT NOT NULL,
    hs_code TEXT NOT NULL,
    hs_edition TEXT NOT NULL,
    hs_chapter BIGINT NOT NULL,
    origin TEXT NOT NULL,
    cpc_code TEXT NOT NULL,
    cpc_version TEXT NOT NULL,
    unit TEXT NOT NULL,
    minimum_order BIGINT NOT NULL,
    price_minor BIGINT NOT NULL,
    price_currency TEXT NOT NULL,
    incoterm TEXT NOT NULL,
    incoterm_place TEXT NOT NULL,
    lead_days BIGINT NOT NULL,
    first_shown BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id),
    CHECK (kind = 'goods' OR hs_code = '' AND origin = ''),
    CHECK (kind = 'service' OR cpc_code = '')
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_product_sort ON expo_product (edition_id, state, sort_name, id);
CREATE INDEX expo_product_exhibitor ON expo_product (edition_id, exhibitor_id, state, sort_name, id);
CREATE INDEX expo_product_category ON expo_product (edition_id, category_id, sort_name, id);
CREATE INDEX expo_product_chapter ON expo_product (edition_id, hs_chapter, sort_name, id);
CREATE UNIQUE INDEX expo_product_external ON expo_product (edition_id, exhibitor_id, external_source, external_id) WHERE external_id <> '';

CREATE TABLE expo_certificate (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, product_id) REFERENCES expo_product (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_certificate_product ON expo_certificate (edition_id, product_id, id);
CREATE INDEX expo_certificate_name ON expo_certificate (edition_id, name_norm, product_id);

CREATE TABLE expo_picture (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    of_kind TEXT NOT NULL CHECK (of_kind IN ('exhibitor', 'product', 'demonstration', 'pavilion')),
    of_id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    file TEXT NOT NULL,
    thumb TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    alt TEXT NOT NULL,
    credit TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_picture_of ON expo_picture (edition_id, of_kind, of_id, position, id);

CREATE TABLE expo_demonstration (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    pavilion_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('robot', 'drone', 'model', 'vehicle', 'process', 'other')),
    title TEXT NOT NULL,
    title_norm TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    description TEXT NOT NULL,
    times TEXT NOT NULL,
    days TEXT NOT NULL,
    hands_on BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_demonstration_sort ON expo_demonstration (edition_id, state, sort_title, id);
CREATE INDEX expo_demonstration_exhibitor ON expo_demonstration (edition_id, exhibitor_id);
CREATE INDEX expo_demonstration_pavilion ON expo_demonstration (edition_id, pavilion_id);
