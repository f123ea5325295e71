package app

import (
	"embed"
	"io/fs"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/deskweb"
	"github.com/fairway-expo/fairway/internal/expo/expoweb"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/mail"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/measure"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/web"
)

// Catalogues are the messages of every package that speaks to people.
func Catalogues() []fs.FS {
	return []fs.FS{i18n.Catalogue(), ops.Catalogue(), sheet.Catalogue(), files.Catalogue(), mail.Catalogue(),
		money.Catalogue(), place.Catalogue(), hs.Catalogue(), measure.Catalogue(),
		web.Catalogue(), people.Catalogue(), peopleweb.Catalogue(), expo.Catalogue(), floor.Catalogue(), expoweb.Catalogue(), deskweb.Catalogue(), own()}
}

//go:embed messages/*.json
var messages embed.FS

// own are the messages of the program's frame.
func own() fs.FS {
	f, err := fs.Sub(messages, "messages")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}
