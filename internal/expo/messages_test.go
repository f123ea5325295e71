package expo_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
)

func TestEveryMessageOfTheSourceIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	words, err := i18n.New(expo.Catalogue())
	must(t, err)
	en := words.Locale("en")
	sources, err := filepath.Glob("*.go")
	must(t, err)
	found := 0
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := os.ReadFile(name)
		must(t, err)
		for _, m := range regexp.MustCompile(`(Name: )?"(expo\.[a-z0-9-]+(\.[a-z0-9-]+)?)"`).FindAllStringSubmatch(string(b), -1) {
			if found++; m[1] == "" && !en.Has(m[2]) {
				t.Errorf("%s: no message %s", name, m[2])
			}
		}
	}
	if found < 50 {
		t.Errorf("found only %d message keys in the source", found)
	}
}
