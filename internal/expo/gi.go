package expo

import (
	"context"
	"errors"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

type giPrefix struct{}

func (giPrefix) Prefix() string { return "gi" }

// GIKey is the key of a geographical indication.
type GIKey = ident.Of[giPrefix]

type giEntryPrefix struct{}

func (giEntryPrefix) Prefix() string { return "gie" }

// GIEntryKey is the key of an entry in a register.
type GIEntryKey = ident.Of[giEntryPrefix]

// GI is a geographical indication: a name that belongs to goods of a place, such as Pu'er tea. It outlives editions.
// A name is not a product, and a name may stand in several registers: names, entries and products are counted apart.
type GI struct {
	ID GIKey `json:"id"`
	GIFields
}

// GIFields are what is stated of a geographical indication.
type GIFields struct {
	// NameOriginal is the protected name in its own script; unique within the country.
	NameOriginal string `json:"name_original" check:"required,max=200" doc:"Protected name in its own script: 平谷大桃."`
	NameLatin    string `json:"name_latin" check:"required,max=200" doc:"The name in Latin letters: Pinggu Da Tao."`
	// Names are translations for readers, without legal meaning.
	Names        text.T        `json:"names" check:"max=200" doc:"What to call it in other languages."`
	Country      place.Country `json:"country" check:"required,pattern=country" doc:"ISO 3166-1 alpha-2 code of the country of the place."`
	Territory    text.T        `json:"territory" check:"max=500" doc:"The place the name belongs to."`
	Product      text.T        `json:"product" check:"max=300" doc:"What is sold under the name: peach."`
	ProductClass string        `json:"product_class" check:"max=80" doc:"Class of the product: fruit, tea, rice, handicraft."`
	Control      string        `json:"control" check:"max=300" doc:"Body that controls the use of the name."`
}

// GIEntry is one entry of a name in one register.
type GIEntry struct {
	ID   GIEntryKey `json:"id"`
	GIID GIKey      `json:"gi" db:"gi_id"`
	GIEntryFields
}

// GIEntryFields are what a register says of a name.
type GIEntryFields struct {
	Register string `json:"register" check:"required,max=120" doc:"Name of the register: EU/UK PDO, Thailand DIP."`
	Number   string `json:"number" check:"max=80" doc:"Number in the register."`
	Class    string `json:"class" check:"max=80" doc:"Class in the register."`
	Status   string `json:"status" check:"required,enum=applied|published|registered|protected|ended" doc:"applied, published, registered, protected or ended."`
	// StatusWords repeat the register's own words where Status is a reading of them.
	StatusWords string `json:"status_words" check:"max=120" doc:"Status in the register's own words."`
	// Dated is the date of the status as known: 2011-05-11, 2011-05 or 2011.
	Dated      string `json:"dated" check:"max=40" doc:"Date of the status: 2011-05-11, 2011-05 or 2011."`
	Source     string `json:"source" check:"required,max=300" doc:"Where this is stated."`
	Confidence string `json:"confidence" check:"max=40" doc:"How sure the statement is: sourced, inferred."`
}

type giRow struct {
	GI
	NameNorm string
	SortName string
	Now      clock.Micros
}

func (g GI) asRow(now clock.Micros) giRow {
	norm := text.Fold(g.NameOriginal) + "\n" + text.Fold(g.NameLatin) + "\n" + foldedNames(g.Names)
	return giRow{g, norm, sortName(text.Of("en", g.NameLatin)), now}
}

type giArgs struct {
	ID    GIKey
	Entry GIEntryKey
	Now   clock.Micros
}

type giEntryRow struct {
	GIEntry
	Now clock.Micros
}

const (
	giColumns      = `g.id, g.name_original, g.name_latin, g.names, g.country, g.territory, g.product, g.product_class, g.control`
	giEntryColumns = `id, gi_id, register, number, class, status, status_words, dated, source, confidence`
)

var (
	findGIRow = sqldb.Query[giArgs, GI](`SELECT ` + giColumns + ` FROM expo_gi g WHERE g.edition_id = 0 AND g.id = :id`)
	insertGI  = sqldb.Exec[giRow](`
INSERT INTO expo_gi (edition_id, id, name_original, name_latin, names, name_norm, sort_name, country, territory, product, product_class, control, created_at, updated_at)
VALUES (0, :id, :name_original, :name_latin, :names, :name_norm, :sort_name, :country, :territory, :product, :product_class, :control, :now, :now)
ON CONFLICT DO NOTHING`)
	giWithName = sqldb.Query[GI, GIKey](`SELECT id FROM expo_gi
WHERE edition_id = 0 AND country = :country AND name_original = :name_original AND id <> :id`)
	updateGIRow = sqldb.Exec[giRow](`
UPDATE expo_gi SET name_original = :name_original, name_latin = :name_latin, names = :names, name_norm = :name_norm, sort_name = :sort_name,
  country = :country, territory = :territory, product = :product, product_class = :product_class, control = :control, updated_at = :now
WHERE edition_id = 0 AND id = :id`)
	entriesOfGI = sqldb.Query[giArgs, GIEntry](`SELECT ` + giEntryColumns + ` FROM expo_gi_entry
WHERE edition_id = 0 AND gi_id = :id ORDER BY register, dated, id`)
	insertGIEntry = sqldb.Exec[giEntryRow](`
INSERT INTO expo_gi_entry (edition_id, id, gi_id, register, number, class, status, status_words, dated, source, confidence, created_at, updated_at)
VALUES (0, :id, :gi_id, :register, :number, :class, :status, :status_words, :dated, :source, :confidence, :now, :now)`)
	deleteGIEntry = sqldb.Exec[giArgs](`DELETE FROM expo_gi_entry WHERE edition_id = 0 AND id = :entry`)
)

func giByID(ctx context.Context, r sqldb.Runner, id GIKey) (GI, error) {
	g, err := findGIRow.One(ctx, r, giArgs{ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return g, fault.NewNotFound("expo.gi.not-found")
	}
	return g, err
}

// CreateGI is the input of expo.gi.create.
type CreateGI struct {
	GIFields
}

func (c *Core) createGI(ctx context.Context, tx *ops.Writing, in CreateGI) (GI, error) {
	return c.AddGI(ctx, tx, in.GIFields)
}

// AddGI enters a name, for the operation and the seed; tx must be a write of edition 0. Errors: Conflict if the country
// has the name already.
func (c *Core) AddGI(ctx context.Context, tx *ops.Writing, f GIFields) (GI, error) {
	if err := f.check(); err != nil {
		return GI{}, err
	}
	g := GI{ident.New[giPrefix](tx.IDs), f}
	n, err := insertGI.Do(ctx, tx.Tx, g.asRow(tx.Now))
	if err == nil && n == 0 {
		err = fault.NewConflict("name_original", "expo.gi.name-taken", "name", f.NameOriginal)
	}
	if err != nil {
		return GI{}, err
	}
	tx.Record("gi", g.ID, ledger.Created, ledger.Diff(nil, &g))
	return g, nil
}

func (f *GIFields) check() error {
	if !f.Country.Valid() {
		return fault.NewInvalid("country", "expo.country-unknown", "code", string(f.Country))
	}
	if strings.TrimSpace(f.NameOriginal) == "" {
		return fault.NewInvalid("name_original", "fault.required")
	}
	return nil
}

// UpdateGI is the input of expo.gi.update.
type UpdateGI struct {
	GI GIKey `json:"gi" check:"required" doc:"Key of the geographical indication, gi_…."`
	GIFields
}

func (c *Core) updateGI(ctx context.Context, tx *ops.Writing, in UpdateGI) (GI, error) {
	if err := in.check(); err != nil {
		return GI{}, err
	}
	old, err := giByID(ctx, tx, in.GI)
	if err != nil {
		return GI{}, err
	}
	g := GI{in.GI, in.GIFields}
	changes := ledger.Diff(&old, &g)
	if len(changes) == 0 {
		return old, nil
	}
	if _, err := giWithName.One(ctx, tx, g); err == nil {
		return GI{}, fault.NewConflict("name_original", "expo.gi.name-taken", "name", g.NameOriginal)
	} else if !errors.Is(err, sqldb.ErrNone) {
		return GI{}, err
	}
	if _, err := updateGIRow.Do(ctx, tx.Tx, g.asRow(tx.Now)); err != nil {
		return GI{}, err
	}
	tx.Record("gi", g.ID, ledger.Updated, changes)
	return g, nil
}

// AddGIEntry is the input of expo.gi-entry.create.
type AddGIEntry struct {
	GI GIKey `json:"gi" check:"required" doc:"Key of the geographical indication, gi_…."`
	GIEntryFields
}

func (c *Core) addGIEntry(ctx context.Context, tx *ops.Writing, in AddGIEntry) (GIEntry, error) {
	if _, err := giByID(ctx, tx, in.GI); err != nil {
		return GIEntry{}, err
	}
	return c.PutGIEntry(ctx, tx, in.GI, in.GIEntryFields)
}

// PutGIEntry enters what a register says of an existing name, for the operation and the seed; tx must be a write of
// edition 0.
func (c *Core) PutGIEntry(ctx context.Context, tx *ops.Writing, gi GIKey, f GIEntryFields) (GIEntry, error) {
	e := GIEntry{ident.New[giEntryPrefix](tx.IDs), gi, f}
	if _, err := insertGIEntry.Do(ctx, tx.Tx, giEntryRow{e, tx.Now}); err != nil {
		return GIEntry{}, err
	}
	tx.Record("gi-entry", e.ID, ledger.Created, ledger.Diff(nil, &e))
	return e, nil
}

// RemoveGIEntry is the input of expo.gi-entry.remove.
type RemoveGIEntry struct {
	Entry GIEntryKey `json:"entry" check:"required" doc:"Key of the register entry, gie_…."`
}

func (c *Core) removeGIEntry(ctx context.Context, tx *ops.Writing, in RemoveGIEntry) (Done, error) {
	n, err := deleteGIEntry.Do(ctx, tx.Tx, giArgs{Entry: in.Entry})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.gi-entry.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("gi-entry", in.Entry, ledger.Deleted, nil)
	return Done{}, nil
}
