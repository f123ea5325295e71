package app

import (
	"net/http"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/deskweb"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

func (a *App) mountDesks(mux *http.ServeMux, site *web.Site) {
	deskweb.Mount(mux, site, deskweb.Deps{Expo: a.Expo, Floor: a.Floor, Changes: a.Changes, Clock: a.Clock, Names: a.people.Names, FileURL: fileURL})
}

// fileURL is the address of a stored picture.
func fileURL(ref string) string { return "/files/" + ref }

func (a *App) peopleDeps(site *web.Site) peopleweb.Deps {
	return peopleweb.Deps{Site: site, Ops: a.People, Places: a.places, Subject: a.subjectName, Pavilions: a.pavilionOptions,
		Groups: func(p *web.Page) ([]web.NavGroup, error) { return deskweb.Groups(p, a.Expo) }}
}

// places says in words where each grant holds and which desk it opens.
func (a *App) places(p *web.Page, grants []ops.Grant) ([]peopleweb.Place, error) {
	lang := p.Locale.Lang()
	out := make([]peopleweb.Place, len(grants))
	list, err := a.Expo.ListEditions.Do(p.R.Context(), expo.ListEditions{})
	if err != nil {
		return nil, err
	}
	for i, g := range grants {
		if g.Edition == 0 {
			if len(list.Items) > 0 {
				out[i].Href = p.URL("/" + list.Items[0].Slug + "/desk")
			}
			continue
		}
		for _, e := range list.Items {
			if e.ID != g.Edition {
				continue
			}
			out[i].Edition, out[i].EditionLang = e.ShortName.In(lang)
			if err := a.subject(p, e.Slug, g, &out[i]); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (a *App) subject(p *web.Page, slug string, g ops.Grant, out *peopleweb.Place) error {
	desk := "/" + slug + "/desk"
	if g.Role == ops.Organiser {
		out.Href = p.URL(desk)
	}
	if g.Pavilion == 0 && g.Exhibitor == 0 {
		return nil
	}
	var err error
	out.Subject, out.SubjectLang, err = a.nameOf(p, slug, g.Pavilion, g.Exhibitor)
	if g.Pavilion != 0 {
		out.Href = p.URL(desk + "/pavilions/" + g.Pavilion.String())
	} else {
		out.Href = p.URL(desk + "/exhibitors/" + g.Exhibitor.String())
	}
	return err
}

// subjectName names a pavilion or an exhibitor of the page's edition.
func (a *App) subjectName(p *web.Page, pavilion ident.Pavilion, exhibitor ident.Exhibitor) (name, lang string, err error) {
	return a.nameOf(p, p.Slug, pavilion, exhibitor)
}

func (a *App) nameOf(p *web.Page, slug string, pavilion ident.Pavilion, exhibitor ident.Exhibitor) (name, lang string, err error) {
	in := ops.InEdition{Edition: slug}
	if pavilion != 0 {
		v, err := a.Expo.FindPavilion.Do(p.R.Context(), expo.FindPavilion{InEdition: in, Pavilion: pavilion.String()})
		name, lang = v.Name.In(p.Locale.Lang())
		return name, lang, err
	}
	v, err := a.Expo.FindExhibitor.Do(p.R.Context(), expo.FindExhibitor{InEdition: in, Exhibitor: exhibitor})
	name, lang = v.Name.In(p.Locale.Lang())
	return name, lang, err
}

func (a *App) pavilionOptions(p *web.Page) ([]web.Option, error) {
	list, err := a.Expo.ListPavilions.Do(p.R.Context(), expo.ListPavilions{InEdition: ops.InEdition{Edition: p.Slug}})
	if err != nil {
		return nil, err
	}
	out := make([]web.Option, len(list.Items))
	for i, v := range list.Items {
		out[i] = web.Option{Value: v.ID.String(), Label: v.Name.Words(p.Locale.Lang())}
	}
	return out, nil
}
