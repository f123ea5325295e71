package expo

import (
	"context"
	"slices"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// exhibitorImport takes the rows of a list of exhibitors.
//
// A row is known again by key, by the list's own id, by name and country in a list of the same source, and by name and
// country in the edition; a match of the last kind is a duplicate, which is proposed and not merged. An empty cell and
// an absent column leave a field as it is, so a list never blanks what is known.
type exhibitorImport struct {
	run        *importing
	index      *exhibitorIndex
	categories *importedCategories
	pavilions  map[string]ident.Pavilion
	stands     *standImport
	check      func(*ExhibitorFields) error
	// full and had hold what is stored of the exhibitors that the rows at hand name.
	full map[ident.Exhibitor]Exhibitor
	had  map[ident.Exhibitor][]CategoryKey
}

func newExhibitorImport(ctx context.Context, run *importing) (*exhibitorImport, error) {
	x := &exhibitorImport{run: run, check: ops.Checker[ExhibitorFields]()}
	var err error
	if x.index, err = loadExhibitors(ctx, run.tx, run.tx.Edition, run.in.Source); err != nil {
		return nil, err
	}
	if x.categories, err = newImportedCategories(ctx, run, "categories"); err != nil {
		return nil, err
	}
	if x.pavilions, err = pavilionCodes(ctx, run); err != nil {
		return nil, err
	}
	x.stands, err = newStandImport(ctx, run)
	return x, err
}

type pavilionCode struct {
	ID   ident.Pavilion
	Code string
}

var everyPavilionCode = sqldb.Query[inEdition, pavilionCode](`SELECT id, code FROM expo_pavilion WHERE edition_id = :edition ORDER BY id`)

// pavilionCodes returns the pavilions by folded code, if the list has a column for them.
func pavilionCodes(ctx context.Context, run *importing) (map[string]ident.Pavilion, error) {
	by := map[string]ident.Pavilion{}
	if _, ok := run.mapping.Columns["pavilion"]; !ok {
		return by, nil
	}
	return by, everyPavilionCode.Each(ctx, run.tx, inEdition{run.tx.Edition}, func(p pavilionCode) error {
		by[text.Fold(p.Code)] = p.ID
		return nil
	})
}

// exhibitorCells is what a row says that its exhibitor is known by.
type exhibitorCells struct {
	*importRow
	name    text.T
	names   []string // folded
	country place.Country
	id      string
	key     ident.Exhibitor
}

func (x *exhibitorImport) take(ctx context.Context, rows []*importRow) error {
	list := make([]exhibitorCells, len(rows))
	var ids []ident.Exhibitor
	for i, r := range rows {
		list[i] = x.read(r)
		if k, _ := x.find(&list[i]); k != nil {
			ids = append(ids, k.ID)
		}
	}
	if err := x.load(ctx, ids); err != nil {
		return err
	}
	for i := range list {
		if err := x.one(ctx, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (x *exhibitorImport) finish(ctx context.Context) error { return x.stands.settle(ctx) }

// load reads what is stored of some exhibitors.
func (x *exhibitorImport) load(ctx context.Context, ids []ident.Exhibitor) error {
	x.full, x.had = map[ident.Exhibitor]Exhibitor{}, map[ident.Exhibitor][]CategoryKey{}
	if len(ids) == 0 {
		return nil
	}
	a := chunkArgs{x.run.tx.Edition, ids}
	if err := someExhibitors.Each(ctx, x.run.tx, a, func(e Exhibitor) error { x.full[e.ID] = e; return nil }); err != nil {
		return err
	}
	return someCategories.Each(ctx, x.run.tx, a, func(k knownCategory) error {
		x.had[k.ExhibitorID] = append(x.had[k.ExhibitorID], k.CategoryID)
		return nil
	})
}

// read takes from a row what its exhibitor is known by.
func (x *exhibitorImport) read(r *importRow) exhibitorCells {
	c := exhibitorCells{importRow: r, name: r.texts(nil, "name", oneLine), id: r.cell("external_id")}
	c.names = foldedList(c.name)
	c.v.Name = cut(c.name.Words(x.run.tx.Language))
	if country := r.cell("country"); country != "" {
		var ok bool
		if c.country, ok = place.ParseCountry(country); !ok {
			r.refuse(fault.NewProblem("country", "expo.import.country-unknown", "text", cut(country)))
		}
	}
	if key := r.cell("key"); key != "" {
		if err := c.key.UnmarshalText([]byte(key)); err != nil || x.index.byKey[c.key] == nil {
			c.key = 0
			r.noteNew("key", "expo.import.key-unknown", "key", cut(key))
		}
	}
	if len([]rune(c.id)) > 100 {
		r.refuse(fault.NewProblem("external_id", "fault.too-long", "max", 100))
	}
	return c
}

// find returns the exhibitor of the row, nil if it is new. other says that only the name tells, and that the record
// came from another source: the row may be a duplicate.
func (x *exhibitorImport) find(c *exhibitorCells) (k *knownExhibitor, other bool) {
	if k = x.index.byKey[c.key]; k != nil {
		return k, false
	}
	if c.id != "" {
		if k = x.index.external[c.id]; k != nil {
			return k, false
		}
	}
	k = x.index.byName(c.names, c.country, c.id)
	return k, k != nil && k.ExternalSource != x.run.in.Source
}

// one judges and writes one row.
func (x *exhibitorImport) one(ctx context.Context, c *exhibitorCells) error {
	if c.v.Verdict != "" {
		return nil
	}
	k, other := x.find(c)
	if other && x.run.in.Duplicates != "create" {
		x.propose(c, k, duplicateOf(k.ExternalSource))
		return nil
	}
	if k == nil || other {
		return x.create(ctx, c)
	}
	if !x.covers(k) {
		c.refuse(fault.NewProblem("", "expo.import.foreign"))
		return nil
	}
	old, ok := x.full[k.ID]
	if !ok {
		var err error
		if old, err = exhibitorByID(ctx, x.run.tx, x.run.tx.Edition, k.ID); err != nil {
			return err
		}
		if x.had[k.ID], err = categoriesOf(ctx, x.run.tx, x.run.tx.Edition, k.ID); err != nil {
			return err
		}
	}
	return x.change(ctx, c, k, old)
}

func (x *exhibitorImport) covers(k *knownExhibitor) bool {
	return x.run.tx.Covers(ops.Owner{Pavilion: k.PavilionID, Exhibitor: k.ID}, pavilions...)
}

// propose reports a row that looks like a record and writes nothing. Whoever may not work on that record hears of it
// only what the public sees.
func (x *exhibitorImport) propose(c *exhibitorCells, k *knownExhibitor, why fault.Problem) {
	object := ""
	if k.State == Published || x.covers(k) {
		object = k.ID.String()
	}
	c.duplicate(object, why)
}

func (x *exhibitorImport) create(ctx context.Context, c *exhibitorCells) error {
	e := Exhibitor{PavilionID: x.run.in.Pavilion, ExternalSource: x.run.in.Source, ExternalID: c.id, State: x.run.in.State}
	e = x.fill(c, e)
	if ok, err := x.fits(c, &e); !ok {
		return err
	}
	categories, err := x.categories.read(ctx, c.importRow)
	if err != nil {
		return err
	}
	if e, err = x.run.core.AddExhibitor(ctx, x.run.tx, e, categories); err != nil {
		return err
	}
	c.v.Verdict, c.v.Object = RowCreated, e.ID.String()
	if k := x.index.similar(c.names, c.country, e.ID); k != nil {
		if k.row > 0 {
			c.noteNew("name", "expo.import.similar-row", "row", k.row)
		} else if x.covers(k) {
			c.noteNew("name", "expo.import.similar", "key", k.ID.String())
		}
	}
	x.index.add(&knownExhibitor{ID: e.ID, PavilionID: e.PavilionID, ExternalSource: e.ExternalSource, ExternalID: e.ExternalID,
		Name: e.Name, Country: e.Country, State: e.State, row: c.v.Row})
	x.stands.wish(c.importRow, e.ID, e.State)
	return nil
}

// change writes what a row changes of a record. A second row of one file about the same firm changes nothing: lists
// that name a firm once for each stand agree with themselves, and where they do not, a person must decide.
func (x *exhibitorImport) change(ctx context.Context, c *exhibitorCells, k *knownExhibitor, old Exhibitor) error {
	e := x.fill(c, old)
	if c.id != "" && e.ExternalID == "" && e.ExternalSource == x.run.in.Source {
		e.ExternalID = c.id
	}
	if ok, err := x.fits(c, &e); !ok {
		return err
	}
	changes := ledger.Diff(&old, &e)
	if k.row != 0 {
		if len(changes) > 0 {
			x.propose(c, k, fault.NewProblem("name", "expo.import.repeated", "row", k.row))
		} else {
			c.v.Verdict, c.v.Object = RowUnchanged, k.ID.String()
			x.stands.wish(c.importRow, k.ID, old.State)
		}
		return nil
	}
	k.row = c.v.Row
	x.stands.wish(c.importRow, k.ID, old.State)
	categories, err := x.categories.read(ctx, c.importRow)
	if err != nil {
		return err
	}
	if len(categories) > 0 && sameCategories(x.had[k.ID], categories) {
		categories = nil
	}
	c.v.Object = k.ID.String()
	if len(changes) == 0 && len(categories) == 0 {
		c.v.Verdict = RowUnchanged
		return nil
	}
	if len(categories) > 0 {
		changes = append(changes, ledger.Change{Field: "categories", From: x.had[k.ID], To: categories})
	} else {
		categories = nil
	}
	if e.PavilionID != old.PavilionID {
		if err := floor.MayJoin(ctx, x.run.tx, k.ID, e.PavilionID); err != nil {
			return c.refuseError(err)
		}
	}
	if _, err := x.run.core.ChangeExhibitor(ctx, x.run.tx, old, e, categories); err != nil {
		return err
	}
	c.v.Verdict, c.v.Changes = RowChanged, changes
	k.Country, k.PavilionID, k.ExternalID = e.Country, e.PavilionID, e.ExternalID
	return nil
}

func sameCategories(a, b []CategoryKey) bool {
	if len(a) != len(b) {
		return false
	}
	for _, k := range a {
		if !slices.Contains(b, k) {
			return false
		}
	}
	return true
}

// fill puts what the row states into an exhibitor.
func (x *exhibitorImport) fill(c *exhibitorCells, e Exhibitor) Exhibitor {
	for _, tag := range c.name.Tags() {
		e.Name = setWords(e.Name, tag, c.name[tag].Text)
	}
	if c.country != "" {
		e.Country = c.country
	}
	x.contact(c, &e)
	if s := oneLine(c.cell("city")); s != "" {
		e.City = s
	}
	e.Profile = c.texts(e.Profile, "profile", func(s string) string { return s })
	c.count("founded", &e.Founded)
	c.count("employees", &e.Employees)
	c.yes("first_time", &e.FirstTime)
	if code := c.cell("pavilion"); code != "" {
		p, ok := x.pavilions[text.Fold(code)]
		switch {
		case !ok:
			c.refuse(fault.NewProblem("pavilion", "expo.import.pavilion-unknown", "code", cut(code)))
		case p != e.PavilionID && !x.run.tx.Covers(ops.Owner{}, ops.Organiser):
			c.refuse(fault.NewProblem("pavilion", "expo.import.pavilion-foreign", "code", cut(code)))
		default:
			e.PavilionID = p
		}
	}
	return e
}

// contact reads website, e-mail and telephone, of which lists often hold several: the first is taken.
func (x *exhibitorImport) contact(c *exhibitorCells, e *Exhibitor) {
	first := func(field string) string {
		s, more := firstOf(c.cell(field))
		if more {
			c.noteNew(field, "expo.import.first-of-many", "text", cut(s))
		}
		return stated(s)
	}
	if s := first("website"); s != "" {
		site, p := parseWebsite(s)
		if p != nil {
			c.refuse(*p)
		} else if site != e.Website+"/" && site+"/" != e.Website {
			e.Website = site
		}
	}
	if s := first("email"); s != "" {
		e.Email = s
	}
	if s := oneLine(first("phone")); s != "" {
		e.Phone = s
	}
}

// fits applies the rules of the form to a row; false means that the row is refused.
func (x *exhibitorImport) fits(c *exhibitorCells, e *Exhibitor) (bool, error) {
	if err := x.check(&e.ExhibitorFields); err != nil {
		return false, c.refuseError(err)
	}
	return c.v.Verdict == "", nil
}
