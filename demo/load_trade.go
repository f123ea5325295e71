package demo

import (
	"io/fs"

	"github.com/fairway-expo/fairway/internal/values/clock"
)

func (d *Data) loadRelations(source fs.FS, _ words) error {
	t, err := readTable(source, "data/relations.tsv", "edition", "kind", "country", "city", "source")
	if err := set(&d.Relations, t, err, func(r row) Relation {
		return Relation{Edition: r.must("edition"), Kind: r.oneOf("kind", "country-of-honour", "special-partner", "city-of-charm"),
			Country: r.must("country"), City: r.optional("city"), Source: r.must("source")}
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/memberships.tsv", "group", "country", "since", "precision", "verified", "source")
	return set(&d.Memberships, t, err, func(r row) Membership {
		return Membership{Group: r.oneOf("group", "asean", "rcep"), Country: r.must("country"), Since: r.day("since"),
			Precision: r.oneOf("precision", "day", "year"), Verified: r.yes("verified"), Source: r.must("source")}
	})
}

// Members returns the countries that belong to the group on the day, in the order of the file.
func (d *Data) Members(group string, on clock.Date) []string {
	var out []string
	for _, m := range d.Memberships {
		if m.Group == group && m.Since <= on {
			out = append(out, m.Country)
		}
	}
	return out
}

func (d *Data) loadOrganisations(source fs.FS, _ words) error {
	t, err := readTable(source, "data/statements.tsv", "organisation", "text", "as_of", "source")
	var statements []Statement
	if err := set(&statements, t, err, func(r row) Statement {
		return Statement{Organisation: r.must("organisation"), Text: r.must("text"), AsOf: r.must("as_of"), Source: r.must("source")}
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/organisations.tsv", "key", "name_en", "name_zh", "country", "city", "exhibitor", "pavilion",
		"categories", "source")
	return set(&d.Organisations, t, err, func(r row) Organisation {
		o := Organisation{Key: r.must("key"), NameEn: r.must("name_en"), NameZh: r.optional("name_zh"), Country: r.must("country"),
			City: r.optional("city"), Exhibitor: r.yes("exhibitor"), Pavilion: r.optional("pavilion"),
			Categories: r.list("categories"), Source: r.must("source")}
		for _, s := range statements {
			if s.Organisation == o.Key {
				o.Statements = append(o.Statements, s)
			}
		}
		if len(o.Statements) == 0 {
			r.fail("nothing is stated of " + o.Key)
		}
		return o
	})
}

func (d *Data) loadIndications(source fs.FS, _ words) error {
	t, err := readTable(source, "data/register_entries.tsv", "indication", "register", "number", "class", "status", "date", "source", "confidence")
	var entries []RegisterEntry
	if err := set(&entries, t, err, func(r row) RegisterEntry {
		return RegisterEntry{Indication: r.must("indication"), Register: r.must("register"), Number: r.optional("number"),
			Class:  r.optional("class"),
			Status: r.oneOf("status", "registered", "protected", "published", "applied", "candidate", "project"),
			Date:   r.optional("date"), Source: r.must("source"), Confidence: r.must("confidence")}
	}); err != nil {
		return err
	}
	byKey := map[string][]RegisterEntry{}
	for _, e := range entries {
		byKey[e.Indication] = append(byKey[e.Indication], e)
	}
	t, err = readTable(source, "data/indications.tsv", "key", "country", "original", "latin", "territory", "product", "hs")
	if err := set(&d.Indications, t, err, func(r row) Indication {
		i := Indication{Key: r.must("key"), Country: r.must("country"), Original: r.optional("original"), Latin: r.must("latin"),
			Territory: r.optional("territory"), Product: r.optional("product"), HS: r.optional("hs")}
		if i.Entries = byKey[i.Key]; len(i.Entries) == 0 {
			r.fail("no register entry for " + i.Key)
		}
		delete(byKey, i.Key)
		return i
	}); err != nil {
		return err
	}
	for key := range byKey {
		return malformed("data/register_entries.tsv", 0, "no indication "+key)
	}
	return nil
}

func (d *Data) loadNomenclature(source fs.FS, _ words) error {
	t, err := readTable(source, "data/hs.tsv", "code", "edition", "en", "zh")
	if err := set(&d.HS, t, err, func(r row) HSLine {
		return HSLine{Code: r.must("code"), Edition: r.must("edition"), NameEn: r.must("en"), NameZh: r.must("zh")}
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/cpc.tsv", "code", "edition", "verified", "en", "zh")
	if err := set(&d.Services, t, err, func(r row) ServiceLine {
		return ServiceLine{Code: r.must("code"), Edition: r.must("edition"), Verified: r.yes("verified"), NameEn: r.must("en"), NameZh: r.must("zh")}
	}); err != nil {
		return err
	}
	t, err = readTable(source, "data/units.tsv", "key", "symbol", "rec20", "for", "en", "zh")
	return set(&d.Units, t, err, func(r row) Unit {
		return Unit{Key: r.must("key"), Symbol: r.must("symbol"), Rec20: r.optional("rec20"),
			For: r.oneOf("for", "goods", "services", "both"), NameEn: r.must("en"), NameZh: r.must("zh")}
	})
}
