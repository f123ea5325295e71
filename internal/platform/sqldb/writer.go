package sqldb

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// maxGroup bounds the transactions of one commit, and with it the time that the first of them waits for the last.
const maxGroup = 256

// job is one waiting transaction.
type job struct {
	ctx   context.Context
	f     func(ctx context.Context, tx *Tx) error
	state atomic.Int32 // 0 waiting, 1 taken by the writer, 2 given up by the caller
	err   error
	after []func()
	done  chan struct{}
}

// writer owns SQLite's one writing connection. It takes all waiting transactions, runs them one after another inside
// one SQLite transaction, commits and syncs once, and only then answers.
type writer struct {
	db     *DB
	c      conn
	queue  chan *job
	closed chan struct{}
	once   sync.Once
	gone   chan struct{}
}

func newWriter(db *DB) *writer {
	w := &writer{db: db, queue: make(chan *job, 4*maxGroup), closed: make(chan struct{}), gone: make(chan struct{})}
	go w.loop()
	return w
}

func (w *writer) close() {
	w.once.Do(func() { close(w.closed) })
	<-w.gone
}

func (w *writer) do(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	j := &job{ctx: ctx, f: f, done: make(chan struct{})}
	select {
	case w.queue <- j:
	case <-ctx.Done():
		return fault.NewUnavailable(1, "fault.unavailable").With(ctx.Err())
	case <-w.gone:
		return fault.NewUnavailable(0, "fault.unavailable").With(ErrClosed)
	}
	select {
	case <-j.done:
	case <-w.gone:
		select {
		case <-j.done:
		default:
			return fault.NewUnavailable(0, "fault.unavailable").With(ErrClosed)
		}
	case <-ctx.Done():
		if j.state.CompareAndSwap(0, 2) {
			return fault.NewUnavailable(1, "fault.unavailable").With(ctx.Err())
		}
		<-j.done // it already runs: tell what became of it
	}
	if j.err == nil {
		for _, g := range j.after {
			g()
		}
	}
	return kinded(j.err)
}

func (w *writer) loop() {
	defer close(w.gone)
	group := make([]*job, 0, maxGroup)
	for {
		group = group[:0]
		select {
		case j := <-w.queue:
			group = append(group, j)
		case <-w.closed:
			select {
			case j := <-w.queue: // finish what was queued before the close
				group = append(group, j)
			default:
				w.c.close()
				return
			}
		}
	more:
		for len(group) < maxGroup {
			select {
			case j := <-w.queue:
				group = append(group, j)
			default:
				break more
			}
		}
		taken := group[:0]
		for _, j := range group {
			if j.state.CompareAndSwap(0, 1) {
				taken = append(taken, j)
			} else {
				close(j.done)
			}
		}
		if len(taken) > 0 {
			w.run(taken)
			for _, j := range taken {
				close(j.done)
			}
		}
	}
}

// run commits the group. It first runs without savepoints, which cost two statements a transaction; if one fails
// after it changed rows, everything is undone and the group runs again, each within a savepoint.
func (w *writer) run(group []*job) {
	if err := w.c.open(w.db.w); err != nil {
		fail(group, err)
		return
	}
	clean, err := w.attempt(group, false)
	if err == nil && !clean {
		_, err = w.attempt(group, true)
	}
	if err != nil {
		fail(group, err)
	}
}

// attempt runs all jobs in one SQLite transaction and commits it. clean is false when the group has to be run again
// with savepoints; nothing is committed then.
func (w *writer) attempt(group []*job, savepoints bool) (clean bool, err error) {
	if err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return false, err
	}
	for _, j := range group {
		if savepoints {
			if err := w.exec("SAVEPOINT job"); err != nil {
				w.rollback()
				return false, err
			}
		}
		t := &Tx{db: w.db, c: &w.c}
		j.err = contain(context.WithoutCancel(j.ctx), t, j.f)
		j.after = t.after
		undo := j.err != nil && t.wrote
		switch {
		case undo && isDiskFull(j.err):
			// SQLite may have undone the whole transaction by itself; start over without trusting its state.
			w.rollback()
			return false, j.err
		case undo && !savepoints:
			if len(group) == 1 {
				w.rollback()
				return true, nil
			}
			w.rollback()
			return false, nil
		case undo:
			err = w.exec("ROLLBACK TO job")
		}
		if savepoints && err == nil {
			err = w.exec("RELEASE job")
		}
		if err != nil {
			w.rollback()
			return false, err
		}
	}
	if err := w.exec("COMMIT"); err != nil {
		w.rollback()
		if !isDiskFull(err) {
			// After a failed sync the kernel may have dropped the pages: nothing written later can be trusted.
			w.db.fatal(fmt.Errorf("commit failed, stopping: %w", err))
		}
		return false, err
	}
	return true, nil
}

func (w *writer) exec(text string) error {
	st, err := w.c.prepare(text)
	if err != nil {
		return err
	}
	_, err = st.Exec()
	return err
}

// rollback ends the transaction; an error means that SQLite had already ended it.
func (w *writer) rollback() { _ = w.exec("ROLLBACK") }

func fail(group []*job, err error) {
	for _, j := range group {
		j.err, j.after = err, nil
	}
}
