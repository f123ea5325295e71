-- What visitors ask: structured records that pages and the agent can cite.
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
) /*sqlite WITHOUT ROWID */;
