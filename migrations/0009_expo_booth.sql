-- Booths on the hall plan. A booth has one lead exhibitor; others may share it.
CREATE TABLE expo_booth (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    hall_id BIGINT NOT NULL,
    pavilion_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    code_norm TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'custom')),
    outline TEXT NOT NULL,
    min_x BIGINT NOT NULL,
    min_y BIGINT NOT NULL,
    max_x BIGINT NOT NULL,
    max_y BIGINT NOT NULL,
    area_cm2 BIGINT NOT NULL CHECK (area_cm2 > 0),
    corner BOOLEAN NOT NULL,
    height_cm BIGINT NOT NULL CHECK (height_cm > 0),
    state TEXT NOT NULL CHECK (state IN ('available', 'held', 'reserved', 'confirmed', 'blocked')),
    held_until BIGINT NOT NULL,
    held_by BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    note TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, code_norm),
    FOREIGN KEY (edition_id, hall_id) REFERENCES expo_hall (edition_id, id),
    CHECK (state NOT IN ('reserved', 'confirmed') OR exhibitor_id <> 0),
    CHECK (state <> 'held' OR held_until > 0)
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_booth_hall ON expo_booth (edition_id, hall_id, code_norm);
CREATE INDEX expo_booth_box ON expo_booth (edition_id, hall_id, min_x, max_x, min_y, max_y);
CREATE INDEX expo_booth_free ON expo_booth (edition_id, hall_id, state, held_until);
CREATE INDEX expo_booth_exhibitor ON expo_booth (edition_id, exhibitor_id);
CREATE INDEX expo_booth_pavilion ON expo_booth (edition_id, pavilion_id);
CREATE INDEX expo_booth_held ON expo_booth (edition_id, held_until) WHERE state = 'held';

CREATE TABLE expo_booth_share (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    booth_id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, booth_id, exhibitor_id),
    FOREIGN KEY (edition_id, booth_id) REFERENCES expo_booth (edition_id, id) ON DELETE CASCADE,
    FOREIGN KEY (edition_id, exhibitor_id) REFERENCES expo_exhibitor (edition_id, id) ON DELETE CASCADE
) /*sqlite WITHOUT ROWID */;

CREATE INDEX expo_booth_share_exhibitor ON expo_booth_share (edition_id, exhibitor_id);
