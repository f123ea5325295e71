package deskweb

import (
	"embed"
	"io/fs"
)

//go:embed messages/*.json
var messages embed.FS

// Catalogue returns the messages of the desks, one file a language.
func Catalogue() fs.FS {
	f, err := fs.Sub(messages, "messages")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}
