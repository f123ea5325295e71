-- Exhibitors, their team and their categories.
CREATE TABLE expo_category (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    parent_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, code)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_exhibitor (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pavilion_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    external_source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    website TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    profile TEXT NOT NULL,
    founded BIGINT NOT NULL,
    employees BIGINT NOT NULL,
    logo TEXT NOT NULL,
    first_time BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_exhibitor_sort ON expo_exhibitor (edition_id, state, sort_name, id);
CREATE INDEX expo_exhibitor_country ON expo_exhibitor (edition_id, country, sort_name, id);
CREATE INDEX expo_exhibitor_pavilion ON expo_exhibitor (edition_id, pavilion_id, sort_name, id);
CREATE INDEX expo_exhibitor_organisation ON expo_exhibitor (edition_id, organisation_id);
CREATE UNIQUE INDEX expo_exhibitor_external ON expo_exhibitor (edition_id, external_source, external_id) WHERE external_id <> '';

CREATE TABLE expo_exhibitor_category (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, exhibitor_id, category_id),
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id) ON DELETE CASCADE,
    FOREIGN KEY (edition_id, category_id) REFERENCES expo_category (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_exhibitor_category_by ON expo_exhibitor_category (edition_id, category_id, exhibitor_id);

CREATE TABLE expo_team_member (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    languages TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_team_member_exhibitor ON expo_team_member (edition_id, exhibitor_id, position, id);
