package demo

import (
	"io/fs"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// Country is one the generator places exhibitors from.
type Country struct {
	Key string
	// Group is "china", "asean" or "world".
	Group string
	// Language is the language of company names and profiles beside English.
	Language string
	// Currency is the ISO 4217 code of the sample prices; Legal the form that ends a Latin company name.
	Currency, Legal string
	Cities          []pair
	NameEn, NameZh  string
}

// Archetype is a kind of good or service from which sample products are made.
type Archetype struct {
	Key string
	// Kind is "goods" (Code is an HS 2022 subheading) or "service" (Code is a CPC 2.1 subclass).
	Kind, Code, Category, Unit string
	// PriceLow and PriceHigh bound the price of one unit, in US cents.
	PriceLow, PriceHigh int
	// MOQLow and MOQHigh bound the minimum order in units.
	MOQLow, MOQHigh int
	// Shape names the drawing of package demo/drawing.
	Shape        string
	Certificates []string
	// Origins are the countries it plausibly comes from; "*" stands for any country outside China and ASEAN.
	Origins []string
	// Name has English and Chinese always, other languages where we are sure of the word.
	Name text.T
}

// Offer is a good or service that a source says a real organisation showed or runs.
type Offer struct {
	Organisation, Kind, Code, Category, NameEn, NameZh, Source string
}

// pair is a name in Latin letters and in the local script.
type pair struct{ Latin, Local string }

// companyParts are the blocks of fictional names of one country.
type companyParts struct {
	pattern       string
	spaced        bool
	first, second []pair
	given, family []pair
	familyFirst   bool
}

// place is one line of the plan: how many exhibitors of a country stand in a pavilion.
type place struct {
	pavilion, country string
	full, small       int
}

// pairs reads "Latin=local;Latin=local"; without "=" both are the same.
func (r row) pairs(column string) []pair {
	var out []pair
	for _, s := range strings.Split(r.must(column), ";") {
		latin, local, ok := strings.Cut(s, "=")
		if !ok {
			local = latin
		}
		if latin == "" || local == "" {
			r.fail("half a pair in " + column)
		}
		out = append(out, pair{latin, local})
	}
	return out
}

func (d *Data) loadCountries(source fs.FS, _ words) error {
	t, err := readTable(source, "data/countries.tsv", "key", "group", "language", "currency", "legal", "cities", "en", "zh")
	if err := set(&d.Countries, t, err, func(r row) Country {
		return Country{Key: r.must("key"), Group: r.oneOf("group", "china", "asean", "world"),
			Language: r.oneOf("language", text.Languages...), Currency: r.must("currency"), Legal: r.must("legal"),
			Cities: r.pairs("cities"), NameEn: r.must("en"), NameZh: r.must("zh")}
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/companies.tsv", "key", "pattern", "joiner", "first", "second", "given", "family", "family_first")
	if err != nil {
		return err
	}
	d.parts = map[string]companyParts{}
	for _, r := range t.rows {
		d.parts[r.must("key")] = companyParts{pattern: r.must("pattern"), spaced: r.oneOf("joiner", "space", "none") == "space",
			first: r.pairs("first"), second: r.pairs("second"), given: r.pairs("given"), family: r.pairs("family"),
			familyFirst: r.yes("family_first")}
		if *r.err != nil {
			return *r.err
		}
	}
	return d.loadPlan(source)
}

func (d *Data) loadPlan(source fs.FS) error {
	t, err := readTable(source, "data/plan.tsv", "pavilion", "country", "full", "small")
	pavilions := map[string]bool{}
	for _, p := range d.Pavilions {
		pavilions[p.Key] = true
	}
	if err := set(&d.plan, t, err, func(r row) place {
		p := place{pavilion: r.must("pavilion"), country: r.must("country"), full: r.integer("full"), small: r.integer("small")}
		if !pavilions[p.pavilion] {
			r.fail("no pavilion " + p.pavilion)
		}
		return p
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/organisation_offers.tsv", "organisation", "kind", "code", "category", "name_en", "name_zh", "source")
	return set(&d.Offers, t, err, func(r row) Offer {
		return Offer{Organisation: r.must("organisation"), Kind: r.oneOf("kind", "goods", "service"), Code: r.must("code"),
			Category: r.must("category"), NameEn: r.must("name_en"), NameZh: r.optional("name_zh"), Source: r.must("source")}
	})
}

func (d *Data) loadArchetypes(source fs.FS, _ words) error {
	columns := append([]string{"key", "kind", "code", "category", "unit", "price_low", "price_high", "moq_low", "moq_high",
		"shape", "certificates", "origins"}, text.Languages...)
	t, err := readTable(source, "data/archetypes.tsv", columns...)
	known := map[string]bool{}
	for _, c := range d.Categories {
		known["category "+c.Key] = true
	}
	for _, u := range d.Units {
		known["unit "+u.Key] = true
	}
	for _, h := range d.HS {
		known["goods "+h.Code] = true
	}
	for _, s := range d.Services {
		known["service "+s.Code] = true
	}
	return set(&d.Archetypes, t, err, func(r row) Archetype {
		a := Archetype{Key: r.must("key"), Kind: r.oneOf("kind", "goods", "service"), Code: r.must("code"), Category: r.must("category"),
			Unit: r.must("unit"), PriceLow: r.integer("price_low"), PriceHigh: r.integer("price_high"),
			MOQLow: r.integer("moq_low"), MOQHigh: r.integer("moq_high"), Shape: r.must("shape"),
			Origins: r.list("origins"), Name: r.words(true)}
		if c := r.optional("certificates"); c != "" {
			a.Certificates = strings.Split(c, ",")
		}
		for _, want := range []string{"category " + a.Category, "unit " + a.Unit, a.Kind + " " + a.Code} {
			if !known[want] {
				r.fail("unknown " + want)
			}
		}
		if a.PriceLow > a.PriceHigh || a.MOQLow > a.MOQHigh || a.MOQLow < 1 || len(a.Origins) == 0 || a.Name["zh"].Text == "" {
			r.fail("band upside down, no origin or no Chinese name")
		}
		return a
	})
}
