package deskweb

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

// entry is an entry of the ledger in words.
type entry struct {
	Number, When, Machine string
	// Title says what was done, Who by whom and Surface through what.
	Title, Who, Surface string
	Kind, Object        string
	// AllHref leads to all entries about the object.
	AllHref string
	Tone    web.Tone
	Icon    web.IconName
	Changes []change
	// More is the number of changes that are not shown.
	More int
}

type change struct{ Field, From, To string }

// shownChanges bounds how many changes of one entry are shown.
const shownChanges = 12

var verbTones = map[string]web.Tone{ledger.Created: web.ToneSuccess, ledger.Deleted: web.ToneDanger, "withdraw": web.ToneDanger, "block": web.ToneWarning,
	"confirm": web.ToneSuccess}

var verbIcons = map[string]web.IconName{ledger.Created: web.IconPlus, ledger.Updated: web.IconEdit, ledger.Deleted: web.IconTrash, "hold": web.IconClock,
	"reserve": web.IconTag, "confirm": web.IconCheck, "block": web.IconLock, "unblock": web.IconUnlock}

// entries puts ledger entries into words.
func (d *desk) entries(items []ledger.Entry) ([]entry, error) {
	names, err := d.names(items)
	if err != nil {
		return nil, err
	}
	all := make([]entry, 0, len(items))
	for _, it := range items {
		e := entry{Number: d.number(it.ID), When: d.moment(it.At), Machine: machine(it.At), Title: it.Operation, Kind: it.Kind, Object: it.Object,
			AllHref: d.at("ledger") + "?object=" + url.QueryEscape(it.Object), Tone: verbTones[it.Verb], Icon: verbIcons[it.Verb], Surface: it.Surface}
		if key := "op." + it.Operation; d.Locale.Has(key) {
			e.Title = d.T(key)
		}
		if key := "expodesk.kind." + it.Kind; d.Locale.Has(key) {
			e.Kind = d.T(key)
		}
		if key := "expodesk.surface." + it.Surface; d.Locale.Has(key) {
			e.Surface = d.T(key)
		}
		switch {
		case names[it.AccountID] != "":
			e.Who = names[it.AccountID]
		case it.AccountID != 0:
			e.Who = it.AccountID.String()
		default:
			e.Who = d.T("expodesk.ledger.program")
		}
		e.Changes, e.More = d.changesOf(it.Changes)
		all = append(all, e)
	}
	return all, nil
}

func (d *desk) names(items []ledger.Entry) (map[ident.Account]string, error) {
	if d.Names == nil {
		return nil, nil
	}
	seen := map[ident.Account]bool{0: true}
	var accounts []ident.Account
	for _, it := range items {
		if !seen[it.AccountID] {
			seen[it.AccountID] = true
			accounts = append(accounts, it.AccountID)
		}
	}
	if len(accounts) == 0 {
		return nil, nil
	}
	return d.Names(d.Context(), accounts)
}

func (d *desk) changesOf(raw json.RawMessage) (shown []change, more int) {
	var list []struct {
		Field string          `json:"field"`
		From  json.RawMessage `json:"from"`
		To    json.RawMessage `json:"to"`
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, 0
	}
	for i, c := range list {
		if i == shownChanges {
			return shown, len(list) - i
		}
		field := c.Field
		if key := "expodesk.field." + c.Field; d.Locale.Has(key) {
			field = d.T(key)
		}
		ch := change{field, d.plainly(c.From), d.plainly(c.To)}
		if c.From == nil && c.To == nil {
			ch.To = d.T("expodesk.ledger.personal")
		}
		shown = append(shown, ch)
	}
	return shown, 0
}

// plainly writes a recorded value for people: texts in the page's language, the rest as short as it can be.
func (d *desk) plainly(raw json.RawMessage) string {
	if raw == nil {
		return ""
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return ""
	}
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return shorten(x)
	case bool:
		return d.T("expodesk.bool." + strconv.FormatBool(x))
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case map[string]any:
		var t text.T
		if err := json.Unmarshal(raw, &t); err == nil && !t.Empty() {
			return d.textPlainly(t)
		}
	case []any:
		if len(x) > 0 {
			if _, nested := x[0].([]any); nested {
				return d.T("expodesk.ledger.corners", "n", len(x))
			}
		}
		parts := make([]string, 0, len(x))
		for _, p := range x {
			parts = append(parts, fmt.Sprint(p))
		}
		return shorten(strings.Join(parts, ", "))
	}
	return shorten(string(raw))
}

func (d *desk) textPlainly(t text.T) string {
	w := shorten(t.Words(d.Locale.Lang()))
	if n := len(t); n > 1 {
		w += " " + d.T("expodesk.ledger.languages", "n", n)
	}
	return w
}

func shorten(s string) string {
	const most = 90
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most-1]) + "…"
}

// ledgerKinds are the objects that the ledger's filter offers.
var ledgerKinds = []string{"edition", "day", "phase", "relation", "category", "venue", "hall", "area", "booth", "pavilion", "exhibitor", "team-member",
	"product", "picture", "demonstration", "gi", "gi-entry", "gi-user", "info", "grant"}

type ledgerPage struct {
	Head    web.PageHeadData
	Kind    web.FieldData
	Object  web.FieldData
	Action  string
	Clear   string
	Entries []entry
	Pages   web.PageLinks
}

func showLedger(d *desk) error {
	q := d.R.URL.Query()
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64) // anything else begins at the newest
	in := ops.ListChanges{InEdition: d.in(), Newest: true, Before: max(before, 0), Kind: q.Get("kind"), Object: strings.TrimSpace(q.Get("object")), Limit: 30}
	if len(in.Object) > 60 || len(in.Kind) > 40 {
		in.Object, in.Kind = "", ""
	}
	list, err := d.Changes.List.Do(d.Context(), in)
	if err != nil {
		return err
	}
	d.title("ledger", d.T("expodesk.nav.ledger"))
	pg := ledgerPage{Action: d.at("ledger"), Head: web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.ledger.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title})},
		Object: web.FieldData{Name: "object", Label: d.T("expodesk.ledger.object"), Value: in.Object, MaxLength: 60, Placeholder: "bth_…"},
		Kind:   web.FieldData{Kind: web.FieldSelect, Name: "kind", Label: d.T("expodesk.ledger.kind"), Value: in.Kind, Options: []web.Option{{Label: d.T("web.filter.any")}}}}
	for _, k := range ledgerKinds {
		pg.Kind.Options = append(pg.Kind.Options, web.Option{Value: k, Label: d.T("expodesk.kind." + k)})
	}
	if in.Kind != "" || in.Object != "" || before > 0 {
		pg.Clear = d.at("ledger")
	}
	if pg.Entries, err = d.entries(list.Items); err != nil {
		return err
	}
	pg.Pages.Summary = d.T("expodesk.ledger.total", "n", list.Total)
	if len(list.Items) == in.Limit && list.Next > 1 {
		pg.Pages.NextHref = d.WithQuery("before", strconv.FormatInt(list.Next, 10))
	}
	return d.Render(ledgerView(d.View, pg))
}
