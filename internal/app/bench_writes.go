package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

const writeClients = 64

// stage is an empty edition with one exhibitor, to whose team the clients add.
func stage(ctx context.Context, dir string, s Streams, node int) (*App, ident.Edition, ident.Exhibitor, error) {
	cfg := defaults()
	cfg.Data, cfg.Node = dir, node
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.Limits{})
	if err != nil {
		return nil, 0, 0, err
	}
	e, err := a.Expo.CreateEdition.Do(ctx, expo.CreateEdition{Slug: fmt.Sprintf("bench-%d", a.IDs.Next()), EditionFields: expo.EditionFields{Name: text.Of("en", "Bench"),
		ShortName: text.Of("en", "Bench"), OpensOn: "2025-09-17", ClosesOn: "2025-09-21", Zone: "Asia/Shanghai", Country: "CN", City: text.Of("en", "Nanning")}})
	if err != nil {
		return nil, 0, 0, errors.Join(err, a.Close())
	}
	x, err := a.Expo.CreateExhibitor.Do(ctx, expo.CreateExhibitor{InEdition: ops.InEdition{Edition: e.Slug}, ExhibitorFields: expo.ExhibitorFields{Name: text.Of("en", "Bench Ltd")}})
	if err != nil {
		return nil, 0, 0, errors.Join(err, a.Close())
	}
	return a, e.ID, x.ID, nil
}

// addMember is one durable write through the whole pipeline: rights, validation, the row, its ledger entry, the sync.
func (a *App) addMember(ctx context.Context, e ident.Edition, x ident.Exhibitor, name string) error {
	_, err := a.Expo.AddTeamMember.Do(ctx, expo.AddTeamMember{InEdition: ops.InEdition{Edition: e.String()}, OnExhibitor: expo.OnExhibitor{Exhibitor: x},
		TeamFields: expo.TeamFields{Name: name, Title: "Sales", Languages: expo.Tags{"en", "zh"}, Listed: true}})
	return err
}

func benchWrites(ctx context.Context, b *bench) error {
	ctx = ops.With(ctx, Secretariat("cli"))
	var rates, p50, p99 []float64
	for range b.repeats {
		r, err := b.writeRate(ctx)
		if err != nil {
			return err
		}
		rates, p50, p99 = append(rates, r.rate), append(p50, r.p50), append(p99, r.p99)
	}
	v, note := median(rates)
	b.tell(figure{"durable writes, 64 clients, SQLite FULL", v, "writes/s", 8000, "higher", note})
	v, note = median(p50)
	b.tell(figure{"latency p50", v, "ms", 0, "", note})
	v, note = median(p99)
	b.tell(figure{"latency p99", v, "ms", 0, "", note})
	answered, lost := 0, 0
	for i := range 5 {
		n, missing, err := b.killWriter(ctx, i+1)
		if err != nil {
			return err
		}
		answered, lost = answered+n, lost+missing
	}
	b.tell(figure{"answered writes lost in 5 kill -9", float64(lost), "writes", 0, "lower", fmt.Sprintf("of %d answered", answered)})
	return nil
}

type rate struct{ rate, p50, p99 float64 }

func (b *bench) writeRate(ctx context.Context) (rate, error) {
	dir, remove, err := b.folder()
	if err != nil {
		return rate{}, err
	}
	defer remove()
	a, e, x, err := stage(ctx, dir, b.s, 0)
	if err != nil {
		return rate{}, err
	}
	defer a.Close()
	before, err := a.ledgerCount(ctx, e)
	if err != nil {
		return rate{}, err
	}
	took := make([][]time.Duration, writeClients)
	begin := clock.System{}.Now()
	end := begin.Add(time.Duration(b.seconds) * time.Second)
	var wg sync.WaitGroup
	failed := make(chan error, writeClients)
	for c := range writeClients {
		wg.Go(func() {
			for at := (clock.System{}).Now(); at.Before(end); {
				if err := a.addMember(ctx, e, x, "Client"); err != nil {
					failed <- err
					return
				}
				now := clock.System{}.Now()
				took[c] = append(took[c], now.Sub(at))
				at = now
			}
		})
	}
	wg.Wait()
	elapsed := clock.System{}.Now().Sub(begin)
	select {
	case err := <-failed:
		return rate{}, err
	default:
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	n, err := a.ledgerCount(ctx, e)
	if err != nil {
		return rate{}, err
	}
	if n-before != int64(len(all)) {
		return rate{}, fmt.Errorf("%d writes were answered, the ledger has %d entries of them", len(all), n-before)
	}
	at := func(q float64) float64 { return float64(all[int(q*float64(len(all)-1))].Microseconds()) / 1000 }
	return rate{float64(len(all)) / elapsed.Seconds(), at(0.50), at(0.99)}, nil
}

func (a *App) ledgerCount(ctx context.Context, e ident.Edition) (n int64, err error) {
	err = a.DB.Read(ctx, func(r *sqldb.Read) error { n, err = ledger.Count(ctx, r, e); return err })
	return n, err
}

// killWriter runs the writer as a child, kills it at a random moment and looks for every write it had answered.
func (b *bench) killWriter(ctx context.Context, run int) (answered, missing int, err error) {
	dir, remove, err := b.folder()
	if err != nil {
		return 0, 0, err
	}
	defer remove()
	cmd, err := self(ctx, "bench-writer", "--data", dir)
	if err != nil {
		return 0, 0, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	lines := bufio.NewScanner(out)
	lines.Scan() // the edition's key comes first
	edition := lines.Text()
	var names []string
	for lines.Scan() {
		if len(names) == 0 {
			time.AfterFunc(time.Duration(500+rand.IntN(1000))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
		names = append(names, lines.Text())
	}
	_ = cmd.Wait() // "signal: killed" is what was asked for
	if len(names) > 0 && !strings.HasSuffix(names[len(names)-1], ".") {
		names = names[:len(names)-1] // cut in the middle of a line
	}
	found, err := writtenNames(ctx, dir, edition, b.s, run)
	if err != nil {
		return 0, 0, err
	}
	for _, n := range names {
		if !found[n] {
			missing++
		}
	}
	return len(names), missing, nil
}

func writtenNames(ctx context.Context, dir, edition string, s Streams, run int) (map[string]bool, error) {
	cfg := defaults()
	cfg.Data, cfg.Node = dir, run
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.Limits{})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	if err := sqldb.CheckIntegrity(ctx, a.DB); err != nil {
		return nil, err
	}
	list, err := a.Expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: ops.InEdition{Edition: edition}, State: "all"})
	if err != nil {
		return nil, err
	}
	team, err := a.Expo.ListTeam.Do(ctx, expo.ListTeam{InEdition: ops.InEdition{Edition: edition}, OnExhibitor: expo.OnExhibitor{Exhibitor: list.Items[0].ID}})
	found := make(map[string]bool, len(team.Items))
	for _, m := range team.Items {
		found[m.Name] = true
	}
	return found, err
}

// runBenchWriter writes until it is killed and says each name after it was answered. It is a part of `bench writes`.
func runBenchWriter(ctx context.Context, args []string, s Streams) error {
	cfg := defaults()
	if _, err := cfg.parse("bench-writer", args, s.Env, nil, s.Err); err != nil {
		return err
	}
	ctx = ops.With(ctx, Secretariat("cli"))
	a, e, x, err := stage(ctx, cfg.Data, s, 0)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Out, e.String())
	acks := make(chan string, 256)
	failed := make(chan error, writeClients)
	for c := range writeClients {
		go func() {
			for i := 0; ; i++ {
				name := fmt.Sprintf("client %d write %d.", c, i)
				if err := a.addMember(ctx, e, x, name); err != nil {
					failed <- err
					return
				}
				acks <- name
			}
		}()
	}
	for {
		select {
		case name := <-acks:
			if _, err := fmt.Fprintln(s.Out, name); err != nil {
				return err
			}
		case err := <-failed:
			return err
		}
	}
}
