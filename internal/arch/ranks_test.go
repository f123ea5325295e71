package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// coreImports is the table of docs/architecture.md: which other cores a core may import. A core that is not here has no place
// in the house yet. Platform and values are open to every core and not repeated.
var coreImports = map[string][]string{
	"people":      {},
	"search":      {},
	"translation": {},
	"origin":      {"people"},
	"expo":        {"people", "search"},
	"admission":   {"expo", "people", "search"},
	"programme":   {"expo", "people", "search"},
	"matching":    {"origin", "search", "expo", "people"},
	"sourcing":    {"origin", "expo", "people"},
	"meetings":    {"matching", "programme", "admission", "expo", "people"},
	"freight":     {"sourcing", "origin", "people"},
	"insights": {"people", "search", "translation", "origin", "expo", "admission", "programme", "matching", "sourcing", "meetings",
		"freight"},
}

// coreRank orders the cores for reading each other's tables: a higher one may join a lower one.
var coreRank = map[string]int{
	"people": 2, "search": 2, "translation": 2, "origin": 3, "expo": 3, "admission": 4, "programme": 4, "matching": 4,
	"meetings": 5, "sourcing": 5, "freight": 6, "insights": 7,
}

// letters orders the platform: each letter may import the ones before it.
var letters = map[string]byte{
	"sqldb": 'a', "i18n": 'a', "files": 'a', "keys": 'a', "sheet": 'a', "pdf": 'a', "llm": 'a',
	"ledger": 'b', "jobs": 'b', "mail": 'b',
	"ops": 'c',
}

// pure are the engines that depend on nothing but exact values, so that they can be tested and trusted by themselves.
var pure = []string{"internal/origin/rules", "internal/meetings/timetable"}

// place is where a package lives in the house.
type place struct {
	kind   string // value, platform, web, core, page, api, agent, app, command, data, support, outside
	name   string // the capability or platform part
	letter byte   // platform and web only
}

func placeOf(dir string) place {
	parts := strings.Split(dir, "/")
	switch {
	case support(dir) || dir == "internal/arch":
		return place{kind: "support"}
	case parts[0] == "cmd":
		return place{kind: "command"}
	case parts[0] == "migrations" || parts[0] == "demo":
		return place{kind: "data"}
	case parts[0] != "internal" || len(parts) < 2:
		return place{kind: "outside"}
	case slices.ContainsFunc(parts[2:], func(p string) bool { return strings.HasSuffix(p, "web") }):
		return place{kind: "page", name: parts[1]}
	}
	name := parts[1]
	switch name {
	case "app", "api", "agent":
		return place{kind: name, name: name}
	case "values":
		return place{kind: "value"}
	case "web":
		return place{kind: "web", name: name, letter: 'd'}
	case "platform":
		if len(parts) > 2 && letters[parts[2]] != 0 {
			return place{kind: "platform", name: parts[2], letter: letters[parts[2]]}
		}
		return place{kind: "outside"}
	}
	if _, known := coreImports[name]; known {
		return place{kind: "core", name: name}
	}
	return place{kind: "outside"}
}

// ranks finds imports that do not point down the house.
func ranks(files []*file) []string {
	var found []string
	homeless := map[string]bool{}
	for _, f := range files {
		if f.ast == nil || f.test() {
			continue
		}
		from := placeOf(f.dir())
		if from.kind == "support" {
			continue
		}
		if from.kind == "outside" && !homeless[f.dir()] {
			homeless[f.dir()] = true
			found = append(found, f.dir()+" has no rank: give it a place in docs/architecture.md and in internal/arch, or move it")
		}
		for _, s := range f.imports() {
			to, mine := ours(importPath(s))
			if !mine || to == f.dir() {
				continue
			}
			if why := refusal(f.dir(), to); why != "" {
				found = append(found, fmt.Sprintf("%s imports %s: %s", f.at(s), to, why))
			}
		}
	}
	return found
}

// refusal says why the package in folder from may not import the one in folder to; it is empty when it may.
func refusal(from, to string) string {
	a, b := placeOf(from), placeOf(to)
	switch {
	case slices.Contains(pure, from) && b.kind != "value":
		return from + " is a pure engine: it takes values, so that its results depend on nothing else"
	case b.kind == "value":
		return ""
	case a.kind == "value":
		return "values import only values: they are what everything else is made of"
	case a.kind == "data":
		return "migrations and demo are data: they import nothing of ours but values"
	case b.kind == "data":
		return ""
	case b.kind == "command":
		return "a command is the end of the chain: nothing imports it"
	case a.kind == "command":
		if b.kind == "app" {
			return ""
		}
		return "a command reads flags and environment and calls app.Run; everything else is app's to put together"
	case b.kind == "app":
		return "app is the composition root: only commands import it. Take what you need as an argument or a func field"
	case a.kind == "app":
		return ""
	case b.kind == "page":
		if a.kind == "page" && a.name == b.name {
			return ""
		}
		return "pages are imported by app only; what two pages share belongs into internal/web or into a core"
	}
	return refusalBelowApp(a, b)
}

// refusalBelowApp judges platform, web, cores, pages, api and agent among each other.
func refusalBelowApp(a, b place) string {
	switch a.kind {
	case "platform", "web":
		if b.letter != 0 && (b.letter < a.letter || b.kind == a.kind && b.name == a.name) {
			return ""
		}
		if b.letter != 0 {
			return fmt.Sprintf("platform letters: %s (%c) may import only the letters before it, not %s (%c)", a.name, a.letter, b.name, b.letter)
		}
		return "the platform is below all capabilities: own the job kind here, or let app set a func field"
	case "core":
		return coreRefusal(a, b)
	case "page":
		if b.kind == "platform" || b.kind == "web" || b.kind == "core" || b.kind == "agent" && a.name == "agent" {
			return ""
		}
		return "a page calls cores and the page kit, never another surface"
	case "api", "agent":
		low := b.kind == "core" && coreRank[b.name] <= 2
		if b.kind == "platform" || b.kind == "web" || low || b.kind == a.kind {
			return ""
		}
		return a.kind + " knows the registry and ranks 0 to 2, never a core of rank 3 or above: it must work for operations it has not heard of"
	}
	return ""
}

func coreRefusal(a, b place) string {
	switch b.kind {
	case "platform":
		return ""
	case "core":
		if a.name == b.name || slices.Contains(coreImports[a.name], b.name) {
			return ""
		}
		return fmt.Sprintf("%s may import %s; wanting more means a func field set by app, a job kind owned below, or that the thing "+
			"belongs elsewhere", a.name, strings.Join(append([]string{"platform"}, coreImports[a.name]...), ", "))
	case "web":
		return "a core never imports the page kit: what it knows must reach every surface, through its operations"
	}
	return "a core never imports a surface (" + b.kind + "): surfaces call cores"
}

// coresStayPure finds cores that import HTTP or templates.
func coresStayPure(files []*file) []string {
	foreign := map[string]string{
		"net/http":             "HTTP is a surface; the core answers with values and fault.Error, which every surface can show",
		"html/template":        "templates live in the pages",
		"github.com/a-h/templ": "templates live in the pages",
		"flag":                 "flags are read in cmd",
	}
	var found []string
	for _, f := range files {
		if f.test() || f.support() || placeOf(f.dir()).kind != "core" {
			continue
		}
		for _, s := range f.imports() {
			if why := foreign[importPath(s)]; why != "" {
				found = append(found, fmt.Sprintf("%s imports %s: %s", f.at(s), importPath(s), why))
			}
		}
	}
	return found
}

// noTestSupport finds program files that import test support.
func noTestSupport(files []*file) []string {
	var found []string
	for _, f := range files {
		if f.test() || f.support() {
			continue
		}
		for _, s := range f.imports() {
			if to, mine := ours(importPath(s)); mine && (support(to) || to == "internal/arch") || importPath(s) == "testing" {
				found = append(found, fmt.Sprintf("%s imports %s: test support would become part of the program", f.at(s), importPath(s)))
			}
		}
	}
	return found
}

func TestRanksFindPlantedFaults(t *testing.T) {
	t.Parallel()
	tests := []struct{ from, to, why string }{
		{"internal/values/money", "internal/platform/sqldb", "values import only values"},
		{"internal/platform/sqldb", "internal/platform/i18n", "platform letters"},
		{"internal/platform/i18n", "internal/platform/ledger", "platform letters"},
		{"internal/platform/ledger", "internal/platform/jobs", "platform letters"},
		{"internal/platform/jobs", "internal/platform/ops", "platform letters"},
		{"internal/platform/ops", "internal/web", "platform letters"},
		{"internal/platform/ops", "internal/people", "below all capabilities"},
		{"internal/web", "internal/people", "below all capabilities"},
		{"internal/people", "internal/expo", "people may import platform"},
		{"internal/expo", "internal/admission", "expo may import platform, people, search"},
		{"internal/expo", "internal/web", "never imports the page kit"},
		{"internal/expo", "internal/api", "never imports a surface"},
		{"internal/expo", "internal/agent", "never imports a surface"},
		{"internal/expo", "internal/expo/expoweb", "imported by app only"},
		{"internal/admission/admissionweb", "internal/expo/expoweb", "imported by app only"},
		{"internal/expo/expoweb", "internal/api", "never another surface"},
		{"internal/api", "internal/expo", "never a core of rank 3"},
		{"internal/agent", "internal/freight", "never a core of rank 3"},
		{"internal/expo", "internal/app", "composition root"},
		{"internal/app", "cmd/fairway", "end of the chain"},
		{"cmd/fairway", "internal/expo", "app's to put together"},
		{"internal/origin/rules", "internal/platform/sqldb", "pure engine"},
		{"internal/meetings/timetable", "internal/expo", "pure engine"},
		{"migrations", "internal/platform/sqldb", "are data"},
	}
	for _, tt := range tests {
		files := planted(t, tt.from+"/x.go", fmt.Sprintf("package x\n\nimport _ %q\n", module+"/"+tt.to))
		got := ranks(files)
		if len(got) != 1 || !strings.Contains(got[0], tt.why) {
			t.Errorf("%s importing %s: got %q, want one finding about %q", tt.from, tt.to, got, tt.why)
		}
	}
}

func TestRanksAllowWhatTheHouseAllows(t *testing.T) {
	t.Parallel()
	allowed := [][2]string{
		{"internal/values/place", "internal/values/text"},
		{"internal/platform/sqldb", "internal/values/clock"},
		{"internal/platform/ledger", "internal/platform/sqldb"},
		{"internal/platform/ops", "internal/platform/ledger"},
		{"internal/web", "internal/platform/ops"},
		{"internal/web/gallery", "internal/web"},
		{"internal/expo", "internal/people"},
		{"internal/expo", "internal/platform/ops"},
		{"internal/sourcing", "internal/sourcing/sealed"},
		{"internal/origin", "internal/origin/rules"},
		{"internal/origin/rules", "internal/values/hs"},
		{"internal/expo/expoweb", "internal/expo"},
		{"internal/expo/expoweb", "internal/search"},
		{"internal/expo/expoweb", "internal/expo/expoweb/desk"},
		{"internal/agent/agentweb", "internal/agent"},
		{"internal/api", "internal/people"},
		{"internal/app", "internal/expo/expoweb"},
		{"internal/app", "demo"},
		{"internal/expo", "demo"},
		{"cmd/fairway", "internal/app"},
	}
	for _, pair := range allowed {
		if why := refusal(pair[0], pair[1]); why != "" && path.Dir(pair[1]) != pair[0] {
			t.Errorf("%s importing %s is refused: %s", pair[0], pair[1], why)
		}
	}
}

func TestRanksFindAPackageWithoutAPlace(t *testing.T) {
	t.Parallel()
	expect(t, ranks(planted(t, "internal/lottery/lottery.go", "package lottery\n")), "internal/lottery has no rank")
	expect(t, ranks(planted(t, "internal/platform/cache/cache.go", "package cache\n")), "internal/platform/cache has no rank")
}

func TestCoresStayPureFindsPlantedFaults(t *testing.T) {
	t.Parallel()
	src := "package expo\n\nimport (\n\t\"net/http\"\n\n\t\"github.com/a-h/templ\"\n)\n\nvar _ = http.StatusOK\nvar _ templ.Component\n"
	expect(t, coresStayPure(planted(t, "internal/expo/booth.go", src)), "HTTP is a surface", "templates live in the pages")
	expect(t, coresStayPure(planted(t, "internal/expo/booth_test.go", src, "internal/expo/expoweb/booth.go", src)))
}

func TestNoTestSupportFindsPlantedFaults(t *testing.T) {
	t.Parallel()
	src := "package expo\n\nimport (\n\t\"testing\"\n\n\t\"" + module + "/internal/platform/sqldb/sqldbtest\"\n)\n"
	expect(t, noTestSupport(planted(t, "internal/expo/booth.go", src)), "imports testing", "sqldbtest")
	expect(t, noTestSupport(planted(t, "internal/expo/booth_test.go", src, "internal/expo/expotest/seed.go", src)))
}
