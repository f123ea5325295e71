package expo_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// fair is an edition into which lists are imported.
type fair struct {
	*expo.Operations
	floor    *floor.Operations
	db       *sqldb.DB
	edition  expo.Edition
	in       ops.InEdition
	hall     floor.Hall
	vn, la   expo.Pavilion
	registry *ops.Registry
}

func newFair(t testing.TB, db *sqldb.DB) *fair {
	t.Helper()
	c := clock.At(time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC))
	f := &fair{db: db, in: ops.InEdition{Edition: "fair"}}
	f.registry = ops.NewRegistry(db, c, ident.NewMaker(c, 1), ops.Limits{})
	core := expo.New(c, false)
	f.registry.Edition = core.Resolve
	f.Operations, f.floor = core.Register(f.registry), floor.Register(f.registry)
	root := ops.With(context.Background(), ops.Caller{Actor: ops.Actor{Account: 1, Grants: []ops.Grant{{Role: ops.Organiser}}}, Surface: "cli"})
	var err error
	f.edition, err = f.CreateEdition.Do(root, expo.CreateEdition{Slug: "fair", EditionFields: expo.EditionFields{Name: text.Of("en", "Fair"),
		ShortName: text.Of("en", "Fair"), OpensOn: "2025-09-17", ClosesOn: "2025-09-21", Zone: "Asia/Shanghai", Country: "CN", City: text.Of("en", "Nanning")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = f.floor.UpdateVenue.Do(root, floor.UpdateVenue{InEdition: f.in, VenueFields: floor.VenueFields{Name: text.Of("en", "Centre"), Country: "CN"}}); err != nil {
		t.Fatal(err)
	}
	f.hall, err = f.floor.CreateHall.Do(root, floor.NewHall{InEdition: f.in, HallFields: floor.HallFields{Code: "26", WidthCm: 6000, DepthCm: 4000, HeightLimitCm: 650, LoadKgM2: 1500}})
	if err != nil {
		t.Fatal(err)
	}
	if f.vn, err = f.CreatePavilion.Do(root, expo.CreatePavilion{InEdition: f.in, Code: "vn", Kind: "country", Country: "VN", PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "Viet Nam")}}); err != nil {
		t.Fatal(err)
	}
	if f.la, err = f.CreatePavilion.Do(root, expo.CreatePavilion{InEdition: f.in, Code: "la", Kind: "country", Country: "LA", PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "Lao PDR")}}); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fair) as(key string, grants ...ops.Grant) context.Context {
	return ops.With(context.Background(), ops.Caller{Actor: ops.Actor{Account: 7, Grants: grants}, Surface: "api", Key: key})
}

func (f *fair) organiser() context.Context {
	return f.as("", ops.Grant{Role: ops.Organiser, Edition: f.edition.ID})
}

func (f *fair) list(file, data string) expo.RunImport {
	return expo.RunImport{InEdition: f.in, Kind: expo.Exhibitors, FileName: file, Data: []byte(data)}
}

func (f *fair) take(t testing.TB, in expo.RunImport) expo.ImportReport {
	t.Helper()
	r, err := f.RunImport.Do(f.organiser(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows counts the rows of every table, by name.
func rows(t testing.TB, db *sqldb.DB) map[string]int64 {
	t.Helper()
	golden, err := os.ReadFile(filepath.Join("..", "..", "migrations", "schema.golden.sql"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int64{}
	for _, line := range strings.Split(string(golden), "\n") {
		rest, ok := strings.CutPrefix(line, "CREATE TABLE ")
		if !ok {
			continue
		}
		name := strings.Trim(strings.Fields(rest)[0], `"(`)
		q := sqldb.Query[sqldb.None, int64](`SELECT count(*) FROM ` + name)
		err := db.Read(context.Background(), func(r *sqldb.Read) error {
			n, err := q.One(context.Background(), r, sqldb.None{})
			out[name] = n
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if len(out) < 20 || out["expo_edition"] == 0 {
		t.Fatalf("counted %d tables", len(out))
	}
	return out
}

func (f *fair) exhibitors(t testing.TB) []expo.Exhibitor {
	t.Helper()
	page, err := f.ListExhibitors.Do(f.organiser(), expo.ListExhibitors{InEdition: f.in, State: "all", Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	var out []expo.Exhibitor
	for _, e := range page.Items {
		v, err := f.FindExhibitor.Do(f.organiser(), expo.FindExhibitor{InEdition: f.in, Exhibitor: e.ID})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v.Exhibitor)
	}
	return out
}

func keys(remarks []expo.Remark) string {
	var out []string
	for _, m := range remarks {
		out = append(out, strings.TrimPrefix(m.Field+":"+m.Key, ":"))
	}
	return strings.Join(out, " ")
}

func (f *fair) booth(t testing.TB, code string, pavilion ident.Pavilion) floor.Booth {
	t.Helper()
	have, err := f.floor.ListBooths.Do(f.organiser(), floor.ListBooths{InEdition: f.in})
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.floor.CreateBooth.Do(f.organiser(), floor.CreateBooth{OnHall: floor.OnHall{InEdition: f.in, Hall: f.hall.ID}, NewBooth: floor.NewBooth{
		Code: code, Kind: floor.Standard, Outline: place.Rectangle(place.Point{X: 600 + 600*have.Total, Y: 600}, 300, 300), Pavilion: pavilion}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
