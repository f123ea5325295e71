package expo_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// entriesOf returns the changes that the ledger tells of an object, oldest first.
func entriesOf(t testing.TB, db *sqldb.DB, edition ident.Edition, object string) (out []string) {
	t.Helper()
	must(t, db.Read(context.Background(), func(r *sqldb.Read) error {
		list, err := ledger.After(context.Background(), r, edition, 0, object, "", 200)
		for _, e := range list {
			out = append(out, e.Verb+" "+string(e.Changes))
		}
		return err
	}))
	return out
}

// TestPavilionHallsAreInTheLedger changes nothing but the halls of a pavilion, and then nothing.
func TestPavilionHallsAreInTheLedger(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		in := expo.UpdatePavilion{InEdition: f.in, Pavilion: f.vn.ID, PavilionTexts: expo.PavilionTexts{Name: f.vn.Name}, Halls: []string{"26", "26"}, State: f.vn.State, Version: 1}
		if p := do(t, f.UpdatePavilion, f.organiser(), in); p.Version != 2 {
			t.Errorf("version %d after a change of halls", p.Version)
		}
		refuses(t, f.UpdatePavilion, f.organiser(), in, fault.Conflict, "", "fault.stale")
		in.Version = 2
		if p := do(t, f.UpdatePavilion, f.organiser(), in); p.Version != 2 {
			t.Errorf("version %d after no change", p.Version)
		}
		got := entriesOf(t, db, f.edition.ID, f.vn.ID.String())
		if len(got) != 2 || !strings.HasPrefix(got[1], ledger.Updated) || !strings.Contains(got[1], `"halls"`) || !strings.Contains(got[1], `"26"`) {
			t.Errorf("the ledger tells %q", got)
		}
		in.Halls = []string{"27"}
		refuses(t, f.UpdatePavilion, f.organiser(), in, fault.Invalid, "halls", "expo.hall.code-unknown")
	})
}
