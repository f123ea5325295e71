package demo

import (
	"io/fs"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// Data is everything the files hold. Nothing in it may be changed.
type Data struct {
	// Editions are in order of their number; the first is the demo edition.
	Editions      []EditionFacts
	Halls         []Hall
	Pavilions     []Pavilion
	Relations     []Relation
	Memberships   []Membership
	Organisations []Organisation
	// Indications group the register entries: several entries of one name and country are one indication.
	Indications []Indication
	HS          []HSLine
	Services    []ServiceLine
	Units       []Unit
	// Categories hold both levels, each parent before its children.
	Categories  []Category
	Information []Information
	Countries   []Country
	Archetypes  []Archetype
	// Offers are what sources say the real organisations showed.
	Offers  []Offer
	phrases map[string]text.T
	parts   map[string]companyParts
	plan    []place
}

// Load reads the embedded files. It fails only when a file is malformed, which a test rules out; the error is Invalid
// and names file, line and rule.
func Load() (*Data, error) { return load(files) }

func load(source fs.FS) (*Data, error) {
	w, err := readWords(source)
	if err != nil {
		return nil, err
	}
	d := &Data{phrases: map[string]text.T{}}
	steps := []func(fs.FS, words) error{
		d.loadCategories, d.loadEditions, d.loadHalls, d.loadPavilions, d.loadRelations, d.loadOrganisations,
		d.loadIndications, d.loadNomenclature, d.loadInformation, d.loadCountries, d.loadArchetypes,
	}
	for _, step := range steps {
		if err := step(source, w); err != nil {
			return nil, err
		}
	}
	const prefix = "phrases."
	for key, t := range w {
		if len(key) > len(prefix) && key[:len(prefix)] == prefix {
			d.phrases[key[len(prefix):]] = t
		}
	}
	return d, nil
}

// set stores the rows of a table, or passes the error on.
func set[T any](to *[]T, t *table, err error, f func(r row) T) error {
	if err != nil {
		return err
	}
	*to, err = each(t, f)
	return err
}
