package expo_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// stage is a published edition, 17 to 21 September 2025, with a country pavilion, a theme pavilion, a category with a
// branch, ASEAN's members, and four exhibitors.
type stage struct {
	*expo.Operations
	core     *expo.Core
	registry *ops.Registry
	clock    *clock.Fixed
	in       ops.InEdition
	edition  ident.Edition
	vietnam  expo.Pavilion
	ai       expo.Pavilion
	food     expo.Category
	fruit    expo.Category // below food
	// saigon is in Viet Nam's pavilion, hidden too but a draft; nanning and liuzhou are in none.
	saigon, hidden, nanning, liuzhou expo.Exhibitor
}

func newStage(t testing.TB, db *sqldb.DB) *stage {
	t.Helper()
	s := &stage{clock: clock.At(time.Date(2025, 8, 1, 8, 0, 0, 0, time.UTC)), in: ops.InEdition{Edition: "stage"}}
	s.registry = ops.NewRegistry(db, s.clock, ident.NewMaker(s.clock, 1), ops.Limits{})
	s.core = expo.New(s.clock, db.Engine() == sqldb.Postgres)
	s.registry.Edition = s.core.Resolve
	s.Operations = s.core.Register(s.registry)
	store, err := files.Open(t.TempDir())
	must(t, err)
	t.Cleanup(func() { _ = store.Close() }) // a folder handle
	s.core.Files, s.core.Images = store, files.NewImages(files.DefaultBudget)
	e := do(t, s.CreateEdition, s.secretariat(), expo.CreateEdition{Slug: "stage", EditionFields: expo.EditionFields{Name: text.Of("en", "Stage"),
		ShortName: text.Of("en", "Stage"), OpensOn: "2025-09-17", ClosesOn: "2025-09-21", Zone: "Asia/Shanghai", Country: "CN", City: text.Of("en", "Nanning")}})
	s.edition = e.ID
	do(t, s.SetEditionState, s.secretariat(), expo.SetEditionState{InEdition: s.in, State: expo.Published, Version: 1})
	for _, code := range []string{"BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "VN"} {
		do(t, s.AddMembership, s.secretariat(), expo.AddMembership{Grouping: "asean", Country: code, Since: "1999-04-30", Source: "test"})
	}
	do(t, s.AddMembership, s.secretariat(), expo.AddMembership{Grouping: "asean", Country: "TL", Since: "2025-10-26", Source: "test"})
	s.vietnam = do(t, s.CreatePavilion, s.organiser(), expo.CreatePavilion{InEdition: s.in, Code: "vn", Kind: "country", Country: "VN", State: expo.Published,
		PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "Viet Nam")}})
	s.ai = do(t, s.CreatePavilion, s.organiser(), expo.CreatePavilion{InEdition: s.in, Code: "ai", Kind: "theme", Theme: "ai", State: expo.Published,
		PavilionTexts: expo.PavilionTexts{Name: text.Of("en", "AI Pavilion")}})
	s.food = do(t, s.CreateCategory, s.organiser(), expo.CreateCategory{InEdition: s.in, Code: "food", Name: text.Of("en", "Food")})
	s.fruit = do(t, s.CreateCategory, s.organiser(), expo.CreateCategory{InEdition: s.in, Code: "fruit", Parent: s.food.ID, Name: text.Of("en", "Fruit")})
	s.saigon = s.exhibitor(t, "Saigon Fruit", "VN", s.vietnam.ID, expo.Published)
	s.hidden = s.exhibitor(t, "Hidden Foods", "VN", s.vietnam.ID, expo.Draft)
	s.nanning = s.exhibitor(t, "Nanning Cloud", "CN", 0, expo.Published)
	s.liuzhou = s.exhibitor(t, "Liuzhou Robots", "CN", 0, expo.Published)
	return s
}

// onStage runs f on both engines with a stage of its own.
func onStage(t *testing.T, f func(t *testing.T, s *stage)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { f(t, newStage(t, db)) })
}

func (s *stage) exhibitor(t testing.TB, name string, country place.Country, pavilion ident.Pavilion, state string) expo.Exhibitor {
	t.Helper()
	return do(t, s.CreateExhibitor, s.organiser(), expo.CreateExhibitor{InEdition: s.in, Pavilion: pavilion, State: state,
		ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", name), Country: country}})
}

// goods returns plain goods; edit changes them.
func goods(name string, edit ...func(*expo.ProductFields)) expo.ProductFields {
	f := expo.ProductFields{Kind: expo.Goods, Name: text.Of("en", name)}
	for _, e := range edit {
		e(&f)
	}
	return f
}

func service(name string, edit ...func(*expo.ProductFields)) expo.ProductFields {
	return goods(name, append([]func(*expo.ProductFields){func(f *expo.ProductFields) { f.Kind = expo.Service }}, edit...)...)
}

// product creates a published product of an exhibitor.
func (s *stage) product(t testing.TB, of expo.Exhibitor, f expo.ProductFields) expo.Product {
	t.Helper()
	return do(t, s.CreateProduct, s.organiser(), expo.CreateProduct{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: of.ID}, ProductFields: f, State: expo.Published})
}

// gi enters a name with one register entry for each status.
func (s *stage) gi(t testing.TB, name string, statuses ...string) expo.GI {
	t.Helper()
	g := do(t, s.CreateGI, s.secretariat(), expo.CreateGI{GIFields: expo.GIFields{NameOriginal: name, NameLatin: name, Country: "VN", ProductClass: "fruit"}})
	for _, status := range statuses {
		do(t, s.AddGIEntry, s.secretariat(), expo.AddGIEntry{GI: g.ID, GIEntryFields: expo.GIEntryFields{Register: "Register of " + status, Status: status, Source: "test"}})
	}
	return g
}

// authorise lets an exhibitor use a name, without end.
func (s *stage) authorise(t testing.TB, g expo.GI, e expo.Exhibitor) {
	t.Helper()
	do(t, s.AuthoriseGI, s.organiser(), expo.AuthoriseGI{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: e.ID}, GI: g.ID, GIUserFields: expo.GIUserFields{Document: "doc"}})
}

func as(account ident.Account, grants ...ops.Grant) context.Context {
	return ops.With(context.Background(), ops.Caller{Actor: ops.Actor{Account: account, Grants: grants}})
}

func (s *stage) secretariat() context.Context { return as(1, ops.Grant{Role: ops.Organiser}) }

func (s *stage) organiser() context.Context {
	return as(2, ops.Grant{Role: ops.Organiser, Edition: s.edition})
}

func (s *stage) pavilionOrganiser(p expo.Pavilion) context.Context {
	return as(3, ops.Grant{Role: ops.PavilionOrganiser, Edition: s.edition, Pavilion: p.ID})
}

func (s *stage) admin(e expo.Exhibitor) context.Context {
	return as(4, ops.Grant{Role: ops.ExhibitorAdmin, Edition: s.edition, Exhibitor: e.ID})
}

func (s *stage) staff(e expo.Exhibitor) context.Context {
	return as(5, ops.Grant{Role: ops.ExhibitorStaff, Edition: s.edition, Exhibitor: e.ID})
}

func (s *stage) visitor() context.Context {
	return as(6, ops.Grant{Role: ops.Visitor, Edition: s.edition})
}

func nobody() context.Context { return context.Background() }

// do runs an operation that must succeed.
func do[In, Out any](t testing.TB, o *ops.Op[In, Out], ctx context.Context, in In) Out {
	t.Helper()
	out, err := o.Do(ctx, in)
	if err != nil {
		t.Fatalf("%s: %v", o.Name, err)
	}
	return out
}

// refuses fails unless the operation is refused with the kind and, as its first problem, the field and key.
func refuses[In, Out any](t testing.TB, o *ops.Op[In, Out], ctx context.Context, in In, kind fault.Kind, field, key string) {
	t.Helper()
	_, err := o.Do(ctx, in)
	e := fault.As(err)
	if e == nil || e.Kind != kind || len(e.Problems) == 0 || e.Problems[0].Field != field || e.Problems[0].Key != key {
		t.Errorf("%s: got %v, want %v %s:%s", o.Name, err, kind, field, key)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// drawn returns a PNG of one colour.
func drawn(t testing.TB, width, height int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		r, g, b, a := c.RGBA()
		m.Pix[i] = [4]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)}[i%4]
	}
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	return b.Bytes()
}
