package demo

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/fairway-expo/fairway/demo/drawing"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func mustLoad(t *testing.T) *Data {
	t.Helper()
	d, err := Load()
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return d
}

func TestCountsOfTheFiles(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	entries := 0
	for _, g := range d.Indications {
		entries += len(g.Entries)
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"register entries", entries, 147}, {"geographical indications", len(d.Indications), 145},
		{"halls", len(d.Halls), 21}, {"countries", len(d.Countries), 60}, {"editions", len(d.Editions), 2},
		{"ASEAN on 2025-09-17", len(d.Members("asean", "2025-09-17")), 10},
		{"ASEAN on 2025-10-25", len(d.Members("asean", "2025-10-25")), 10},
		{"ASEAN on 2025-11-01", len(d.Members("asean", "2025-11-01")), 11},
		{"ASEAN in 1990", len(d.Members("asean", "1990-01-01")), 6},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %d, want %d", c.what, c.got, c.want)
		}
	}
}

func TestOneNameInSeveralRegistersIsOneIndication(t *testing.T) {
	t.Parallel()
	for _, g := range mustLoad(t).Indications {
		if (g.Key == "id-kopi-arabika-gayo" || g.Key == "vn-phu-quoc") && len(g.Entries) != 2 {
			t.Errorf("%s has %d entries, want 2", g.Key, len(g.Entries))
		}
	}
}

// scripts are the writing systems a language's text may use beside Latin, digits and marks.
var scripts = map[string]*unicode.RangeTable{"th": unicode.Thai, "lo": unicode.Lao, "km": unicode.Khmer, "my": unicode.Myanmar, "zh": unicode.Han}

// TestTextsKeepTheirScript finds the slip of one letter of a neighbour's script inside a word, which no eye sees.
func TestTextsKeepTheirScript(t *testing.T) {
	t.Parallel()
	w, err := readWords(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range mustLoad(t).Archetypes {
		w["archetype."+a.Key] = a.Name
	}
	for key, words := range w {
		for l, e := range words {
			for _, r := range e.Text {
				for other, table := range scripts {
					if other != l && unicode.Is(table, r) {
						t.Errorf("%s in %s has %q of the script of %s: %s", key, l, r, other, e.Text)
					}
				}
			}
			if (l == "en") != (e.By == "") {
				t.Errorf("%s in %s is by %q", key, l, e.By)
			}
		}
	}
}

func TestLoadRefusesMalformedFiles(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]struct{ file, old, new string }{
		"a missing column":        {"data/units.tsv", "kg\tkg\tKGM", "kg\tKGM"},
		"another header":          {"data/halls.tsv", "key\tzone", "key\tpart"},
		"a date that is none":     {"data/memberships.tsv", "2025-10-26", "2025-13-26"},
		"a row without source":    {"data/relations.tsv", "PH\t\thttp://www.italian.people.cn/n3/2025/0922/c416707-20369320.html (announced at the 22nd closing)", "PH\t\t"},
		"an unknown parent":       {"data/categories.tsv", "fruit.tropical\tfruit", "fruit.tropical\tfruits"},
		"an unknown unit":         {"data/archetypes.tsv", "\tgpu-hour\t", "\tgpu-day\t"},
		"a text without Lao":      {"words/halls.tsv", "ຫ້ອງ A", ""},
		"words that are missing":  {"words/pavilions.tsv", "ai.intro", "ai.outro"},
		"an entry without a name": {"data/register_entries.tsv", "kh-mrech-kampot", "kh-mrech-kampott"},
		"space around a cell":     {"data/units.tsv", "kg\tkg", "kg\tkg "},
		"a control character":     {"data/units.tsv", "kilogram", "kilo\x01gram"},
		"a word instead of yes":   {"data/editions.tsv", "\tyes\tno\t", "\tja\tno\t"},
		"half a polygon":          {"data/blocked.tsv", "0,33 6,39 0,39", "0,33 6,39"},
		"a number that is none":   {"data/halls.tsv", "3500", "3500 kg"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(changed(t, change.file, change.old, change.new))
			if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), change.file) && !strings.Contains(err.Error(), "data/") {
				t.Errorf("got %v, want Invalid that names the file", err)
			}
		})
	}
}

// changed is the embedded files with one replacement in one of them.
func changed(t *testing.T, file, old, new string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, path)
		if path == file {
			if !strings.Contains(string(raw), old) {
				t.Fatalf("%s does not hold %q", file, old)
			}
			raw = []byte(strings.Replace(string(raw), old, new, 1))
		}
		out[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryCodeExistsInTheHarmonizedSystem(t *testing.T) {
	t.Parallel()
	const path = "/hs/harmonized-system.csv"
	dir := os.Getenv("FAIRWAY_TRADE_DATA")
	if dir == "" {
		dir = "../../shared/data/trade"
	}
	f, err := os.Open(dir + path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("skipped: harmonized-system.csv is not beside the project (FAIRWAY_TRADE_DATA)")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // read-only
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range rows {
		known[r[1]] = true
	}
	d := mustLoad(t)
	for _, h := range d.HS {
		if !known[h.Code] {
			t.Errorf("HS %s (%s) is not in HS 2022", h.Code, h.NameEn)
		}
	}
	for _, g := range d.Indications {
		if !known[g.HS] {
			t.Errorf("%s: HS %s is not in HS 2022", g.Key, g.HS)
		}
	}
}

func TestEveryShapeCanBeDrawn(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	for _, a := range d.Archetypes {
		if !slices.Contains(drawing.Shapes(), a.Shape) {
			t.Errorf("%s: no drawing %q", a.Key, a.Shape)
		}
	}
	for _, p := range d.Pavilions {
		if _, err := drawing.JPEG("cup", p.Colour, 0); err != nil {
			t.Errorf("pavilion %s: %v", p.Key, err)
		}
	}
}

func TestFullEditionMeetsThePublishedNumbers(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	e := d.Generate(Full, 22)
	members := d.Members("asean", d.Editions[0].Opens)
	countries := map[string]bool{}
	count := map[string]int{}
	for _, x := range e.Exhibitors {
		countries[x.Country] = true
		count["exhibitors"]++
		if slices.Contains(members, x.Country) {
			count["ASEAN exhibitors"]++
		}
		if x.Pavilion == "ai" {
			count["AI exhibitors"]++
			count["AI products"] += len(x.Products)
		}
		for _, p := range x.Products {
			if p.Indication != "" {
				count["indication products"]++
			}
			if p.NewAgricultural(members) {
				count["new agricultural"]++
			}
		}
	}
	count["countries"], count["booths"] = len(countries), len(e.Booths)
	for _, x := range e.Demonstrations {
		count[x.Kind]++
	}
	for what, want := range map[string]int{"exhibitors": 3260, "ASEAN exhibitors": 627, "countries": 60, "booths": 5400,
		"AI exhibitors": 200, "AI products": 1200, "indication products": 178, "new agricultural": 76, "robot": 60, "model": 20, "drone": 12} {
		if count[what] != want {
			t.Errorf("%s: got %d, want %d", what, count[what], want)
		}
	}
}

func TestSmallEditionHasEveryPavilionAndOrganisation(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	e := d.Generate(Small, 22)
	pavilions, keys, products := map[string]bool{}, map[string]bool{}, 0
	for _, x := range e.Exhibitors {
		pavilions[x.Pavilion], keys[x.Key] = true, true
		products += len(x.Products)
	}
	for _, p := range d.Pavilions {
		if !pavilions[p.Key] {
			t.Errorf("pavilion %s is empty", p.Key)
		}
	}
	for _, o := range d.Organisations {
		if o.Exhibitor != keys[o.Key] {
			t.Errorf("organisation %s: exhibitor %v in the file, %v in the edition", o.Key, o.Exhibitor, keys[o.Key])
		}
	}
	if len(e.Exhibitors) < 150 || len(e.Exhibitors) > 170 || products < 600 || products > 850 {
		t.Errorf("%d exhibitors and %d products, want about 160 and 700", len(e.Exhibitors), products)
	}
}

func TestSameSeedSameEdition(t *testing.T) {
	t.Parallel()
	d := mustLoad(t)
	for _, scale := range []Scale{Small, Full} {
		if hash(t, d.Generate(scale, 7)) != hash(t, mustLoad(t).Generate(scale, 7)) {
			t.Errorf("%s: two editions of one seed differ", scale)
		}
	}
	if hash(t, d.Generate(Small, 7)) == hash(t, d.Generate(Small, 8)) {
		t.Error("two seeds give the same edition")
	}
}

func hash(t *testing.T, e *Edition) [32]byte {
	t.Helper()
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(raw)
}

func TestSampleAndRealAreKeptApart(t *testing.T) {
	t.Parallel()
	e := mustLoad(t).Generate(Full, 22)
	seen := map[string]bool{}
	for _, x := range e.Exhibitors {
		name := x.Name.Words("en")
		switch {
		case seen[x.Key] || seen[name]:
			t.Errorf("%s (%s) twice", x.Key, name)
		case x.Sample && (!strings.HasSuffix(x.Website, ".example") || len(x.Team) == 0 || len(x.Products) == 0 || len(x.Statements) > 0):
			t.Errorf("sample firm %s: website %q, team %d, products %d", x.Key, x.Website, len(x.Team), len(x.Products))
		case !x.Sample && (x.Website != "" || len(x.Team) > 0 || x.Employees+x.Founded > 0 || len(x.Statements) == 0):
			t.Errorf("real organisation %s carries something invented", x.Key)
		}
		seen[x.Key], seen[name] = true, true
		for _, p := range x.Team {
			if !strings.HasSuffix(p.Email, ".example") || !text.Clean(p.Name) {
				t.Errorf("%s: address %q", x.Key, p.Email)
			}
		}
		for _, p := range x.Products {
			if seen[p.Key] {
				t.Errorf("product %s twice", p.Key)
			}
			seen[p.Key] = true
			if p.Sample != x.Sample || !p.Sample && (p.Source == "" || p.PriceMinor > 0) {
				t.Errorf("%s: product %s sample %v, source %q", x.Key, p.Key, p.Sample, p.Source)
			}
			if p.Sample && (p.PriceMinor < 1 || p.MOQ < 1 || p.Name.Words("en") == "" || strings.Contains(p.Summary.Words("en"), "{")) {
				t.Errorf("%s: product %s is not complete: %+v", x.Key, p.Key, p)
			}
			if (p.Kind == "service") != (p.Origin == "") || p.Sample && (p.Kind == "service") != (p.Incoterm == "") {
				t.Errorf("product %s: %s with origin %q and Incoterm %q", p.Key, p.Kind, p.Origin, p.Incoterm)
			}
		}
	}
}

// BenchmarkFull must stay under three seconds an edition.
func BenchmarkFull(b *testing.B) {
	d, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	for range b.N {
		if e := d.Generate(Full, 22); len(e.Booths) != fullBooths {
			b.Fatalf("%d stands", len(e.Booths))
		}
	}
}
