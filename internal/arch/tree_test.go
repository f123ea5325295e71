package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/fairway-expo/fairway"

// file is one file of the tree that people write or a generator wrote. Path has forward slashes and starts at the module's
// root; ast is nil for files that are not Go.
type file struct {
	path      string
	src       string
	fset      *token.FileSet
	ast       *ast.File
	generated bool
}

// dir is the package's folder from the module's root, "internal/expo".
func (f *file) dir() string { return path.Dir(f.path) }

// test reports whether the file is compiled into tests only.
func (f *file) test() bool { return strings.HasSuffix(f.path, "_test.go") }

// support reports whether the package serves tests, measurements or the build, and is never part of the program.
func (f *file) support() bool { return support(f.dir()) }

func support(dir string) bool {
	top, _, _ := strings.Cut(dir, "/")
	return top == "e2e" || top == "bench" || top == "scripts" || top == "tools" || strings.HasSuffix(dir, "test")
}

// at names the place of a node for people.
func (f *file) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.path, f.fset.Position(n.Pos()).Line)
}

// imports lists the import paths with the place of each.
func (f *file) imports() []*ast.ImportSpec {
	if f.ast == nil {
		return nil
	}
	return f.ast.Imports
}

func importPath(s *ast.ImportSpec) string { p, _ := strconv.Unquote(s.Path.Value); return p }

// ours returns the import's folder inside the module, and whether it is one of ours at all.
func ours(importPath string) (dir string, ok bool) {
	if importPath == module {
		return ".", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

var (
	generatedLine = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)
	looked        = []string{".go", ".templ", ".js", ".mjs", ".ts", ".css", ".sh", ".sql"}
	skipped       = []string{"node_modules", "testdata", "dist", "vendor", "tmp", "bin"}
)

// parse makes a file of its text. A Go file that does not parse is a finding of its own, so the error is given back.
func parse(name, src string) (*file, error) {
	f := &file{path: name, src: src, fset: token.NewFileSet()}
	if !strings.HasSuffix(name, ".go") {
		return f, nil
	}
	f.generated = generatedLine.MatchString(src)
	var err error
	f.ast, err = parser.ParseFile(f.fset, name, src, parser.ParseComments)
	return f, err
}

// readTree parses every file below root that a rule looks at.
func readTree(root string) (files []*file, found []string, err error) {
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != root && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skipped, d.Name())) {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains(looked, filepath.Ext(name)) {
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		f, err := parse(filepath.ToSlash(rel), string(src))
		if err != nil {
			found = append(found, err.Error())
			return nil
		}
		files = append(files, f)
		return nil
	})
	return files, found, err
}

// root is the module's root: the nearest folder above this test with the module's go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// planted parses a small made-up tree, given as path and text in turn.
func planted(t *testing.T, pairs ...string) []*file {
	t.Helper()
	var files []*file
	for i := 0; i < len(pairs); i += 2 {
		f, err := parse(pairs[i], pairs[i+1])
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// expect fails unless each of the wanted words is in a finding of its own, and there is no finding besides.
func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d findings, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for _, words := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, words) }) {
			t.Errorf("no finding says %q:\n%s", words, strings.Join(got, "\n"))
		}
	}
}
