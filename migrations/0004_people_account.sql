-- People and firms outlive an edition: edition_id is 0, except for grants, which hold in one edition (0: every edition).
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
) /*sqlite WITHOUT ROWID */;

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
) /*sqlite WITHOUT ROWID */;

CREATE INDEX people_organisation_name ON people_organisation (edition_id, name_norm, country);

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
) /*sqlite WITHOUT ROWID */;

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
) /*sqlite WITHOUT ROWID */;

CREATE INDEX people_grant_account ON people_grant (account_id);
CREATE INDEX people_grant_exhibitor ON people_grant (edition_id, exhibitor_id, id);
