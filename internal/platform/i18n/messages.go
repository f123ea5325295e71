package i18n

import (
	"embed"
	"io/fs"
)

// Messages holds the general catalogue, messages/{lang}.json.
//
//go:embed messages/*.json
var Messages embed.FS

// base is kept as one value, so that New knows it when a caller passes it again.
var base = sub(Messages)

// Catalogue returns the general catalogue (fault.*, role.*). New always reads it first; passing it too is
// harmless.
func Catalogue() fs.FS { return base }

func sub(embedded embed.FS) fs.FS {
	root, err := fs.Sub(embedded, "messages")
	if err != nil {
		panic("i18n: " + err.Error()) // The name is a constant: only a broken program comes here.
	}
	return root
}
