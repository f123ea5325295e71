package web

import (
	"embed"
	"io/fs"
)

//go:embed messages/*.json
var messageFiles embed.FS

// Catalogue returns the kit's words: one {lang}.json a language, every key under "web.".
func Catalogue() fs.FS {
	sub, err := fs.Sub(messageFiles, "messages")
	if err != nil {
		panic(err) // the folder is embedded at compile time
	}
	return sub
}
