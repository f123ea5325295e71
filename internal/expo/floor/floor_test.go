package floor_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

const edition ident.Edition = 5

var inEdition = ops.InEdition{Edition: "test"}

// show is an edition with a hall of 60 x 40 m (6.5 m high, 4.5 m at the wall), two pavilions and some exhibitors.
type show struct {
	*floor.Operations
	db       *sqldb.DB
	registry *ops.Registry
	clock    *clock.Fixed
	hall     floor.Hall
	// bulk runs a function in a write of the organiser's.
	bulk *ops.Op[bulkInput, int]
	run  func(context.Context, *ops.Writing) error
}

type bulkInput struct{ ops.InEdition }

const (
	vietnam ident.Pavilion = 71
	laos    ident.Pavilion = 72
	// An exhibitor of each pavilion, two without pavilion, one withdrawn, one not yet published.
	saigon    ident.Exhibitor = 81
	hanoi     ident.Exhibitor = 82
	vientiane ident.Exhibitor = 83
	nanning   ident.Exhibitor = 84
	liuzhou   ident.Exhibitor = 85
	gone      ident.Exhibitor = 86
	draft     ident.Exhibitor = 87
)

func newShow(t testing.TB, db *sqldb.DB) *show {
	t.Helper()
	s := &show{db: db, clock: clock.At(time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC))}
	s.registry = ops.NewRegistry(db, s.clock, ident.NewMaker(s.clock, 1), ops.Limits{})
	s.registry.Edition = func(_ context.Context, _ sqldb.Runner, ref string) (ops.EditionState, error) {
		if ref != "test" {
			return ops.EditionState{}, fault.NewNotFound("fault.edition-not-found", "edition", ref)
		}
		return ops.EditionState{ID: edition, Public: true}, nil
	}
	s.Operations = floor.Register(s.registry)
	s.bulk = ops.Write(s.registry, ops.Meta{Name: "test.bulk.run", Doc: "Runs a function.", Roles: []ops.Role{ops.Organiser},
		Route: "POST /editions/{edition}/bulk", Example: "{}"},
		func(ctx context.Context, tx *ops.Writing, _ bulkInput) (int, error) { return 0, s.run(ctx, tx) })
	fill(t, db)
	ctx := organiser(1)
	if _, err := s.UpdateVenue.Do(ctx, floor.UpdateVenue{InEdition: inEdition,
		VenueFields: floor.VenueFields{Name: text.Of("en", "Centre"), Country: "CN"}}); err != nil {
		t.Fatal(err)
	}
	s.hall = s.newHall(t, "D1")
	return s
}

func (s *show) newHall(t testing.TB, code string) floor.Hall {
	t.Helper()
	h, err := s.CreateHall.Do(organiser(1), floor.NewHall{InEdition: inEdition, HallFields: floor.HallFields{Code: code, WidthCm: 6000,
		DepthCm: 4000, HeightLimitCm: 650, WallHeightLimitCm: 450, LoadKgM2: 1500}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// fill writes what package expo owns.
func fill(t testing.TB, db *sqldb.DB) {
	t.Helper()
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		for id, code := range map[ident.Pavilion]string{vietnam: "vn", laos: "la"} {
			if _, err := insertPavilion.Do(ctx, tx, pavilionRow{int64(id), code}); err != nil {
				return err
			}
		}
		for _, e := range []exhibitorRow{
			{int64(saigon), int64(vietnam), "Saigon Coffee", "VN", "published"}, {int64(hanoi), int64(vietnam), "Hanoi Rice", "VN", "published"},
			{int64(vientiane), int64(laos), "Vientiane Silk", "LA", "published"}, {int64(nanning), 0, "Nanning Tools", "CN", "published"},
			{int64(liuzhou), 0, "Liuzhou Motors", "CN", "published"}, {int64(gone), 0, "Gone Trading", "CN", "withdrawn"},
			{int64(draft), 0, "Draft Foods", "CN", "draft"}} {
			if _, err := insertExhibitor.Do(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

type pavilionRow struct {
	ID   int64
	Code string
}

type exhibitorRow struct {
	ID, Pavilion         int64
	Name, Country, State string
}

var (
	insertPavilion = sqldb.Exec[pavilionRow](`
INSERT INTO expo_pavilion (edition_id, id, code, kind, country, theme, name, intro, position, state, source, version, created_at, updated_at)
VALUES (5, :id, :code, 'country', '', '', '{}', '{}', 0, 'published', '', 1, 0, 0)`)
	insertExhibitor = sqldb.Exec[exhibitorRow](`
INSERT INTO expo_exhibitor (edition_id, id, pavilion_id, organisation_id, external_source, external_id, name, name_norm, sort_name, country,
city, website, email, phone, profile, founded, employees, logo, first_time, sample, source, state, version, created_at, updated_at)
VALUES (5, :id, :pavilion, 0, '', '', '"' || CAST(:name AS TEXT) || '"', lower(CAST(:name AS TEXT)), lower(CAST(:name AS TEXT)), :country,
'', '', '', '', '{}', 0, 0, '', false, true, '', :state, 1, 0, 0)`)
)

func caller(account ident.Account, grants ...ops.Grant) context.Context {
	return ops.With(context.Background(), ops.Caller{Actor: ops.Actor{Account: account, Grants: grants}})
}

func organiser(account ident.Account) context.Context {
	return caller(account, ops.Grant{Role: ops.Organiser, Edition: edition})
}

func pavilionOrganiser(account ident.Account, p ident.Pavilion) context.Context {
	return caller(account, ops.Grant{Role: ops.PavilionOrganiser, Edition: edition, Pavilion: p})
}

// square is a 3 x 3 m outline whose corner next to the origin is x, y metres away from it.
func square(x, y int64) place.Polygon { return rectangle(x, y, 3, 3) }

func rectangle(x, y, width, depth int64) place.Polygon {
	return place.Rectangle(place.Point{X: x * 100, Y: y * 100}, width*100, depth*100)
}

func (s *show) onHall() floor.OnHall { return floor.OnHall{InEdition: inEdition, Hall: s.hall.ID} }

func on(b floor.Booth) floor.OnBooth { return floor.OnBooth{InEdition: inEdition, Booth: b.ID} }

// booth creates a standard booth, of a pavilion if p is not 0.
func (s *show) booth(t testing.TB, code string, x, y int64, p ident.Pavilion) floor.Booth {
	t.Helper()
	b, err := s.CreateBooth.Do(organiser(1), floor.CreateBooth{OnHall: s.onHall(),
		NewBooth: floor.NewBooth{Code: code, Kind: floor.Standard, Outline: square(x, y), Pavilion: p}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (s *show) find(t testing.TB, ctx context.Context, b floor.Booth) floor.BoothDetail {
	t.Helper()
	d, err := s.FindBooth.Do(ctx, floor.FindBooth{InEdition: inEdition, Booth: b.ID.String()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (s *show) write(f func(context.Context, *ops.Writing) error) error {
	s.run = f
	_, err := s.bulk.Do(organiser(1), bulkInput{inEdition})
	return err
}

// refused fails unless err has the kind and its first problem the key; it returns the problem.
func refused(t testing.TB, err error, kind fault.Kind, key string) fault.Problem {
	t.Helper()
	e := fault.As(err)
	if e == nil || e.Kind != kind || len(e.Problems) == 0 || e.Problems[0].Key != key {
		t.Errorf("got %v, want %v %s", err, kind, key)
		return fault.Problem{}
	}
	return e.Problems[0]
}

func TestEveryStatementPreparesOnBothEngines(t *testing.T) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for _, err := range sqldb.PrepareAll(context.Background(), db) {
			t.Error(err)
		}
	})
}

func TestEveryOperationHasItsWords(t *testing.T) {
	t.Parallel()
	s := newShow(t, sqldbtest.SQLite(t))
	words, err := i18n.New(floor.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	en := words.Locale("en")
	for _, err := range s.registry.Check(func(key string) bool { return key == "op.test.bulk.run" || en.T(key) != fmt.Sprintf("⟦%s⟧", key) }) {
		t.Error(err)
	}
}

// TestEveryRefusalHasItsWords finds the message keys in the package's own code and asks the catalogue for each.
func TestEveryRefusalHasItsWords(t *testing.T) {
	t.Parallel()
	words, err := i18n.New(floor.Catalogue())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"(expo\.(?:venue|hall|area|booth)\.[a-z-]+)"`)
	found := 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(b), -1) {
			if m[1] == "expo.booth.expire" { // the name of the job in the ledger
				continue
			}
			found++
			if words.Locale("en").T(m[1]) == "⟦"+m[1]+"⟧" {
				t.Errorf("%s: no message %s", name, m[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d keys found: the pattern no longer fits the code", found)
	}
}
