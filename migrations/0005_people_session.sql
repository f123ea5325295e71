-- Sign-in codes and links, and the sessions they open. Only hashes of secrets are stored. A code takes one of five
-- slots an hour of its address, so that nobody is sent more, however many ask at once.
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
) /*sqlite WITHOUT ROWID */;

CREATE INDEX people_code_age ON people_code (edition_id, created_at);

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
) /*sqlite WITHOUT ROWID */;

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
) /*sqlite WITHOUT ROWID */;

CREATE INDEX people_session_account ON people_session (edition_id, account_id);
