// Command testreport reads the stream of `go test -json` and tells it to people: one line a package, the whole output of
// what failed, every reason for a skip, and as its very last line the total.
//
// In CI (CI=true) a test that was skipped because PostgreSQL, a browser or the accessibility engine is missing counts as
// failed: a gate that skips a half proves nothing about it. The skip's message says which kind it is by how it begins.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	failed, err := Report(os.Stdin, os.Stdout, os.Getenv("CI") == "true")
	if err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(2)
	}
	if failed > 0 {
		os.Exit(1)
	}
}

// event is one line of `go test -json`; `go doc test2json` describes it.
type event struct {
	Action      string
	Package     string
	ImportPath  string
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

// needed lists how the message of a skip begins when the machine lacks something that CI must have.
var needed = [...]string{"needs PostgreSQL:", "needs a browser:", "needs axe:"}

// pack is what is known so far about the tests of one package.
type pack struct {
	passed, failed, skipped int
	output                  map[string][]string // by test; "" is the package itself
}

// report gathers the stream. Builds holds compiler output by import path.
type report struct {
	out    io.Writer
	ci     bool
	packs  map[string]*pack
	builds map[string][]string
	skips  map[string][]string // reason -> tests
	total  pack
}

// Report copies the essence of in to out and returns how many tests or packages failed.
func Report(in io.Reader, out io.Writer, ci bool) (failed int, err error) {
	r := &report{out: out, ci: ci, packs: map[string]*pack{}, builds: map[string][]string{}, skips: map[string][]string{}}
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimSpace(line); line != "" {
			var e event
			if json.Unmarshal([]byte(line), &e) != nil {
				fmt.Fprintln(out, line) // not from a test: go itself has something to say
			} else {
				r.take(e)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, fmt.Errorf("read the test stream: %w", err)
		}
	}
	r.close()
	return r.total.failed, nil
}

func (r *report) pack(name string) *pack {
	p := r.packs[name]
	if p == nil {
		p = &pack{output: map[string][]string{}}
		r.packs[name] = p
	}
	return p
}

func (r *report) take(e event) {
	if e.ImportPath != "" {
		if e.Action == "build-output" {
			r.builds[e.ImportPath] = append(r.builds[e.ImportPath], e.Output)
		}
		return
	}
	p := r.pack(e.Package)
	switch e.Action {
	case "output":
		p.output[e.Test] = append(p.output[e.Test], e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e, p)
		} else {
			r.endTest(e, p)
		}
	}
}

func (r *report) endTest(e event, p *pack) {
	name := short(e.Package) + " " + e.Test
	switch e.Action {
	case "pass":
		p.passed++
		delete(p.output, e.Test)
	case "fail":
		p.failed++
		r.print("FAIL "+name, p.output[e.Test])
	case "skip":
		reason := skipReason(p.output[e.Test])
		r.skips[reason] = append(r.skips[reason], name)
		if r.ci && mustRun(reason) {
			p.failed++
		} else {
			p.skipped++
		}
		delete(p.output, e.Test)
	}
}

func (r *report) endPackage(e event, p *pack) {
	if e.Action == "fail" && p.failed == 0 {
		// It did not compile, panicked outside a test, or ran into its time limit: tests that never ended tell where.
		p.failed++
		r.print("FAIL "+short(e.Package), r.builds[e.FailedBuild])
		for _, test := range slices.Sorted(maps.Keys(p.output)) {
			r.print("", p.output[test])
		}
	}
	delete(r.packs, e.Package)
	r.total.passed += p.passed
	r.total.failed += p.failed
	r.total.skipped += p.skipped
	verdict := "ok  "
	switch {
	case p.failed > 0:
		verdict = "FAIL"
	case p.passed+p.skipped == 0:
		return // no test files: vet has looked at it
	}
	fmt.Fprintf(r.out, "%s %-52s %4d passed", verdict, short(e.Package), p.passed)
	if p.skipped > 0 {
		fmt.Fprintf(r.out, ", %d skipped", p.skipped)
	}
	if p.failed > 0 {
		fmt.Fprintf(r.out, ", %d FAILED", p.failed)
	}
	fmt.Fprintf(r.out, "  %.1f s\n", e.Elapsed)
}

// close tells what was skipped and why, then the total, which is the last line.
func (r *report) close() {
	for _, name := range slices.Sorted(maps.Keys(r.packs)) { // the stream broke off before their end
		if p := r.packs[name]; p.failed == 0 {
			p.failed++
		}
		r.endPackage(event{Action: "fail", Package: name}, r.packs[name])
	}
	if r.total.passed+r.total.failed == 0 {
		r.total.failed++
		fmt.Fprintln(r.out, "no test ran")
	}
	if len(r.skips) > 0 {
		fmt.Fprintln(r.out, "\nskipped:")
	}
	for _, reason := range slices.Sorted(maps.Keys(r.skips)) {
		tests := r.skips[reason]
		mark := ""
		if r.ci && mustRun(reason) {
			mark = " (counts as failed in CI)"
		}
		fmt.Fprintf(r.out, "  %s%s\n    %d tests, such as %s\n", reason, mark, len(tests), tests[0])
	}
	fmt.Fprintf(r.out, "\n%d passed, %d failed\n", r.total.passed, r.total.failed)
}

func (r *report) print(title string, lines []string) {
	if title != "" {
		fmt.Fprintln(r.out, title)
	}
	for _, line := range lines {
		fmt.Fprint(r.out, "    ", line)
	}
}

// skipReason finds the words that the test gave to Skip: the last line of its output that is not the runner's own, without
// the file and line in front.
func skipReason(output []string) string {
	reason := "no reason given"
	for _, line := range output {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ") {
			continue
		}
		if at := strings.Index(line, ".go:"); at >= 0 {
			if _, words, found := strings.Cut(line[at+len(".go:"):], ": "); found {
				line = words
			}
		}
		reason = line
	}
	return reason
}

func mustRun(reason string) bool {
	return slices.ContainsFunc(needed[:], func(start string) bool { return strings.HasPrefix(reason, start) })
}

func short(path string) string { return strings.TrimPrefix(path, "github.com/fairway-expo/fairway/") }
