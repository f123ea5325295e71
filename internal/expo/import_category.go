package expo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// mostCategories is how many categories an exhibitor may have.
const mostCategories = 20

// importedCategories finds categories by code and by name in any language, and makes those that are missing.
type importedCategories struct {
	run      *importing
	field    string // of the column
	by       map[string]CategoryKey
	codes    map[string]bool
	position int64
	mayMake  bool
}

func newImportedCategories(ctx context.Context, run *importing, field string) (*importedCategories, error) {
	all, err := allCategories.All(ctx, run.tx, inEdition{run.tx.Edition})
	if err != nil {
		return nil, err
	}
	c := &importedCategories{run: run, field: field, by: map[string]CategoryKey{}, codes: map[string]bool{}}
	c.mayMake = !run.in.KeepCategories && run.tx.Covers(ops.Owner{}, ops.Organiser)
	for _, k := range all {
		c.codes[k.Code] = true
		c.position = max(c.position, k.Position)
		for _, tag := range k.Name.Tags() {
			c.know(k.Name[tag].Text, k.ID)
		}
	}
	for _, k := range all { // a code decides before a name
		c.by[text.Fold(k.Code)] = k.ID
	}
	return c, nil
}

func (c *importedCategories) know(name string, id CategoryKey) {
	if f := text.Fold(name); f != "" {
		if _, ok := c.by[f]; !ok {
			c.by[f] = id
		}
	}
}

// read returns the categories that a cell names: one, or several with semicolons, bars or lines between them, or
// commas between names that are all known. What is not known is created by a secretariat, else noted.
func (c *importedCategories) read(ctx context.Context, r *importRow) ([]CategoryKey, error) {
	cell := r.cell(c.field)
	if cell == "" {
		return nil, nil
	}
	var out []CategoryKey
	for _, name := range c.names(cell) {
		id, ok := c.by[text.Fold(name)]
		if !ok && c.mayMake && len([]rune(name)) <= 120 {
			made, err := c.make(ctx, name)
			if err != nil {
				return nil, err
			}
			id, ok = made, true
		}
		switch {
		case !ok:
			r.noteNew(c.field, "expo.import.category-unknown", "name", cut(name))
		case len(out) == mostCategories:
			r.noteNew(c.field, "expo.import.categories-many", "n", mostCategories)
			return out, nil
		case !slices.Contains(out, id):
			out = append(out, id)
		}
	}
	return out, nil
}

func (c *importedCategories) names(cell string) []string {
	if _, ok := c.by[text.Fold(cell)]; ok {
		return []string{cell}
	}
	var out []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";；|\n\r、", r) }) {
		part = oneLine(part)
		byComma := strings.FieldsFunc(part, func(r rune) bool { return r == ',' || r == '，' })
		all := len(byComma) > 1
		for _, p := range byComma {
			_, ok := c.by[text.Fold(p)]
			all = all && ok
		}
		switch {
		case all:
			out = append(out, byComma...)
		case text.Fold(part) != "":
			out = append(out, part)
		}
	}
	return out
}

func (c *importedCategories) make(ctx context.Context, name string) (CategoryKey, error) {
	c.position += 10
	in := CreateCategory{Code: c.code(name), Name: text.T{languageOf(name): {Text: name}}, Position: min(c.position, 100_000)}
	k, err := c.run.core.createCategory(ctx, c.run.tx, in)
	if err != nil {
		return 0, err
	}
	c.codes[k.Code] = true
	c.know(name, k.ID)
	c.run.report.Categories = append(c.run.report.Categories, name)
	return k.ID, nil
}

// code makes a free code of a name's Latin letters and digits, or of its hash where there are none.
func (c *importedCategories) code(name string) string {
	var b strings.Builder
	for _, r := range text.Fold(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	sum := sha256.Sum256([]byte(text.Fold(name)))
	hash := hex.EncodeToString(sum[:4])
	code := b.String()
	if code = strings.Trim(code[:min(len(code), 48)], "-"); len(code) < 2 {
		return "category-" + hash
	}
	if c.codes[code] {
		return code + "-" + hash
	}
	return code
}
