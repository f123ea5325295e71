package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

type head struct {
	Edition int64
	ID      int64
	N       int64
	IDs     []int64 `db:"ids"`
	Only    int64
}

type headRow struct {
	ID      int64
	Entries int64
}

// The ledger's head table serves as the test's own: this package has no table of its own.
var (
	putHead  = sqldb.Exec[head](`INSERT INTO ledger_head (edition_id, id, entries, created_at, updated_at) VALUES (:edition, :id, :n, 1, 1)`)
	softHead = sqldb.Exec[head](`INSERT INTO ledger_head (edition_id, id, entries, created_at, updated_at) VALUES (:edition, :id, :n, 1, 1) ON CONFLICT (edition_id, id) DO NOTHING`)
	addHead  = sqldb.Query[head, int64](`UPDATE ledger_head SET entries = entries + :n WHERE edition_id = :edition AND id = :id RETURNING entries`)
	getHeads = sqldb.Query[head, headRow](`SELECT id, entries FROM ledger_head WHERE edition_id = :edition /*if only*/ AND id = :only /*end*/ ORDER BY id`)
	inHeads  = sqldb.Query[head, headRow](`SELECT id, entries FROM ledger_head WHERE edition_id = :edition AND id IN (:ids) ORDER BY id`)
)

func heads(t *testing.T, db *sqldb.DB, q *sqldb.Q[head, headRow], args head) []headRow {
	t.Helper()
	var out []headRow
	err := db.Read(context.Background(), func(r *sqldb.Read) (err error) { out, err = q.All(context.Background(), r, args); return err })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAnErrorUndoesItsOwnTransactionOnly(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		refused := errors.New("refused")
		var wg sync.WaitGroup
		var ok, failed atomic.Int64
		// Several at once, so that SQLite groups good and bad ones into the same commit.
		for i := range 200 {
			wg.Go(func() {
				err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
					if _, err := putHead.Do(ctx, tx, head{Edition: 1, ID: int64(i + 1), N: 7}); err != nil {
						return err
					}
					if i%3 == 0 {
						return refused
					}
					return nil
				})
				switch {
				case err == nil:
					ok.Add(1)
				case errors.Is(err, refused):
					failed.Add(1)
				default:
					t.Errorf("transaction %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		got := heads(t, db, getHeads, head{Edition: 1})
		if int64(len(got)) != ok.Load() || failed.Load() != 67 {
			t.Errorf("%d rows, %d acknowledged, %d refused; want rows = acknowledged, 67 refused", len(got), ok.Load(), failed.Load())
		}
		for _, r := range got {
			if (r.ID-1)%3 == 0 {
				t.Errorf("row %d was refused and is there", r.ID)
			}
		}
	})
}

func TestConcurrentAdditionsAreAllCounted(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		if err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := putHead.Do(ctx, tx, head{Edition: 2, ID: 1})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		seen := make([]atomic.Bool, 401)
		for range 400 {
			wg.Go(func() {
				var n int64
				err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) (err error) {
					n, err = addHead.One(ctx, tx, head{Edition: 2, ID: 1, N: 1})
					return err
				})
				if err != nil || n < 1 || n > 400 || seen[n].Swap(true) {
					t.Errorf("got %d, %v: want each number from 1 to 400 once", n, err)
				}
			})
		}
		wg.Wait()
	})
}

func TestPanicIsAnErrorAndTheWriterLives(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		ctx := context.Background()
		err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := putHead.Do(ctx, tx, head{Edition: 3, ID: 1}); err != nil {
				return err
			}
			panic("broken")
		})
		if err == nil || !strings.Contains(err.Error(), "broken") || fault.Of(err) != fault.Internal {
			t.Errorf("got %v, want an Internal error that names the panic", err)
		}
		if got := heads(t, db, getHeads, head{Edition: 3}); len(got) != 0 {
			t.Errorf("the panicking transaction left %v", got)
		}
	})
}

func TestDuplicateIsAConflict(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		put := func() error {
			return db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := putHead.Do(ctx, tx, head{Edition: 4, ID: 1})
				return err
			})
		}
		if err := put(); err != nil {
			t.Fatal(err)
		}
		if err := put(); fault.Of(err) != fault.Conflict {
			t.Errorf("got %v, want a Conflict", err)
		}
	})
}

func TestOptionalSegmentsAndLists(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			for id := range int64(9) {
				if n, err := softHead.Do(ctx, tx, head{Edition: 5, ID: id + 1, N: id}); err != nil || n != 1 {
					return fmt.Errorf("insert %d: %d rows, %w", id, n, err)
				}
			}
			n, err := softHead.Do(ctx, tx, head{Edition: 5, ID: 1})
			if n != 0 {
				t.Errorf("inserting what is there changed %d rows, want 0", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := heads(t, db, getHeads, head{Edition: 5}); len(got) != 9 {
			t.Errorf("without the segment %d rows, want 9", len(got))
		}
		if got := heads(t, db, getHeads, head{Edition: 5, Only: 4}); len(got) != 1 || got[0].ID != 4 {
			t.Errorf("with the segment %v, want row 4", got)
		}
		for n := range 8 {
			args := head{Edition: 5}
			for id := range n {
				args.IDs = append(args.IDs, int64(id+1))
			}
			if got := heads(t, db, inHeads, args); len(got) != n {
				t.Errorf("list of %d found %d rows", n, len(got))
			}
		}
	})
}

func TestMisspeltParameterStopsTheProgram(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"no field":  `SELECT id FROM ledger_head WHERE edition_id = :editions`,
		"cast":      `SELECT id::bigint FROM ledger_head`,
		"open mark": `SELECT id FROM ledger_head WHERE 1 = 1 /*if edition*/ AND edition_id = :edition`,
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic for %s", name, text)
				}
			}()
			sqldb.Check[head](text)
		}()
	}
}

func TestCancelledCallerIsNotServed(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := putHead.Do(ctx, tx, head{Edition: 6, ID: 1})
			return err
		})
		n := len(heads(t, db, getHeads, head{Edition: 6}))
		if (err == nil) != (n == 1) {
			t.Errorf("answer %v, rows %d: the answer must be the truth", err, n)
		}
	})
}

func TestColumn(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{"ID": "id", "ExhibitorID": "exhibitor_id", "HSCode": "hs_code", "AreaCm2": "area_cm2", "MinX": "min_x", "SiteXCm": "site_x_cm", "CPCVersion": "cpc_version"} {
		if got := sqldb.Column(field); got != want {
			t.Errorf("Column(%s) = %s, want %s", field, got, want)
		}
	}
}

func TestEveryStatementPreparesHere(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for _, err := range sqldb.PrepareAll(context.Background(), db) {
			t.Error(err)
		}
	})
}

func BenchmarkDurableWrites(b *testing.B) {
	db := sqldbtest.SQLite(b)
	var id atomic.Int64
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := putHead.Do(ctx, tx, head{Edition: 1, ID: id.Add(1)})
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}
