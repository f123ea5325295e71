package arch

import (
	"strings"
	"testing"
)

// rules lists every rule with the sentence that a breaker is shown first.
var rules = []struct {
	name string
	find func([]*file) []string
}{
	{"imports point down", ranks},
	{"cores know no HTTP and no pages", coresStayPure},
	{"the program does not import test support", noTestSupport},
	{"imports stand in three groups without aliases", importGroups},
	{"only values/clock asks the machine for the time", oneClock},
	{"nothing happens before main", noInit},
	{"package variables do not change", noChangingVariables},
	{"packages are named after things of the trade", goodNames},
	{"no hand-written file is too long to read", sizes},
	{"each package says what it owns", packageComments},
	{"a table is written by its owner only", tableOwners},
	{"a migration belongs to one capability", migrations},
}

// TestArchitecture judges the tree as it is on disk.
func TestArchitecture(t *testing.T) {
	t.Parallel()
	files, broken, err := readTree(root(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range broken {
		t.Errorf("does not parse: %s", b)
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			t.Parallel()
			if found := rule.find(files); len(found) > 0 {
				t.Errorf("%d findings:\n%s", len(found), strings.Join(found, "\n"))
			}
		})
	}
	for _, w := range longNearly(files) {
		t.Log(w)
	}
}
