package ledger_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

const fair = ident.Edition(77)

func signer(t *testing.T) (note.Signer, note.Verifier) {
	t.Helper()
	private, public, err := note.GenerateKey(rand.Reader, "test")
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	return s, v
}

func write(t *testing.T, db *sqldb.DB, n int) {
	t.Helper()
	for i := range n {
		err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := ledger.Append(ctx, tx, ledger.Head{Edition: fair, At: 1000, Account: 5, Surface: "api", Operation: "expo.booth.hold"},
				[]ledger.Record{{Kind: "booth", Object: fmt.Sprintf("boo_%d", i), Verb: "hold", Changes: []ledger.Change{{Field: "state", From: "available", To: "held"}}}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func seal(t *testing.T, db *sqldb.DB, s note.Signer) {
	t.Helper()
	for {
		made, err := ledger.SealNew(context.Background(), db, fair, s, 2000)
		if err != nil {
			t.Fatal(err)
		}
		if made == nil {
			return
		}
	}
}

func verify(t *testing.T, db *sqldb.DB, v note.Verifier) ledger.Report {
	t.Helper()
	var rep ledger.Report
	err := db.Read(context.Background(), func(r *sqldb.Read) (err error) {
		rep, err = ledger.Verify(context.Background(), r, fair, v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestASoundLedgerVerifies(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s, v := signer(t)
		for range 3 {
			write(t, db, 7)
			seal(t, db, s)
		}
		write(t, db, 2)
		rep := verify(t, db, v)
		if len(rep.Faults) > 0 || rep.Entries != 23 || rep.Sealed != 21 || rep.Seals != 3 {
			t.Errorf("got %+v, want 23 entries, 21 sealed by 3 seals, no fault", rep)
		}
	})
}

type tamper struct{ N int64 }

// The statements of somebody with the database file in hand.
var (
	edit      = sqldb.Exec[tamper](`UPDATE ledger_entry SET changes = '[]' WHERE edition_id = 77 AND id = :n`)
	who       = sqldb.Exec[tamper](`UPDATE ledger_entry SET account_id = 6 WHERE edition_id = 77 AND id = :n`)
	drop      = sqldb.Exec[tamper](`DELETE FROM ledger_entry WHERE edition_id = 77 AND id = :n`)
	cutOff    = sqldb.Exec[tamper](`DELETE FROM ledger_entry WHERE edition_id = 77 AND id >= :n`)
	swap      = sqldb.Exec[tamper](`UPDATE ledger_entry SET object = 'boo_x' || object WHERE edition_id = 77 AND id IN (:n, :n + 1)`)
	reroot    = sqldb.Exec[tamper](`UPDATE ledger_seal SET root = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' WHERE edition_id = 77 AND id = :n`)
	resign    = sqldb.Exec[tamper](`UPDATE ledger_seal SET note = replace(note, 'test', 'best') WHERE edition_id = 77 AND id = :n`)
	backdated = sqldb.Exec[tamper](`UPDATE ledger_entry SET at = at - 1 WHERE edition_id = 77 AND id = :n`)
)

func TestTamperingIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   *sqldb.E[tamper]
		n    int64
		want string
	}{
		"an entry edited":         {edit, 4, "seal 1"},
		"another person named":    {who, 9, "seal 2"},
		"an entry removed":        {drop, 5, "entry 5 is missing"},
		"the end cut off":         {cutOff, 8, "seal 2 covers"},
		"two objects changed":     {swap, 2, "seal 1"},
		"a root replaced":         {reroot, 1, "seal 1"},
		"a signature replaced":    {resign, 2, "signature"},
		"an entry backdated":      {backdated, 1, "seal 1"},
		"an unsealed end cut off": {drop, 15, "head counts"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := sqldbtest.SQLite(t)
			s, v := signer(t)
			write(t, db, 7)
			seal(t, db, s)
			write(t, db, 7)
			seal(t, db, s)
			write(t, db, 1)
			if rep := verify(t, db, v); len(rep.Faults) > 0 {
				t.Fatalf("before: %v", rep.Faults)
			}
			err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := c.do.Do(ctx, tx, tamper{c.n})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			rep := verify(t, db, v)
			if len(rep.Faults) == 0 || !strings.Contains(strings.Join(rep.Faults, "\n"), c.want) {
				t.Errorf("faults %q, want one that says %q", rep.Faults, c.want)
			}
		})
	}
}

func TestAForeignKeyDoesNotVerify(t *testing.T) {
	t.Parallel()
	db := sqldbtest.SQLite(t)
	s, _ := signer(t)
	_, other := signer(t)
	write(t, db, 3)
	seal(t, db, s)
	if rep := verify(t, db, other); len(rep.Faults) == 0 || rep.Sealed != 0 {
		t.Errorf("got %+v, want a fault: the seal is another's", rep)
	}
}

type firm struct {
	Name  string `json:"name"`
	Email string `json:"email" ledger:"name"`
	Note  string `json:"note" ledger:"-"`
	Size  int    `json:"size"`
}

func TestDiffKeepsPersonalDataOut(t *testing.T) {
	t.Parallel()
	old := firm{"A", "a@x.example", "n", 3}
	got := ledger.Diff(&old, &firm{"B", "b@x.example", "m", 3})
	want := []ledger.Change{{Field: "name", From: "A", To: "B"}, {Field: "email"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := ledger.Diff(nil, &old); fmt.Sprint(got) != fmt.Sprint([]ledger.Change{{Field: "name", To: "A"}, {Field: "email"}, {Field: "size", To: 3}}) {
		t.Errorf("of a new record: %v", got)
	}
	if got := ledger.Diff(&old, &old); len(got) != 0 {
		t.Errorf("of the same: %v", got)
	}
}

func TestEveryStatementPrepares(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for _, err := range sqldb.PrepareAll(context.Background(), db) {
			t.Error(err)
		}
	})
}
