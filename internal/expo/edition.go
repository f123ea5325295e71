package expo

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// The states of an edition. A draft is seen only by those with a role in it; an archived one can no longer change.
const (
	Draft     = "draft"
	Published = "published"
	Archived  = "archived"
	Withdrawn = "withdrawn"
)

// Edition is one holding of the expo.
type Edition struct {
	ID ident.Edition `json:"id"`
	// Slug names the edition in addresses: "caexpo-22".
	Slug      string `json:"slug"`
	Name      text.T `json:"name"`
	ShortName text.T `json:"short_name"`
	Theme     text.T `json:"theme"`
	About     text.T `json:"about"`
	// OpensOn and ClosesOn are the first and last day at the venue.
	OpensOn  clock.Date `json:"opens_on"`
	ClosesOn clock.Date `json:"closes_on"`
	// Zone is the venue's IANA time zone.
	Zone    string `json:"zone"`
	Country string `json:"country"`
	City    text.T `json:"city"`
	State   string `json:"state"`
	// Sample says that the edition holds sample data, so pages say so.
	Sample  bool  `json:"sample"`
	Version int64 `json:"version"`
}

// Location returns the venue's zone, UTC if it is not known.
func (e *Edition) Location() *time.Location {
	l, err := time.LoadLocation(e.Zone)
	if err != nil {
		return time.UTC
	}
	return l
}

type editionRef struct{ ID ident.Edition }

type editionRow struct {
	Edition
	Now clock.Micros
}

const editionColumns = `id, slug, name, short_name, theme, about, opens_on, closes_on, zone, country, city, state, sample, version`

var (
	editionByRef = sqldb.Query[editionRef, Edition](`SELECT ` + editionColumns + ` FROM expo_edition
WHERE edition_id = 0 AND id = :id`)
	allEditions = sqldb.Query[editionRef, Edition](`SELECT ` + editionColumns + ` FROM expo_edition
WHERE edition_id = 0 ORDER BY opens_on DESC, id`)
	insertEdition = sqldb.Exec[editionRow](`
INSERT INTO expo_edition (edition_id, id, slug, name, short_name, theme, about, opens_on, closes_on, zone, country, city, state, sample, version, created_at, updated_at)
VALUES (0, :id, :slug, :name, :short_name, :theme, :about, :opens_on, :closes_on, :zone, :country, :city, :state, :sample, 1, :now, :now)
ON CONFLICT (edition_id, slug) DO NOTHING`)
	updateEdition = sqldb.Exec[editionRow](`
UPDATE expo_edition SET name = :name, short_name = :short_name, theme = :theme, about = :about, opens_on = :opens_on,
closes_on = :closes_on, zone = :zone, country = :country, city = :city, state = :state, version = version + 1, updated_at = :now
WHERE edition_id = 0 AND id = :id AND version = :version`)
)

// editionCache remembers the editions by slug and key for as long as their registry does not change: it is asked on
// every call. On PostgreSQL other nodes write too, so the cache lives one second there.
type editionCache struct {
	entries atomic.Pointer[editionCacheEntries]
}

// forget is called after each commit of a change. It leaves a value of its own, so that what a reader read who began
// before the commit never replaces it.
func (k *editionCache) forget() { k.entries.Store(&editionCacheEntries{}) }

// editionCacheEntries are the editions as they were read; by is nil from a change to the next reader.
type editionCacheEntries struct {
	by    map[string]Edition
	until clock.Micros
}

// Resolve finds an edition for the operation pipeline.
func (c *Core) Resolve(ctx context.Context, r sqldb.Runner, ref string) (ops.EditionState, error) {
	e, err := c.cachedEdition(ctx, r, ref)
	return ops.EditionState{ID: e.ID, Public: e.State != Draft}, err
}

// Header returns an edition's own record for the frame of pages, without asking the database again. A draft is a
// NotFound for those without a role in it.
func (c *Core) Header(ctx context.Context, db *sqldb.DB, ref string) (Edition, error) {
	var e Edition
	err := db.Read(ctx, func(r *sqldb.Read) (err error) { e, err = c.cachedEdition(ctx, r, ref); return err })
	if err == nil && e.State == Draft && !ops.From(ctx).Actor.InEdition(e.ID) {
		err = fault.NewNotFound("fault.edition-not-found", "edition", ref)
	}
	return e, err
}

func (c *Core) cachedEdition(ctx context.Context, r sqldb.Runner, ref string) (Edition, error) {
	now := clock.Of(c.clock.Now())
	was := c.editions.entries.Load()
	got := was
	if got == nil || got.by == nil || got.until != 0 && got.until < now {
		list, err := allEditions.All(ctx, r, editionRef{})
		if err != nil {
			return Edition{}, err
		}
		got = &editionCacheEntries{by: make(map[string]Edition, 2*len(list))}
		for _, e := range list {
			got.by[e.Slug], got.by[e.ID.String()] = e, e
		}
		if c.sharedDatabase {
			got.until = now + 1_000_000
		}
		if _, ok := r.(*sqldb.Tx); !ok { // what a transaction sees may yet be undone
			c.editions.entries.CompareAndSwap(was, got)
		}
	}
	e, ok := got.by[ref]
	if !ok {
		return Edition{}, fault.NewNotFound("fault.edition-not-found", "edition", ref)
	}
	return e, nil
}

// FindEdition is the input of expo.edition.find.
type FindEdition struct {
	ops.InEdition
}

// EditionView is an edition with its days, phases, relations and counts.
type EditionView struct {
	Edition
	Days      []Day      `json:"days"`
	Phases    []Phase    `json:"phases"`
	Relations []Relation `json:"relations"`
}

func (c *Core) findEdition(ctx context.Context, q *ops.Reading, in FindEdition) (EditionView, error) {
	e, err := editionByRef.One(ctx, q, editionRef{ID: q.Edition})
	if err != nil {
		return EditionView{}, err
	}
	v := EditionView{Edition: e}
	if v.Days, err = daysOf.All(ctx, q, inEdition{q.Edition}); err != nil {
		return v, err
	}
	if v.Phases, err = phasesOf.All(ctx, q, inEdition{q.Edition}); err != nil {
		return v, err
	}
	v.Relations, err = relationsOf.All(ctx, q, inEdition{q.Edition})
	return v, err
}

// ListEditions is the input of expo.edition.list.
type ListEditions struct{}

// EditionList is the editions that the caller may see, newest first.
type EditionList struct {
	Items []Edition `json:"items"`
}

func (c *Core) listEditions(ctx context.Context, q *ops.Reading, _ ListEditions) (EditionList, error) {
	all, err := allEditions.All(ctx, q, editionRef{})
	out := EditionList{Items: []Edition{}}
	for _, e := range all {
		if e.State != Draft || q.Actor.InEdition(e.ID) {
			out.Items = append(out.Items, e)
		}
	}
	return out, err
}

// EditionFields are what a secretariat states of an edition.
type EditionFields struct {
	Name      text.T     `json:"name" check:"required,max=200" doc:"Full name by language."`
	ShortName text.T     `json:"short_name" check:"required,max=60" doc:"Name for narrow places."`
	Theme     text.T     `json:"theme" check:"max=400" doc:"Theme of this edition."`
	About     text.T     `json:"about" check:"max=5000" doc:"What the edition is, one or two paragraphs."`
	OpensOn   clock.Date `json:"opens_on" check:"required" doc:"First day at the venue."`
	ClosesOn  clock.Date `json:"closes_on" check:"required" doc:"Last day at the venue."`
	Zone      string     `json:"zone" check:"required,max=64" doc:"IANA time zone of the venue, Asia/Shanghai."`
	Country   string     `json:"country" check:"required,pattern=country" doc:"ISO 3166-1 alpha-2 code of the venue's country."`
	City      text.T     `json:"city" check:"required,max=100" doc:"City of the venue."`
}

// check applies the rules that involve more than one field.
func (f *EditionFields) check() error {
	var l fault.List
	if f.ClosesOn < f.OpensOn {
		l.Add("closes_on", "expo.edition.closes-before-opening")
	}
	if f.ClosesOn > f.OpensOn.AddDays(60) {
		l.Add("closes_on", "expo.edition.too-long", "max", 60)
	}
	if _, err := time.LoadLocation(f.Zone); err != nil {
		l.Add("zone", "expo.edition.zone-unknown", "zone", f.Zone)
	}
	return l.Err()
}

func (f *EditionFields) apply(e *Edition) {
	e.Name, e.ShortName, e.Theme, e.About = f.Name, f.ShortName, f.Theme, f.About
	e.OpensOn, e.ClosesOn, e.Zone, e.Country, e.City = f.OpensOn, f.ClosesOn, f.Zone, f.Country, f.City
}

// reservedSlugs are first path segments that the program uses itself.
var reservedSlugs = map[string]bool{"api": true, "assets": true, "sign-in": true, "sign-out": true, "account": true, "gallery": true,
	"link": true, "files": true, "mcp": true, "healthz": true, "readyz": true, "metrics": true, "about": true, "desk": true, "languages": true}

// CreateEdition is the input of expo.edition.create.
type CreateEdition struct {
	Slug string `json:"slug" check:"required,max=40,pattern=slug" doc:"Name in addresses, lower case: caexpo-23."`
	EditionFields
	Sample bool `json:"sample" doc:"Pages say that the data is sample data."`
}

func (c *Core) createEdition(ctx context.Context, tx *ops.Writing, in CreateEdition) (Edition, error) {
	if reservedSlugs[in.Slug] || len(in.Slug) < 3 {
		return Edition{}, fault.NewInvalid("slug", "expo.edition.slug-reserved", "slug", in.Slug)
	}
	if err := in.check(); err != nil {
		return Edition{}, err
	}
	e := Edition{ID: ident.Edition(tx.IDs.Next()), Slug: in.Slug, State: Draft, Sample: in.Sample, Version: 1}
	in.apply(&e)
	n, err := insertEdition.Do(ctx, tx.Tx, editionRow{e, tx.Now})
	if err != nil {
		return Edition{}, err
	}
	if n == 0 {
		return Edition{}, fault.NewConflict("slug", "expo.edition.slug-taken", "slug", in.Slug)
	}
	if err := alignDays(ctx, tx, &e); err != nil {
		return Edition{}, err
	}
	tx.Record("edition", e.ID, ledger.Created, ledger.Diff(nil, &e))
	tx.AfterCommit(c.editions.forget)
	return e, nil
}

// UpdateEdition is the input of expo.edition.update. The days follow the dates: a new day is a trade day.
type UpdateEdition struct {
	ops.InEdition
	EditionFields
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updateEdition(ctx context.Context, tx *ops.Writing, in UpdateEdition) (Edition, error) {
	if err := in.check(); err != nil {
		return Edition{}, err
	}
	return c.changeEdition(ctx, tx, in.Version, func(e *Edition) error { in.apply(e); return nil })
}

// SetEditionState is the input of expo.edition.publish and its like.
type SetEditionState struct {
	ops.InEdition
	State   string `json:"state" check:"required,enum=draft|published|archived" doc:"draft, published or archived."`
	Version int64  `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) setEditionState(ctx context.Context, tx *ops.Writing, in SetEditionState) (Edition, error) {
	return c.changeEdition(ctx, tx, in.Version, func(e *Edition) error { e.State = in.State; return nil })
}

func (c *Core) changeEdition(ctx context.Context, tx *ops.Writing, version int64, change func(*Edition) error) (Edition, error) {
	old, err := editionByRef.One(ctx, tx, editionRef{ID: tx.Edition})
	if err != nil {
		return Edition{}, err
	}
	e := old
	e.Version = version
	if err := change(&e); err != nil {
		return Edition{}, err
	}
	n, err := updateEdition.Do(ctx, tx.Tx, editionRow{e, tx.Now})
	if err != nil {
		return Edition{}, err
	}
	if n == 0 {
		return Edition{}, fault.NewConflict("", "fault.stale")
	}
	e.Version++
	if old.OpensOn != e.OpensOn || old.ClosesOn != e.ClosesOn {
		if err := alignDays(ctx, tx, &e); err != nil {
			return Edition{}, err
		}
	}
	changes := ledger.Diff(&old, &e)
	tx.Record("edition", e.ID, ledger.Updated, changes)
	tx.AfterCommit(c.editions.forget)
	return e, nil
}

// EditionName names an edition in a language, for letters and menus.
func EditionName(ctx context.Context, r sqldb.Runner, edition ident.Edition, language string) (string, error) {
	if edition == 0 {
		return "", fault.NewNotFound("fault.edition-not-found", "edition", "")
	}
	e, err := editionByRef.One(ctx, r, editionRef{ID: edition})
	if errors.Is(err, sqldb.ErrNone) {
		return "", fault.NewNotFound("fault.edition-not-found", "edition", edition.String())
	}
	return e.ShortName.Words(language), err
}
