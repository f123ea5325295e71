package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// branch is a top category with those below it.
type branch struct {
	expo.Category
	Branches []expo.Category
}

// tree puts categories below their parents, in their order.
func tree(items []expo.Category) []branch {
	var tops []branch
	at := map[expo.CategoryKey]int{}
	for _, k := range items {
		if k.ParentID == 0 {
			at[k.ID] = len(tops)
			tops = append(tops, branch{Category: k})
		}
	}
	for _, k := range items {
		if i, ok := at[k.ParentID]; ok && k.ParentID != 0 {
			tops[i].Branches = append(tops[i].Branches, k)
		}
	}
	return tops
}

func showCategories(d *desk) error {
	list, err := d.Expo.ListCategories.Do(d.Context(), expo.ListCategories{InEdition: d.in()})
	if err != nil {
		return err
	}
	facets, err := d.Expo.GetFacets.Do(d.Context(), expo.GetFacets{InEdition: d.in()})
	if err != nil {
		return err
	}
	d.title("categories", d.T("expodesk.nav.categories"))
	add := []web.ButtonData{{Label: d.T("expodesk.category.add"), Kind: "primary", Icon: web.IconPlus, Href: d.at("categories", "new")}}
	pg := listPage{Head: web.PageHeadData{Title: d.Title, Lede: d.T("expodesk.categories.lede"), Crumbs: d.crumbs(web.NavLink{Label: d.Title}), Actions: add},
		Empty: &web.EmptyData{Title: d.T("expodesk.categories.none"), Icon: web.IconTag, Actions: add},
		Table: web.TableData{Caption: d.Title, HideCaption: true, Columns: []web.Column{{Label: d.T("expodesk.category.name")}, {Label: d.T("expodesk.category.parent")},
			{Label: d.T("expodesk.code")}, {Label: d.T("expodesk.nav.exhibitors"), Number: true}}}}
	row := func(k *expo.Category, parent words) {
		pg.Table.Rows = append(pg.Table.Rows, []web.Cell{{Component: nameCell(d.at("categories", k.ID.String()), say(d.View, k.Name), "")},
			{Text: parent.Text, Lang: parent.Lang}, {Text: k.Code}, {Text: d.number(facets.Categories[k.ID])}})
	}
	for _, top := range tree(list.Items) {
		row(&top.Category, words{})
		for _, k := range top.Branches {
			row(&k, say(d.View, top.Name))
		}
	}
	return d.Render(listView(d.View, pg))
}

// category returns the category in the path, an empty one for the page that adds one, with the top categories as choices.
func (d *desk) category() (k expo.Category, tops []web.Option, err error) {
	list, err := d.Expo.ListCategories.Do(d.Context(), expo.ListCategories{InEdition: d.in()})
	if err != nil {
		return k, nil, err
	}
	ref := d.R.PathValue("category")
	tops = []web.Option{{Label: d.T("expodesk.category.top")}}
	for _, c := range list.Items {
		if c.ID.String() == ref {
			k = c
		}
		if c.ParentID == 0 {
			tops = append(tops, web.Option{Value: c.ID.String(), Label: say(d.View, c.Name).Text})
		}
	}
	if ref != "" && k.ID == 0 {
		err = fault.NewNotFound("expo.category.not-found")
	}
	return k, tops, err
}

func showCategory(d *desk) error { return categoryForm(d, d.form()) }

func categoryForm(d *desk, f *form) error {
	k, tops, err := d.category()
	if err != nil {
		return err
	}
	title := d.T("expodesk.category.add")
	if k.ID != 0 {
		title = say(d.View, k.Name).Text
	}
	d.title("categories", title)
	all := []control{f.texts("name", "expodesk.category.name", k.Name, needed(120))}
	if k.ID == 0 {
		all = append(all, f.input(web.FieldText, "code", "expodesk.code", "", required, limit(60)), f.input(web.FieldSelect, "parent", "expodesk.category.parent", "", choices(tops)))
	}
	all = append(all, f.input(web.FieldNumber, "position", "expodesk.position", measured(k.Position, 0), bounds("0", "100000")))
	return f.show(formPage{Head: web.PageHeadData{Title: title, Crumbs: d.crumbs(web.NavLink{Label: d.T("expodesk.nav.categories"), Href: d.at("categories")},
		web.NavLink{Label: title})}, Groups: []group{{Controls: all}}, Cancel: d.at("categories")}, 0)
}

func saveCategory(d *desk) error {
	k, _, err := d.category()
	if err != nil {
		return err
	}
	f := d.form()
	create := expo.CreateCategory{InEdition: d.in(), Code: f.read("code"), Name: f.words("name", k.Name), Position: f.number("position")}
	key(f.read("parent"), &create.Parent)
	return f.send(func(ctx context.Context) (err error) {
		if k.ID == 0 {
			_, err = d.Expo.CreateCategory.Do(ctx, create)
			return err
		}
		_, err = d.Expo.UpdateCategory.Do(ctx, expo.UpdateCategory{InEdition: d.in(), Category: k.ID, Name: create.Name, Position: create.Position})
		return err
	}, func() error { return d.done("saved", d.path("categories")) }, func() error { return categoryForm(d, f) })
}
