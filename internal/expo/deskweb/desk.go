package deskweb

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// desk is one request for a page of a desk, by somebody who has one.
type desk struct {
	*web.Page
	*pages
	edition expo.EditionView
	// organiser says that the person organises the edition.
	organiser bool
}

// deskRoles are those who have a desk.
var deskRoles = []ops.Role{ops.Organiser, ops.PavilionOrganiser, ops.ExhibitorAdmin, ops.ExhibitorStaff}

// begin admits the person to the desk and prepares the page.
func (h *pages) begin(p *web.Page, pg page) (*desk, error) {
	actor := p.Caller().Actor
	if actor.Account == 0 {
		return nil, fault.NewDenied("fault.sign-in-first")
	}
	if err := readUpload(p, pg.upload); err != nil {
		return nil, err
	}
	d := &desk{Page: p, pages: h}
	var err error
	if d.edition, err = h.Expo.FindEdition.Do(p.Context(), expo.FindEdition{InEdition: d.in()}); err != nil {
		return nil, err
	}
	d.organiser = actor.Has(ops.Organiser, d.edition.ID)
	has := slices.ContainsFunc(deskRoles, func(r ops.Role) bool { return actor.Has(r, d.edition.ID) })
	if !has || pg.organiser && !d.organiser {
		return nil, fault.NewDenied("fault.denied")
	}
	p.Desk, p.NoIndex = true, true
	if p.DeskGroups, err = h.navigation(p, &d.edition); err != nil {
		return nil, err
	}
	d.notice()
	return d, nil
}

// readUpload reads a form with files within its bound; the site has read the others.
func readUpload(p *web.Page, limit int64) error {
	if p.R.Method != http.MethodPost || !strings.HasPrefix(p.R.Header.Get("Content-Type"), "multipart/form-data") {
		return nil
	}
	if limit == 0 {
		limit = 2 << 20
	}
	p.R.Body = http.MaxBytesReader(p.W, p.R.Body, limit)
	err := p.R.ParseMultipartForm(limit)
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return fault.NewInvalid("", "fault.body-too-big", "max", strconv.FormatInt(limit>>20, 10)+" MiB").With(err)
	case err != nil:
		return fault.NewInvalid("", "fault.media-type").With(err)
	}
	return nil
}

// notice turns "done" of the query, which a form leaves behind, into a message, and drops it from the page's own links.
func (d *desk) notice() {
	q := d.R.URL.Query()
	done := q.Get("done")
	if done == "" {
		return
	}
	q.Del("done")
	d.Query = q.Encode()
	if key := "expodesk.done." + done; d.Locale.Has(key) {
		d.Notices = append(d.Notices, web.Notice{Kind: web.ToneSuccess, Text: d.T(key)})
	}
}

func (d *desk) in() ops.InEdition { return ops.InEdition{Edition: d.Slug} }

// now is the present instant.
func (d *desk) now() clock.Micros { return clock.Of(d.Clock.Now()) }

// path is a path of the desk without the language: path("halls", "D3").
func (d *desk) path(parts ...string) string {
	s := "/" + d.Slug + "/desk"
	for _, part := range parts {
		s += "/" + url.PathEscape(part)
	}
	return s
}

// at is path with the language, for links.
func (d *desk) at(parts ...string) string { return d.URL(d.path(parts...)) }

// done redirects to a path of the desk with a message.
func (d *desk) done(message, path string) error {
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	return d.Redirect(path + sep + "done=" + message)
}

// covers reports whether the person holds one of the roles for objects of the owner.
func (d *desk) covers(o ops.Owner, roles ...ops.Role) bool {
	return d.Caller().Actor.Covers(d.edition.ID, o, roles...)
}

// crumbs lead from the desk's start to the page; the last link is the page itself.
func (d *desk) crumbs(links ...web.NavLink) []web.NavLink {
	return append([]web.NavLink{{Label: d.T("expodesk.desk"), Href: d.at()}}, links...)
}

// title sets the page's title and place in the navigation.
func (d *desk) title(active, title string) { d.Active, d.Title = active, title }

// words are a text as a page shows it: Lang is set only when it is not the page's language.
type words struct{ Text, Lang string }

func say(v *web.View, t text.T) words {
	w, lang := t.In(v.Locale.Lang())
	if lang == v.Locale.Lang() {
		lang = ""
	}
	return words{w, lang}
}

// key reads a key as people sent it; what is none gives 0.
func key[P ident.Prefix](s string, into *ident.Of[P]) {
	id, err := ident.Parse[P](s)
	if err == nil {
		*into = id
	}
}

func (d *desk) number(n int64) string { return d.Locale.Number(n) }

// moment writes an instant in the venue's zone.
func (d *desk) moment(m clock.Micros) string {
	if m == 0 {
		return ""
	}
	return d.Locale.DateTime(m.In(d.edition.Location()))
}

// machine writes an instant for machines.
func machine(m clock.Micros) string { return m.Time().Format(time.RFC3339) }

// countryOptions are all countries, with a first empty choice.
func (d *desk) countryOptions() []web.Option {
	all := []web.Option{{Label: d.T("expodesk.choose")}}
	for _, c := range d.Locale.Countries() {
		all = append(all, web.Option{Value: c.Value, Label: c.Label})
	}
	return all
}

// options are choices whose labels are messages: prefix + value.
func (d *desk) options(prefix string, values ...string) []web.Option {
	all := make([]web.Option, 0, len(values))
	for _, v := range values {
		all = append(all, web.Option{Value: v, Label: d.T(prefix + v)})
	}
	return all
}

// stateTones are the colours of states, wherever they are shown.
var stateTones = map[string]web.Tone{
	expo.Draft: web.ToneWarning, expo.Published: web.ToneSuccess, expo.Withdrawn: web.ToneDanger, expo.Archived: web.ToneNeutral,
	"available": web.ToneNeutral, "free": web.ToneNeutral, "held": web.ToneWarning, "reserved": web.ToneInfo, "confirmed": web.ToneSuccess,
	"blocked": web.ToneDanger, "taken": web.ToneInfo,
}
