package deskweb

import (
	"context"
	"encoding/base64"
	"io"
	"slices"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/web"
)

// pictured is what the pictures of a page belong to.
type pictured struct {
	on   expo.OnPictured
	x    *subject
	path []string
}

// pictured reads from the path whether the pictures are the exhibitor's own, a product's or a demonstration's.
func (d *desk) pictured() (*pictured, error) {
	part, kind, id := "pictures", "exhibitor", ""
	if id = d.R.PathValue("product"); id != "" {
		part, kind = "products", "product"
	} else if id = d.R.PathValue("demonstration"); id != "" {
		part, kind = "demonstrations", "demonstration"
	}
	x, err := d.exhibitor(part)
	if err != nil {
		return nil, err
	}
	if !x.admin {
		return nil, fault.NewDenied("fault.denied")
	}
	p := &pictured{x: x, on: expo.OnPictured{OfKind: kind, Of: id}, path: []string{"exhibitors", x.ID.String()}}
	switch kind {
	case "product":
		_, err = d.product(x) // it must be the exhibitor's own
	case "demonstration":
		_, err = d.demonstration(x)
	default:
		p.on.Of = x.ID.String()
	}
	if kind != "exhibitor" {
		p.path = append(p.path, part, id)
	}
	p.path = append(p.path, "pictures")
	return p, err
}

// pictureRow is one picture with what can be done to it.
type pictureRow struct {
	Picture     web.PictureData
	Alt         words
	Credit      string
	First, Last bool
	Key         string
	Remove      string
}

type picturesPage struct {
	Head     web.PageHeadData
	Tabs     []web.NavLink
	Pictures []pictureRow
	Form     formPage
	Order    string
	Key      web.HiddenField
}

func showPictures(d *desk) error { return picturesPageOf(d, d.form()) }

func picturesPageOf(d *desk, f *form) error {
	p, err := d.pictured()
	if err != nil {
		return err
	}
	list, err := d.Expo.ListPictures.Do(d.Context(), expo.ListPictures{InEdition: d.in(), OfKind: p.on.OfKind, Of: p.on.Of})
	if err != nil {
		return err
	}
	pg := picturesPage{Head: d.exhibitorHead(p.x, d.T("expodesk.pictures")), Key: d.KeyField(), Order: d.at(append(slices.Clone(p.path), "order")...)}
	if p.on.OfKind == "exhibitor" {
		pg.Tabs = p.x.tabs
	} else {
		pg.Head.Actions = []web.ButtonData{{Label: d.T("expodesk.back"), Icon: web.IconArrowLeft, Href: d.at(p.path[:len(p.path)-1]...)}}
	}
	pg.Head.Lede = d.T("expodesk.pictures.lede")
	for i, pic := range list.Items {
		row := pictureRow{Alt: say(d.View, pic.Alt), Credit: pic.Credit, First: i == 0, Last: i == len(list.Items)-1, Key: pic.ID.String(),
			Remove:  d.at(append(slices.Clone(p.path), pic.ID.String(), "remove")...),
			Picture: web.PictureData{Seed: web.Seed(pic.ID.String()), Icon: web.IconPicture, Alt: say(d.View, pic.Alt).Text}}
		if d.FileURL != nil && pic.Thumb != "" {
			row.Picture = web.PictureData{Src: d.FileURL(pic.Thumb), Alt: row.Alt.Text}
		}
		pg.Pictures = append(pg.Pictures, row)
	}
	pg.Form = formPage{Upload: true, Action: d.at(p.path...), Problems: f.problems, Hidden: []web.HiddenField{d.KeyField()}, Submit: d.T("expodesk.picture.add"), Groups: []group{{Controls: []control{
		f.input(web.FieldFile, "data", "expodesk.picture.file", "", required, func(c *web.FieldData) { c.Accept = "image/jpeg,image/png,image/webp,image/gif" }),
		f.texts("alt", "expodesk.picture.alt", nil, needed(300)),
		f.input(web.FieldText, "credit", "expodesk.picture.credit", "", limit(160)),
	}}}}
	return d.RenderStatus(f.status(), picturesView(d.View, pg))
}

func addPicture(d *desk) error {
	p, err := d.pictured()
	if err != nil {
		return err
	}
	f := d.form()
	in := expo.CreatePicture{InEdition: d.in(), OnPictured: p.on, Alt: f.words("alt", nil), Credit: f.read("credit")}
	if file, _, err := d.R.FormFile("data"); err == nil {
		defer file.Close() // read whole below
		data, err := io.ReadAll(file)
		if err != nil {
			return err
		}
		in.Data = base64.StdEncoding.EncodeToString(data)
	}
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.CreatePicture.Do(ctx, in)
		return err
	}, func() error { return d.done("saved", d.path(p.path...)) }, func() error { return picturesPageOf(d, f) })
}

// orderPictures moves one picture a place forward or back.
func orderPictures(d *desk) error {
	p, err := d.pictured()
	if err != nil {
		return err
	}
	f := d.form()
	list, err := d.Expo.ListPictures.Do(d.Context(), expo.ListPictures{InEdition: d.in(), OfKind: p.on.OfKind, Of: p.on.Of})
	if err != nil {
		return err
	}
	var keys []expo.PictureKey
	from, step := -1, -1
	ref := f.read("earlier")
	if ref == "" {
		ref, step = f.read("later"), 1
	}
	for i, pic := range list.Items {
		keys = append(keys, pic.ID)
		if pic.ID.String() == ref {
			from = i
		}
	}
	to := from + step
	if from < 0 || to < 0 || to >= len(keys) {
		return d.Redirect(d.path(p.path...))
	}
	keys[from], keys[to] = keys[to], keys[from]
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.OrderPictures.Do(ctx, expo.OrderPictures{InEdition: d.in(), OnPictured: p.on, Pictures: keys})
		return err
	}, func() error { return d.done("saved", d.path(p.path...)) }, func() error { return picturesPageOf(d, f) })
}

func askRemovePicture(d *desk) error {
	p, err := d.pictured()
	if err != nil {
		return err
	}
	return d.form().ask(d.exhibitorHead(p.x, d.T("expodesk.picture.remove")), web.ConfirmData{Title: d.T("expodesk.picture.remove.question"), Confirm: d.T("expodesk.remove"),
		Danger: true, Back: d.at(p.path...)})
}

func removePicture(d *desk) error {
	p, err := d.pictured()
	if err != nil {
		return err
	}
	var id expo.PictureKey
	if key(d.R.PathValue("picture"), &id); id == 0 {
		return fault.NewNotFound("expo.picture.not-found")
	}
	f := d.form()
	return f.send(func(ctx context.Context) error {
		_, err := d.Expo.RemovePicture.Do(ctx, expo.RemovePicture{InEdition: d.in(), OnPicture: expo.OnPicture{Picture: id}})
		return err
	}, func() error { return d.done("removed", d.path(p.path...)) }, func() error { return askRemovePicture(d) })
}
