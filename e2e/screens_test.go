package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/color/palette"
	"image/png"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fairway-expo/fairway/e2e/browser"
)

// mostPicture is the greatest size of a picture in bytes; greater ones are drawn with fewer colours, which bands show.
const mostPicture = 300 << 10

// TestScreens takes the pictures of docs/screens anew. It runs for `make screens` only, which names the folder.
func TestScreens(t *testing.T) {
	folder := os.Getenv("FAIRWAY_SCREENS")
	if folder == "" {
		t.Skip("takes the screenshots of the documentation: make screens")
	}
	b := browser.Open(t)
	h := public(t)
	x := find(t, h)
	pages := map[string]string{"home": "", "hallplan": "/plan/D1", "exhibitor": "/exhibitors/" + x.exhibitor}
	phone := browser.View{Name: "phone", Width: 390, Height: 844, Scale: 1, Touch: true}
	for _, view := range []browser.View{browser.Desktop, phone} {
		p := b.Page(t, view)
		desk := h.signIn(t, b, view, organiser)
		for _, lang := range []string{"en", "zh", "th", "km"} {
			for name, path := range pages {
				shoot(t, p, h.at(lang, path), filepath.Join(folder, name+"-"+view.Name+"-"+lang+".png"))
			}
			shoot(t, desk, h.at(lang, "/desk"), filepath.Join(folder, "desk-"+view.Name+"-"+lang+".png"))
		}
		p.Look(view.InDark())
		shoot(t, p, h.at("en", ""), filepath.Join(folder, "home-"+view.Name+"-dark-en.png"))
	}
}

// shoot takes one picture of the window.
func shoot(t *testing.T, p *browser.Page, url, path string) {
	t.Helper()
	if status := p.Visit(url); status != http.StatusOK {
		t.Fatalf("%s answered %d", url, status)
	}
	p.Screenshot(path, false)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if b = small(t, picture); len(b) > mostPicture {
		t.Errorf("%s has %d KiB", path, len(b)>>10)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// small writes a picture as a PNG of at most 256 colours if it has more bytes than a picture may have.
func small(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	best := png.Encoder{CompressionLevel: png.BestCompression}
	if err := best.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	if b.Len() <= mostPicture {
		return b.Bytes()
	}
	bounds := picture.Bounds()
	few := image.NewPaletted(bounds, colours(picture))
	nearest := map[color.Color]uint8{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := rough(picture.At(x, y))
			n, ok := nearest[c]
			if !ok {
				n = uint8(few.Palette.Index(c))
				nearest[c] = n
			}
			few.SetColorIndex(x, y, n)
		}
	}
	b.Reset()
	if err := best.Encode(&b, few); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rough is a colour of which near ones are the same.
func rough(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	round := func(v uint32) uint8 { return uint8(min(255, (v>>8+4)/8*8)) }
	return color.RGBA{R: round(r), G: round(g), B: round(b), A: 255}
}

// colours are the 200 that a picture shows most, and a few of all kinds for what is rare in it.
func colours(picture image.Image) color.Palette {
	count := map[color.Color]int{}
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[rough(picture.At(x, y))]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int {
		if n := cmp.Compare(count[b], count[a]); n != 0 {
			return n
		}
		return cmp.Compare(weight(a), weight(b)) // the same picture every time
	})
	few := append(color.Palette{}, all[:min(len(all), 200)]...)
	for i := 0; i < len(palette.WebSafe) && len(few) < 256; i += 4 {
		few = append(few, palette.WebSafe[i])
	}
	return few
}

func weight(c color.Color) uint32 {
	r, g, b, _ := c.RGBA()
	return r>>8<<16 | g>>8<<8 | b>>8
}
