package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
)

// benchPages serves the full demo edition in a child process and loads it with wrk from 64 connections, on the same
// processors.
func benchPages(ctx context.Context, b *bench) error {
	if _, err := exec.LookPath("wrk"); err != nil {
		return errors.New("wrk is not installed (Debian: apt-get install wrk)")
	}
	dir := b.data
	if dir == "" {
		var remove func()
		var err error
		if dir, remove, err = b.folder(); err != nil {
			return err
		}
		defer remove()
	}
	seed, err := self(ctx, "demo", "--scale", "full", "--seed-only", "--data", dir)
	if err != nil {
		return err
	}
	if out, err := seed.Output(); err != nil {
		return fmt.Errorf("seed: %w: %s", err, out)
	}
	exhibitor, err := someExhibitor(ctx, dir, b.s)
	if err != nil {
		return err
	}
	for _, cache := range []bool{false, true} {
		if err := b.loadPages(ctx, dir, exhibitor, cache); err != nil {
			return err
		}
	}
	return nil
}

// loadPages measures the pages as they are served, kept while nothing changes, which is what the bars are for, and
// made anew for each reader, which is what a person signed in gets.
func (b *bench) loadPages(ctx context.Context, dir, exhibitor string, cache bool) error {
	args, what, exhibitorBar, listBar, slowest := []string{"--no-page-cache"}, ", made anew", 0.0, 0.0, 0.0
	if cache {
		args, what, exhibitorBar, listBar, slowest = nil, ", as served", 2000, 800, 50
	}
	base, stop, err := serveChild(ctx, dir, args...)
	if err != nil {
		return err
	}
	defer stop()
	if err := b.loadPage(ctx, "exhibitor page"+what, base+"/en/caexpo-22/exhibitors/"+exhibitor, exhibitorBar, slowest); err != nil {
		return err
	}
	return b.loadPage(ctx, "first 50 of 3,260 exhibitors"+what, base+"/en/caexpo-22/exhibitors", listBar, slowest)
}

// loadPage tells rate and p99 of a page; a bar of 0 is none.
func (b *bench) loadPage(ctx context.Context, name, url string, bar, slowest float64) error {
	size, err := fetch(ctx, url)
	if err != nil {
		return err
	}
	if _, err := wrk(ctx, url, 2); err != nil { // warm
		return err
	}
	var rates, p99 []float64
	for range b.repeats {
		r, err := wrk(ctx, url, b.seconds)
		if err != nil {
			return err
		}
		rates, p99 = append(rates, r.rate), append(p99, r.p99)
	}
	v, note := median(rates)
	b.tell(figure{name, v, "requests/s", bar, better(bar, "higher"), fmt.Sprintf("%s; %.1f KiB", note, float64(size)/1024)})
	v, note = median(p99)
	b.tell(figure{name + ", p99 of 64 connections", v, "ms", slowest, better(slowest, "lower"), note})
	return nil
}

func better(bar float64, which string) string {
	if bar == 0 {
		return ""
	}
	return which
}

var (
	wrkRate  = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	wrkP99   = regexp.MustCompile(`99%\s+([0-9.]+)(us|ms|s)`)
	wrkWrong = regexp.MustCompile(`(Non-2xx or 3xx responses|Socket errors): .*`)
)

func wrk(ctx context.Context, url string, seconds int) (rate, error) {
	out, err := exec.CommandContext(ctx, "wrk", "-t1", "-c64", "-d"+strconv.Itoa(seconds)+"s", "--latency", url).CombinedOutput()
	if err != nil {
		return rate{}, fmt.Errorf("wrk: %w: %s", err, out)
	}
	if m := wrkWrong.Find(out); m != nil {
		return rate{}, fmt.Errorf("wrk: %s", m)
	}
	r, p := wrkRate.FindSubmatch(out), wrkP99.FindSubmatch(out)
	if r == nil || p == nil {
		return rate{}, fmt.Errorf("wrk said: %s", out)
	}
	rps, err1 := strconv.ParseFloat(string(r[1]), 64)
	ms, err2 := strconv.ParseFloat(string(p[1]), 64)
	switch string(p[2]) {
	case "us":
		ms /= 1000
	case "s":
		ms *= 1000
	}
	return rate{rate: rps, p99: ms}, errors.Join(err1, err2)
}

// someExhibitor is the first exhibitor that has products and a booth.
func someExhibitor(ctx context.Context, dir string, s Streams) (string, error) {
	cfg := defaults()
	cfg.Data = dir
	a, err := Open(ctx, cfg, clock.System{}, s.Err, ops.Limits{})
	if err != nil {
		return "", err
	}
	defer a.Close()
	ctx = ops.With(ctx, Secretariat("cli"))
	list, err := a.Expo.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: ops.InEdition{Edition: "caexpo-22"}, Limit: 50})
	if err != nil {
		return "", err
	}
	for _, x := range list.Items {
		if len(x.Booths) > 0 && x.Sample {
			return x.ID.String(), nil
		}
	}
	return "", errors.New("no exhibitor with a booth")
}

// serveChild starts the program on a free port and returns its address and how to stop it.
func serveChild(ctx context.Context, dir string, more ...string) (base string, stop func(), err error) {
	cmd, err := self(ctx, append([]string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}, more...)...)
	if err != nil {
		return "", nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() } // it only served
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if u, ok := strings.CutPrefix(lines.Text(), "serving "); ok {
			return strings.TrimSuffix(u, "/"), stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the server did not start")
}

// fetch reads a page once and returns its size; anything but 200 is an error.
func fetch(ctx context.Context, url string) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s answers %s", url, resp.Status)
	}
	return resp.ContentLength, nil
}

// benchImport imports 3,000 made-up firms in a child process.
func benchImport(ctx context.Context, b *bench) error {
	var seconds, memory []float64
	for range b.repeats {
		dir, remove, err := b.folder()
		if err != nil {
			return err
		}
		defer remove()
		a, e, _, err := stage(ops.With(ctx, Secretariat("cli")), dir, b.s, 0)
		if err != nil {
			return err
		}
		if err := a.Close(); err != nil {
			return err
		}
		file := filepath.Join(dir, "firms.csv")
		if err := os.WriteFile(file, firmsCSV(3000), 0o600); err != nil {
			return err
		}
		cmd, err := self(ctx, "import", "exhibitors", file, "--edition", e.String(), "--data", dir)
		if err != nil {
			return err
		}
		begin := clock.System{}.Now()
		if out, err := cmd.Output(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		seconds = append(seconds, clock.System{}.Now().Sub(begin).Seconds())
		memory = append(memory, peakMiB(cmd.ProcessState))
	}
	v, note := median(seconds)
	b.tell(figure{"import of 3,000 exhibitors from CSV", v, "s", 5, "lower", note})
	v, note = median(memory)
	b.tell(figure{"its greatest memory", v, "MiB", 150, "lower", note})
	return nil
}

func firmsCSV(n int) []byte {
	var b strings.Builder
	b.WriteString("Company Name,Country,City,Website,Category,Profile\r\n")
	countries := []string{"Viet Nam", "Thailand", "China", "Malaysia", "Indonesia", "Lao PDR", "Cambodia", "Philippines"}
	for i := range n {
		fmt.Fprintf(&b, "\"Harbour %d Trading Co., Ltd.\",%s,City %d,https://firm-%d.example,Sector %d,\"Exports goods number %d, and imports others.\"\r\n",
			i, countries[i%len(countries)], i%40, i, i%12, i)
	}
	return []byte(b.String())
}

// benchDemo measures the way a newcomer meets the program.
func benchDemo(ctx context.Context, b *bench) error {
	var first, memory []float64
	for range b.repeats {
		seconds, mib, err := b.firstPage(ctx)
		if err != nil {
			return err
		}
		first, memory = append(first, seconds), append(memory, mib)
	}
	v, note := median(first)
	b.tell(figure{"demo: first page served after", v, "s", 10, "lower", note})
	v, note = median(memory)
	b.tell(figure{"demo: resident memory, greatest", v, "MiB", 200, "lower", note})
	dir, remove, err := b.folder()
	if err != nil {
		return err
	}
	defer remove()
	cmd, err := self(ctx, "demo", "--scale", "full", "--seed-only", "--data", dir)
	if err != nil {
		return err
	}
	begin := clock.System{}.Now()
	if out, err := cmd.Output(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	b.tell(figure{"demo --scale full seeded in", clock.System{}.Now().Sub(begin).Seconds(), "s", 60, "lower", ""})
	b.tell(figure{"demo --scale full: greatest memory", peakMiB(cmd.ProcessState), "MiB", 0, "", ""})
	return nil
}

func (b *bench) firstPage(ctx context.Context) (seconds, mib float64, err error) {
	cmd, err := self(ctx, "demo", "--addr", "127.0.0.1:0")
	if err != nil {
		return 0, 0, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 0, err
	}
	begin := clock.System{}.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		u, ok := strings.CutPrefix(lines.Text(), "Open  ")
		if !ok {
			continue
		}
		if _, err = fetch(ctx, strings.TrimSuffix(u, "/")+"/en/caexpo-22"); err != nil {
			break
		}
		seconds = clock.System{}.Now().Sub(begin).Seconds()
		for _, path := range []string{"/exhibitors", "/products", "/plan", "/gi", "/visit", "/demonstrations"} {
			if _, err = fetch(ctx, strings.TrimSuffix(u, "/")+"/zh/caexpo-22"+path); err != nil {
				break
			}
		}
		break
	}
	_ = cmd.Process.Signal(os.Interrupt) // it ends by itself otherwise
	go func() {
		for lines.Scan() { // let it write its last words
		}
	}()
	werr := cmd.Wait()
	if err == nil && seconds == 0 {
		err = errors.Join(errors.New("the demo did not start"), werr)
	}
	return seconds, peakMiB(cmd.ProcessState), err
}
