package floor_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// full returns n standard booths of a hall: islands of two rows, with aisles of 3 m, in rows of 60 booths.
func full(code string, n int) []floor.NewBooth {
	out := make([]floor.NewBooth, n)
	for i := range out {
		row := int64(i / 60)
		out[i] = floor.NewBooth{Code: fmt.Sprintf("%s-%04d", code, i), Kind: floor.Standard,
			Outline: place.Rectangle(place.Point{X: 300 + int64(i%60)*300, Y: 300 + row*300 + row/2*300}, 300, 300)}
	}
	return out
}

// bigHalls makes halls of 190 x 60 m for 600 booths each.
func (s *show) bigHalls(t testing.TB, prefix string, n int) []floor.Hall {
	t.Helper()
	halls := make([]floor.Hall, n)
	for i := range halls {
		h, err := s.CreateHall.Do(organiser(1), floor.NewHall{InEdition: inEdition, HallFields: floor.HallFields{Code: fmt.Sprintf("%s%d", prefix, i),
			WidthCm: 19000, DepthCm: 6000, HeightLimitCm: 650, WallHeightLimitCm: 450, LoadKgM2: 1500}})
		if err != nil {
			t.Fatal(err)
		}
		halls[i] = h
	}
	return halls
}

func TestCreatingManyJudgesEach(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		s.booth(t, "OLD", 10, 10, 0)
		create := func(list ...floor.NewBooth) error {
			return s.write(func(ctx context.Context, tx *ops.Writing) error {
				_, err := floor.CreateMany(ctx, tx, s.hall.ID, list)
				return err
			})
		}
		at := func(code string, x, y int64) floor.NewBooth {
			return floor.NewBooth{Code: code, Kind: floor.Standard, Outline: square(x, y)}
		}
		for _, c := range []struct {
			name string
			err  error
			kind fault.Kind
			want []string
		}{
			{"one over an old one", create(at("A", 20, 10), at("B", 12, 10)), fault.Conflict, []string{"1.outline expo.booth.overlap OLD"}},
			{"two over each other", create(at("A", 20, 10), at("B", 21, 10)), fault.Conflict, []string{"1.outline expo.booth.overlap A"}},
			{"outside and over another", create(at("A", 58, 10), at("B", 12, 10)), fault.Invalid, []string{"0.outline expo.booth.outside <nil>", "1.outline expo.booth.overlap OLD"}},
			{"one code twice", create(at("A-1", 20, 10), at("a 1", 30, 10)), fault.Conflict, []string{"1.code expo.booth.code-taken a 1"}},
			{"a code that is there", create(at("old", 20, 10)), fault.Conflict, []string{"0.code expo.booth.code-taken old"}},
		} {
			e := fault.As(c.err)
			if e == nil || e.Kind != c.kind {
				t.Errorf("%s: got %v", c.name, c.err)
				continue
			}
			var got []string
			for _, p := range e.Problems {
				got = append(got, fmt.Sprintf("%s %s %v", p.Field, p.Key, p.Args["code"]))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s:\n%s", c.name, diff)
			}
		}
		if list, _ := s.ListBooths.Do(organiser(1), floor.ListBooths{InEdition: inEdition}); list.Total != 1 {
			t.Errorf("a refused list left %d booths, want 1", list.Total)
		}
		if err := create(full("F", 130)...); fault.As(err) == nil || len(fault.As(err).Problems) < 50 || len(fault.As(err).Problems) > 60 {
			t.Errorf("a hall too small: got %v", err)
		}
	})
}

func TestAllottingManyTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		a, b, c := s.booth(t, "A01", 10, 10, 0), s.booth(t, "A02", 20, 10, vietnam), s.booth(t, "A03", 30, 10, laos)
		allot := func(list ...floor.Allotment) (n int, err error) {
			err = s.write(func(ctx context.Context, tx *ops.Writing) (err error) {
				n, err = floor.AllotMany(ctx, tx, list)
				return err
			})
			return n, err
		}
		list := []floor.Allotment{{Booth: a.ID, Lead: nanning, Confirmed: true, Sharers: []ident.Exhibitor{liuzhou, saigon}}, {Booth: b.ID, Lead: saigon}}
		for round, want := range []int{2, 0} {
			if n, err := allot(list...); err != nil || n != want {
				t.Errorf("round %d: %d booths changed, %v, want %d", round, n, err, want)
			}
		}
		list[1].Confirmed = true
		if n, err := allot(list...); err != nil || n != 1 {
			t.Errorf("%d booths changed, %v, want the one confirmed", n, err)
		}
		if d := s.find(t, context.Background(), a); len(d.Sharers) != 2 || d.Lead.ID != nanning {
			t.Errorf("got %+v", d)
		}
		_, err := allot(floor.Allotment{Booth: a.ID, Lead: liuzhou})
		refused(t, err, fault.Conflict, "expo.booth.confirmed")
		_, err = allot(floor.Allotment{Booth: c.ID, Lead: saigon})
		refused(t, err, fault.Conflict, "expo.booth.other-pavilion")
		_, err = allot(floor.Allotment{Booth: c.ID, Lead: 999})
		refused(t, err, fault.NotFound, "expo.booth.exhibitor-unknown")
	})
}

func TestPagesOfBooths(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		hall := s.bigHalls(t, "P", 1)[0]
		must(t, s.write(func(ctx context.Context, tx *ops.Writing) error {
			_, err := floor.CreateMany(ctx, tx, hall.ID, full("P", 250))
			return err
		}))
		seen, after := map[string]bool{}, ""
		for pages := 0; ; pages++ {
			list, err := s.ListBooths.Do(context.Background(), floor.ListBooths{InEdition: inEdition, Hall: hall.ID, Code: "p", After: after, Limit: 100})
			if err != nil || list.Total != 250 || pages > 3 {
				t.Fatal(list.Total, pages, err)
			}
			for _, b := range list.Items {
				if seen[b.Code] {
					t.Errorf("booth %s is on two pages", b.Code)
				}
				seen[b.Code] = true
			}
			if after = list.Next; after == "" {
				break
			}
		}
		if len(seen) != 250 {
			t.Errorf("%d booths on all pages, want 250", len(seen))
		}
		_, err := s.ListBooths.Do(context.Background(), floor.ListBooths{InEdition: inEdition, After: "!"})
		refused(t, err, fault.Invalid, "fault.cursor")
	})
}

// BenchmarkCreateMany creates the 5,400 booths of the 17th CAEXPO in nine halls, with their ledger entries.
func BenchmarkCreateMany(b *testing.B) {
	s := newShow(b, sqldbtest.SQLite(b))
	for round := 0; b.Loop(); round++ {
		halls := s.bigHalls(b, fmt.Sprintf("R%dH", round), 9)
		if err := s.write(func(ctx context.Context, tx *ops.Writing) error {
			for i, h := range halls {
				if _, err := floor.CreateMany(ctx, tx, h.ID, full(fmt.Sprintf("%d-%d", round, i), 600)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheck judges one booth in a hall of 600.
func BenchmarkCheck(b *testing.B) {
	s := newShow(b, sqldbtest.SQLite(b))
	hall := s.bigHalls(b, "H", 1)[0]
	if err := s.write(func(ctx context.Context, tx *ops.Writing) error {
		_, err := floor.CreateMany(ctx, tx, hall.ID, full("B", 600))
		return err
	}); err != nil {
		b.Fatal(err)
	}
	in := floor.CheckBooth{OnHall: floor.OnHall{InEdition: inEdition, Hall: hall.ID}, Kind: floor.Custom, Outline: rectangle(91, 30, 7, 5)}
	for b.Loop() {
		out, err := s.CheckBooth.Do(organiser(1), in)
		if err != nil || out.Fits {
			b.Fatal(out, err)
		}
	}
}

// BenchmarkPlan reads the plan of a hall of 600 booths.
func BenchmarkPlan(b *testing.B) {
	s := newShow(b, sqldbtest.SQLite(b))
	hall := s.bigHalls(b, "H", 1)[0]
	if err := s.write(func(ctx context.Context, tx *ops.Writing) error {
		_, err := floor.CreateMany(ctx, tx, hall.ID, full("B", 600))
		return err
	}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if out, err := s.HallPlan.Do(context.Background(), floor.FindHall{InEdition: inEdition, Hall: "H0"}); err != nil || len(out.Booths) != 600 {
			b.Fatal(len(out.Booths), err)
		}
	}
}

// BenchmarkHalls lists nine halls with the counts of 5,400 booths.
func BenchmarkHalls(b *testing.B) {
	s := newShow(b, sqldbtest.SQLite(b))
	for i, h := range s.bigHalls(b, "H", 9) {
		if err := s.write(func(ctx context.Context, tx *ops.Writing) error {
			_, err := floor.CreateMany(ctx, tx, h.ID, full(fmt.Sprint("B", i), 600))
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if out, err := s.ListHalls.Do(context.Background(), floor.ListHalls{InEdition: inEdition}); err != nil || out.Items[1].Free != 600 {
			b.Fatal(err)
		}
	}
}
