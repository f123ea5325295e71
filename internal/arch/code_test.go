package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

// importGroups finds imports that are not in the order standard library, others, ours, with an empty line between the groups,
// and imports under another name. Blank imports keep their name.
func importGroups(files []*file) []string {
	group := func(p string) int {
		first, _, _ := strings.Cut(p, "/")
		switch {
		case strings.HasPrefix(p, module):
			return 2
		case strings.Contains(first, "."):
			return 1
		}
		return 0
	}
	var found []string
	for _, f := range files {
		if f.ast == nil || f.generated {
			continue
		}
		var last *ast.ImportSpec
		for _, s := range f.imports() {
			if s.Name != nil && s.Name.Name == "." {
				found = append(found, f.at(s)+" is a dot import: a reader cannot tell whose name it is")
			} else if s.Name != nil && s.Name.Name != "_" && !renames[importPath(s)] {
				found = append(found, fmt.Sprintf("%s renames %s to %s: a clash means that one of the two has a bad name", f.at(s),
					importPath(s), s.Name.Name))
			}
			if last != nil {
				was, is := group(importPath(last)), group(importPath(s))
				gap := f.fset.Position(s.Pos()).Line - f.fset.Position(last.End()).Line
				if is < was || is > was && gap < 2 {
					found = append(found, f.at(s)+" breaks the groups: standard library, others, ours, with an empty line between")
				}
			}
			last = s
		}
	}
	return found
}

// renames lists libraries whose package name differs from, or says less than, their path, so that an alias is the clearer name.
var renames = map[string]bool{
	"modernc.org/sqlite/lib":             true, // package sqlite3, beside modernc.org/sqlite which is package sqlite
	"golang.org/x/text/encoding/unicode": true, // stands beside the standard library's unicode
	"net/mail":                           true, // three packages called mail meet where Fairway sends letters
	"github.com/wneessen/go-mail":        true,
}

// oneClock finds calls that ask the machine for the time.
func oneClock(files []*file) []string {
	var found []string
	for _, f := range files {
		if f.ast == nil || f.test() || f.support() || f.dir() == "internal/values/clock" {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
				found = append(found, fmt.Sprintf("%s uses time.%s: take `now` or a clock.Clock, so that tests and the demo edition can choose the time",
					f.at(sel), sel.Sel.Name))
			}
			return true
		})
	}
	return found
}

// noInit finds init functions.
func noInit(files []*file) []string {
	var found []string
	for _, f := range files {
		if f.ast == nil || f.generated {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				found = append(found, f.at(fn)+" is an init function: let app call what has to happen at start, where its order and its errors show")
			}
		}
	}
	return found
}

// mayChange lists the package variables that change and why that is right. A new line here is a decision to defend in review.
var mayChange = map[string]string{
	"internal/platform/sqldb registered": "statements are package variables, and one test has to prepare every one of them on both engines",
}

// noChangingVariables finds package variables that the package's own code assigns to, or whose type is made to be changed.
// Tables, compiled patterns and embedded files are fine; so is sync.OnceValue, which can only ever give one answer. Test support may keep a server or
// a browser for the life of its process.
func noChangingVariables(files []*file) []string {
	byDir := map[string][]*file{}
	for _, f := range files {
		if f.ast != nil && !f.test() && !f.support() && !f.generated {
			byDir[f.dir()] = append(byDir[f.dir()], f)
		}
	}
	var found []string
	for _, dir := range sortedKeys(byDir) {
		vars := map[string]bool{}
		for _, f := range byDir[dir] {
			for _, spec := range packageVars(f) {
				if kind := lockOrCounter(spec); kind != "" {
					found = append(found, fmt.Sprintf("%s is a package variable of %s: state belongs into a value that app builds", f.at(spec), kind))
				}
				for _, name := range spec.Names {
					vars[name.Name] = true
				}
			}
		}
		for _, f := range byDir[dir] {
			found = append(found, changes(f, vars)...)
		}
	}
	return found
}

func packageVars(f *file) []*ast.ValueSpec {
	var specs []*ast.ValueSpec
	for _, d := range f.ast.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, s := range g.Specs {
				specs = append(specs, s.(*ast.ValueSpec))
			}
		}
	}
	return specs
}

// lockOrCounter names a type that makes sense only for state. sync.Pool is not one: nobody can see what it holds.
func lockOrCounter(spec *ast.ValueSpec) string {
	sel, ok := spec.Type.(*ast.SelectorExpr)
	if index, generic := spec.Type.(*ast.IndexExpr); generic {
		sel, ok = index.X.(*ast.SelectorExpr)
	}
	if !ok {
		return ""
	}
	x, ok := sel.X.(*ast.Ident)
	if !ok || x.Name != "atomic" && !(x.Name == "sync" && sel.Sel.Name != "Pool") {
		return ""
	}
	return x.Name + "." + sel.Sel.Name
}

// changes finds assignments to one of vars inside functions. A local variable of the same name hides it, and the parser's own
// resolution of names within a file tells them apart.
func changes(f *file, vars map[string]bool) []string {
	var found []string
	check := func(e ast.Expr) {
		id := rootOf(e)
		if id == nil || !vars[id.Name] || mayChange[f.dir()+" "+id.Name] != "" {
			return
		}
		if id.Obj != nil { // declared in this file: is it the package's?
			spec, ok := id.Obj.Decl.(*ast.ValueSpec)
			if !ok || !slices.Contains(packageVars(f), spec) {
				return
			}
		}
		found = append(found, fmt.Sprintf("%s changes the package variable %s: state belongs into a value that app builds", f.at(e), id.Name))
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					check(e)
				}
			}
		case *ast.IncDecStmt:
			check(n.X)
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.Ident); ok && (fn.Name == "delete" || fn.Name == "clear") && len(n.Args) > 0 {
				check(n.Args[0])
			}
		}
		return true
	})
	return found
}

// rootOf returns the x of x, x.f, x[i], *x and (x).
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch t := e.(type) {
		case *ast.Ident:
			return t
		case *ast.SelectorExpr:
			e = t.X
		case *ast.IndexExpr:
			e = t.X
		case *ast.StarExpr:
			e = t.X
		case *ast.ParenExpr:
			e = t.X
		default:
			return nil
		}
	}
}

// goodNames finds packages named after nothing in particular.
func goodNames(files []*file) []string {
	empty := []string{"util", "utils", "common", "helper", "helpers", "type", "types", "model", "models", "base", "misc", "lib", "shared",
		"core", "service", "services", "repository", "dto", "manager"}
	var found []string
	seen := map[string]bool{}
	for _, f := range files {
		if f.ast == nil || seen[f.dir()] {
			continue
		}
		seen[f.dir()] = true
		for _, name := range []string{path.Base(f.dir()), f.ast.Name.Name} {
			if slices.Contains(empty, name) {
				found = append(found, fmt.Sprintf("%s: a package called %s says nothing about what it owns; name it after a thing of the trade",
					f.dir(), name))
				break
			}
		}
	}
	return found
}

func TestCodeRulesFindPlantedFaults(t *testing.T) {
	t.Parallel()
	one := func(src string) []*file { return planted(t, "internal/expo/booth.go", "package expo\n\n"+src) }
	t.Run("a dot import, a new name and mixed groups", func(t *testing.T) {
		t.Parallel()
		expect(t, importGroups(one(`import . "fmt"`)), "dot import")
		expect(t, importGroups(one(`import f "fmt"`)), "renames fmt to f")
		expect(t, importGroups(one("import (\n\"fmt\"\n\"golang.org/x/text\"\n)")), "breaks the groups")
		expect(t, importGroups(one("import (\n\"golang.org/x/text\"\n\n\"fmt\"\n)")), "breaks the groups")
		expect(t, importGroups(one("import (\n\"golang.org/x/text\"\n\""+module+"/internal/web\"\n)")), "breaks the groups")
		expect(t, importGroups(one("import (\n_ \"embed\"\n\"fmt\"\n\n\"golang.org/x/text\"\n\n\""+module+"/internal/web\"\n)")))
	})
	t.Run("asking the machine for the time", func(t *testing.T) {
		t.Parallel()
		expect(t, oneClock(one("import \"time\"\n\nvar a = time.Now()\nvar b = time.Since(a)\n")), "time.Now", "time.Since")
		expect(t, oneClock(planted(t, "internal/values/clock/clock.go", "package clock\n\nimport \"time\"\n\nvar a = time.Now()\n")))
	})
	t.Run("an init function", func(t *testing.T) {
		t.Parallel()
		expect(t, noInit(one("func init() {}\n")), "is an init function")
		expect(t, noInit(one("type hall struct{}\n\nfunc (hall) init() {}\n")))
	})
	t.Run("a package variable that changes", func(t *testing.T) {
		t.Parallel()
		expect(t, noChangingVariables(one("var n int\n\nfunc f() { n++ }\n")), "changes the package variable n")
		expect(t, noChangingVariables(one("var m = map[string]int{}\n\nfunc f() { m[\"a\"] = 1 }\n")), "changes the package variable m")
		expect(t, noChangingVariables(one("var m = map[string]int{}\n\nfunc f() { delete(m, \"a\") }\n")), "changes the package variable m")
		expect(t, noChangingVariables(one("import \"sync\"\n\nvar mu sync.Mutex\n")), "package variable of sync.Mutex")
		expect(t, noChangingVariables(planted(t, "internal/expo/a.go", "package expo\n\nvar n int\n", "internal/expo/b.go",
			"package expo\n\nfunc f() { n = 2 }\n")), "internal/expo/b.go")
		expect(t, noChangingVariables(one("var n = 1\n\nfunc f() { n := 2; n++ }\n\nfunc g(n int) { n = 3 }\n")))
	})
	t.Run("an empty name", func(t *testing.T) {
		t.Parallel()
		expect(t, goodNames(planted(t, "internal/expo/util/x.go", "package util\n")), "a package called util")
		expect(t, goodNames(planted(t, "internal/expo/x.go", "package helpers\n")), "a package called helpers")
	})
}
