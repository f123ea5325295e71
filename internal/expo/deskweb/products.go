package deskweb

import (
	"context"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// itemPath is the path of something of an exhibitor.
func (d *desk) itemPath(x *subject, parts ...string) string {
	return d.path(append([]string{"exhibitors", x.ID.String()}, parts...)...)
}

func showProducts(d *desk) error {
	x, err := d.exhibitor("products")
	if err != nil {
		return err
	}
	in := expo.ListProducts{InEdition: d.in(), Exhibitor: x.ID, State: "all", After: d.R.URL.Query().Get("after"), Limit: 50}
	list, err := d.Expo.ListProducts.Do(d.Context(), in)
	if err != nil {
		return err
	}
	pg := listPage{Head: d.exhibitorHead(x, d.T("expodesk.products")), Tabs: x.tabs,
		Empty: &web.EmptyData{Title: d.T("expodesk.products.none"), Text: d.T("expodesk.products.none.text"), Icon: web.IconProduct},
		Table: web.TableData{Caption: d.T("expodesk.products"), HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.product.name")}, {Label: d.T("expodesk.product.kind")},
			{Label: d.T("expodesk.product.code")}, {Label: d.T("expodesk.product.price"), Number: true}, {Label: d.T("expodesk.state")}}}}
	if x.admin {
		add := d.at("exhibitors", x.ID.String(), "products", "new")
		pg.Head.Actions = []web.ButtonData{{Label: d.T("expodesk.product.new.goods"), Kind: "primary", Icon: web.IconPlus, Href: add + "?kind=goods"},
			{Label: d.T("expodesk.product.new.service"), Icon: web.IconPlus, Href: add + "?kind=service"}}
		pg.Empty.Actions = pg.Head.Actions
	}
	for i := range list.Items {
		pg.Table.Rows = append(pg.Table.Rows, d.productRow(x, &list.Items[i]))
	}
	pg.Pages.Summary = d.T("expodesk.products.n", "n", list.Total)
	if list.Next != "" {
		pg.Pages.NextHref = d.WithQuery("after", list.Next)
	}
	return d.Render(listView(d.View, pg))
}

func (d *desk) productRow(x *subject, p *expo.ProductItem) []web.Cell {
	name, note := say(d.View, p.Name), ""
	if p.FirstShown {
		note = d.T("expodesk.product.first_shown")
	}
	code := ""
	if p.HSCode != "" {
		code = "HS " + string(p.HSCode)
	} else if p.CPCCode != "" {
		code = "CPC " + string(p.CPCCode)
	}
	price := ""
	if !p.Price.IsZero() {
		price = d.Locale.Money(p.Price.Minor, string(p.Price.Currency))
	}
	first := web.Cell{Text: name.Text, Lang: name.Lang}
	if x.admin {
		first = web.Cell{Component: nameCell(d.at("exhibitors", x.ID.String(), "products", p.ID.String()), name, note)}
	}
	return []web.Cell{first, {Text: d.T("expodesk.product.kind." + p.Kind)}, {Text: code}, {Text: price}, {Component: stateBadge(d.View, p.State)}}
}

// product returns the product in the path, a new one of the kind in the query for the page that adds one.
func (d *desk) product(x *subject) (expo.ProductView, error) {
	var id expo.ProductKey
	ref := d.R.PathValue("product")
	if ref == "" {
		v := expo.ProductView{}
		v.Kind, v.HSEdition, v.State = expo.Goods, "HS2022", expo.Draft
		if d.R.URL.Query().Get("kind") == expo.Service {
			v.Kind, v.HSEdition = expo.Service, ""
		}
		return v, nil
	}
	if key(ref, &id); id == 0 {
		return expo.ProductView{}, fault.NewNotFound("expo.product.not-found")
	}
	v, err := d.Expo.FindProduct.Do(d.Context(), expo.FindProduct{InEdition: d.in(), Product: id})
	if err == nil && v.ExhibitorID != x.ID {
		err = fault.NewNotFound("expo.product.not-found")
	}
	return v, err
}

func showProduct(d *desk) error { return productForm(d, d.form()) }

func productForm(d *desk, f *form) error {
	x, err := d.exhibitor("products")
	if err != nil {
		return err
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	v, err := d.product(x)
	if err != nil {
		return err
	}
	title := d.T("expodesk.product.new." + v.Kind)
	if v.ID != 0 {
		title = say(d.View, v.Name).Text
	}
	categories, err := d.categoryOptions()
	if err != nil {
		return err
	}
	groups := []group{{Legend: d.T("expodesk.product.what"), Controls: []control{f.texts("name", "expodesk.product.name", v.Name, needed(200)),
		f.texts("description", "expodesk.product.description", v.Description, area(5, 4000)),
		f.input(web.FieldSelect, "category", "expodesk.product.category", v.CategoryID.String(), choices(append([]web.Option{{Label: d.T("expodesk.choose")}}, categories...))),
		f.input(web.FieldCheck, "first_shown", "expodesk.product.first_shown", onIf(v.FirstShown))}},
		f.classification(&v.ProductFields), f.terms(&v.ProductFields)}
	if v.Kind == expo.Goods {
		gis, err := d.giOptions(x)
		if err != nil {
			return err
		}
		if len(gis) > 0 {
			groups[1].Controls = append(groups[1].Controls, f.input(web.FieldChecks, "gis", "expodesk.product.gis", "", choices(gis), f.chosen("gis", func(k string) bool {
				for _, g := range v.GIs {
					if g.String() == k {
						return true
					}
				}
				return false
			})))
		}
	}
	fp := formPage{Head: d.exhibitorHead(x, title), Cancel: d.at("exhibitors", x.ID.String(), "products"), Groups: groups, Hidden: []web.HiddenField{{Name: "kind", Value: v.Kind}}}
	if v.ID == 0 {
		fp.Action = d.URL(d.Path) + "?kind=" + v.Kind
		fp.Groups = append(fp.Groups, group{Controls: []control{f.input(web.FieldSelect, "state", "expodesk.state", expo.Draft, choices(d.options("expodesk.state.", expo.Draft, expo.Published)))}})
	} else {
		fp.Head.Actions = d.itemActions(x, "products", v.ID.String(), v.State)
	}
	return f.show(fp, v.Version)
}

// itemActions are the pictures and the changes of state of a product or a demonstration.
func (d *desk) itemActions(x *subject, part, id, state string) []web.ButtonData {
	at := d.at("exhibitors", x.ID.String(), part, id)
	all := []web.ButtonData{{Label: d.T("expodesk.pictures"), Icon: web.IconPicture, Href: at + "/pictures"}}
	if state == expo.Published {
		return append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.unpublish"), Href: at + "/state/" + expo.Draft},
			web.ButtonData{Label: d.T("expodesk.exhibitor.withdraw"), Href: at + "/state/" + expo.Withdrawn})
	}
	return append(all, web.ButtonData{Label: d.T("expodesk.exhibitor.publish"), Kind: "primary", Icon: web.IconCheck, Href: at + "/state/" + expo.Published})
}

// classification are the code and origin of goods, or the code of a service, with the certificates of both.
func (f *form) classification(p *expo.ProductFields) group {
	d := f.d
	g := group{Legend: d.T("expodesk.product.classification")}
	if p.Kind == expo.Goods {
		var editions []web.Option
		for _, e := range []string{"HS2028", "HS2022", "HS2017", "HS2012", "HS2007"} {
			editions = append(editions, web.Option{Value: e, Label: e})
		}
		edition := p.HSEdition
		if edition == "" {
			edition = "HS2022"
		}
		g.Controls = []control{f.input(web.FieldText, "hs_code", "expodesk.product.hs_code", string(p.HSCode), limit(20)),
			f.input(web.FieldSelect, "hs_edition", "expodesk.product.hs_edition", edition, choices(editions)),
			f.input(web.FieldSelect, "origin", "expodesk.product.origin", string(p.Origin), choices(d.countryOptions()))}
	} else {
		g.Controls = []control{f.input(web.FieldText, "cpc_code", "expodesk.product.cpc_code", string(p.CPCCode), limit(20))}
	}
	lines := make([]string, 0, len(p.Certificates))
	for _, c := range p.Certificates {
		lines = append(lines, strings.TrimRight(strings.Join([]string{c.Name, c.Number, c.Issuer, string(c.ValidUntil)}, "; "), "; "))
	}
	g.Controls = append(g.Controls, f.input(web.FieldArea, "certificates", "expodesk.product.certificates", strings.Join(lines, "\n"), rows(3)))
	return g
}

// terms are unit, quantity, price and delivery.
func (f *form) terms(p *expo.ProductFields) group {
	d := f.d
	units := []web.Option{{Label: d.T("expodesk.choose")}}
	for _, u := range measure.Units() {
		units = append(units, web.Option{Value: string(u), Label: d.T(u.Key())})
	}
	currencies := []web.Option{{Label: d.T("expodesk.choose")}}
	for _, c := range money.Currencies() {
		currencies = append(currencies, web.Option{Value: string(c), Label: string(c)})
	}
	amount := ""
	if !p.Price.IsZero() {
		amount = p.Price.Decimal()
	}
	g := group{Legend: d.T("expodesk.product.terms"), Hint: d.T("expodesk.product.terms.hint"), Controls: []control{
		f.input(web.FieldSelect, "unit", "expodesk.product.unit", string(p.Unit), choices(units)),
		f.input(web.FieldText, "minimum_order", "expodesk.product.minimum_order", plain(p.MinimumOrder, 0)),
		f.input(web.FieldText, "price", "expodesk.product.price", amount, func(c *web.FieldData) { c.InputMode = "decimal" }),
		f.input(web.FieldSelect, "currency", "expodesk.product.currency", string(p.Price.Currency), choices(currencies)),
	}}
	if p.Kind == expo.Goods {
		incoterms := []web.Option{{Label: d.T("expodesk.choose")}}
		for _, t := range money.Incoterms() {
			incoterms = append(incoterms, web.Option{Value: string(t), Label: string(t) + " · " + d.T(t.Key())})
		}
		g.Controls = append(g.Controls, f.input(web.FieldSelect, "incoterm", "expodesk.product.incoterm", string(p.Incoterm), choices(incoterms)),
			f.input(web.FieldText, "incoterm_place", "expodesk.product.incoterm_place", p.IncotermPlace, limit(120)))
	}
	g.Controls = append(g.Controls, f.input(web.FieldText, "lead_days", "expodesk.product.lead_days", plain(p.LeadDays, 0), suffix(d.T("expodesk.days.suffix"))))
	return g
}

// giOptions are the geographical indications that the exhibitor may use.
func (d *desk) giOptions(x *subject) ([]web.Option, error) {
	list, err := d.Expo.ListGIs.Do(d.Context(), expo.ListGIs{InEdition: d.in(), Country: x.Country, Limit: 200})
	if err != nil {
		return nil, err
	}
	var all []web.Option
	for _, g := range list.Items {
		all = append(all, web.Option{Value: g.ID.String(), Label: g.NameLatin, Hint: g.NameOriginal})
	}
	return all, nil
}

// readProduct reads what productForm asks for.
func readProduct(f *form, old *expo.ProductFields) expo.ProductFields {
	p := expo.ProductFields{Kind: f.read("kind"), Name: f.words("name", old.Name), Description: f.words("description", old.Description), HSCode: hs.Code(f.read("hs_code")),
		HSEdition: f.read("hs_edition"), Origin: place.Country(f.read("origin")), CPCCode: hs.CPC(f.read("cpc_code")), Unit: measure.Unit(f.read("unit")),
		MinimumOrder: f.number("minimum_order"), Incoterm: money.Incoterm(f.read("incoterm")), IncotermPlace: f.read("incoterm_place"), LeadDays: f.number("lead_days"),
		FirstShown: f.on("first_shown")}
	if p.HSCode == "" {
		p.HSEdition = ""
	}
	key(f.read("category"), &p.CategoryID)
	for _, v := range f.sent["gis"] {
		var k expo.GIKey
		if key(v, &k); k != 0 {
			p.GIs = append(p.GIs, k)
		}
	}
	for line := range strings.Lines(f.read("certificates")) {
		parts := append(strings.Split(line, ";"), "", "", "")
		c := expo.Certificate{Name: strings.TrimSpace(parts[0]), Number: strings.TrimSpace(parts[1]), Issuer: strings.TrimSpace(parts[2]), ValidUntil: clock.Date(strings.TrimSpace(parts[3]))}
		if c.Name != "" {
			p.Certificates = append(p.Certificates, c)
		}
	}
	p.Price = f.price()
	return p
}

// price reads an amount with its currency.
func (f *form) price() expo.Price {
	currency := money.Currency(f.read("currency"))
	if f.read("price") == "" {
		return expo.Price{}
	}
	if !currency.Valid() {
		f.faults.Add("currency", "fault.required")
		return expo.Price{}
	}
	return expo.PriceOf(f.decimal("price", currency.Decimals()), currency)
}

func saveProduct(d *desk) error {
	x, err := d.exhibitor("products")
	if err != nil {
		return err
	}
	v, err := d.product(x)
	if err != nil {
		return err
	}
	f := d.form()
	fields, version := readProduct(f, &v.ProductFields), int64(0)
	if v.ID != 0 {
		version = f.version()
	}
	made := v.Product
	return f.sendNested("certificates", func(ctx context.Context) (err error) {
		if v.ID == 0 {
			made, err = d.Expo.CreateProduct.Do(ctx, expo.CreateProduct{InEdition: d.in(), OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}, ProductFields: fields, State: f.read("state")})
			return err
		}
		_, err = d.Expo.UpdateProduct.Do(ctx, expo.UpdateProduct{InEdition: d.in(), OnProduct: expo.OnProduct{Product: v.ID}, ProductFields: fields, Version: version})
		return err
	}, func() error { return d.done("saved", d.itemPath(x, "products", made.ID.String())) }, func() error { return productForm(d, f) })
}

// sendNested is send for a form with one control for a list: problems of the list's parts stand beside that control.
func (f *form) sendNested(name string, do func(ctx context.Context) error, then, again func() error) error {
	return f.send(do, then, func() error {
		for field, words := range f.problems {
			if strings.HasPrefix(field, name+".") && f.problems[name] == "" {
				f.problems[name] = words
			}
		}
		return again()
	})
}

func askProductState(d *desk) error { return productQuestion(d, d.form()) }

func productQuestion(d *desk, f *form) error {
	x, err := d.exhibitor("products")
	if err != nil {
		return err
	}
	v, err := d.product(x)
	if err != nil {
		return err
	}
	return d.itemQuestion(f, x, "products", v.ID.String(), say(d.View, v.Name).Text, v.Version)
}

// itemQuestion asks before the state of a product or a demonstration is changed.
func (d *desk) itemQuestion(f *form, x *subject, part, id, name string, version int64) error {
	state := d.R.PathValue("state")
	if !contains(exhibitorStates[1:], state) {
		return fault.NewNotFound("fault.not-found")
	}
	if !x.admin {
		return fault.NewDenied("fault.denied")
	}
	title := d.T("expodesk.exhibitor.to." + state)
	return f.ask(d.exhibitorHead(x, title), web.ConfirmData{Title: d.T("expodesk.exhibitor.to."+state+".question", "name", name), Text: d.T("expodesk.item.to." + state + ".text"),
		Confirm: title, Danger: state == expo.Withdrawn, Back: d.at("exhibitors", x.ID.String(), part, id), Hidden: []web.HiddenField{{Name: "version", Value: plain(version, 0)}}})
}

func setProductState(d *desk) error {
	x, err := d.exhibitor("products")
	if err != nil {
		return err
	}
	v, err := d.product(x)
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.SetProductState{InEdition: d.in(), OnProduct: expo.OnProduct{Product: v.ID}, State: d.R.PathValue("state"), Version: f.version()}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.SetProductState.Do(ctx, in)
		return err
	}, func() error { return d.done("state", d.itemPath(x, "products", v.ID.String())) }, func() error { return productQuestion(d, f) })
}
