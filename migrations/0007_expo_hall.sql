-- The venue of an edition, its halls and what is fixed in them, and the pavilions. Lengths are centimetres.
CREATE TABLE expo_venue (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    latitude_e6 BIGINT NOT NULL,
    longitude_e6 BIGINT NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_hall (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    venue_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    width_cm BIGINT NOT NULL CHECK (width_cm > 0),
    depth_cm BIGINT NOT NULL CHECK (depth_cm > 0),
    outline TEXT NOT NULL,
    height_limit_cm BIGINT NOT NULL CHECK (height_limit_cm > 0),
    wall_height_limit_cm BIGINT NOT NULL,
    load_kg_m2 BIGINT NOT NULL CHECK (load_kg_m2 > 0),
    site_x_cm BIGINT NOT NULL,
    site_y_cm BIGINT NOT NULL,
    position BIGINT NOT NULL,
    plan_version BIGINT NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, code),
    FOREIGN KEY (edition_id, venue_id) REFERENCES expo_venue (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_area (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    hall_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('aisle', 'blocked', 'exit', 'entrance', 'column', 'service')),
    label TEXT NOT NULL,
    outline TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    FOREIGN KEY (edition_id, hall_id) REFERENCES expo_hall (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_area_hall ON expo_area (edition_id, hall_id);

CREATE TABLE expo_pavilion (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'theme')),
    country TEXT NOT NULL,
    theme TEXT NOT NULL,
    name TEXT NOT NULL,
    intro TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, code)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE expo_pavilion_hall (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pavilion_id BIGINT NOT NULL,
    hall_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, pavilion_id, hall_id),
    FOREIGN KEY (edition_id, pavilion_id) REFERENCES expo_pavilion (edition_id, id) ON DELETE CASCADE,
    FOREIGN KEY (edition_id, hall_id) REFERENCES expo_hall (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;
