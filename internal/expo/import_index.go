package expo

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// knownExhibitor is as much of an exhibitor as it takes to know it again.
type knownExhibitor struct {
	ID             ident.Exhibitor
	PavilionID     ident.Pavilion
	ExternalSource string
	ExternalID     string
	Name           text.T
	Country        place.Country
	State          string
	// row is the row of the list at hand that it was last taken from, 0 for none.
	row int
}

type knownCategory struct {
	ExhibitorID ident.Exhibitor
	CategoryID  CategoryKey
}

type chunkArgs struct {
	Edition ident.Edition
	IDs     []ident.Exhibitor `db:"ids"`
}

var (
	everyExhibitor = sqldb.Query[inEdition, knownExhibitor](`
SELECT id, pavilion_id, external_source, external_id, name, country, state FROM expo_exhibitor WHERE edition_id = :edition ORDER BY id`)
	someExhibitors = sqldb.Query[chunkArgs, Exhibitor](`SELECT ` + exhibitorColumns + ` FROM expo_exhibitor
WHERE edition_id = :edition AND id IN (:ids)`)
	someCategories = sqldb.Query[chunkArgs, knownCategory](`
SELECT exhibitor_id, category_id FROM expo_exhibitor_category WHERE edition_id = :edition AND exhibitor_id IN (:ids) ORDER BY category_id`)
)

// exhibitorIndex finds the exhibitors of an edition by what lists say of them, without asking the database for each
// row: about half a kilobyte an exhibitor.
type exhibitorIndex struct {
	source   string
	byKey    map[ident.Exhibitor]*knownExhibitor
	external map[string]*knownExhibitor // of this source
	named    map[string][]*knownExhibitor
	bare     map[string][]*knownExhibitor
	// anyExternal finds by the id in whatever list.
	anyExternal map[string][]*knownExhibitor
}

func loadExhibitors(ctx context.Context, r sqldb.Runner, edition ident.Edition, source string) (*exhibitorIndex, error) {
	x := &exhibitorIndex{source: source, byKey: map[ident.Exhibitor]*knownExhibitor{}, external: map[string]*knownExhibitor{},
		named: map[string][]*knownExhibitor{}, bare: map[string][]*knownExhibitor{}, anyExternal: map[string][]*knownExhibitor{}}
	err := everyExhibitor.Each(ctx, r, inEdition{edition}, func(k knownExhibitor) error { x.add(&k); return nil })
	return x, err
}

func (x *exhibitorIndex) add(k *knownExhibitor) {
	x.byKey[k.ID] = k
	if k.ExternalID != "" {
		x.anyExternal[k.ExternalID] = append(x.anyExternal[k.ExternalID], k)
		if k.ExternalSource == x.source {
			x.external[k.ExternalID] = k
		}
	}
	bare := ""
	for _, n := range foldedList(k.Name) {
		x.named[n] = append(x.named[n], k)
		if b := bareName(n); b != bare {
			x.bare[b] = append(x.bare[b], k)
			bare = b
		}
	}
	k.Name = nil // the folded names are kept by the maps
}

// foldedList returns the folded names of all languages, each once.
func foldedList(t text.T) []string {
	out := make([]string, 0, len(t))
next:
	for _, tag := range t.Tags() {
		n := text.Fold(t[tag].Text)
		if n == "" {
			continue
		}
		for _, o := range out {
			if o == n {
				continue next
			}
		}
		out = append(out, n)
	}
	return out
}

// byName returns the exhibitor of one of the names in the country, one of this list's source before any other; nil
// if there is none. A country that is not stated fits any. With an id in the list, records of the same source that
// have another id are other firms.
func (x *exhibitorIndex) byName(names []string, country place.Country, externalID string) *knownExhibitor {
	var best *knownExhibitor
	rank := 0
	for _, n := range names {
		for _, k := range x.named[n] {
			if k.Country != country && k.Country != "" && country != "" {
				continue
			}
			own := k.ExternalSource == x.source
			if own && externalID != "" && k.ExternalID != "" {
				continue
			}
			r := 1
			if own {
				r += 2
			}
			if k.Country == country {
				r++
			}
			if r > rank {
				best, rank = k, r
			}
		}
	}
	return best
}

// similar returns an exhibitor whose name differs in the legal form alone, nil if there is none.
func (x *exhibitorIndex) similar(names []string, country place.Country, except ident.Exhibitor) *knownExhibitor {
	for _, n := range names {
		for _, k := range x.bare[bareName(n)] {
			if k.ID != except && (k.Country == country || k.Country == "" || country == "") {
				return k
			}
		}
	}
	return nil
}
