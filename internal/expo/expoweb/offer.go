package expoweb

import (
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/web"
)

// demoView is a demonstration where it is told in place.
type demoView struct {
	Anchor, Kind string
	Icon         web.IconName
	Title, Text  words
	Times        []string
	Badges       []web.BadgeData
	Facts        []web.Fact
}

// offer adds what an exhibitor shows.
func (h *pages) offer(_ *web.Page, _ *expo.ExhibitorView, _ *exhibitorPage) error { return nil }

// fileURL is the address of a stored file, "" for none.
func fileURL(file string) string {
	if file == "" {
		return ""
	}
	return "/files/" + file
}
