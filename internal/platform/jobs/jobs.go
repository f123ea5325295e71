// Package jobs runs queued and scheduled work from a table in the same database, so that work which must follow a
// write is queued in the write's own transaction and is never lost and never done for a write that was undone.
//
// A worker takes due jobs by a lease (a conditional UPDATE: no SKIP LOCKED, no notifications, so that both engines and
// their distributed kin behave alike), runs them and deletes them. A failed job is tried again with growing pauses and
// is kept, marked failed, after ten attempts. A job may run twice when a worker dies after doing it: handlers must
// be idempotent.
//
// Table: jobs_job.
package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

const (
	maxAttempts = 10
	lease       = 2 * time.Minute
	batch       = 20
	pollEvery   = time.Second
)

// Job is a piece of work.
type Job struct {
	Edition ident.Edition
	ID      int64
	Kind    string
	Payload string // JSON
	Attempt int64  // 1 at the first try
}

// Decode reads the payload.
func (j Job) Decode(into any) error { return json.Unmarshal([]byte(j.Payload), into) }

type jobRow struct {
	EditionID  ident.Edition
	ID         int64
	Kind       string
	Dedupe     string
	Payload    string
	RunAt      clock.Micros
	LeaseUntil clock.Micros
	LeaseOwner int64
	Attempts   int64
	Failed     bool
	LastError  string
	Now        clock.Micros
	Limit      int
}

type claimed struct {
	EditionID ident.Edition
	ID        int64
	Kind      string
	Payload   string
	Attempts  int64
}

var (
	insertJob = sqldb.Exec[jobRow](`
INSERT INTO jobs_job (edition_id, id, kind, dedupe, payload, run_at, lease_until, lease_owner, attempts, failed, last_error, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :dedupe, :payload, :run_at, 0, 0, 0, FALSE, '', :now, :now) ON CONFLICT DO NOTHING`)
	claimJobs = sqldb.Query[jobRow, claimed](`
UPDATE jobs_job SET lease_until = :lease_until, lease_owner = :lease_owner, attempts = attempts + 1, updated_at = :now
WHERE (edition_id, id) IN (SELECT edition_id, id FROM jobs_job WHERE failed = FALSE AND run_at <= :now AND lease_until < :now
  ORDER BY run_at, edition_id, id LIMIT :limit) AND lease_until < :now AND failed = FALSE
RETURNING edition_id, id, kind, payload, attempts`)
	deleteJob = sqldb.Exec[jobRow](`DELETE FROM jobs_job WHERE edition_id = :edition_id AND id = :id AND lease_owner = :lease_owner`)
	againJob  = sqldb.Exec[jobRow](`
UPDATE jobs_job SET run_at = :run_at, lease_until = 0, failed = :failed, last_error = :last_error, updated_at = :now
WHERE edition_id = :edition_id AND id = :id AND lease_owner = :lease_owner`)
	dueJobs = sqldb.Query[jobRow, int64](`SELECT count(*) FROM jobs_job WHERE failed = FALSE AND run_at <= :now AND lease_until < :now`)
)

// Queue runs jobs. Register every kind with Handle or Every before Run.
type Queue struct {
	db       *sqldb.DB
	clock    clock.Clock
	ids      *ident.Maker
	owner    int64
	handlers map[string]func(ctx context.Context, j Job) error
	periods  []period
	wake     chan struct{}
	log      *slog.Logger
}

type period struct {
	kind  string
	every time.Duration
	next  time.Time
}

// New returns a queue without handlers.
func New(db *sqldb.DB, c clock.Clock, ids *ident.Maker, log *slog.Logger) *Queue {
	return &Queue{db: db, clock: c, ids: ids, owner: ids.Next(), log: log, wake: make(chan struct{}, 1),
		handlers: map[string]func(context.Context, Job) error{}}
}

// Handle sets the function that runs jobs of a kind. An error puts the job back; a panic counts as an error.
func (q *Queue) Handle(kind string, f func(ctx context.Context, j Job) error) {
	if q.handlers[kind] != nil {
		panic("jobs: two handlers for " + kind)
	}
	q.handlers[kind] = f
}

// Every runs f about once in each interval, on one node at a time.
func (q *Queue) Every(kind string, interval time.Duration, f func(ctx context.Context, j Job) error) {
	q.Handle(kind, f)
	q.periods = append(q.periods, period{kind: kind, every: interval})
}

// Add queues work in the caller's transaction, to run at runAt (0: at once). With a dedupe text, a job of the same
// kind and text that still waits makes this call do nothing. The payload is stored as JSON.
func (q *Queue) Add(ctx context.Context, tx *sqldb.Tx, edition ident.Edition, kind, dedupe string, runAt clock.Micros, payload any) error {
	b, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("queue %s: %w", kind, err)
	}
	now := clock.Of(q.clock.Now())
	if runAt == 0 {
		runAt = now
	}
	if _, err := insertJob.Do(ctx, tx, jobRow{EditionID: edition, ID: q.ids.Next(), Kind: kind, Dedupe: dedupe, Payload: string(b), RunAt: runAt, Now: now}); err != nil {
		return fmt.Errorf("queue %s: %w", kind, err)
	}
	tx.AfterCommit(q.Wake)
	return nil
}

// Wake makes Run look for due jobs at once.
func (q *Queue) Wake() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// Run runs due jobs until ctx ends, then waits for those it has begun.
func (q *Queue) Run(ctx context.Context) {
	t := time.NewTicker(pollEvery)
	defer t.Stop()
	for {
		q.schedule(ctx)
		for n, err := q.RunDue(ctx); ctx.Err() == nil && n > 0; n, err = q.RunDue(ctx) {
			if err != nil {
				q.log.Error("jobs", "error", err)
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		case <-q.wake:
		}
	}
}

// schedule queues the periodic work that is due.
func (q *Queue) schedule(ctx context.Context) {
	now := q.clock.Now()
	for i := range q.periods {
		p := &q.periods[i]
		if now.Before(p.next) {
			continue
		}
		p.next = now.Add(p.every)
		err := q.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return q.Add(ctx, tx, 0, p.kind, "periodic", 0, nil) })
		if err != nil && ctx.Err() == nil {
			q.log.Error("jobs: schedule", "kind", p.kind, "error", err)
		}
	}
}

// RunDue claims and runs the jobs that are due, at most twenty, and returns how many.
func (q *Queue) RunDue(ctx context.Context) (int, error) {
	now := clock.Of(q.clock.Now())
	waiting := int64(0)
	if err := q.db.Read(ctx, func(r *sqldb.Read) (err error) {
		waiting, err = dueJobs.One(ctx, r, jobRow{Now: now})
		return err
	}); err != nil || waiting == 0 {
		return 0, err // an idle queue costs one read, no commit
	}
	var jobs []claimed
	err := q.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		jobs, err = claimJobs.All(ctx, tx, jobRow{LeaseUntil: now + clock.Micros(lease.Microseconds()), LeaseOwner: q.owner, Now: now, Limit: batch})
		return err
	})
	if err != nil {
		return 0, err
	}
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Go(func() { q.runOne(ctx, j) })
	}
	wg.Wait()
	return len(jobs), nil
}

func (q *Queue) runOne(ctx context.Context, c claimed) {
	err := q.call(ctx, Job{c.EditionID, c.ID, c.Kind, c.Payload, c.Attempts})
	if err != nil && ctx.Err() != nil {
		return // the program is stopping; when the lease ends another worker takes the job
	}
	now := clock.Of(q.clock.Now())
	row := jobRow{EditionID: c.EditionID, ID: c.ID, LeaseOwner: q.owner, Now: now}
	// The outcome is written even when the program is stopping: the work is done.
	werr := q.db.Write(context.WithoutCancel(ctx), func(ctx context.Context, tx *sqldb.Tx) error {
		if err == nil {
			_, e := deleteJob.Do(ctx, tx, row)
			return e
		}
		row.LastError, row.Failed = err.Error(), c.Attempts >= maxAttempts
		row.RunAt = now + clock.Micros((time.Second * time.Duration(c.Attempts*c.Attempts)).Microseconds())
		_, e := againJob.Do(ctx, tx, row)
		return e
	})
	if err != nil {
		q.log.Warn("job failed", "kind", c.Kind, "attempt", c.Attempts, "error", err)
	}
	if werr != nil {
		q.log.Error("job outcome", "kind", c.Kind, "error", werr)
	}
}

func (q *Queue) call(ctx context.Context, j Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	h := q.handlers[j.Kind]
	if h == nil {
		return fmt.Errorf("no handler for %s", j.Kind)
	}
	return h(ctx, j)
}
