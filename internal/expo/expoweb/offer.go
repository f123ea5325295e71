package expoweb

import (
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// shownProducts is how many products an exhibitor's own page shows before it leads to the list.
const shownProducts = 12

// offer adds what an exhibitor shows: products, the geographical indications they bear, demonstrations.
func (h *pages) offer(p *web.Page, e *expo.ExhibitorView, d *exhibitorPage) error {
	products, err := h.expo.ListProducts.Do(p.Context(), expo.ListProducts{InEdition: in(p), Exhibitor: e.ID, Limit: shownProducts})
	if err != nil {
		return err
	}
	seen := map[expo.GIKey]bool{}
	for i := range products.Items {
		o := &products.Items[i]
		d.Products = append(d.Products, productCard(p, o, false))
		for _, g := range o.GIs {
			if !seen[g.ID] {
				seen[g.ID] = true
				d.Indications = append(d.Indications, web.NavLink{Label: g.NameOriginal, Href: at(p, "gi", g.ID.String())})
			}
		}
	}
	if products.Next != "" {
		d.AllProduct = web.NavLink{Label: p.T("expoweb.exhibitor.products.all", "n", products.Total), Href: at(p, "products") + "?exhibitor=" + e.ID.String()}
	}
	shows, err := h.expo.ListDemonstrations.Do(p.Context(), expo.ListDemonstrations{InEdition: in(p), Exhibitor: e.ID, Limit: 20})
	if err != nil {
		return err
	}
	for i := range shows.Items {
		d.Demos = append(d.Demos, demonstrationOf(p, &shows.Items[i], false))
	}
	return nil
}

// fileURL is the address of a stored file, "" for none.
func fileURL(file string) string {
	if file == "" {
		return ""
	}
	return "/files/" + file
}
