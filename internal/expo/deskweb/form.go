package deskweb

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// form is a form as it was sent, or not yet. Its readers note what could not be read; its controls show what was typed,
// else what is stored.
type form struct {
	d        *desk
	sent     url.Values // nil when the form is shown for the first time
	faults   fault.List
	problems web.Problems
}

func (d *desk) form() *form {
	f := &form{d: d, problems: web.Problems{}}
	if d.R.Method == http.MethodPost {
		f.sent = d.R.PostForm
	}
	return f
}

// value returns what was typed, else the stored words.
func (f *form) value(name, stored string) string {
	if f.sent != nil {
		return strings.ReplaceAll(f.sent.Get(name), "\r\n", "\n")
	}
	return stored
}

// read returns what was typed, without the spaces around it.
func (f *form) read(name string) string { return strings.TrimSpace(f.value(name, "")) }

// ticked reports whether a box is ticked, "on" or "".
func (f *form) ticked(name string, stored bool) string {
	if f.sent != nil {
		return f.sent.Get(name)
	}
	if stored {
		return "on"
	}
	return ""
}

func (f *form) on(name string) bool { return f.sent.Get(name) != "" }

// words returns the texts that were typed, else the stored ones.
func (f *form) words(name string, stored text.T) text.T {
	if f.sent != nil {
		return web.ReadText(f.sent, name, stored)
	}
	return stored
}

// number reads a whole number; nothing is 0.
func (f *form) number(name string) int64 { return f.decimal(name, 0) }

// decimal reads a number with up to the given digits after the point or comma, in units of the last digit: with 2
// digits, "3.5" is 350.
func (f *form) decimal(name string, digits int) int64 {
	s := strings.NewReplacer(" ", "", " ", "", ",", ".").Replace(f.read(name))
	if s == "" {
		return 0
	}
	whole, part, dotted := strings.Cut(s, ".")
	if dotted && digits == 0 || len(part) > digits || len(whole)+digits > 17 {
		f.faults.Add(name, "expodesk.form.number")
		return 0
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", digits-len(part)), 10, 64)
	if err != nil {
		f.faults.Add(name, "expodesk.form.number")
	}
	return n
}

// instant reads a local date and time of the venue.
func (f *form) instant(name string) clock.Micros {
	s := f.read(name)
	if s == "" {
		return 0
	}
	t, err := time.ParseInLocation("2006-01-02T15:04", s, f.d.edition.Location())
	if err != nil {
		f.faults.Add(name, "expodesk.form.instant")
		return 0
	}
	return clock.Of(t)
}

// version is the version of the record that the form was made from.
func (f *form) version() int64 { return f.number("version") }

// plain writes units of the last digit as controls take them: 350 with 2 digits is "3.5"; 0 is "".
func plain(units int64, digits int) string {
	if units == 0 {
		return ""
	}
	return measured(units, digits)
}

// measured is plain with 0 as "0".
func measured(units int64, digits int) string {
	sign := ""
	if units < 0 {
		sign, units = "-", -units
	}
	s := strconv.FormatInt(units, 10)
	if digits == 0 {
		return sign + s
	}
	for len(s) <= digits {
		s = "0" + s
	}
	whole, part := s[:len(s)-digits], strings.TrimRight(s[len(s)-digits:], "0")
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}

// send runs the operation of a form that could be read. A repairable refusal fills in the problems and calls again,
// which shows the form; otherwise then is called.
func (f *form) send(do func(ctx context.Context) error, then, again func() error) error {
	err := f.faults.Err()
	if err == nil {
		err = do(f.d.Context())
	}
	if err == nil {
		return then()
	}
	if f.problems = f.d.Problems(err); f.problems == nil {
		return err
	}
	return again()
}

// status is that of the page which shows the form.
func (f *form) status() int {
	if len(f.problems) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// control is one field of a form: a plain one or a text in several languages.
type control struct {
	field web.FieldData
	many  *web.MultilingualData
}

// group are fields under one legend.
type group struct {
	Legend, Hint string
	Controls     []control
}

// input is a plain control with what was typed or stored.
func (f *form) input(kind web.FieldKind, name, label, stored string, more ...func(*web.FieldData)) control {
	c := web.FieldData{Kind: kind, Name: name, Label: f.d.T(label), Value: f.value(name, stored), Problem: f.problems[name]}
	if hint := label + ".hint"; f.d.Locale.Has(hint) {
		c.Hint = f.d.T(hint)
	}
	if kind == web.FieldCheck {
		c.Value = f.ticked(name, stored != "")
	}
	for _, m := range more {
		m(&c)
	}
	return control{field: c}
}

func required(c *web.FieldData) { c.Required = true }

func choices(options []web.Option) func(*web.FieldData) {
	return func(c *web.FieldData) { c.Options = options }
}

func limit(n int) func(*web.FieldData) { return func(c *web.FieldData) { c.MaxLength = n } }

func suffix(words string) func(*web.FieldData) {
	return func(c *web.FieldData) { c.Suffix, c.InputMode = words, "decimal" }
}

func rows(n int) func(*web.FieldData) { return func(c *web.FieldData) { c.Rows = n } }

// chosen marks the choices of a group of boxes.
func (f *form) chosen(name string, stored func(value string) bool) func(*web.FieldData) {
	return func(c *web.FieldData) {
		c.Value = ""
		for i := range c.Options {
			o := &c.Options[i]
			o.Chosen = stored(o.Value)
			if f.sent != nil {
				o.Chosen = contains(f.sent[name], o.Value)
			}
		}
	}
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// texts is a control for a text in several languages.
func (f *form) texts(name, label string, stored text.T, more ...func(*web.MultilingualData)) control {
	m := &web.MultilingualData{Name: name, Label: f.d.T(label), Value: f.words(name, stored), Problems: f.problems, Main: f.mainLanguage(stored)}
	if hint := label + ".hint"; f.d.Locale.Has(hint) {
		m.Hint = f.d.T(hint)
	}
	for _, change := range more {
		change(m)
	}
	return control{many: m}
}

// mainLanguage is the language that a text is asked for first: English where it is there already, else the one that it
// is in, else the language of the page, so that nobody has to write English first.
func (f *form) mainLanguage(stored text.T) string {
	if stored.Empty() {
		return f.d.Locale.Lang()
	}
	_, lang := stored.In("en")
	if !contains(text.Languages, lang) {
		return f.d.Locale.Lang()
	}
	return lang
}

func area(lines, most int) func(*web.MultilingualData) {
	return func(m *web.MultilingualData) { m.Area, m.Rows, m.MaxLength = true, lines, most }
}

func needed(most int) func(*web.MultilingualData) {
	return func(m *web.MultilingualData) { m.Required, m.MaxLength = true, most }
}

// formPage is a page that is one form.
type formPage struct {
	Head   web.PageHeadData
	Tabs   []web.NavLink
	Action string
	// Upload makes the form carry files.
	Upload bool
	Groups []group
	Hidden []web.HiddenField
	Submit string
	// More are further buttons of the form.
	More   []web.ButtonData
	Cancel string
	// Problems are those of the form.
	Problems web.Problems
	// Aside stands beside the form on wide screens.
	Aside []web.Term
}

// fields lists the controls for the summary of problems.
func (fp *formPage) fields() []web.FieldData {
	var all []web.FieldData
	for _, g := range fp.Groups {
		for _, c := range g.Controls {
			if c.many == nil {
				all = append(all, c.field)
				continue
			}
			main := c.many.Main
			if main == "" {
				main = "en"
			}
			name := c.many.Name
			all = append(all, web.FieldData{Name: name, ID: web.FieldID(name + "." + main), Label: c.many.Label})
			for _, lang := range text.Languages {
				all = append(all, web.FieldData{Name: name + "." + lang, Label: c.many.Label})
			}
		}
	}
	return all
}

// show renders the page of a form. Version 0 carries none.
func (f *form) show(fp formPage, version int64) error {
	fp.Hidden = append(fp.Hidden, f.d.KeyField())
	if version > 0 {
		fp.Hidden = append(fp.Hidden, web.HiddenField{Name: "version", Value: f.value("version", strconv.FormatInt(version, 10))})
	}
	fp.Problems = f.problems
	if fp.Action == "" {
		fp.Action = f.d.URL(f.d.Path)
	}
	if fp.Submit == "" {
		fp.Submit = f.d.T("expodesk.save")
	}
	return f.d.RenderStatus(f.status(), formView(f.d.View, fp))
}

// ask renders a question before something that is hard to undo; problems are those of the answer before.
func (f *form) ask(head web.PageHeadData, c web.ConfirmData) error {
	c.ID, c.Hidden = "ask", append(c.Hidden, f.d.KeyField())
	if c.Action == "" {
		c.Action = f.d.URL(f.d.Path)
	}
	return f.d.RenderStatus(f.status(), askView(f.d.View, head, c, f.problems[""]))
}
