package app

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sort"
	"strings"
	"syscall"
)

// figure is one measured number beside its bar.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	// Bar is what must be reached; 0 is a figure without one.
	Bar    float64 `json:"bar,omitempty"`
	Better string  `json:"better,omitempty"` // "higher" or "lower"
	Note   string  `json:"note,omitempty"`
}

func (f figure) reached() bool {
	switch f.Better {
	case "higher":
		return f.Value >= f.Bar
	case "lower":
		return f.Value <= f.Bar
	}
	return true
}

// benchmark measures and reports figures as it goes.
type benchmark struct {
	name, help string
	run        func(ctx context.Context, b *bench) error
}

type bench struct {
	s       Streams
	data    string
	seconds int
	repeats int
	json    bool
	missed  int
}

func benchmarks() []benchmark {
	return []benchmark{
		{"writes", "durable writes of 64 clients, and what a kill -9 loses", benchWrites},
		{"pages", "exhibitor page and list under wrk, at full scale", benchPages},
		{"import", "3,000 exhibitors from CSV", benchImport},
		{"demo", "time to the first page, memory, full seeding", benchDemo},
	}
}

// runBench measures in this machine's present state: it repeats and tells the median. It exits with an error when a
// bar is missed.
func runBench(ctx context.Context, args []string, s Streams) error {
	cfg := defaults()
	cfg.Data = ""
	b := &bench{s: s}
	rest, err := cfg.parse("bench", args, s.Env, func(f *flag.FlagSet) {
		f.BoolVar(&b.json, "json", false, "one JSON object a figure")
		f.IntVar(&b.seconds, "seconds", 10, "length of one measurement")
		f.IntVar(&b.repeats, "repeats", 3, "measurements, of which the median is told")
	}, s.Err)
	if err != nil {
		return err
	}
	b.data = cfg.Data
	if len(rest) == 0 {
		for _, m := range benchmarks() {
			fmt.Fprintf(s.Out, "%-8s %s\n", m.name, m.help)
		}
		return nil
	}
	if !b.json {
		fmt.Fprintf(s.Out, "%d processors, %s, load %s\n", runtime.NumCPU(), runtime.Version(), loadAverage())
	}
	found := false
	for _, m := range benchmarks() {
		if rest[0] != m.name && rest[0] != "all" {
			continue
		}
		found = true
		if err := m.run(ctx, b); err != nil {
			return fmt.Errorf("bench %s: %w", m.name, err)
		}
	}
	if !found {
		return fmt.Errorf("there is no benchmark %q", rest[0])
	}
	if b.missed > 0 {
		return fmt.Errorf("%d figures miss their bar", b.missed)
	}
	return nil
}

func loadAverage() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "not known"
	}
	return strings.Join(strings.Fields(string(raw))[:3], " ")
}

func (b *bench) tell(f figure) {
	if !f.reached() {
		b.missed++
	}
	if b.json {
		j, err := json.Marshal(f)
		if err != nil {
			panic(err) // numbers and texts
		}
		fmt.Fprintln(b.s.Out, string(j))
		return
	}
	bar := ""
	if f.Bar != 0 || f.Better != "" {
		bar = fmt.Sprintf("bar %s, ", number(f.Bar))
		if f.reached() {
			bar += "reached"
		} else {
			bar += "MISSED"
		}
	}
	fmt.Fprintf(b.s.Out, "%-44s %12s %-10s %-24s %s\n", f.Name, number(f.Value), f.Unit, bar, f.Note)
}

func number(v float64) string {
	if v >= 100 || v == float64(int64(v)) {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// median of the measurements, with the least and greatest as a note.
func median(list []float64) (float64, string) {
	l := slices.Clone(list)
	sort.Float64s(l)
	return l[len(l)/2], fmt.Sprintf("median of %d, %s to %s", len(l), number(l[0]), number(l[len(l)-1]))
}

// folder returns a new temporary folder and how to remove it.
func (b *bench) folder() (string, func(), error) {
	dir, err := os.MkdirTemp("", "fairway-bench-")
	return dir, func() { _ = os.RemoveAll(dir) }, err // only temporary files are left behind
}

// self is this program as a child process.
func self(ctx context.Context, args ...string) (*exec.Cmd, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stderr = os.Stderr
	return cmd, nil
}

// peakMiB is the greatest resident memory of an ended child.
func peakMiB(p *os.ProcessState) float64 {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(u.Maxrss) / 1024
}
