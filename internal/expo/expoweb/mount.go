package expoweb

import (
	"net/http"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/web"
)

// pages are the handlers with the operations they call.
type pages struct {
	expo  *expo.Operations
	floor *floor.Operations
}

// Mount adds the public pages of the expo to mux. Its patterns have no language: the site cuts it from the path first.
func Mount(mux *http.ServeMux, s *web.Site, o *expo.Operations, f *floor.Operations) {
	h := &pages{expo: o, floor: f}
	for pattern, page := range map[string]func(*web.Page) error{
		"/{$}":                              h.editions,
		"/{edition}":                        h.home,
		"/{edition}/countries":              h.countries,
		"/{edition}/pavilions/{pavilion}":   h.pavilion,
		"/{edition}/exhibitors":             h.exhibitors,
		"/{edition}/exhibitors/{exhibitor}": h.exhibitor,
		"/{edition}/plan":                   h.site,
		"/{edition}/plan/{hall}":            h.hall,
		"/{edition}/products":               h.products,
		"/{edition}/products/{product}":     h.product,
		"/{edition}/demonstrations":         h.demonstrations,
		"/{edition}/gi":                     h.indications,
		"/{edition}/gi/{gi}":                h.indication,
		"/{edition}/visit":                  h.visit,
	} {
		mux.Handle("GET "+pattern, s.Handle(page))
	}
}
