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

// TestDraftPavilionsAreNotTold to the public through their exhibitors.
func TestDraftPavilionsAreNotTold(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		find, list := expo.FindExhibitor{InEdition: s.in, Exhibitor: s.saigon.ID}, expo.ListExhibitors{InEdition: s.in, Country: "VN"}
		told := func(ctx context.Context) (n int) {
			if do(t, s.FindExhibitor, ctx, find).Pavilion != nil {
				n++
			}
			if !do(t, s.ListExhibitors, ctx, list).Items[0].PavilionName.Empty() {
				n++
			}
			return n
		}
		if told(nobody()) != 2 {
			t.Error("a published pavilion is not told")
		}
		do(t, s.UpdatePavilion, s.organiser(), expo.UpdatePavilion{InEdition: s.in, Pavilion: s.vietnam.ID, PavilionTexts: expo.PavilionTexts{Name: s.vietnam.Name}, State: expo.Draft, Version: 1})
		if told(nobody()) != 0 || told(s.organiser()) != 2 {
			t.Errorf("the public is told %d times of a draft pavilion, the organiser %d", told(nobody()), told(s.organiser()))
		}
	})
}
