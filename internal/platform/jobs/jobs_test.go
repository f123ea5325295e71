package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/jobs"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

func add(t *testing.T, db *sqldb.DB, q *jobs.Queue, dedupe string, fail error) {
	t.Helper()
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		if err := q.Add(ctx, tx, 1, "greet", dedupe, 0, map[string]string{"name": "buyer"}); err != nil {
			return err
		}
		return fail
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
}

func drain(t *testing.T, q *jobs.Queue) int {
	t.Helper()
	total := 0
	for {
		n, err := q.RunDue(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if total += n; n == 0 {
			return total
		}
	}
}

func TestJobsRunOnceForCommittedWritesOnly(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		c := clock.At(time.Date(2025, 9, 17, 0, 30, 0, 0, time.UTC))
		var ran atomic.Int64
		var queues []*jobs.Queue
		for node := range 3 { // several nodes on one database
			q := jobs.New(db, c, ident.NewMaker(c, node), slog.New(slog.DiscardHandler))
			q.Handle("greet", func(ctx context.Context, j jobs.Job) error {
				var p map[string]string
				if err := j.Decode(&p); err != nil || p["name"] != "buyer" || j.Edition != 1 {
					t.Errorf("payload %v, edition %d, %v", p, j.Edition, err)
				}
				ran.Add(1)
				return nil
			})
			queues = append(queues, q)
		}
		for range 100 {
			add(t, db, queues[0], "", nil)
		}
		add(t, db, queues[0], "", errors.New("undone"))
		add(t, db, queues[0], "same", nil)
		add(t, db, queues[0], "same", nil)
		var wg sync.WaitGroup
		for _, q := range queues {
			wg.Go(func() { drain(t, q) })
		}
		wg.Wait()
		if ran.Load() != 101 {
			t.Errorf("%d runs, want 100 jobs and one of two equal ones, none for the undone write", ran.Load())
		}
	})
}

func TestFailedJobIsTriedAgainLaterAndThenKept(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		c := clock.At(time.Date(2025, 9, 17, 0, 30, 0, 0, time.UTC))
		q := jobs.New(db, c, ident.NewMaker(c, 1), slog.New(slog.DiscardHandler))
		var tries atomic.Int64
		q.Handle("greet", func(ctx context.Context, j jobs.Job) error {
			if tries.Add(1)%2 == 0 {
				panic("no mail server")
			}
			return errors.New("no mail server")
		})
		add(t, db, q, "", nil)
		for range 3 {
			drain(t, q)
		}
		if tries.Load() != 1 {
			t.Errorf("%d tries at once, want 1: the next is later", tries.Load())
		}
		for range 30 {
			c.Advance(10 * time.Minute)
			drain(t, q)
		}
		if tries.Load() != 10 {
			t.Errorf("%d tries, want 10", tries.Load())
		}
	})
}

func TestLeaseOfADeadWorkerEnds(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		c := clock.At(time.Date(2025, 9, 17, 0, 30, 0, 0, time.UTC))
		dead := jobs.New(db, c, ident.NewMaker(c, 1), slog.New(slog.DiscardHandler))
		begun, release := make(chan struct{}), make(chan struct{})
		dead.Handle("greet", func(ctx context.Context, j jobs.Job) error { close(begun); <-release; return nil })
		add(t, db, dead, "", nil)
		done := make(chan struct{})
		go func() { defer close(done); drain(t, dead) }()
		<-begun
		var ran atomic.Int64
		other := jobs.New(db, c, ident.NewMaker(c, 2), slog.New(slog.DiscardHandler))
		other.Handle("greet", func(ctx context.Context, j jobs.Job) error { ran.Add(1); return nil })
		if drain(t, other); ran.Load() != 0 {
			t.Error("a leased job was taken by another worker")
		}
		c.Advance(3 * time.Minute)
		if drain(t, other); ran.Load() != 1 {
			t.Errorf("%d runs after the lease ended, want 1", ran.Load())
		}
		close(release)
		<-done
	})
}

func TestPeriodicWork(t *testing.T) {
	t.Parallel()
	db := sqldbtest.SQLite(t)
	c := clock.At(time.Date(2025, 9, 17, 0, 30, 0, 0, time.UTC))
	q := jobs.New(db, c, ident.NewMaker(c, 1), slog.New(slog.DiscardHandler))
	ran := make(chan struct{}, 10)
	q.Every("sweep", time.Minute, func(ctx context.Context, j jobs.Job) error { ran <- struct{}{}; return nil })
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { q.Run(ctx); close(done) }()
	<-ran
	c.Advance(2 * time.Minute)
	q.Wake()
	<-ran
	cancel()
	<-done
}
