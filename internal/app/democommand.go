package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/people/peopleweb"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// seededAt is the instant at which the demo's records are made: the same on every machine, so that their keys are too.
var seededAt = time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)

func runDemo(ctx context.Context, args []string, s Streams) (err error) {
	cfg := defaults()
	cfg.Data = ""
	scale, seedOnly := string(demo.Small), false
	if _, err := cfg.parse("demo", args, s.Env, func(f *flag.FlagSet) {
		f.StringVar(&scale, "scale", scale, "small or full (3,260 exhibitors, 5,400 booths)")
		f.BoolVar(&seedOnly, "seed-only", false, "end after seeding")
	}, s.Err); err != nil {
		return err
	}
	if scale != string(demo.Small) && scale != string(demo.Full) {
		return fmt.Errorf("scale %q is neither small nor full", scale)
	}
	if cfg.Data == "" {
		if cfg.Data, err = os.MkdirTemp("", "fairway-demo-"); err != nil {
			return err
		}
		if !seedOnly {
			defer func() { err = errors.Join(err, os.RemoveAll(cfg.Data)) }()
		}
	}
	started := clock.System{}.Now()
	fmt.Fprintf(s.Out, "Fairway %s, demo edition (%s scale) in %s\n", Version, scale, cfg.Data)
	if err := seedOnce(ctx, cfg, demo.Scale(scale), s); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "seeded in %s\n", clock.System{}.Now().Sub(started).Round(10*time.Millisecond))
	if seedOnly {
		return nil
	}
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.DefaultLimits())
	if err != nil {
		return err
	}
	defer a.close(&err)
	defer pointToDemo(cfg.Data)()
	links, err := a.demoLinks(ctx)
	if err != nil {
		return err
	}
	return a.Serve(ctx, func(address string) {
		base := "http://" + address
		fmt.Fprintf(s.Out, "\nOpen  %s/\n\nSign in as (sample people; each link works until the demo ends):\n", base)
		for _, l := range links {
			fmt.Fprintf(s.Out, "  %-30s %s/en%s\n", l.Label, base, peopleweb.LinkPath(l.Token))
		}
		fmt.Fprintf(s.Out, "\nTake a list of exhibitors, in another terminal:\n  fairway import exhibitors FILE --edition caexpo-22\n")
		fmt.Fprintf(s.Out, "\nLetters (sign-in codes) are written to %s\nEnd with Ctrl-C.\n", filepath.Join(cfg.Data, "mail"))
	})
}

// seedOnce fills the database unless it already holds an edition.
func seedOnce(ctx context.Context, cfg Config, scale demo.Scale, s Streams) (err error) {
	a, err := Open(ctx, cfg, clock.At(seededAt), s.Err, ops.Limits{})
	if err != nil {
		return err
	}
	defer a.close(&err)
	list, err := a.Expo.ListEditions.Do(ops.With(ctx, Secretariat("seed")), expo.ListEditions{})
	if err != nil {
		return err
	}
	for _, e := range list.Items {
		if e.State != expo.Draft {
			return nil
		}
	}
	if len(list.Items) > 0 { // the seed publishes the edition when all of it is there
		return fmt.Errorf("an earlier seeding of %s was interrupted: remove the folder, or name another with --data", cfg.Data)
	}
	return a.Seed(ctx, scale)
}
