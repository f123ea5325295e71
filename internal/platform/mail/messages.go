package mail

import (
	"embed"
	"io/fs"
)

//go:embed messages/*.json
var messages embed.FS

// Catalogue returns the package's message catalogues, one {language}.json each at the root.
func Catalogue() fs.FS {
	root, err := fs.Sub(messages, "messages")
	if err != nil {
		panic(err) // the folder is embedded; its absence is a broken program
	}
	return root
}
