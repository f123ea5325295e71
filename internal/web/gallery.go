package web

import (
	"net/http"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/i18n"
)

// GalleryHandler shows every component at /{lang}/gallery, the desk layout at /{lang}/gallery/desk and an error page at
// /{lang}/gallery/error. It reads nothing but the catalogue.
func GalleryHandler(b *i18n.Bundle) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := NewView(b, r)
		v.Title, v.NoIndex, v.Sample = "Gallery", true, true
		v.Edition = &EditionBar{
			Slug: "gallery", Name: sample(v, sampleTitle), Lang: other(v, sampleTitle), Dates: v.Locale.DateRange("2025-09-17", "2025-09-21"),
			Place: "Nanning", Links: galleryNav(v),
		}
		v.Active = "exhibitors"
		v.JSONLD = [][]byte{[]byte(`{"@context":"https://schema.org","@type":"WebPage","name":"Gallery"}`)}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		page, status := Gallery(v), http.StatusOK
		switch {
		case strings.HasSuffix(v.Path, "/desk"):
			v.Desk, v.DeskGroups = true, galleryDeskGroups(v)
			v.User = &UserBar{Name: "Mali Srisuk", Roles: v.T("web.nav.pavilions"), SignOut: "#out", Links: galleryNav(v)[:2]}
			page = GalleryDesk(v)
		case strings.HasSuffix(v.Path, "/error"):
			status = http.StatusNotFound
			page = ErrorPage(v, ErrorData{Status: status, Reference: "9f3c-11ab"})
		}
		w.WriteHeader(status)
		_ = page.Render(r.Context(), w) // the reader may have gone
	})
}

func galleryNav(v *View) []NavLink {
	return []NavLink{
		{Key: "home", Label: v.T("web.nav.home"), Href: v.URL("/gallery"), Icon: IconHome},
		{Key: "exhibitors", Label: v.T("web.nav.exhibitors"), Href: v.URL("/gallery/desk"), Icon: IconExhibitor},
		{Key: "products", Label: v.T("web.nav.products"), Href: v.URL("/gallery/error"), Icon: IconProduct},
		{Key: "plan", Label: v.T("web.nav.plan"), Href: "#list", Icon: IconHall},
		{Key: "pavilions", Label: v.T("web.nav.pavilions"), Href: "#forms", Icon: IconPavilion},
		{Key: "demonstrations", Label: v.T("web.nav.demonstrations"), Href: "#records", Icon: IconRobot},
		{Key: "indications", Label: v.T("web.nav.indications"), Href: "#feedback", Icon: IconLeaf},
		{Key: "programme", Label: v.T("web.nav.programme"), Href: "#identity", Icon: IconCalendar},
		{Key: "information", Label: v.T("web.nav.information"), Href: "#icons", Icon: IconInfo},
	}
}

func galleryDeskGroups(v *View) []NavGroup {
	nav := galleryNav(v)
	nav[1].Count = v.Locale.Number(3260)
	return []NavGroup{{Links: nav[:1]}, {Label: v.T("web.nav.label"), Links: nav[1:5]}, {Label: v.T("web.nav.programme"), Links: nav[5:]}}
}
