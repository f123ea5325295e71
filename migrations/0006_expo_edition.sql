-- Editions are registered under edition_id 0; everything in an edition carries the edition's key.
CREATE TABLE expo_edition (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    theme TEXT NOT NULL,
    about TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    zone TEXT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
    sample BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, slug)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_day (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('trade', 'public')),
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, day)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_phase (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    CHECK (ends_at > starts_at)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_relation (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('country-of-honour', 'special-partner', 'city-of-charm')),
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_membership (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    grouping_code TEXT NOT NULL,
    country TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, grouping_code, country, since)
) /*sqlite WITHOUT ROWID */;
