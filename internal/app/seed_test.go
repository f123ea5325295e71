package app_test

import (
	"context"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/app"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// show is what the demo edition holds, as everybody sees it.
type show struct {
	Editions   int
	Facets     expo.Facets
	Members    int
	First      []expo.ExhibitorItem
	Operations int
}

func look(t *testing.T, a *app.App) show {
	t.Helper()
	ctx := ops.With(context.Background(), ops.Caller{Surface: "api"})
	in := ops.InEdition{Edition: "caexpo-22"}
	editions, err := a.Expo.ListEditions.Do(ctx, expo.ListEditions{})
	if err != nil {
		t.Fatal(err)
	}
	facets, err := a.Expo.GetFacets.Do(ctx, expo.GetFacets{InEdition: in})
	if err != nil {
		t.Fatal(err)
	}
	members, err := a.Expo.ListMembers.Do(ctx, expo.ListMembers{Grouping: "asean", On: "2025-09-17"})
	if err != nil {
		t.Fatal(err)
	}
	first, err := a.Expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: in, Limit: 20})
	if err != nil {
		t.Fatal(err)
	}
	return show{len(editions.Items), facets, members.Total, first.Items, len(a.Ops.Operations())}
}

// TestTheDemoIsTheSameOnBothEngines seeds PostgreSQL from the same seed and compares what is on show, keys included.
func TestTheDemoIsTheSameOnBothEngines(t *testing.T) {
	t.Parallel()
	want := look(t, openDemo(t))
	if want.Facets.Exhibitors < 150 || want.Editions != 1 || want.Members != 10 {
		t.Fatalf("the demo holds %d exhibitors in %d public editions, ASEAN %d members", want.Facets.Exhibitors, want.Editions, want.Members)
	}
	a, err := app.Open(context.Background(), app.Config{DB: sqldbtest.PostgresURL(t), Data: t.TempDir(), MailFrom: "test@fairway.example"}, clock.At(start), io.Discard, ops.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if err := a.Seed(context.Background(), demo.Small); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, look(t, a)); diff != "" {
		t.Errorf("SQLite and PostgreSQL differ (-SQLite +PostgreSQL):\n%s", diff)
	}
}
