package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
)

// maxImportFile is what the import takes, and a byte more to see that there is more.
const maxImportFile = 20<<20 + 1

// words collects a flag that may be given several times.
type words []string

func (w *words) String() string     { return strings.Join(*w, " ") }
func (w *words) Set(s string) error { *w = append(*w, s); return nil }

func runImport(ctx context.Context, args []string, s Streams) (err error) {
	in := expo.RunImport{State: expo.Published}
	var mapping words
	pavilion := ""
	a, rest, err := openFor(ctx, "import", args, s, func(f *flag.FlagSet) {
		f.StringVar(&in.Edition, "edition", "", "edition, by slug or key")
		f.BoolVar(&in.DryRun, "dry-run", false, "report what would be done and change nothing")
		f.Var(&mapping, "map", "name=column: which column holds a field; may be given several times")
		f.StringVar(&in.Source, "source", "", "name of the list, under which its rows are known again (default: the file's name)")
		f.StringVar(&in.State, "state", in.State, "state of new records: published or draft")
		f.StringVar(&pavilion, "pavilion", "", "code or key of the pavilion of new exhibitors")
		f.StringVar(&in.Duplicates, "duplicates", "", "rows that look like another source's record: propose (default) or create")
	})
	if err != nil {
		return err
	}
	defer a.close(&err)
	if len(rest) != 2 || in.Edition == "" {
		return errors.New("say `fairway import KIND FILE --edition E`, with exhibitors, products or booths as KIND")
	}
	in.Kind, in.FileName, in.Map = rest[0], filepath.Base(rest[1]), mapping
	if in.Data, err = readFile(rest[1]); err != nil {
		return err
	}
	ctx = ops.With(ctx, Secretariat("cli"))
	if pavilion != "" {
		p, err := a.Expo.FindPavilion.Do(ctx, expo.FindPavilion{InEdition: in.InEdition, Pavilion: pavilion})
		if err != nil {
			return a.explain(err)
		}
		in.Pavilion = p.ID
	}
	report, err := a.Expo.RunImport.Do(ctx, in)
	if err != nil {
		return a.explain(err)
	}
	printReport(s.Out, a.Bundle.Locale("en"), &report)
	if in.DryRun {
		return nil
	}
	return sqldb.Optimize(ctx, a.DB)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxImportFile))
}

// printReport says how the file was read, then one line a row that is not simply created or unchanged, then the sums.
func printReport(w io.Writer, l *i18n.Locale, r *expo.ImportReport) {
	fmt.Fprintf(w, "%s: %s", r.FileName, r.Format)
	if r.Encoding != "" {
		fmt.Fprintf(w, ", %s, delimiter %q", r.Encoding, r.Delimiter)
	}
	fmt.Fprintf(w, ", header in row %d, source %q\n", r.HeaderRow, r.Source)
	for _, c := range r.Columns {
		fmt.Fprintf(w, "  %-18s <- %s\n", c.Field, c.Column)
	}
	if len(r.Unknown) > 0 {
		fmt.Fprintf(w, "  not used:          %s\n", strings.Join(r.Unknown, ", "))
	}
	for _, v := range r.Verdicts {
		if len(v.Reasons) == 0 && len(v.Notes) == 0 && len(v.Changes) == 0 {
			continue
		}
		fmt.Fprintf(w, "row %d %s: %s\n", v.Row, v.Verdict, v.Name)
		for _, c := range v.Changes {
			fmt.Fprintf(w, "    %s: %v -> %v\n", c.Field, c.From, c.To)
		}
		for _, m := range append(append([]expo.Remark{}, v.Reasons...), v.Notes...) {
			fmt.Fprintf(w, "    %s\n", l.Problem(m.Problem()))
		}
	}
	if len(r.Categories) > 0 {
		fmt.Fprintf(w, "categories made: %s\n", strings.Join(r.Categories, ", "))
	}
	c := r.Counts
	fmt.Fprintf(w, "%d rows: %d created, %d changed, %d unchanged, %d refused, %d proposed as duplicates\n", c.Rows, c.Created, c.Changed, c.Unchanged, c.Refused, c.Duplicate)
	if r.DryRun {
		fmt.Fprintln(w, "dry run: nothing was written")
	}
}

func runExport(ctx context.Context, args []string, s Streams) (err error) {
	edition, format := "", ""
	a, rest, err := openFor(ctx, "export", args, s, func(f *flag.FlagSet) {
		f.StringVar(&edition, "edition", "", "edition, by slug or key")
		f.StringVar(&format, "format", "", "csv or xlsx (default: the file's ending)")
	})
	if err != nil {
		return err
	}
	defer a.close(&err)
	if len(rest) != 2 || edition == "" {
		return errors.New("say `fairway export KIND FILE --edition E`, with exhibitors, products or booths as KIND")
	}
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(rest[1])), ".")
	}
	out, err := a.Expo.RunExport.Do(ops.With(ctx, Secretariat("cli")), expo.RunExport{InEdition: ops.InEdition{Edition: edition}, Kind: rest[0], Format: format})
	if err != nil {
		return a.explain(err)
	}
	if err := os.WriteFile(rest[1], out.Data, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%d rows in %s\n", out.Rows, rest[1])
	return err
}
