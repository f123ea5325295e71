package expo_test

import (
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
)

// TestDaysFollowTheDates moves an edition by a day: one day goes, one comes, the others keep their hours.
func TestDaysFollowTheDates(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		ctx, find := f.organiser(), expo.FindEdition{InEdition: f.in}
		do(t, f.SetDay, ctx, expo.SetDay{InEdition: f.in, Day: "2025-09-21", Kind: "public", Opens: "09:00", Closes: "16:00"})
		before := do(t, f.FindEdition, ctx, find)
		fields := expo.EditionFields{Name: before.Name, ShortName: before.ShortName, OpensOn: "2025-09-18", ClosesOn: "2025-09-22", Zone: before.Zone, Country: before.Country, City: before.City}
		do(t, f.UpdateEdition, ctx, expo.UpdateEdition{InEdition: f.in, EditionFields: fields, Version: before.Version})
		after := do(t, f.FindEdition, ctx, find)
		if len(after.Days) != 5 || after.Days[0].Day != "2025-09-18" || after.Days[3].Opens != "09:00" || after.Days[4].Day != "2025-09-22" || after.Days[4].Kind != "trade" {
			t.Errorf("the days are %+v", after.Days)
		}
		if got := entriesOf(t, db, f.edition.ID, before.Days[0].ID.String()); len(got) != 1 || got[0][:len(ledger.Deleted)] != ledger.Deleted {
			t.Errorf("of the day that went the ledger tells %q", got)
		}
		if got := entriesOf(t, db, f.edition.ID, after.Days[4].ID.String()); len(got) != 1 || got[0][:len(ledger.Created)] != ledger.Created {
			t.Errorf("of the day that came the ledger tells %q", got)
		}
	})
}
