package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Env      func(string) string
}

// command is one word of the command line.
type command struct {
	use, help string
	run       func(ctx context.Context, args []string, s Streams) error
}

func commands() map[string]command {
	return map[string]command{
		"demo":         {"demo [--data DIR] [--scale small|full] [--seed-only] [--addr HOST:PORT]", "seed and serve a complete sample edition", runDemo},
		"serve":        {"serve [flags]", "serve an expo", runServe},
		"migrate":      {"migrate [flags]", "bring the database to this program's schema", runMigrate},
		"import":       {"import KIND FILE --edition E [--dry-run] [--map name=column]", "import exhibitors, products or booths from CSV or XLSX", runImport},
		"export":       {"export KIND FILE --edition E", "export exhibitors, products or booths to CSV or XLSX", runExport},
		"call":         {"call OPERATION [JSON]", "run one operation; without arguments, list them", runCall},
		"ledger":       {"ledger verify|seal", "check or seal the ledger's Merkle tree", runLedger},
		"doctor":       {"doctor", "check database, ledger and folders", runDoctor},
		"bench":        {"bench NAME [--json]", "measure: pages, writes, import, demo, all", runBench},
		"bench-writer": {"bench-writer", "", runBenchWriter},
		"version": {"version", "print the version", func(_ context.Context, _ []string, s Streams) error {
			_, err := fmt.Fprintln(s.Out, Version)
			return err
		}},
	}
}

// Run runs the command line given without the program's name. The error, if any, is for people to read.
func Run(ctx context.Context, args []string, s Streams) error {
	if s.Env == nil {
		s.Env = environment
	}
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(s.Out)
		return nil
	}
	c, ok := commands()[args[0]]
	if !ok {
		usage(s.Err)
		return fmt.Errorf("there is no command %q", args[0])
	}
	err := c.run(ctx, args[1:], s)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return err
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Fairway, the open platform behind a multi-country trade expo.\n\n")
	all := commands()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if all[name].help == "" {
			continue // a part of another command
		}
		fmt.Fprintf(w, "  fairway %-70s %s\n", all[name].use, all[name].help)
	}
	fmt.Fprint(w, "\nEvery flag has an environment twin; `fairway serve -h` lists them.\n")
}

// openFor parses flags and opens the program for a command that works on the data and ends.
func openFor(ctx context.Context, name string, args []string, s Streams, more func(*flag.FlagSet)) (*App, []string, error) {
	cfg := defaults()
	rest, err := cfg.parse(name, args, s.Env, more, s.Err)
	if err != nil {
		return nil, nil, err
	}
	if demo := servedDemo(); demo != "" && cfg.DB == "" && cfg.Data == defaults().Data && !isFolder(cfg.Data) {
		cfg.Data = demo
		fmt.Fprintf(s.Err, "using the demo that is being served, in %s\n", demo)
	}
	if cfg.Node == 0 {
		// A command may run beside a server on the same database, whose keys it must not repeat.
		cfg.Node = 1 + os.Getpid()%1023
	}
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.Limits{})
	return a, rest, err
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// close ends a command and keeps its first error.
func (a *App) close(err *error) {
	if e := a.Close(); *err == nil {
		*err = e
	}
}

func runServe(ctx context.Context, args []string, s Streams) (err error) {
	cfg := defaults()
	if _, err := cfg.parse("serve", args, s.Env, nil, s.Err); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "Fairway %s\n", Version)
	cfg.print(s.Out)
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.DefaultLimits())
	if err != nil {
		return err
	}
	defer a.close(&err)
	return a.Serve(ctx, func(address string) { fmt.Fprintf(s.Out, "serving http://%s/\n", address) })
}

func runMigrate(ctx context.Context, args []string, s Streams) (err error) {
	a, _, err := openFor(ctx, "migrate", args, s, nil)
	if err != nil {
		return err
	}
	defer a.close(&err)
	_, err = fmt.Fprintln(s.Out, "the database has this program's schema")
	return err
}

// runCall is the command line's face of the registry: one operation, JSON in, JSON out.
func runCall(ctx context.Context, args []string, s Streams) (err error) {
	key := ""
	a, rest, err := openFor(ctx, "call", args, s, func(f *flag.FlagSet) {
		f.StringVar(&key, "idempotency-key", "", "the same key with the same input has one effect")
	})
	if err != nil {
		return err
	}
	defer a.close(&err)
	if len(rest) == 0 {
		for _, o := range a.Ops.Operations() {
			fmt.Fprintf(s.Out, "%-34s %-12s %s\n", o.Name, o.Effect, o.Doc)
		}
		return nil
	}
	o := a.Ops.Find(rest[0])
	if o == nil {
		return fmt.Errorf("there is no operation %q; `fairway call` lists them", rest[0])
	}
	input := "{}"
	if len(rest) > 1 {
		input = strings.Join(rest[1:], " ")
	}
	if input == "-" {
		b, err := io.ReadAll(io.LimitReader(s.In, 64<<20))
		if err != nil {
			return err
		}
		input = string(b)
	}
	caller := Secretariat("cli")
	caller.Key = key
	out, err := o.CallJSON(ops.With(ctx, caller), []byte(input))
	if err != nil {
		return a.explain(err)
	}
	_, err = fmt.Fprintln(s.Out, string(out))
	return err
}

// explain adds the translated problems to an error for the person at the terminal.
func (a *App) explain(err error) error {
	l := a.Bundle.Locale("en")
	problems := l.Problems(err)
	if len(problems) == 0 {
		return err
	}
	return fmt.Errorf("%s (%w)", strings.Join(problems, " "), err)
}
