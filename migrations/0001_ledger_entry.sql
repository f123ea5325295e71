-- The ledger of an edition: one row per object changed by a write, dense numbers from 1, appended in the write's transaction.
CREATE TABLE ledger_head (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

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
) /*sqlite WITHOUT ROWID */;

CREATE INDEX ledger_entry_object ON ledger_entry (edition_id, object, id);

-- The Merkle tree over the entries (stored hashes of golang.org/x/mod/sumdb/tlog) and its signed heads.
CREATE TABLE ledger_hash (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;

CREATE TABLE ledger_seal (
    edition_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    root TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, id)
) /*sqlite WITHOUT ROWID */;
