-- The first answer to each idempotency key, so that the same request sent again has no second effect.
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
