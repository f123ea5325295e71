package app_test

import (
	"testing"

	"github.com/fairway-expo/fairway/internal/app"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// TestCatalogueIsCompleteInElevenLanguages refuses a missing key, an empty text and a lost placeholder.
func TestCatalogueIsCompleteInElevenLanguages(t *testing.T) {
	t.Parallel()
	for _, err := range i18n.Check(app.Catalogues()...) {
		t.Error(err)
	}
	b, err := i18n.New(app.Catalogues()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range text.Languages {
		if got := b.Locale(lang).T("app.nav.exhibitors"); got == "" || lang != "en" && lang != "fil" && got == b.Locale("en").T("app.nav.exhibitors") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
