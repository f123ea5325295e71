package expo_test

import (
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// TestExhibitorsAndTheirBooths moves, withdraws and shows exhibitors that stand somewhere.
func TestExhibitorsAndTheirBooths(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		f := newFair(t, db)
		ctx := f.organiser()
		e := do(t, f.CreateExhibitor, ctx, expo.CreateExhibitor{InEdition: f.in, Pavilion: f.vn.ID, State: expo.Published,
			ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", "Saigon Fruit"), Country: "VN"}})
		own, open := f.booth(t, "A1", f.vn.ID), f.booth(t, "A2", 0)
		for _, b := range []floor.Booth{own, open} {
			do(t, f.floor.ReserveBooth, ctx, floor.ReserveBooth{OnBooth: floor.OnBooth{InEdition: f.in, Booth: b.ID}, Exhibitor: e.ID})
		}
		booths := func(of ops.InEdition) (public, inner int) {
			in := expo.FindExhibitor{InEdition: of, Exhibitor: e.ID}
			do(t, f.SetEditionState, ctx, expo.SetEditionState{InEdition: f.in, State: expo.Published, Version: do(t, f.FindEdition, ctx, expo.FindEdition{InEdition: f.in}).Version})
			return len(do(t, f.FindExhibitor, nobody(), in).Booths), len(do(t, f.FindExhibitor, ctx, in).Booths)
		}
		if public, inner := booths(f.in); public != 0 || inner != 2 {
			t.Errorf("the public sees %d reserved booths, the organiser %d; want 0 and 2", public, inner)
		}
		do(t, f.floor.ConfirmBooth, ctx, floor.ChangeState{OnBooth: floor.OnBooth{InEdition: f.in, Booth: own.ID}})
		if public, inner := booths(f.in); public != 1 || inner != 2 {
			t.Errorf("the public sees %d booths, the organiser %d; want 1 and 2", public, inner)
		}
		list := expo.ListExhibitors{InEdition: f.in}
		if public, inner := do(t, f.ListExhibitors, nobody(), list).Items[0].Booths, do(t, f.ListExhibitors, ctx, list).Items[0].Booths; len(public) != 1 || len(inner) != 2 {
			t.Errorf("lists show %v and %v", public, inner)
		}

		place := expo.PlaceExhibitor{InEdition: f.in, OnExhibitor: expo.OnExhibitor{Exhibitor: e.ID}, State: expo.Published, Pavilion: f.la.ID, Version: 1}
		refuses(t, f.PlaceExhibitor, ctx, place, fault.Conflict, "pavilion", "expo.booth.other-pavilion")
		report := f.take(t, f.list("move.csv", "key,name,country,pavilion\n"+e.ID.String()+",Saigon Fruit,VN,la\n,Other Firm,LA,la\n"))
		if report.Counts.Created != 1 || report.Counts.Refused != 1 || keys(report.Verdicts[0].Reasons) != "pavilion:expo.booth.other-pavilion" {
			t.Errorf("the import says %+v", report.Verdicts)
		}
		place.Pavilion = f.vn.ID
		place.State = expo.Withdrawn
		do(t, f.PlaceExhibitor, ctx, place)
		for _, b := range []floor.Booth{own, open} {
			if got := do(t, f.floor.FindBooth, ctx, floor.FindBooth{InEdition: f.in, Booth: b.ID.String()}); got.State != floor.Available || got.Exhibitor != 0 {
				t.Errorf("booth %s after the withdrawal: %+v", b.Code, got.Booth)
			}
		}
	})
}

// TestTeamKeepsLanguages changes nothing of a team member but the languages.
func TestTeamKeepsLanguages(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		ctx, of := s.admin(s.saigon), expo.OnExhibitor{Exhibitor: s.saigon.ID}
		fields := expo.TeamFields{Name: "Nguyễn Thu Hà", Languages: expo.Tags{"vi"}}
		m := do(t, s.AddTeamMember, ctx, expo.AddTeamMember{InEdition: s.in, OnExhibitor: of, TeamFields: fields})
		fields.Languages = expo.Tags{"vi", "en"}
		one := expo.OnTeamMember{Member: m.ID}
		do(t, s.UpdateTeamMember, ctx, expo.UpdateTeamMember{InEdition: s.in, OnTeamMember: one, TeamFields: fields})
		got := do(t, s.ListTeam, ctx, expo.ListTeam{InEdition: s.in, OnExhibitor: of}).Items
		if len(got) != 1 || len(got[0].Languages) != 2 {
			t.Errorf("the team is %+v", got)
		}
		do(t, s.RemoveTeamMember, ctx, expo.RemoveTeamMember{InEdition: s.in, OnTeamMember: one})
		refuses(t, s.RemoveTeamMember, ctx, expo.RemoveTeamMember{InEdition: s.in, OnTeamMember: one}, fault.NotFound, "", "expo.team.not-found")
	})
}
