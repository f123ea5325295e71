package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Tx is a write transaction. It is used by one goroutine and must not be kept after the function it was given to.
type Tx struct {
	db    *DB
	c     *conn   // SQLite
	tx    *sql.Tx // PostgreSQL
	wrote bool
	after []func()
}

func (t *Tx) engine() Engine { return t.db.e }

// Engine returns the kind of database.
func (t *Tx) Engine() Engine { return t.db.e }

// AfterCommit calls f once the transaction is durable, before Write returns. f must be quick and must not fail.
func (t *Tx) AfterCommit(f func()) { t.after = append(t.after, f) }

func (t *Tx) query(ctx context.Context, text string, args []any, write bool) (*sql.Rows, error) {
	t.wrote = t.wrote || write
	if t.tx != nil {
		return t.tx.QueryContext(ctx, text, args...)
	}
	st, err := t.c.prepare(text)
	if err != nil {
		return nil, err
	}
	return st.Query(args...)
}

func (t *Tx) exec(ctx context.Context, text string, args []any) (int64, error) {
	if t.tx != nil {
		res, err := t.tx.ExecContext(ctx, text, args...)
		if err != nil {
			return 0, err
		}
		return res.RowsAffected()
	}
	st, err := t.c.prepare(text)
	if err != nil {
		return 0, err
	}
	res, err := st.Exec(args...)
	if err != nil {
		t.wrote = true
		return 0, err
	}
	n, err := res.RowsAffected()
	t.wrote = t.wrote || n > 0
	return n, err
}

// Write runs f in a transaction and returns nil only when its effects are durable. An error of f undoes all it did.
//
// f may run more than once (PostgreSQL asked for a retry; a neighbour in the same SQLite commit failed), so it must
// not have effects outside the transaction: use AfterCommit. Transactions on SQLite run one after another, so f must
// not wait for the network or for another Write.
func (db *DB) Write(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	if db.e == SQLite {
		return db.writer.do(ctx, f)
	}
	const attempts = 8
	for i := 1; ; i++ {
		err := db.writePostgres(ctx, f)
		if err == nil || !mayRetry(err) {
			return kinded(err)
		}
		if i == attempts {
			return fault.NewUnavailable(1, "fault.unavailable").With(err)
		}
		// Jitter, so that the two parties of a conflict do not meet again.
		pause := time.Duration(rand.Int64N(int64(i * i * int(time.Millisecond) * 4)))
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return kinded(ctx.Err())
		}
	}
}

func (db *DB) writePostgres(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	inner, err := db.w.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return err
	}
	t := &Tx{db: db, tx: inner}
	if err := contain(ctx, t, f); err != nil {
		_ = inner.Rollback() // the error of f is the one to tell
		return err
	}
	if err := inner.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	for _, g := range t.after {
		g()
	}
	return nil
}

// contain runs f and turns a panic into an error, so that one broken operation does not take the writer with it.
func contain(ctx context.Context, t *Tx, f func(ctx context.Context, tx *Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			t.wrote = true
			err = fmt.Errorf("panic in transaction: %v\n%s", p, debug.Stack())
		}
	}()
	return f(ctx, t)
}

// ErrClosed says that the database was closed.
var ErrClosed = errors.New("database closed")
