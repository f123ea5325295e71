package expo

import (
	"context"
	"errors"
	"slices"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Pavilion is a part of the expo with an organiser of its own: a country's, or a theme's such as the AI Pavilion.
type Pavilion struct {
	ID ident.Pavilion `json:"id"`
	// Code names the pavilion in addresses and imports: "vn", "ai".
	Code string `json:"code"`
	Kind string `json:"kind"` // "country" or "theme"
	// Country is the ISO 3166-1 alpha-2 code of a country pavilion, "" for a theme.
	Country string `json:"country"`
	// Theme is the theme's short name of a theme pavilion: "ai", "agriculture", "cities-of-charm".
	Theme    string `json:"theme"`
	Name     text.T `json:"name"`
	Intro    text.T `json:"intro"`
	Position int64  `json:"position"`
	State    string `json:"state"` // "draft" or "published"
	Source   string `json:"source"`
	Version  int64  `json:"version"`
}

type pavilionRow struct {
	EditionID ident.Edition
	Pavilion
	Now clock.Micros
}

type pavilionArgs struct {
	Edition ident.Edition
	ID      ident.Pavilion
}

// PavilionCount is a pavilion with what stands in it.
type PavilionCount struct {
	Pavilion
	Exhibitors     int64      `json:"exhibitors"`
	Products       int64      `json:"products"`
	Demonstrations int64      `json:"demonstrations"`
	Halls          []HallName `json:"halls" db:"-"`
}

type pavilionContent struct {
	PavilionID ident.Pavilion
	What       string
	N          int64
}

// HallName names a hall in which a pavilion stands.
type HallName struct {
	PavilionID ident.Pavilion `json:"-"`
	Code       string         `json:"code"`
	Name       text.T         `json:"name"`
}

const pavilionColumns = `id, code, kind, country, theme, name, intro, position, state, source, version`

var (
	findPavilionRow = sqldb.Query[pavilionArgs, Pavilion](`SELECT ` + pavilionColumns + ` FROM expo_pavilion
WHERE edition_id = :edition AND id = :id`)
	pavilionsOf = sqldb.Query[pavilionArgs, Pavilion](`SELECT ` + pavilionColumns + ` FROM expo_pavilion
WHERE edition_id = :edition ORDER BY position, id`)
	// What stands in the pavilions, counted over published records in one pass over each table.
	countInPavilions = sqldb.Query[inEdition, pavilionContent](`
SELECT pavilion_id, 'exhibitors' AS what, count(*) AS n FROM expo_exhibitor
WHERE edition_id = :edition AND state = 'published' GROUP BY pavilion_id
UNION ALL SELECT e.pavilion_id, 'products' AS what, count(*) AS n FROM expo_exhibitor e
JOIN expo_product o ON o.edition_id = e.edition_id AND o.exhibitor_id = e.id
WHERE e.edition_id = :edition AND e.state = 'published' AND o.state = 'published' GROUP BY e.pavilion_id
UNION ALL SELECT d.pavilion_id, 'demonstrations' AS what, count(*) AS n FROM expo_demonstration d
JOIN expo_exhibitor e ON e.edition_id = d.edition_id AND e.id = d.exhibitor_id
WHERE d.edition_id = :edition AND d.state = 'published' AND e.state = 'published' GROUP BY d.pavilion_id`)
	pavilionHalls = sqldb.Query[inEdition, HallName](`
SELECT ph.pavilion_id, h.code, h.name FROM expo_pavilion_hall ph
JOIN expo_hall h ON h.edition_id = ph.edition_id AND h.id = ph.hall_id
WHERE ph.edition_id = :edition ORDER BY h.position, h.id`)
	insertPavilion = sqldb.Exec[pavilionRow](`
INSERT INTO expo_pavilion (edition_id, id, code, kind, country, theme, name, intro, position, state, source, version, created_at, updated_at)
VALUES (:edition_id, :id, :code, :kind, :country, :theme, :name, :intro, :position, :state, :source, 1, :now, :now)
ON CONFLICT (edition_id, code) DO NOTHING`)
	updatePavilionRow = sqldb.Exec[pavilionRow](`
UPDATE expo_pavilion SET name = :name, intro = :intro, position = :position, state = :state, source = :source,
version = version + 1, updated_at = :now WHERE edition_id = :edition_id AND id = :id AND version = :version`)
)

type pavilionHallRow struct {
	EditionID  ident.Edition
	ID         int64
	PavilionID ident.Pavilion
	HallID     int64
	HallCode   string
	Now        clock.Micros
}

var (
	hallsOfPavilion = sqldb.Query[pavilionArgs, string](`SELECT h.code FROM expo_pavilion_hall ph
JOIN expo_hall h ON h.edition_id = ph.edition_id AND h.id = ph.hall_id
WHERE ph.edition_id = :edition AND ph.pavilion_id = :id ORDER BY h.code`)
	dropPavilionHalls  = sqldb.Exec[pavilionHallRow](`DELETE FROM expo_pavilion_hall WHERE edition_id = :edition_id AND pavilion_id = :pavilion_id`)
	insertPavilionHall = sqldb.Exec[pavilionHallRow](`
INSERT INTO expo_pavilion_hall (edition_id, id, pavilion_id, hall_id, created_at, updated_at)
SELECT edition_id, CAST(:id AS BIGINT), CAST(:pavilion_id AS BIGINT), id, CAST(:now AS BIGINT), CAST(:now AS BIGINT)
FROM expo_hall WHERE edition_id = :edition_id AND code = :hall_code`)
)

// OnPavilion is embedded by inputs that name a pavilion, by key.
type OnPavilion struct {
	Pavilion ident.Pavilion `json:"pavilion" check:"required" doc:"Key of the pavilion, pav_…."`
}

// Owner is the pavilion itself.
func (in OnPavilion) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	if _, err := pavilionByID(ctx, r, edition, in.Pavilion); err != nil {
		return ops.Owner{}, err
	}
	return ops.Owner{Pavilion: in.Pavilion}, nil
}

func pavilionByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id ident.Pavilion) (Pavilion, error) {
	if id == 0 {
		return Pavilion{}, fault.NewNotFound("expo.pavilion.not-found")
	}
	p, err := findPavilionRow.One(ctx, r, pavilionArgs{Edition: edition, ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return Pavilion{}, fault.NewNotFound("expo.pavilion.not-found")
	}
	return p, err
}

// ListPavilions is the input of expo.pavilion.list.
type ListPavilions struct {
	ops.InEdition
	Kind string `json:"kind" check:"enum=country|theme" doc:"country or theme; empty for both."`
}

// PavilionList is the pavilions in the order of the plan.
type PavilionList struct {
	Items []PavilionCount `json:"items"`
}

// working are the roles that may see what is not yet published of an object they cover.
var working = []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin, ops.ExhibitorStaff}

// seenBy reports whether the caller may know of the pavilion: everybody once it is published.
func (p *Pavilion) seenBy(q *ops.Reading) bool {
	return p.State == Published || q.Covers(ops.Owner{Pavilion: p.ID}, working...)
}

func (c *Core) listPavilions(ctx context.Context, q *ops.Reading, in ListPavilions) (PavilionList, error) {
	all, err := c.allPavilions(ctx, q)
	out := PavilionList{Items: []PavilionCount{}}
	for _, p := range all {
		if p.seenBy(q) && (in.Kind == "" || p.Kind == in.Kind) {
			out.Items = append(out.Items, p)
		}
	}
	return out, err
}

// allPavilions returns every pavilion of the edition with halls and counts, drafts too, read once a change.
func (c *Core) allPavilions(ctx context.Context, q *ops.Reading) ([]PavilionCount, error) {
	return c.pavilions.get(ctx, q, false, readPavilions)
}

func readPavilions(ctx context.Context, q *ops.Reading) ([]PavilionCount, error) {
	rows, err := pavilionsOf.All(ctx, q, pavilionArgs{Edition: q.Edition})
	if err != nil {
		return nil, err
	}
	out := make([]PavilionCount, len(rows))
	at := make(map[ident.Pavilion]*PavilionCount, len(rows))
	for i, p := range rows {
		out[i] = PavilionCount{Pavilion: p, Halls: []HallName{}}
		at[p.ID] = &out[i]
	}
	counts, err := countInPavilions.All(ctx, q, inEdition{q.Edition})
	if err != nil {
		return nil, err
	}
	for _, n := range counts {
		p := at[n.PavilionID]
		switch {
		case p == nil: // of no pavilion
		case n.What == "exhibitors":
			p.Exhibitors = n.N
		case n.What == "products":
			p.Products = n.N
		default:
			p.Demonstrations = n.N
		}
	}
	halls, err := pavilionHalls.All(ctx, q, inEdition{q.Edition})
	for _, h := range halls {
		if p := at[h.PavilionID]; p != nil {
			p.Halls = append(p.Halls, h)
		}
	}
	return out, err
}

// FindPavilion is the input of expo.pavilion.find.
type FindPavilion struct {
	ops.InEdition
	Pavilion string `json:"pavilion" check:"required,max=64" doc:"Code (vn, ai) or key (pav_…) of the pavilion."`
}

func (c *Core) findPavilion(ctx context.Context, q *ops.Reading, in FindPavilion) (PavilionCount, error) {
	all, err := c.allPavilions(ctx, q)
	if err != nil {
		return PavilionCount{}, err
	}
	for _, p := range all {
		if p.Code != in.Pavilion && p.ID.String() != in.Pavilion {
			continue
		}
		if p.seenBy(q) {
			return p, nil
		}
	}
	return PavilionCount{}, fault.NewNotFound("expo.pavilion.not-found")
}

// PavilionTexts are what a pavilion's own organiser may change.
type PavilionTexts struct {
	Name  text.T `json:"name" check:"required,max=200" doc:"Name by language."`
	Intro text.T `json:"intro" check:"max=3000" doc:"Introduction by language."`
}

// CreatePavilion is the input of expo.pavilion.create.
type CreatePavilion struct {
	ops.InEdition
	Code    string `json:"code" check:"required,max=40,pattern=slug" doc:"Short name in addresses and imports."`
	Kind    string `json:"kind" check:"required,enum=country|theme" doc:"country or theme."`
	Country string `json:"country" check:"pattern=country" doc:"ISO 3166-1 alpha-2 code, for a country pavilion."`
	Theme   string `json:"theme" check:"max=40,pattern=slug" doc:"Short name of the theme, for a theme pavilion."`
	PavilionTexts
	Position int64    `json:"position" check:"min=0,max=10000" doc:"Place in lists."`
	Halls    []string `json:"halls" check:"max=40" doc:"Codes of the halls it stands in."`
	State    string   `json:"state" check:"enum=draft|published" doc:"draft (default) or published."`
	Source   string   `json:"source" check:"max=300" doc:"Where this is stated."`
}

func (c *Core) createPavilion(ctx context.Context, tx *ops.Writing, in CreatePavilion) (Pavilion, error) {
	return c.PutPavilion(ctx, tx, in)
}

// PutPavilion creates a pavilion, for the operation and the seed.
func (c *Core) PutPavilion(ctx context.Context, tx *ops.Writing, in CreatePavilion) (Pavilion, error) {
	if in.Kind == "country" && in.Country == "" {
		return Pavilion{}, fault.NewInvalid("country", "fault.required")
	}
	if in.Kind == "theme" && in.Theme == "" {
		return Pavilion{}, fault.NewInvalid("theme", "fault.required")
	}
	if in.State == "" {
		in.State = Draft
	}
	p := Pavilion{ident.Pavilion(tx.IDs.Next()), in.Code, in.Kind, in.Country, in.Theme, in.Name, in.Intro, in.Position, in.State, in.Source, 1}
	n, err := insertPavilion.Do(ctx, tx.Tx, pavilionRow{tx.Edition, p, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("code", "expo.pavilion.code-taken", "code", in.Code)
	}
	if err != nil {
		return Pavilion{}, err
	}
	halls, err := setPavilionHalls(ctx, tx, p.ID, in.Halls)
	if err != nil {
		return Pavilion{}, err
	}
	tx.Record("pavilion", p.ID, ledger.Created, append(ledger.Diff(nil, &p), halls...))
	return p, nil
}

// setPavilionHalls makes the named halls, each once, those in which a pavilion stands, and says what that changed. An
// unknown code is an Invalid.
func setPavilionHalls(ctx context.Context, tx *ops.Writing, id ident.Pavilion, halls []string) ([]ledger.Change, error) {
	had, err := hallsOfPavilion.All(ctx, tx, pavilionArgs{tx.Edition, id})
	if err != nil {
		return nil, err
	}
	want := slices.Compact(slices.Sorted(slices.Values(halls)))
	if slices.Equal(had, want) {
		return nil, nil
	}
	if _, err := dropPavilionHalls.Do(ctx, tx.Tx, pavilionHallRow{EditionID: tx.Edition, PavilionID: id}); err != nil {
		return nil, err
	}
	for _, code := range want {
		n, err := insertPavilionHall.Do(ctx, tx.Tx, pavilionHallRow{tx.Edition, tx.IDs.Next(), id, 0, code, tx.Now})
		if err == nil && n == 0 {
			err = fault.NewInvalid("halls", "expo.hall.code-unknown", "code", code)
		}
		if err != nil {
			return nil, err
		}
	}
	return []ledger.Change{{Field: "halls", From: had, To: want}}, nil
}

// UpdatePavilion is the input of expo.pavilion.update: the organiser's own fields.
type UpdatePavilion struct {
	ops.InEdition
	Pavilion ident.Pavilion `json:"pavilion" check:"required" doc:"Key of the pavilion, pav_…."`
	PavilionTexts
	Position int64    `json:"position" check:"min=0,max=10000" doc:"Place in lists."`
	Halls    []string `json:"halls" check:"max=40" doc:"Codes of the halls it stands in."`
	State    string   `json:"state" check:"required,enum=draft|published" doc:"draft or published."`
	Version  int64    `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) updatePavilion(ctx context.Context, tx *ops.Writing, in UpdatePavilion) (Pavilion, error) {
	return changePavilion(ctx, tx, in.Pavilion, in.Version, func(p *Pavilion) ([]ledger.Change, error) {
		p.Name, p.Intro, p.Position, p.State = in.Name, in.Intro, in.Position, in.State
		return setPavilionHalls(ctx, tx, p.ID, in.Halls)
	})
}

// DescribePavilion is the input of expo.pavilion.describe: the texts, which the pavilion's own organiser may change.
type DescribePavilion struct {
	ops.InEdition
	OnPavilion
	PavilionTexts
	Version int64 `json:"version" check:"required,min=1" doc:"Version that was read; an older one is refused."`
}

func (c *Core) describePavilion(ctx context.Context, tx *ops.Writing, in DescribePavilion) (Pavilion, error) {
	return changePavilion(ctx, tx, in.Pavilion, in.Version, func(p *Pavilion) ([]ledger.Change, error) {
		p.Name, p.Intro = in.Name, in.Intro
		return nil, nil
	})
}

// changePavilion writes what change makes of a pavilion, and nothing if it makes nothing. change returns what it changed
// in other tables.
func changePavilion(ctx context.Context, tx *ops.Writing, id ident.Pavilion, version int64, change func(*Pavilion) ([]ledger.Change, error)) (Pavilion, error) {
	old, err := pavilionByID(ctx, tx, tx.Edition, id)
	if err != nil {
		return Pavilion{}, err
	}
	if version != old.Version {
		return Pavilion{}, fault.NewConflict("", "fault.stale")
	}
	p := old
	more, err := change(&p)
	if err != nil {
		return Pavilion{}, err
	}
	changes := append(ledger.Diff(&old, &p), more...)
	if len(changes) == 0 {
		return old, nil
	}
	n, err := updatePavilionRow.Do(ctx, tx.Tx, pavilionRow{tx.Edition, p, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("", "fault.stale")
	}
	if err != nil {
		return Pavilion{}, err
	}
	p.Version++
	tx.Record("pavilion", p.ID, ledger.Updated, changes)
	return p, nil
}
