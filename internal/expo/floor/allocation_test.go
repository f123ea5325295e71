package floor_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

func (s *show) hold(ctx context.Context, b floor.Booth) error {
	_, err := s.HoldBooth.Do(ctx, floor.HoldBooth{OnBooth: on(b)})
	return err
}

func (s *show) reserve(ctx context.Context, b floor.Booth, e ident.Exhibitor) error {
	_, err := s.ReserveBooth.Do(ctx, floor.ReserveBooth{OnBooth: on(b), Exhibitor: e})
	return err
}

func (s *show) change(ctx context.Context, o *ops.Op[floor.ChangeState, floor.Booth], b floor.Booth) error {
	_, err := o.Do(ctx, floor.ChangeState{OnBooth: on(b)})
	return err
}

func (s *show) share(ctx context.Context, b floor.Booth, e ident.Exhibitor) error {
	_, err := s.ShareBooth.Do(ctx, floor.ShareBooth{OnBooth: on(b), Exhibitor: e})
	return err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestFromAvailableToConfirmedAndBack(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		b := s.booth(t, "A01", 10, 10, 0)
		one, two := organiser(1), organiser(2)

		refused(t, s.change(one, s.ReleaseBooth, b), fault.Conflict, "expo.booth.not-held")
		refused(t, s.change(one, s.ConfirmBooth, b), fault.Conflict, "expo.booth.not-reserved")
		refused(t, s.change(one, s.WithdrawBooth, b), fault.Conflict, "expo.booth.not-taken")
		refused(t, s.share(one, b, liuzhou), fault.Conflict, "expo.booth.not-taken")

		must(t, s.hold(one, b))
		p := refused(t, s.hold(two, b), fault.Conflict, "expo.booth.held")
		if diff := cmp.Diff(map[string]any{"code": "A01", "until": "2025-06-04 08:00 UTC"}, p.Args); diff != "" {
			t.Error(diff)
		}
		refused(t, s.hold(one, b), fault.Conflict, "expo.booth.held")
		refused(t, s.reserve(two, b, nanning), fault.Conflict, "expo.booth.held")
		if d := s.find(t, one, b); d.State != floor.Held || d.HeldBy != 1 || d.HeldUntil.Time() != s.clock.Now().Add(72*time.Hour) {
			t.Errorf("got %+v", d)
		}
		if _, err := s.HoldBooth.Do(one, floor.HoldBooth{OnBooth: on(b), Hours: 720, Renew: true}); err != nil {
			t.Error(err)
		}
		_, err := s.HoldBooth.Do(one, floor.HoldBooth{OnBooth: on(b), Hours: 721, Renew: true})
		refused(t, err, fault.Invalid, "fault.too-big")
		must(t, s.change(two, s.ReleaseBooth, b))

		must(t, s.hold(two, b))
		must(t, s.reserve(two, b, nanning))
		refused(t, s.reserve(one, b, liuzhou), fault.Conflict, "expo.booth.reserved")
		must(t, s.change(one, s.ConfirmBooth, b))
		refused(t, s.hold(one, b), fault.Conflict, "expo.booth.confirmed")
		refused(t, s.change(one, s.ConfirmBooth, b), fault.Conflict, "expo.booth.confirmed")
		_, err = s.BlockBooth.Do(one, floor.BlockBooth{OnBooth: on(b), Reason: "pipe"})
		refused(t, err, fault.Conflict, "expo.booth.confirmed")
		_, err = s.RemoveBooth.Do(one, floor.RemoveBooth{OnBooth: on(b)})
		refused(t, err, fault.Conflict, "expo.booth.confirmed")
		now := s.find(t, one, b)
		_, err = s.MoveBooth.Do(one, floor.MoveBooth{OnBooth: on(b), Outline: square(20, 20), Version: now.Version})
		refused(t, err, fault.Conflict, "expo.booth.confirmed")

		must(t, s.change(one, s.WithdrawBooth, b))
		if d := s.find(t, one, b); d.State != floor.Available || d.Exhibitor != 0 {
			t.Errorf("got %+v", d)
		}
		if _, err := s.BlockBooth.Do(one, floor.BlockBooth{OnBooth: on(b), Reason: "pipe"}); err != nil {
			t.Error(err)
		}
		refused(t, s.hold(one, b), fault.Conflict, "expo.booth.blocked")
		refused(t, s.reserve(one, b, nanning), fault.Conflict, "expo.booth.blocked")
		must(t, s.change(one, s.UnblockBooth, b))
		refused(t, s.change(one, s.UnblockBooth, b), fault.Conflict, "expo.booth.not-blocked")
		_, err = s.HoldBooth.Do(one, floor.HoldBooth{OnBooth: on(b), OnVersion: floor.OnVersion{Version: 1}})
		refused(t, err, fault.Conflict, "fault.stale")
		if _, err := s.RemoveBooth.Do(one, floor.RemoveBooth{OnBooth: on(b)}); err != nil {
			t.Error(err)
		}
		refused(t, s.hold(one, b), fault.NotFound, "expo.booth.not-found")
	})
}

func TestAHoldEndsByItself(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		b, c, d := s.booth(t, "A01", 10, 10, 0), s.booth(t, "A02", 20, 10, 0), s.booth(t, "A03", 30, 10, 0)
		for _, b := range []floor.Booth{b, c, d} {
			must(t, s.hold(organiser(1), b))
		}
		s.clock.Advance(72*time.Hour - time.Microsecond)
		if got := s.find(t, context.Background(), b).State; got != floor.Taken {
			t.Errorf("just before its end the booth is %s", got)
		}
		refused(t, s.hold(organiser(2), b), fault.Conflict, "expo.booth.held")
		s.clock.Advance(time.Microsecond)
		if got := s.find(t, context.Background(), b).State; got != floor.Free {
			t.Errorf("at its end the booth is %s", got)
		}
		for state, want := range map[string]int64{"free": 3, "available": 3, "held": 0, "taken": 0} {
			list, err := s.ListBooths.Do(organiser(1), floor.ListBooths{InEdition: inEdition, State: state})
			if err != nil || list.Total != want || int64(len(list.Items)) != want {
				t.Errorf("%s: got %d booths, %v, want %d", state, list.Total, err, want)
			}
		}
		refused(t, s.change(organiser(1), s.ReleaseBooth, b), fault.Conflict, "expo.booth.not-held")
		must(t, s.hold(organiser(2), b))
		_, err := s.RemoveBooth.Do(organiser(1), floor.RemoveBooth{OnBooth: on(c)})
		must(t, err)

		n := 0
		must(t, db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) (err error) {
			n, err = floor.ExpireHolds(ctx, tx, edition, clock.Of(s.clock.Now()))
			return err
		}))
		if n != 1 {
			t.Errorf("%d holds expired, want 1: one was taken again, one removed", n)
		}
		entries, err := readLedger(db, "booth", d.ID.String())
		if err != nil || entries[len(entries)-1].Verb != "expire" || entries[len(entries)-1].Surface != "job" {
			t.Errorf("got %+v, %v", entries, err)
		}
		if got := s.find(t, organiser(1), b); got.State != floor.Held || got.HeldBy != 2 {
			t.Errorf("a running hold ended: %+v", got)
		}
	})
}

func TestWhoMayHaveAPavilionsBooth(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		own, open := s.booth(t, "A01", 10, 10, vietnam), s.booth(t, "A02", 20, 10, 0)
		vn, la, org := pavilionOrganiser(5, vietnam), pavilionOrganiser(6, laos), organiser(1)

		refused(t, s.reserve(org, own, vientiane), fault.Conflict, "expo.booth.other-pavilion")
		refused(t, s.reserve(org, own, gone), fault.Conflict, "expo.booth.exhibitor-withdrawn")
		refused(t, s.reserve(org, own, 999), fault.NotFound, "expo.booth.exhibitor-unknown")
		must(t, s.reserve(org, own, nanning)) // without pavilion, by the edition's organiser
		must(t, s.change(org, s.WithdrawBooth, own))

		refused(t, s.reserve(vn, own, vientiane), fault.Denied, "expo.booth.foreign-exhibitor")
		refused(t, s.reserve(vn, own, nanning), fault.Denied, "expo.booth.foreign-exhibitor")
		for name, err := range map[string]error{"hold": s.hold(la, own), "reserve": s.reserve(la, own, vientiane),
			"confirm": s.change(la, s.ConfirmBooth, own), "withdraw": s.change(la, s.WithdrawBooth, own),
			"share": s.share(la, own, vientiane), "hold the edition's own": s.hold(la, open)} {
			if !fault.Is(err, fault.Denied) {
				t.Errorf("a foreign pavilion's organiser may %s: %v", name, err)
			}
		}
		must(t, s.reserve(vn, own, saigon))
		refused(t, s.share(vn, own, vientiane), fault.Denied, "expo.booth.foreign-exhibitor")
		must(t, s.share(vn, own, hanoi))
		must(t, s.change(vn, s.ConfirmBooth, own))
		d := s.find(t, context.Background(), own)
		if d.Lead == nil || d.Lead.ID != saigon || len(d.Sharers) != 1 || d.Sharers[0].ID != hanoi {
			t.Errorf("got %+v", d)
		}
		// The booth cannot pass to another pavilion while Vietnam's exhibitors stand on it.
		_, err := s.UpdateBooth.Do(org, floor.UpdateBooth{OnBooth: on(own), Code: "A01", Kind: floor.Standard, HeightCm: 250, Pavilion: laos,
			Version: d.Version})
		refused(t, err, fault.Conflict, "expo.booth.other-pavilion")
	})
}

func TestOnlyOrganisersShapeThePlan(t *testing.T) {
	t.Parallel()
	s := newShow(t, sqldbtest.SQLite(t))
	b := s.booth(t, "A01", 10, 10, vietnam)
	for who, ctx := range map[string]context.Context{"nobody": context.Background(), "a member": caller(9), "a pavilion's organiser": pavilionOrganiser(5, vietnam),
		"another edition's organiser": caller(9, ops.Grant{Role: ops.Organiser, Edition: 6}),
		"an exhibitor":                caller(9, ops.Grant{Role: ops.ExhibitorAdmin, Edition: edition, Exhibitor: saigon})} {
		errs := map[string]error{}
		_, errs["create"] = s.CreateBooth.Do(ctx, floor.CreateBooth{OnHall: s.onHall(), NewBooth: floor.NewBooth{Code: "B", Kind: floor.Standard, Outline: square(20, 20)}})
		_, errs["update"] = s.UpdateBooth.Do(ctx, floor.UpdateBooth{OnBooth: on(b), Code: "B", Kind: floor.Standard, HeightCm: 250, Version: 1})
		_, errs["move"] = s.MoveBooth.Do(ctx, floor.MoveBooth{OnBooth: on(b), Outline: square(20, 20), Version: 1})
		_, errs["remove"] = s.RemoveBooth.Do(ctx, floor.RemoveBooth{OnBooth: on(b)})
		_, errs["block"] = s.BlockBooth.Do(ctx, floor.BlockBooth{OnBooth: on(b), Reason: "x"})
		_, errs["check"] = s.CheckBooth.Do(ctx, floor.CheckBooth{OnHall: s.onHall(), Kind: floor.Standard, Outline: square(20, 20)})
		_, errs["lay"] = s.LayBooths.Do(ctx, floor.LayBooths{OnHall: s.onHall(), WidthCm: 900, DepthCm: 900})
		_, errs["area"] = s.CreateArea.Do(ctx, floor.CreateArea{OnHall: s.onHall(), NewArea: floor.NewArea{Kind: "aisle", Outline: square(20, 20)}})
		_, errs["hall"] = s.CreateHall.Do(ctx, floor.NewHall{InEdition: inEdition, HallFields: floor.HallFields{Code: "X", WidthCm: 900, DepthCm: 900, HeightLimitCm: 300, LoadKgM2: 500}})
		if who != "a pavilion's organiser" {
			errs["hold"] = s.hold(ctx, b)
			errs["reserve"] = s.reserve(ctx, b, saigon)
		}
		for what, err := range errs {
			if !fault.Is(err, fault.Denied) {
				t.Errorf("%s may %s: %v", who, what, err)
			}
		}
	}
}

func TestWhatThePublicSees(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		public, org, exhibitor := context.Background(), organiser(1), caller(9, ops.Grant{Role: ops.ExhibitorStaff, Edition: edition, Exhibitor: nanning})
		b, hidden := s.booth(t, "A01", 10, 10, 0), s.booth(t, "A02", 20, 10, 0)
		must(t, s.reserve(org, b, nanning))
		must(t, s.share(org, b, liuzhou))
		must(t, s.reserve(org, hidden, draft))
		must(t, s.change(org, s.ConfirmBooth, hidden))

		for _, b := range []floor.Booth{b, hidden} {
			if d := s.find(t, public, b); d.State != floor.Taken || d.Lead != nil || d.Exhibitor != 0 || len(d.Sharers) != 0 || d.SharerCount != 0 {
				t.Errorf("the public sees %+v", d)
			}
		}
		if d := s.find(t, exhibitor, b); d.State != floor.Reserved || d.Lead == nil {
			t.Errorf("its exhibitor sees %+v", d)
		}
		if d := s.find(t, exhibitor, hidden); d.State != floor.Taken || d.Lead != nil {
			t.Errorf("another exhibitor sees %+v", d)
		}
		if d := s.find(t, org, hidden); d.State != floor.Confirmed || d.Lead == nil || d.Lead.ID != draft {
			t.Errorf("the organiser sees %+v", d)
		}
		list := func(ctx context.Context, in floor.ListBooths) int64 {
			in.InEdition = inEdition
			out, err := s.ListBooths.Do(ctx, in)
			if err != nil {
				t.Error(err)
			}
			return out.Total
		}
		if n := list(public, floor.ListBooths{Exhibitor: nanning}); n != 0 {
			t.Errorf("the list gives a reservation away: %d", n)
		}
		if n := list(org, floor.ListBooths{Exhibitor: nanning}); n != 1 {
			t.Errorf("the organiser finds %d booths, want 1", n)
		}
		_, err := s.ListBooths.Do(public, floor.ListBooths{InEdition: inEdition, State: "held"})
		refused(t, err, fault.Denied, "fault.denied")
		search := func(q string) (codes []string) {
			out, err := s.SearchBooths.Do(public, floor.SearchBooths{InEdition: inEdition, Q: q})
			if err != nil {
				t.Error(err)
			}
			for _, b := range out.Items {
				codes = append(codes, b.Code)
			}
			return codes
		}
		if got := search("nanning"); got != nil {
			t.Errorf("the search gives a reservation away: %v", got)
		}
		must(t, s.change(org, s.ConfirmBooth, b))
		if d := s.find(t, public, b); d.State != floor.Taken || d.Lead == nil || d.Lead.ID != nanning || d.Note != "" || len(d.Sharers) != 1 || d.SharerCount != 1 {
			t.Errorf("the public sees %+v", d)
		}
		for q, want := range map[string][]string{"NANNING": {"A01"}, "tools": {"A01"}, "liuzhou mo": {"A01"}, "draft": nil, "a0": {"A01", "A02"}, "A01": {"A01"}, "%": nil, "oo": nil} {
			if diff := cmp.Diff(want, search(q)); diff != "" {
				t.Errorf("search %q:\n%s", q, diff)
			}
		}
		if n := list(public, floor.ListBooths{Exhibitor: liuzhou}); n != 1 {
			t.Errorf("the sharer is listed on %d booths, want 1", n)
		}
		plan, err := s.HallPlan.Do(public, floor.FindHall{InEdition: inEdition, Hall: "D1"})
		if err != nil || len(plan.Booths) != 2 || plan.Booths[0].Lead == nil || plan.Booths[0].SharerCount != 1 || plan.Booths[1].Lead != nil || plan.Booths[1].State != floor.Taken {
			t.Errorf("got %+v, %v", plan, err)
		}
		must(t, db.Read(public, func(r *sqldb.Read) error {
			stands, err := floor.StandsOf(public, r, edition, true, nanning, liuzhou, saigon)
			if len(stands) != 2 || !stands[liuzhou][0].Shared || stands[nanning][0].Shared || stands[nanning][0].HallCode != "D1" {
				t.Errorf("got %+v", stands)
			}
			return err
		}))
	})
}

func TestSharing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		org := organiser(1)
		b := s.booth(t, "A01", 10, 10, 0)
		must(t, s.reserve(org, b, nanning))
		refused(t, s.share(org, b, nanning), fault.Conflict, "expo.booth.is-lead")
		refused(t, s.share(org, b, gone), fault.Conflict, "expo.booth.exhibitor-withdrawn")
		must(t, s.share(org, b, liuzhou))
		refused(t, s.share(org, b, liuzhou), fault.Conflict, "expo.booth.already-shared")
		unshare := floor.ShareBooth{OnBooth: on(b), Exhibitor: liuzhou}
		if d, err := s.UnshareBooth.Do(org, unshare); err != nil || len(d.Sharers) != 0 {
			t.Error(d, err)
		}
		_, err := s.UnshareBooth.Do(org, unshare)
		refused(t, err, fault.NotFound, "expo.booth.not-shared")
		must(t, s.share(org, b, liuzhou))
		must(t, s.write(func(ctx context.Context, tx *ops.Writing) error {
			n, err := floor.WithdrawExhibitor(ctx, tx, nanning)
			if n != 1 {
				t.Errorf("%d booths freed, want 1", n)
			}
			return err
		}))
		if d := s.find(t, org, b); d.State != floor.Available || len(d.Sharers) != 0 {
			t.Errorf("got %+v", d)
		}
	})
}

// TestTakingOneBoothRaces lets sixteen organisers take one booth at once, in every way there is: one wins.
func TestTakingOneBoothRaces(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		firms := []ident.Exhibitor{saigon, hanoi, vientiane, nanning, liuzhou}
		ways := map[string]func(i int, b floor.Booth) error{
			"hold":    func(i int, b floor.Booth) error { return s.hold(organiser(ident.Account(i+1)), b) },
			"reserve": func(i int, b floor.Booth) error { return s.reserve(organiser(ident.Account(i+1)), b, firms[i%5]) },
			"both": func(i int, b floor.Booth) error {
				if i%2 == 0 {
					return s.hold(organiser(ident.Account(i+1)), b)
				}
				return s.reserve(organiser(ident.Account(i+1)), b, firms[i%5])
			},
		}
		x := int64(0)
		for name, take := range ways {
			x += 10
			b := s.booth(t, name, x, 10, 0)
			lost := func(err error) bool { return keyOf(err) == "expo.booth.held" || keyOf(err) == "expo.booth.reserved" }
			if won := race(16, func(i int) error { return take(i, b) }, lost, t); won != 1 {
				t.Errorf("%s: %d of 16 took the booth, want 1", name, won)
			}
			entries, err := readLedger(db, "booth", b.ID.String())
			if err != nil || len(entries) != 2 {
				t.Errorf("%s: got %d ledger entries, want the creation and one taking", name, len(entries))
			}
		}
		// An expired hold is free for exactly one as well.
		s.clock.Advance(73 * time.Hour)
		b := s.booth(t, "expired", 50, 30, 0)
		must(t, s.hold(organiser(1), b))
		s.clock.Advance(73 * time.Hour)
		won := race(16, func(i int) error { return s.hold(organiser(ident.Account(i+1)), b) }, func(err error) bool { return keyOf(err) == "expo.booth.held" }, t)
		if won != 1 {
			t.Errorf("%d of 16 took the expired hold, want 1", won)
		}
	})
}
