package floor_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// TestBoothsThatMayNotStand walks every reason for which a place is refused.
func TestBoothsThatMayNotStand(t *testing.T) {
	t.Parallel()
	s := newShow(t, sqldbtest.SQLite(t))
	s.booth(t, "A-01", 30, 20, 0)
	if _, err := s.CreateArea.Do(organiser(1), floor.CreateArea{OnHall: s.onHall(),
		NewArea: floor.NewArea{Kind: "exit", Label: text.Of("en", "North exit"), Outline: rectangle(10, 10, 4, 4)}}); err != nil {
		t.Fatal(err)
	}
	cm := func(x, y, width, depth int64) place.Polygon {
		return place.Rectangle(place.Point{X: x, Y: y}, width, depth)
	}
	cases := []struct {
		name  string
		booth floor.NewBooth
		kind  fault.Kind
		key   string
		args  map[string]any
	}{
		{"outside the hall", floor.NewBooth{Kind: floor.Standard, Outline: square(58, 10)}, fault.Invalid, "expo.booth.outside", map[string]any{"hall": "D1"}},
		{"a centimetre outside", floor.NewBooth{Kind: floor.Standard, Outline: cm(-1, 0, 300, 300)}, fault.Invalid, "expo.booth.outside", map[string]any{"hall": "D1"}},
		{"over another booth", floor.NewBooth{Kind: floor.Standard, Outline: square(32, 22)}, fault.Conflict, "expo.booth.overlap", map[string]any{"code": "A-01"}},
		{"exactly on another booth", floor.NewBooth{Kind: floor.Standard, Outline: square(30, 20)}, fault.Conflict, "expo.booth.overlap", map[string]any{"code": "A-01"}},
		{"around another booth", floor.NewBooth{Kind: floor.Custom, Outline: rectangle(27, 17, 9, 9)}, fault.Conflict, "expo.booth.overlap", map[string]any{"code": "A-01"}},
		{"a centimetre over another booth", floor.NewBooth{Kind: floor.Standard, Outline: cm(3299, 2000, 300, 300)}, fault.Conflict, "expo.booth.overlap", map[string]any{"code": "A-01"}},
		{"on an exit", floor.NewBooth{Kind: floor.Standard, Outline: square(12, 12)}, fault.Conflict, "expo.booth.on-area", map[string]any{"kind": "exit", "label": "North exit"}},
		{"too high", floor.NewBooth{Kind: floor.Standard, Outline: square(40, 10), HeightCm: 651}, fault.Invalid, "expo.booth.too-high", map[string]any{"limit": "6.5", "hall": "D1"}},
		{"too high at the wall", floor.NewBooth{Kind: floor.Standard, Outline: square(40, 0), HeightCm: 451}, fault.Invalid, "expo.booth.too-high-at-wall", map[string]any{"limit": "4.5", "hall": "D1"}},
		{"standard of 3 x 2 m", floor.NewBooth{Kind: floor.Standard, Outline: rectangle(40, 10, 3, 2)}, fault.Invalid, "expo.booth.not-standard", nil},
		{"standard of three corners", floor.NewBooth{Kind: floor.Standard, Outline: place.Polygon{{X: 4000, Y: 1000}, {X: 4600, Y: 1000}, {X: 4000, Y: 1600}}}, fault.Invalid, "expo.booth.not-standard", nil},
		{"custom under 9 m2", floor.NewBooth{Kind: floor.Custom, Outline: rectangle(40, 10, 2, 4)}, fault.Invalid, "expo.booth.too-small", map[string]any{"min": 9}},
		{"a bow tie", floor.NewBooth{Kind: floor.Custom, Outline: place.Polygon{{X: 4000, Y: 1000}, {X: 4600, Y: 1600}, {X: 4600, Y: 1000}, {X: 4000, Y: 1700}}}, fault.Invalid, "place.polygon.crosses", nil},
		{"the code of another, written otherwise", floor.NewBooth{Code: "a 01", Kind: floor.Standard, Outline: square(40, 10)}, fault.Conflict, "expo.booth.code-taken", map[string]any{"code": "a 01"}},
		{"a pavilion that is not there", floor.NewBooth{Kind: floor.Standard, Outline: square(40, 10), Pavilion: 99}, fault.Invalid, "expo.booth.pavilion-unknown", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.booth.Code == "" {
				c.booth.Code = "B-01"
			}
			_, err := s.CreateBooth.Do(organiser(1), floor.CreateBooth{OnHall: s.onHall(), NewBooth: c.booth})
			p := refused(t, err, c.kind, c.key)
			if diff := cmp.Diff(c.args, p.Args); c.args != nil && diff != "" {
				t.Error(diff)
			}
		})
	}
	list, err := s.ListBooths.Do(organiser(1), floor.ListBooths{InEdition: inEdition})
	if err != nil || list.Total != 1 {
		t.Errorf("a refused booth was written: %d booths, %v", list.Total, err)
	}
}

func TestBoothsThatMayStand(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		s.booth(t, "A01", 30, 20, 0)
		for i, n := range []floor.NewBooth{
			{Kind: floor.Standard, Outline: square(33, 20)},                                                          // side by side
			{Kind: floor.Standard, Outline: square(27, 17)},                                                          // corner to corner
			{Kind: floor.Standard, Outline: square(40, 10), HeightCm: 650},                                           // as high as may be
			{Kind: floor.Standard, Outline: square(50, 0), HeightCm: 450},                                            // as high as may be at the wall
			{Kind: floor.Standard, Outline: rectangle(0, 30, 6, 9)},                                                  // six units
			{Kind: floor.Custom, Outline: rectangle(10, 2, 5, 4)},                                                    // not a multiple of 9 m2
			{Kind: floor.Custom, Outline: place.Polygon{{X: 2000, Y: 1000}, {X: 2600, Y: 1000}, {X: 2000, Y: 1600}}}, // three corners
		} {
			n.Code = fmt.Sprintf("C%02d", i)
			b, err := s.CreateBooth.Do(organiser(1), floor.CreateBooth{OnHall: s.onHall(), NewBooth: n})
			if err != nil {
				t.Errorf("booth %d: %v", i, err)
			}
			if b.State != floor.Available || b.Version != 1 || b.AreaCm2 != n.Outline.Area2()/2 {
				t.Errorf("booth %d: got %+v", i, b)
			}
		}
	})
}

func TestCheckSaysAllWithoutWriting(t *testing.T) {
	t.Parallel()
	s := newShow(t, sqldbtest.SQLite(t))
	b := s.booth(t, "A01", 30, 20, 0)
	check := func(in floor.CheckBooth) floor.BoothCheck {
		in.OnHall = s.onHall()
		out, err := s.CheckBooth.Do(organiser(1), in)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	keys := func(list []floor.Finding) []string {
		out := []string{}
		for _, f := range list {
			out = append(out, f.Field+" "+f.Key)
		}
		return out
	}
	bad := check(floor.CheckBooth{Code: "a01", Kind: floor.Standard, Outline: rectangle(31, 21, 4, 4), HeightCm: 900})
	want := []string{"outline expo.booth.not-standard", "height_cm expo.booth.too-high", "outline expo.booth.overlap", "code expo.booth.code-taken"}
	if diff := cmp.Diff(want, keys(bad.Problems)); bad.Fits || diff != "" {
		t.Error(diff)
	}
	odd := check(floor.CheckBooth{Kind: floor.Custom, Outline: rectangle(40, 10, 5, 4)})
	if diff := cmp.Diff([]string{"outline expo.booth.not-a-multiple"}, keys(odd.Warnings)); !odd.Fits || diff != "" || odd.AreaCm2 != 200_000 {
		t.Error(odd, diff)
	}
	if same := check(floor.CheckBooth{Booth: b.ID, Code: "A01", Kind: floor.Standard, Outline: square(31, 20)}); !same.Fits {
		t.Errorf("a booth is in its own way: %+v", same.Problems)
	}
	if list, _ := s.ListBooths.Do(organiser(1), floor.ListBooths{InEdition: inEdition}); list.Total != 1 {
		t.Errorf("check wrote: %d booths", list.Total)
	}
}

func TestCornersFollowThePlan(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		corners := func() map[string]bool {
			out := map[string]bool{}
			p, err := s.HallPlan.Do(organiser(1), floor.FindHall{InEdition: inEdition, Hall: "D1"})
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range p.Booths {
				out[b.Code] = b.Corner
			}
			return out
		}
		expect := func(when string, want map[string]bool) {
			t.Helper()
			if diff := cmp.Diff(want, corners()); diff != "" {
				t.Errorf("%s:\n%s", when, diff)
			}
		}
		// A row of three with its back to the wall.
		s.booth(t, "A", 10, 0, 0)
		middle := s.booth(t, "B", 13, 0, 0)
		last := s.booth(t, "C", 16, 0, 0)
		expect("a row at the wall", map[string]bool{"A": true, "B": false, "C": true})
		if _, err := s.RemoveBooth.Do(organiser(1), floor.RemoveBooth{OnBooth: on(last)}); err != nil {
			t.Fatal(err)
		}
		expect("its last booth is gone", map[string]bool{"A": true, "B": true})
		moved, err := s.MoveBooth.Do(organiser(1), floor.MoveBooth{OnBooth: on(middle), Outline: square(7, 0), Version: 1})
		if err != nil || moved.Version != 2 {
			t.Fatal(moved, err)
		}
		expect("the other moved to its left", map[string]bool{"A": true, "B": true})
		// Back to back and side by side all round: no corner in the middle of nine, one at each end.
		if err := s.write(func(ctx context.Context, tx *ops.Writing) error {
			var nine []floor.NewBooth
			for i := range int64(9) {
				nine = append(nine, floor.NewBooth{Code: fmt.Sprintf("N%d", i), Kind: floor.Standard, Outline: square(30+i%3*3, 20+i/3*3)})
			}
			_, err := floor.CreateMany(ctx, tx, s.hall.ID, nine)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		expect("a block of nine", map[string]bool{"A": true, "B": true, "N0": true, "N1": false, "N2": true, "N3": false, "N4": false,
			"N5": false, "N6": true, "N7": false, "N8": true})
		s.booth(t, "E", 39, 26, 0)
		got := corners()
		if got["N8"] || !got["E"] {
			t.Errorf("a booth beside the block: N8 %v, want false; E %v, want true", got["N8"], got["E"])
		}
	})
}

func TestMovingAndChanging(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		other := s.newHall(t, "D2")
		a, b := s.booth(t, "A-01", 10, 10, 0), s.booth(t, "A02", 20, 10, 0)
		move := func(in floor.MoveBooth) (floor.Booth, error) { return s.MoveBooth.Do(organiser(1), in) }
		_, err := move(floor.MoveBooth{OnBooth: on(a), Outline: square(21, 11), Version: 1})
		refused(t, err, fault.Conflict, "expo.booth.overlap")
		_, err = move(floor.MoveBooth{OnBooth: on(a), Outline: square(30, 30), Version: 7})
		refused(t, err, fault.Conflict, "fault.stale")
		moved, err := move(floor.MoveBooth{OnBooth: on(a), Hall: other.ID, Outline: square(20, 10), Version: 1})
		if err != nil || moved.Hall != other.ID || moved.Version != 2 {
			t.Fatal(moved, err)
		}
		_, err = move(floor.MoveBooth{OnBooth: on(a), Hall: 999, Outline: square(20, 10), Version: 2})
		refused(t, err, fault.NotFound, "expo.hall.not-found")

		update := floor.UpdateBooth{OnBooth: on(b), Code: "a 01", Kind: floor.Standard, HeightCm: 250, Version: 1}
		_, err = s.UpdateBooth.Do(organiser(1), update)
		refused(t, err, fault.Conflict, "expo.booth.code-taken")
		update.Code, update.HeightCm = "A03", 700
		_, err = s.UpdateBooth.Do(organiser(1), update)
		refused(t, err, fault.Invalid, "expo.booth.too-high")
		update.HeightCm, update.Pavilion = 300, laos
		changed, err := s.UpdateBooth.Do(organiser(1), update)
		if err != nil || changed.Code != "A03" || changed.Pavilion != laos || changed.Version != 2 {
			t.Fatal(changed, err)
		}
		update.Version = 2
		if again, err := s.UpdateBooth.Do(organiser(1), update); err != nil || again.Version != 2 {
			t.Errorf("a change that changes nothing raised the version: %+v, %v", again, err)
		}
		entries, err := readLedger(db, "booth", b.ID.String())
		if err != nil || len(entries) != 2 || entries[1].Verb != ledger.Updated {
			t.Errorf("got %+v, %v, want one entry for the creation and one for the change", entries, err)
		}
	})
}

func readLedger(db *sqldb.DB, kind, object string) (out []ledger.Entry, err error) {
	err = db.Read(context.Background(), func(r *sqldb.Read) error {
		out, err = ledger.After(context.Background(), r, edition, 0, object, kind, 200)
		return err
	})
	return out, err
}

func TestHallsAndAreas(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		s.booth(t, "A01", 50, 10, 0)
		fields := floor.HallFields{Code: "D1", WidthCm: 5000, DepthCm: 4000, HeightLimitCm: 650, WallHeightLimitCm: 450, LoadKgM2: 1500}
		update := func(change func(*floor.HallFields)) error {
			f := fields
			change(&f)
			_, err := s.UpdateHall.Do(organiser(1), floor.UpdateHall{OnHall: s.onHall(), HallFields: f, Version: 1})
			return err
		}
		refused(t, update(func(*floor.HallFields) {}), fault.Conflict, "expo.hall.booth-outside")
		refused(t, update(func(f *floor.HallFields) { f.WidthCm, f.HeightLimitCm = 6000, 200 }), fault.Conflict, "expo.hall.booth-too-high")
		refused(t, update(func(f *floor.HallFields) { f.WidthCm = 0 }), fault.Invalid, "expo.hall.no-outline")
		refused(t, update(func(f *floor.HallFields) { f.Outline = rectangle(-1, 0, 60, 40) }), fault.Invalid, "expo.hall.out-of-bounds")
		s.newHall(t, "D2")
		refused(t, update(func(f *floor.HallFields) { f.WidthCm, f.Code = 6000, "D2" }), fault.Conflict, "expo.hall.code-taken")
		if err := update(func(f *floor.HallFields) { f.WidthCm = 6100 }); err != nil {
			t.Error(err)
		}
		refused(t, update(func(f *floor.HallFields) { f.WidthCm = 6000 }), fault.Conflict, "fault.stale")
		_, err := s.CreateHall.Do(organiser(1), floor.NewHall{InEdition: inEdition, HallFields: fields})
		refused(t, err, fault.Conflict, "expo.hall.code-taken")

		area := func(outline place.Polygon) (floor.Area, error) {
			return s.CreateArea.Do(organiser(1), floor.CreateArea{OnHall: s.onHall(), NewArea: floor.NewArea{Kind: "aisle", Outline: outline}})
		}
		_, err = area(rectangle(60, 0, 4, 40))
		refused(t, err, fault.Invalid, "expo.area.outside")
		_, err = area(rectangle(52, 0, 4, 40))
		refused(t, err, fault.Conflict, "expo.area.on-booth")
		aisle, err := area(rectangle(53, 0, 4, 40))
		if err != nil {
			t.Fatal(err)
		}
		refused(t, update(func(f *floor.HallFields) { f.WidthCm = 5600 }), fault.Conflict, "expo.hall.area-outside")
		remove := floor.RemoveArea{InEdition: inEdition, Area: aisle.ID}
		if _, err := s.RemoveArea.Do(organiser(1), remove); err != nil {
			t.Error(err)
		}
		_, err = s.RemoveArea.Do(organiser(1), remove)
		refused(t, err, fault.NotFound, "expo.area.not-found")
		halls, err := s.ListHalls.Do(context.Background(), floor.ListHalls{InEdition: inEdition})
		if err != nil || len(halls.Items) != 2 || halls.Items[0].Booths != 1 || halls.Items[0].Free != 1 {
			t.Errorf("got %+v, %v", halls, err)
		}
	})
}

func TestLayingRows(t *testing.T) {
	t.Parallel()
	s := newShow(t, sqldbtest.SQLite(t))
	if _, err := s.CreateArea.Do(organiser(1), floor.CreateArea{OnHall: s.onHall(),
		NewArea: floor.NewArea{Kind: "column", Outline: place.Rectangle(place.Point{X: 1000, Y: 1000}, 60, 60)}}); err != nil {
		t.Fatal(err)
	}
	// 24 m x 15 m from (3, 3): rows at 3, 6 (back to back), 12 and 15 m; three booths, aisle, three booths, aisle, one.
	in := floor.LayBooths{OnHall: s.onHall(), XCm: 300, YCm: 300, WidthCm: 2700, DepthCm: 1500, PerRow: 3, Pavilion: laos}
	laid, err := s.LayBooths.Do(organiser(1), in)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]floor.Booth{}
	for _, b := range laid.Booths {
		codes[b.Code] = b
	}
	if len(laid.Booths) != 28 || laid.LeftOut != 0 {
		t.Fatalf("got %d booths and %d left out, want 28 and 0", len(laid.Booths), laid.LeftOut)
	}
	if b := codes["D1A01"]; !b.Corner || b.Pavilion != laos || codes["D1A02"].Corner || !codes["D1B03"].Corner {
		t.Errorf("the ends of an island are corners, its middle is not: %+v", codes)
	}
	if diff := cmp.Diff(square(15, 12), codes["D1C04"].Outline); diff != "" {
		t.Errorf("the fourth booth of the third row lies beyond the cross aisle:\n%s", diff)
	}
	_, err = s.LayBooths.Do(organiser(1), in)
	refused(t, err, fault.Conflict, "expo.booth.overlap")
	if list, _ := s.ListBooths.Do(organiser(1), floor.ListBooths{InEdition: inEdition}); list.Total != 28 {
		t.Errorf("a refused layout left booths: %d", list.Total)
	}
	in.BoothWidthCm = 400
	_, err = s.LayBooths.Do(organiser(1), in)
	refused(t, err, fault.Invalid, "expo.booth.not-standard")

	other := s.newHall(t, "D2")
	if _, err := s.CreateArea.Do(organiser(1), floor.CreateArea{OnHall: floor.OnHall{InEdition: inEdition, Hall: other.ID},
		NewArea: floor.NewArea{Kind: "column", Outline: rectangle(4, 4, 1, 1)}}); err != nil {
		t.Fatal(err)
	}
	laid, err = s.LayBooths.Do(organiser(1), floor.LayBooths{OnHall: floor.OnHall{InEdition: inEdition, Hall: other.ID}, XCm: 300, YCm: 300,
		WidthCm: 900, DepthCm: 300, FirstRow: "Z", SingleRows: true})
	if err != nil || laid.LeftOut != 1 || len(laid.Booths) != 2 || laid.Booths[0].Code != "D2Z02" {
		t.Errorf("got %+v, %v, want the place with the column left out", laid, err)
	}
}

// TestOverlappingCreationsRace creates sixteen booths on one place at once: one stands.
func TestOverlappingCreationsRace(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		for round := range int64(8) { // on a quiet machine one round may pass by luck
			won := race(16, func(i int) error {
				_, err := s.CreateBooth.Do(organiser(ident.Account(i+1)), floor.CreateBooth{OnHall: s.onHall(),
					NewBooth: floor.NewBooth{Code: fmt.Sprintf("R%d-%02d", round, i), Kind: floor.Standard, Outline: square(5+round*6+int64(i)%3, 20)}})
				return err
			}, func(err error) bool { return keyOf(err) == "expo.booth.overlap" }, t)
			if won != 1 {
				t.Errorf("round %d: %d of 16 overlapping booths were created, want 1", round, won)
			}
		}
	})
}

// race calls f n times at once and returns how often it succeeded; each other error must be one that lost is glad with.
func race(n int, f func(i int) error, lost func(error) bool, t *testing.T) int {
	t.Helper()
	var wg sync.WaitGroup
	start := make(chan struct{})
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	wg.Wait()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !lost(err):
			t.Errorf("a loser got %v", err)
		}
	}
	return won
}

func keyOf(err error) string {
	var e *fault.Error
	if errors.As(err, &e) && len(e.Problems) > 0 {
		return e.Problems[0].Key
	}
	return ""
}
