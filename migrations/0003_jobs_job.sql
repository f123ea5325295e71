-- Queued and scheduled work. A worker takes a job by a lease; a done job is deleted, a given-up one keeps its error.
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

CREATE INDEX jobs_job_due ON jobs_job (failed, run_at);
CREATE UNIQUE INDEX jobs_job_dedupe ON jobs_job (edition_id, kind, dedupe) WHERE dedupe <> '';
