package app

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
)

// SetExamples fills the {{names}} of the operations' examples with keys of an edition, so that the API document shows
// calls that work on this very database. What the edition does not have stays as it is.
func (a *App) SetExamples(ctx context.Context, slug string) error {
	ctx = ops.With(ctx, Secretariat("cli"))
	in := ops.InEdition{Edition: slug}
	e, err := a.Expo.FindEdition.Do(ctx, expo.FindEdition{InEdition: in})
	if err != nil {
		return err
	}
	set := a.Ops.SetExample
	set("edition", slug)
	if len(e.Phases) > 0 {
		set("phase", e.Phases[0].ID.String())
	}
	if len(e.Relations) > 0 {
		set("relation", e.Relations[0].ID.String())
	}
	for _, step := range []func(context.Context, ops.InEdition) error{a.floorExamples, a.exhibitorExamples, a.recordExamples} {
		if err := step(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) floorExamples(ctx context.Context, in ops.InEdition) error {
	halls, err := a.Floor.ListHalls.Do(ctx, floor.ListHalls{InEdition: in})
	if err != nil || len(halls.Items) == 0 {
		return err
	}
	for _, h := range halls.Items {
		plan, err := a.Floor.HallPlan.Do(ctx, floor.FindHall{InEdition: in, Hall: h.ID.String()})
		if err != nil {
			return err
		}
		if len(plan.Areas) > 0 && len(plan.Booths) > 0 {
			a.Ops.SetExample("hall", h.ID.String())
			a.Ops.SetExample("area", plan.Areas[0].ID.String())
			break
		}
	}
	return nil
}

func (a *App) exhibitorExamples(ctx context.Context, in ops.InEdition) error {
	pavilions, err := a.Expo.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in})
	if err != nil || len(pavilions.Items) == 0 {
		return err
	}
	pavilion := pavilions.Items[0]
	for _, p := range pavilions.Items {
		if p.Code == "ai" { // its exhibitors have demonstrations as well
			pavilion = p
		}
	}
	a.Ops.SetExample("pavilion", pavilion.ID.String())
	booths, err := a.Floor.ListBooths.Do(ctx, floor.ListBooths{InEdition: in, Limit: 1, State: floor.Available, Pavilion: pavilion.ID})
	if err != nil {
		return err
	}
	if len(booths.Items) > 0 {
		a.Ops.SetExample("booth", booths.Items[0].ID.String())
	}
	list, err := a.Expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: in, Pavilion: pavilion.ID, Limit: 50})
	if err != nil {
		return err
	}
	for _, x := range list.Items {
		products, err := a.Expo.ListProducts.Do(ctx, expo.ListProducts{InEdition: in, Exhibitor: x.ID, Limit: 1})
		if err != nil {
			return err
		}
		team, err := a.Expo.ListTeam.Do(ctx, expo.ListTeam{InEdition: in, OnExhibitor: expo.OnExhibitor{Exhibitor: x.ID}})
		if err != nil {
			return err
		}
		shows, err := a.Expo.ListDemonstrations.Do(ctx, expo.ListDemonstrations{InEdition: in, Exhibitor: x.ID, Limit: 1})
		if err != nil {
			return err
		}
		if len(products.Items) == 0 || len(team.Items) == 0 || len(shows.Items) == 0 {
			continue
		}
		a.Ops.SetExample("exhibitor", x.ID.String())
		a.Ops.SetExample("demonstration", shows.Items[0].ID.String())
		a.Ops.SetExample("product", products.Items[0].ID.String())
		a.Ops.SetExample("member", team.Items[0].ID.String())
		pictures, err := a.Expo.ListPictures.Do(ctx, expo.ListPictures{InEdition: in, OfKind: "product", Of: products.Items[0].ID.String()})
		if err == nil && len(pictures.Items) > 0 {
			a.Ops.SetExample("picture", pictures.Items[0].ID.String())
		}
		return err
	}
	return nil
}

func (a *App) recordExamples(ctx context.Context, in ops.InEdition) error {
	categories, err := a.Expo.ListCategories.Do(ctx, expo.ListCategories{InEdition: in})
	if err != nil {
		return err
	}
	if len(categories.Items) > 0 {
		a.Ops.SetExample("category", categories.Items[0].ID.String())
	}
	grants, err := a.People.ListGrants.Do(ctx, people.ListGrants{InEdition: in, Role: ops.Visitor})
	if err != nil {
		return err
	}
	if len(grants.Items) > 0 {
		a.Ops.SetExample("grant", grants.Items[0].ID.String())
		a.Ops.SetExample("account", grants.Items[0].AccountID.String())
	}
	infos, err := a.Expo.ListInfo.Do(ctx, expo.ListInfo{InEdition: in, Kind: "hours"})
	if err != nil {
		return err
	}
	if len(infos.Items) > 0 {
		a.Ops.SetExample("info", infos.Items[0].ID.String())
		a.Ops.SetExample("info-code", infos.Items[0].Code)
	}
	names, err := a.Expo.ListGIs.Do(ctx, expo.ListGIs{InEdition: in, Limit: 1})
	if err != nil || len(names.Items) == 0 {
		return err
	}
	a.Ops.SetExample("gi", names.Items[0].ID.String())
	gi, err := a.Expo.FindGI.Do(ctx, expo.FindGI{InEdition: in, GI: names.Items[0].ID})
	if err == nil && len(gi.Entries) > 0 {
		a.Ops.SetExample("gi-entry", gi.Entries[0].ID.String())
	}
	return err
}
