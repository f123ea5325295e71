package main

import (
	"strings"
	"testing"
)

// stream builds the lines that `go test -json` writes.
func stream(lines ...string) *strings.Reader {
	return strings.NewReader(strings.Join(lines, "\n") + "\n")
}

const (
	passOne   = `{"Action":"pass","Package":"p","Test":"TestOne","Elapsed":0.1}`
	failOne   = `{"Action":"fail","Package":"p","Test":"TestOne","Elapsed":0.1}`
	skipOne   = `{"Action":"skip","Package":"p","Test":"TestOne","Elapsed":0}`
	endPassed = `{"Action":"pass","Package":"p","Elapsed":0.2}`
	endFailed = `{"Action":"fail","Package":"p","Elapsed":0.2}`
)

func says(words string) string {
	return `{"Action":"output","Package":"p","Test":"TestOne","Output":"    one_test.go:7: ` + words + `\n"}`
}

func TestReport(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		in     []string
		ci     bool
		failed int
		last   string
		shows  string
		hides  string
	}{
		{"a passing test is counted", []string{passOne, endPassed}, true, 0, "1 passed, 0 failed", "", "skipped:"},
		{"a failing test is counted and told", []string{says("got 1 want 2"), failOne, endFailed}, false, 1,
			"0 passed, 1 failed", "got 1 want 2", ""},
		{"output of a passing test is not told", []string{says("chatter"), passOne, endPassed}, false, 0,
			"1 passed, 0 failed", "", "chatter"},
		{"a package that does not compile counts", []string{
			`{"ImportPath":"p [p.test]","Action":"build-output","Output":"p/a.go:1: undefined: x\n"}`,
			`{"ImportPath":"p [p.test]","Action":"build-fail"}`,
			`{"Action":"fail","Package":"p","Elapsed":0,"FailedBuild":"p [p.test]"}`}, false, 1,
			"0 passed, 1 failed", "undefined: x", ""},
		{"a package that dies between its tests counts", []string{passOne,
			`{"Action":"output","Package":"p","Output":"panic: oh\n"}`, endFailed}, false, 1,
			"1 passed, 1 failed", "panic: oh", ""},
		{"a stream that breaks off counts", []string{passOne}, false, 1, "1 passed, 1 failed", "", ""},
		{"nothing at all is a failure", []string{""}, false, 1, "0 passed, 1 failed", "no test ran", ""},
		{"a missing engine is only named on a laptop", []string{says("needs PostgreSQL: FAIRWAY_TEST_PG is empty"), skipOne, passOne,
			endPassed}, false, 0, "1 passed, 0 failed", "needs PostgreSQL: FAIRWAY_TEST_PG is empty", "counts as failed"},
		{"a missing engine fails in CI", []string{says("needs PostgreSQL: FAIRWAY_TEST_PG is empty"), skipOne, endPassed}, true, 1,
			"0 passed, 1 failed", "counts as failed in CI", ""},
		{"a missing browser fails in CI", []string{says("needs a browser: no chromium"), skipOne, endPassed}, true, 1,
			"0 passed, 1 failed", "counts as failed in CI", ""},
		{"a missing accessibility engine fails in CI", []string{says("needs axe: npm ci"), skipOne, endPassed}, true, 1,
			"0 passed, 1 failed", "counts as failed in CI", ""},
		{"absent reference data may be skipped in CI", []string{says("needs ../shared: not here"), skipOne, passOne, endPassed},
			true, 0, "1 passed, 0 failed", "needs ../shared: not here", "counts as failed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			failed, err := Report(stream(tt.in...), &out, tt.ci)
			if err != nil {
				t.Fatal(err)
			}
			text := out.String()
			lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
			if got := lines[len(lines)-1]; got != tt.last || failed != tt.failed {
				t.Errorf("got %d failed and last line %q, want %d and %q\n%s", failed, got, tt.failed, tt.last, text)
			}
			if !strings.Contains(text, tt.shows) {
				t.Errorf("does not tell %q:\n%s", tt.shows, text)
			}
			if tt.hides != "" && strings.Contains(text, tt.hides) {
				t.Errorf("tells %q:\n%s", tt.hides, text)
			}
		})
	}
}
