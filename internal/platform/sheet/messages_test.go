package sheet

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every key that the code speaks of is in the English catalogue, and the catalogue holds no other.
func TestCatalogueAndCodeAgree(t *testing.T) {
	t.Parallel()
	data, err := fs.ReadFile(Catalogue(), "en.json")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue map[string]string
	if err := json.Unmarshal(data, &catalogue); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	key := regexp.MustCompile(`"(sheet\.[a-z.]+[a-z])"`)
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("found %d files: %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllSubmatch(code, -1) {
			used[string(m[1])] = true
			if catalogue[string(m[1])] == "" {
				t.Errorf("%s: no message %s", name, m[1])
			}
		}
	}
	for k := range catalogue {
		if !used[k] && !strings.HasPrefix(k, "@") {
			t.Errorf("message %s is never used", k)
		}
	}
}
