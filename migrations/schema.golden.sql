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
) WITHOUT ROWID ;

CREATE INDEX expo_area_hall ON expo_area (edition_id, hall_id);

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
) WITHOUT ROWID ;

CREATE INDEX expo_booth_box ON expo_booth (edition_id, hall_id, min_x, max_x, min_y, max_y);

CREATE INDEX expo_booth_exhibitor ON expo_booth (edition_id, exhibitor_id);

CREATE INDEX expo_booth_free ON expo_booth (edition_id, hall_id, state, held_until);

CREATE INDEX expo_booth_hall ON expo_booth (edition_id, hall_id, code_norm);

CREATE INDEX expo_booth_held ON expo_booth (edition_id, held_until) WHERE state = 'held';

CREATE INDEX expo_booth_pavilion ON expo_booth (edition_id, pavilion_id);

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
) WITHOUT ROWID ;

CREATE INDEX expo_booth_share_exhibitor ON expo_booth_share (edition_id, exhibitor_id);

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE INDEX expo_certificate_name ON expo_certificate (edition_id, name_norm, product_id);

CREATE INDEX expo_certificate_product ON expo_certificate (edition_id, product_id, id);

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE INDEX expo_demonstration_exhibitor ON expo_demonstration (edition_id, exhibitor_id);

CREATE INDEX expo_demonstration_pavilion ON expo_demonstration (edition_id, pavilion_id);

CREATE INDEX expo_demonstration_sort ON expo_demonstration (edition_id, state, sort_title, id);

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE INDEX expo_exhibitor_country ON expo_exhibitor (edition_id, country, sort_name, id);

CREATE UNIQUE INDEX expo_exhibitor_external ON expo_exhibitor (edition_id, external_source, external_id) WHERE external_id <> '';

CREATE INDEX expo_exhibitor_organisation ON expo_exhibitor (edition_id, organisation_id);

CREATE INDEX expo_exhibitor_pavilion ON expo_exhibitor (edition_id, pavilion_id, sort_name, id);

CREATE INDEX expo_exhibitor_sort ON expo_exhibitor (edition_id, state, sort_name, id);

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
) WITHOUT ROWID ;

CREATE INDEX expo_exhibitor_category_by ON expo_exhibitor_category (edition_id, category_id, exhibitor_id);

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE TABLE expo_import (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_created BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_refused BIGINT NOT NULL,
    rows_duplicate BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE expo_mapping (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    signature TEXT NOT NULL,
    columns TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, kind, signature)
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE INDEX expo_picture_of ON expo_picture (edition_id, of_kind, of_id, position, id);

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
) WITHOUT ROWID ;

CREATE INDEX expo_product_category ON expo_product (edition_id, category_id, sort_name, id);

CREATE INDEX expo_product_chapter ON expo_product (edition_id, hs_chapter, sort_name, id);

CREATE INDEX expo_product_exhibitor ON expo_product (edition_id, exhibitor_id, state, sort_name, id);

CREATE UNIQUE INDEX expo_product_external ON expo_product (edition_id, exhibitor_id, external_source, external_id) WHERE external_id <> '';

CREATE INDEX expo_product_sort ON expo_product (edition_id, state, sort_name, id);

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
) WITHOUT ROWID ;

CREATE INDEX expo_product_gi_by ON expo_product_gi (edition_id, gi_id, product_id);

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
) WITHOUT ROWID ;

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
) WITHOUT ROWID ;

CREATE INDEX expo_team_member_exhibitor ON expo_team_member (edition_id, exhibitor_id, position, id);

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
) WITHOUT ROWID ;

CREATE TABLE expo_visitor_info (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hours', 'getting-there', 'entrance', 'service', 'rule', 'contact', 'question')),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    day TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    link TEXT NOT NULL,
    phone TEXT NOT NULL,
    position BIGINT NOT NULL,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, kind, code)
) WITHOUT ROWID ;

CREATE TABLE jobs_job (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    dedupe TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    lease_owner BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failed BOOLEAN NOT NULL,
    last_error TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
);

CREATE UNIQUE INDEX jobs_job_dedupe ON jobs_job (edition_id, kind, dedupe) WHERE dedupe <> '';

CREATE INDEX jobs_job_due ON jobs_job (failed, run_at);

CREATE TABLE ledger_entry (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    surface TEXT NOT NULL,
    operation TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    verb TEXT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE INDEX ledger_entry_object ON ledger_entry (edition_id, object, id);

CREATE TABLE ledger_hash (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE ledger_head (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE ledger_seal (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    root TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE ops_answer (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    idempotency_key TEXT NOT NULL,
    operation TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, account_id, idempotency_key)
);

CREATE INDEX ops_answer_age ON ops_answer (edition_id, created_at);

CREATE TABLE people_account (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    email TEXT NOT NULL,
    email_norm TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, email_norm)
) WITHOUT ROWID ;

CREATE TABLE people_code (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    email_norm TEXT NOT NULL,
    slot BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, email_norm, slot)
) WITHOUT ROWID ;

CREATE INDEX people_code_age ON people_code (edition_id, created_at);

CREATE TABLE people_grant (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('organiser', 'pavilion-organiser', 'exhibitor-admin', 'exhibitor-staff', 'visitor', 'gate')),
    pavilion_id BIGINT NOT NULL,
    exhibitor_id BIGINT NOT NULL,
    granted_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, account_id, role, pavilion_id, exhibitor_id)
) WITHOUT ROWID ;

CREATE INDEX people_grant_account ON people_grant (account_id);

CREATE INDEX people_grant_exhibitor ON people_grant (edition_id, exhibitor_id, id);

CREATE TABLE people_link (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    label TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, token_hash),
    FOREIGN KEY (edition_id, account_id) REFERENCES people_account (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE people_member (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, organisation_id, account_id),
    FOREIGN KEY (edition_id, organisation_id) REFERENCES people_organisation (edition_id, id),
    FOREIGN KEY (edition_id, account_id) REFERENCES people_account (edition_id, id)
) WITHOUT ROWID ;

CREATE TABLE people_organisation (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    country TEXT NOT NULL,
    website TEXT NOT NULL,
    registration TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) WITHOUT ROWID ;

CREATE INDEX people_organisation_name ON people_organisation (edition_id, name_norm, country);

CREATE TABLE people_session (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    agent TEXT NOT NULL,
    address TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id),
    UNIQUE (edition_id, token_hash),
    FOREIGN KEY (edition_id, account_id) REFERENCES people_account (edition_id, id)
) WITHOUT ROWID ;

CREATE INDEX people_session_account ON people_session (edition_id, account_id);

CREATE TABLE sqldb_migration (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);

