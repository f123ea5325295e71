package floor_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// rect is a booth's ground in metres, simple enough to be judged without the package.
type rect struct{ x, y, w, d int64 }

func (r rect) overlaps(o rect) bool {
	return r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.d && o.y < r.y+r.d
}
func (r rect) inside() bool           { return r.x >= 0 && r.y >= 0 && r.x+r.w <= 60 && r.y+r.d <= 40 }
func (r rect) outline() place.Polygon { return rectangle(r.x, r.y, r.w, r.d) }

// expected is what a booth must be after the moves so far.
type expected struct {
	booth  floor.Booth
	ground rect
	state  string
	until  time.Time
	by     ident.Account
	lead   ident.Exhibitor
}

// game plays random moves on one hall and knows which of them must succeed.
type game struct {
	*show
	hall   floor.OnHall
	booths []*expected
	made   int
	prefix string
}

func (g *game) at(e *expected) string {
	if e.state == floor.Held && !g.clock.Now().Before(e.until) {
		return floor.Available
	}
	return e.state
}

func (g *game) fits(r rect, self *expected) bool {
	for _, o := range g.booths {
		if o != self && o.ground.overlaps(r) {
			return false
		}
	}
	return r.inside()
}

func (g *game) create(t *rapid.T, r rect) {
	g.made++
	b, err := g.CreateBooth.Do(organiser(1), floor.CreateBooth{OnHall: g.hall,
		NewBooth: floor.NewBooth{Code: fmt.Sprintf("%s-%d", g.prefix, g.made), Kind: floor.Standard, Outline: r.outline()}})
	g.judge(t, "create", err, g.fits(r, nil))
	if err == nil {
		g.booths = append(g.booths, &expected{booth: b, ground: r, state: floor.Available})
	}
}

func (g *game) judge(t *rapid.T, what string, err error, may bool) {
	if (err == nil) != may {
		t.Fatalf("%s: got %v, want success %v", what, err, may)
	}
}

func (g *game) play(t *rapid.T) {
	units := rapid.Int64Range(1, 3)
	ground := rect{rapid.Int64Range(-1, 20).Draw(t, "x"), rapid.Int64Range(-1, 14).Draw(t, "y"), 3 * units.Draw(t, "w"), 3 * units.Draw(t, "d")}
	if len(g.booths) == 0 {
		g.create(t, ground)
		return
	}
	e := rapid.SampledFrom(g.booths).Draw(t, "booth")
	who := ident.Account(rapid.IntRange(1, 2).Draw(t, "who"))
	firm := rapid.SampledFrom([]ident.Exhibitor{saigon, nanning, liuzhou}).Draw(t, "firm")
	ctx, state := organiser(who), g.at(e)
	switch what := rapid.SampledFrom([]string{"create", "create", "create", "move", "move", "remove", "hold", "reserve", "confirm", "withdraw", "release", "share", "wait"}).Draw(t, "what"); what {
	case "create":
		g.create(t, ground)
	case "move":
		_, err := g.MoveBooth.Do(ctx, floor.MoveBooth{OnBooth: on(e.booth), Outline: ground.outline(), Version: g.version(t, e)})
		g.judge(t, what, err, ground == e.ground || state != floor.Confirmed && g.fits(ground, e))
		if err == nil {
			e.ground = ground
		}
	case "remove":
		_, err := g.RemoveBooth.Do(ctx, floor.RemoveBooth{OnBooth: on(e.booth)})
		g.judge(t, what, err, state == floor.Available)
		if err == nil {
			for i, o := range g.booths {
				if o == e {
					g.booths = append(g.booths[:i:i], g.booths[i+1:]...)
					break
				}
			}
		}
	case "hold":
		err := g.show.hold(ctx, e.booth)
		g.judge(t, what, err, state == floor.Available)
		if err == nil {
			e.state, e.until, e.by = floor.Held, g.clock.Now().Add(72*time.Hour), who
		}
	case "reserve":
		err := g.reserve(ctx, e.booth, firm)
		g.judge(t, what, err, state == floor.Available || state == floor.Held && e.by == who)
		if err == nil {
			e.state, e.lead = floor.Reserved, firm
		}
	case "confirm":
		err := g.change(ctx, g.ConfirmBooth, e.booth)
		g.judge(t, what, err, state == floor.Reserved)
		if err == nil {
			e.state = floor.Confirmed
		}
	case "withdraw":
		err := g.change(ctx, g.WithdrawBooth, e.booth)
		g.judge(t, what, err, state == floor.Reserved || state == floor.Confirmed)
		if err == nil {
			e.state, e.lead = floor.Available, 0
		}
	case "release":
		err := g.change(ctx, g.ReleaseBooth, e.booth)
		g.judge(t, what, err, state == floor.Held)
		if err == nil {
			e.state = floor.Available
		}
	case "share":
		_ = g.share(ctx, e.booth, firm) // refused or not, it must not make a second lead
	case "wait":
		g.clock.Advance(30 * time.Hour)
	}
}

func (g *game) version(t *rapid.T, e *expected) int64 {
	d, err := g.FindBooth.Do(organiser(1), floor.FindBooth{InEdition: inEdition, Booth: e.booth.ID.String()})
	if err != nil {
		t.Fatal(err)
	}
	return d.Version
}

// compare reads the plan and holds it against what must be.
func (g *game) compare(t *rapid.T) {
	plan, err := g.HallPlan.Do(organiser(1), floor.FindHall{InEdition: inEdition, Hall: g.hall.Hall.String()})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Booths) != len(g.booths) {
		t.Fatalf("%d booths on the plan, want %d", len(plan.Booths), len(g.booths))
	}
	for _, b := range plan.Booths {
		var want *expected
		for _, e := range g.booths {
			if e.booth.ID == b.ID {
				want = e
			}
		}
		if want == nil {
			t.Fatalf("booth %s should be gone", b.Code)
		}
		lead := ident.Exhibitor(0)
		if b.Lead != nil {
			lead = b.Lead.ID
		}
		if b.State != g.at(want) || lead != want.lead {
			t.Fatalf("booth %s is %s of %v, want %s of %v", b.Code, b.State, lead, g.at(want), want.lead)
		}
		if b.SharerCount > 0 && lead == 0 {
			t.Fatalf("booth %s is shared by %d without a lead", b.Code, b.SharerCount)
		}
		if b.Corner != g.corner(want) {
			t.Fatalf("booth %s at %+v: corner %v, want %v", b.Code, want.ground, b.Corner, !b.Corner)
		}
		for _, other := range plan.Booths {
			if other.ID != b.ID && other.Outline.Overlaps(b.Outline) {
				t.Fatalf("booths %s and %s overlap", b.Code, other.Code)
			}
		}
	}
}

// corner works out the corner flag of a rectangle by itself: sides are closed at the wall and along another booth.
func (g *game) corner(e *expected) bool {
	r := e.ground
	left, right, top, bottom := r.x > 0, r.x+r.w < 60, r.y > 0, r.y+r.d < 40
	for _, o := range g.booths {
		if o == e {
			continue
		}
		q := o.ground
		if r.y < q.y+q.d && q.y < r.y+r.d {
			left, right = left && q.x+q.w != r.x, right && q.x != r.x+r.w
		}
		if r.x < q.x+q.w && q.x < r.x+r.w {
			top, bottom = top && q.y+q.d != r.y, bottom && q.y != r.y+r.d
		}
	}
	return (left || right) && (top || bottom)
}

// TestRandomMovesKeepThePlanWhole plays random sequences of every change: booths never overlap, nobody but one exhibitor
// leads a booth, corner flags are those of the plan, and each move succeeds exactly when it should.
func TestRandomMovesKeepThePlanWhole(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		games := 0
		rapid.Check(t, func(t *rapid.T) {
			games++
			code := fmt.Sprintf("G%d", games)
			h, err := s.CreateHall.Do(organiser(1), floor.NewHall{InEdition: inEdition, HallFields: floor.HallFields{Code: code, WidthCm: 6000,
				DepthCm: 4000, HeightLimitCm: 650, LoadKgM2: 1500}})
			if err != nil {
				t.Fatal(err)
			}
			g := &game{show: s, hall: floor.OnHall{InEdition: inEdition, Hall: h.ID}, prefix: code}
			for range rapid.IntRange(5, 30).Draw(t, "moves") {
				g.play(t)
			}
			g.compare(t)
		})
	})
}

// TestConcurrentWritersKeepThePlanWhole lets eight organisers move, create and remove in one small corner at once.
func TestConcurrentWritersKeepThePlanWhole(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		s := newShow(t, db)
		race(8, func(i int) error {
			for n := range int64(12) {
				ground := square((int64(i)*5+n*7)%15, (int64(i)*3+n*2)%9)
				b, err := s.CreateBooth.Do(organiser(1), floor.CreateBooth{OnHall: s.onHall(),
					NewBooth: floor.NewBooth{Code: fmt.Sprintf("W%d-%d", i, n), Kind: floor.Standard, Outline: ground}})
				switch {
				case err != nil && keyOf(err) != "expo.booth.overlap":
					return err
				case err != nil:
					continue
				case n%3 == 0:
					_, err = s.RemoveBooth.Do(organiser(1), floor.RemoveBooth{OnBooth: on(b)})
				case n%3 == 1:
					_, err = s.MoveBooth.Do(organiser(1), floor.MoveBooth{OnBooth: on(b), Outline: square((int64(i)*2+n)%15, 4), Version: 1})
				}
				if err != nil && keyOf(err) != "expo.booth.overlap" {
					return err
				}
			}
			return nil
		}, func(error) bool { return false }, t)
		plan, err := s.HallPlan.Do(context.Background(), floor.FindHall{InEdition: inEdition, Hall: "D1"})
		if err != nil || len(plan.Booths) < 5 {
			t.Fatalf("%d booths, %v", len(plan.Booths), err)
		}
		for i, a := range plan.Booths {
			for _, b := range plan.Booths[:i] {
				if a.Outline.Overlaps(b.Outline) {
					t.Errorf("booths %s and %s overlap", a.Code, b.Code)
				}
			}
		}
	})
}
