package sheet

import (
	"embed"
	"io/fs"
)

//go:embed messages
var messageFiles embed.FS

// Catalogue returns the messages of this package, one file a language, for the catalogue bundle.
func Catalogue() fs.FS {
	sub, err := fs.Sub(messageFiles, "messages")
	if err != nil {
		panic("sheet: the messages are not embedded: " + err.Error())
	}
	return sub
}
