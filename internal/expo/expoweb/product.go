package expoweb

import (
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// productPage is one product or service with all that is stated of it.
type productPage struct {
	Head         web.PageHeadData
	Other        words
	Pictures     []pictureView
	Description  words
	Original     words
	OrigName     string
	Translated   bool
	Price        string
	PriceNote    string
	Terms        []web.Term
	Certificates *web.TableData
	Indications  []indicationLink
	Exhibitor    web.EntityCardData
	Booth        *web.ButtonData
}

type pictureView struct {
	web.PictureData
	Credit string
}

// indicationLink is a geographical indication in its own script with its name in Latin letters.
type indicationLink struct{ Href, Original, Lang, Latin string }

func (h *pages) product(p *web.Page) error {
	ask := expo.FindProduct{InEdition: in(p)}
	if err := key(&ask.Product, p.R.PathValue("product")); err != nil {
		return err
	}
	o, err := h.expo.FindProduct.Do(p.Context(), ask)
	if err != nil {
		return err
	}
	name, text := say(p.View, o.Name), say(p.View, o.Description)
	p.Active, p.Title = "products", name.Text
	p.Description = plainLines(firstOf(text.Text, name.Text+" · "+say(p.View, o.ExhibitorName).Text), 160)
	p.NoIndex = o.State != expo.Published
	d := productPage{Head: productHead(p, &o, name), Other: otherName(p.View, o.Name, o.Country), Pictures: pictureViews(p, o.Pictures), Description: text,
		Terms: productTerms(p, &o), Certificates: certificateTable(p, o.Certificates)}
	if len(d.Pictures) == 0 {
		d.Pictures = []pictureView{{PictureData: web.PictureData{Seed: web.Seed(o.ID.String()), Icon: kindIcon(o.Kind)}}}
	}
	if orig := original(p.View, o.Description, o.Country); orig.Text != "" && o.Description[p.Locale.Lang()].By != "" {
		d.Original, d.OrigName, d.Translated = orig, p.Locale.LanguageName(orig.Lang), o.Description[p.Locale.Lang()].By == "machine"
	}
	d.price(p, &o)
	for _, g := range o.Indications {
		d.Indications = append(d.Indications, indicationLink{Href: at(p, "gi", g.ID.String()), Original: g.NameOriginal, Latin: latinBeside(g.NameOriginal, g.NameLatin)})
	}
	who := say(p.View, o.ExhibitorName)
	d.Exhibitor = web.EntityCardData{Href: at(p, "exhibitors", o.ExhibitorID.String()), Title: who.Text, Lang: who.Lang,
		Facts: append([]web.Fact{{Icon: web.IconFlag, Label: p.T("expoweb.country"), Text: countryName(p.View, o.Country)}}, boothFacts(p, o.Booths)...)}
	if len(o.Booths) > 0 {
		d.Booth = &web.ButtonData{Label: p.T("expoweb.exhibitor.find"), Icon: web.IconHall, Href: boothHref(p, o.Booths[0])}
	}
	if err := linked(p, offeredProduct(p, &o)); err != nil {
		return err
	}
	return p.Render(productView(p.View, d))
}

// latinBeside is the Latin name where it says more than the original.
func latinBeside(original, latin string) string {
	if original == latin {
		return ""
	}
	return latin
}

func productHead(p *web.Page, o *expo.ProductView, name words) web.PageHeadData {
	d := web.PageHeadData{Eyebrow: p.T("expoweb.kind." + o.Kind), Title: name.Text, Lang: name.Lang,
		Crumbs: crumbs(p, web.NavLink{Label: p.T("expoweb.products.title"), Href: at(p, "products")}, web.NavLink{Label: name.Text, Lang: name.Lang})}
	if o.State != expo.Published {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.state." + o.State), Tone: web.ToneWarning, Icon: web.IconLock})
	}
	if o.FirstShown {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.first_shown"), Tone: web.ToneAccent, Icon: web.IconFirstShown})
	}
	if len(o.Indications) > 0 {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.gi.one"), Tone: web.ToneSuccess, Icon: web.IconLeaf})
	}
	if o.Sample {
		d.Badges = append(d.Badges, web.BadgeData{Text: p.T("expoweb.sample"), Tone: web.ToneNeutral, Icon: web.IconInfo})
	}
	return d
}

func pictureViews(p *web.Page, all []expo.Picture) []pictureView {
	out := make([]pictureView, 0, len(all))
	for i, x := range all {
		v := pictureView{web.PictureData{Src: fileURL(x.File), Alt: say(p.View, x.Alt).Text, Width: int(x.Width), Height: int(x.Height), Eager: i == 0}, x.Credit}
		if i > 0 && x.Thumb != "" {
			v.Src = fileURL(x.Thumb)
		}
		out = append(out, v)
	}
	return out
}

func (d *productPage) price(p *web.Page, o *expo.ProductView) {
	if o.Price.IsZero() {
		return
	}
	d.Price = p.Locale.Money(o.Price.Minor, string(o.Price.Currency))
	if o.Unit != "" {
		d.Price = p.T("expoweb.price.per", "price", d.Price, "unit", p.T(o.Unit.Key()))
	}
	if o.Incoterm != "" {
		d.PriceNote = p.T("expoweb.price.incoterm", "term", string(o.Incoterm), "place", o.IncotermPlace, "name", p.T(o.Incoterm.Key()))
	}
}

func productTerms(p *web.Page, o *expo.ProductView) []web.Term {
	var t []web.Term
	add := func(label, words, note, href string) {
		if words != "" {
			t = append(t, web.Term{Label: label, Text: words, Note: note, Href: href})
		}
	}
	if o.HSCode != "" {
		add(p.T("expoweb.hs"), o.HSCode.String(), o.HSEdition, at(p, "products")+"?hs="+o.HSCode.Chapter())
	}
	add(p.T("expoweb.origin"), countryName(p.View, o.Origin), p.T("expoweb.origin.stated"), "")
	if o.CPCCode != "" {
		add(p.T("expoweb.cpc"), string(o.CPCCode), "CPC "+o.CPCVersion, "")
	}
	if o.Category != nil {
		w := say(p.View, o.Category.Name)
		t = append(t, web.Term{Label: p.T("expoweb.category"), Text: w.Text, Lang: w.Lang, Href: at(p, "products") + "?category=" + o.Category.Code})
	}
	if o.Unit != "" {
		add(p.T("expoweb.unit"), p.T(o.Unit.Key()), "", "")
	}
	if o.MinimumOrder > 0 {
		quantity := p.Locale.Number(o.MinimumOrder)
		if o.Unit != "" {
			quantity += " " + p.T(o.Unit.Key())
		}
		add(p.T("expoweb.minimum"), quantity, "", "")
	}
	if o.LeadDays > 0 {
		add(p.T("expoweb.lead"), p.T("expoweb.days.n", "n", o.LeadDays), "", "")
	}
	return t
}

func certificateTable(p *web.Page, all []expo.Certificate) *web.TableData {
	if len(all) == 0 {
		return nil
	}
	t := &web.TableData{Caption: p.T("expoweb.certificates"), HideCaption: true, Columns: []web.Column{{Label: p.T("expoweb.certificate")}, {Label: p.T("expoweb.certificate.number")},
		{Label: p.T("expoweb.certificate.issuer")}, {Label: p.T("expoweb.certificate.until")}}}
	for _, c := range all {
		until := ""
		if c.ValidUntil != "" {
			until = p.Locale.Date(c.ValidUntil)
		}
		t.Rows = append(t.Rows, []web.Cell{{Text: c.Name}, {Text: dash(c.Number)}, {Text: dash(c.Issuer)}, {Text: dash(until)}})
	}
	return t
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// offered is a product or service as schema.org's Product or Service.
type offered struct {
	Context     string        `json:"@context"`
	Type        string        `json:"@type"`
	Name        string        `json:"name"`
	Description string        `json:"description,omitempty"`
	URL         string        `json:"url,omitempty"`
	Image       []string      `json:"image,omitempty"`
	Maker       *organization `json:"manufacturer,omitempty"`
	Provider    *organization `json:"provider,omitempty"`
	Origin      string        `json:"countryOfOrigin,omitempty"`
	Category    string        `json:"category,omitempty"`
	Offer       *offer        `json:"offers,omitempty"`
}

type offer struct {
	Type     string `json:"@type"`
	Price    string `json:"price"`
	Currency string `json:"priceCurrency"`
	URL      string `json:"url,omitempty"`
}

func offeredProduct(p *web.Page, o *expo.ProductView) offered {
	firm := &organization{Type: "Organization", Name: say(p.View, o.ExhibitorName).Text}
	x := offered{Context: "https://schema.org", Type: "Product", Name: say(p.View, o.Name).Text, Description: say(p.View, o.Description).Text, Origin: string(o.Origin)}
	if o.Kind == expo.Service {
		x.Type, x.Provider = "Service", firm
	} else {
		x.Maker = firm
	}
	if o.Category != nil {
		x.Category = say(p.View, o.Category.Name).Text
	}
	if p.BaseURL != "" {
		x.URL = absolute(p, at(p, "products", o.ID.String()))
		firm.URL = absolute(p, at(p, "exhibitors", o.ExhibitorID.String()))
		for _, pic := range o.Pictures {
			x.Image = append(x.Image, absolute(p, fileURL(pic.File)))
		}
	}
	if !o.Price.IsZero() {
		x.Offer = &offer{"Offer", o.Price.Decimal(), string(o.Price.Currency), x.URL}
	}
	return x
}
