package files_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"pgregory.net/rapid"

	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Pictures of 8 x 6 pixels in forms that the standard library does not write.
const (
	progressiveJPEG = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAVAQEBAAAAAAAAAAAAAAAAAAACA//aAAwDAQACEAMQAAABgSX/xAAXEAADAQAAAAAAAAAAAAAAAAAAAQME/9oACAEBAAEFAp50f//EABkRAAEFAAAAAAAAAAAAAAAAAAACAwQSMf/aAAgBAwEBPwGM4umn/8QAFhEBAQEAAAAAAAAAAAAAAAAAAgAR/9oACAECAQE/AW1t/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFRABAQAAAAAAAAAAAAAAAAAAAGH/2gAIAQEAAT8hnf/aAAwDAQACAAMAAAAQC//EABURAQEAAAAAAAAAAAAAAAAAAAAR/9oACAEDAQE/EIp//8QAFREBAQAAAAAAAAAAAAAAAAAAAEH/2gAIAQIBAT8QqP/EABUQAQEAAAAAAAAAAAAAAAAAAAAh/9oACAEBAAE/EIT/2Q=="
	cmykJPEG        = "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgABgAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwCj4C/5Z/hTf+EGtPVPyqKvTq//2Q=="
	lossyWebP       = "UklGRkgAAABXRUJQVlA4IDwAAADwAQCdASoIAAYAAsBMJbACdAD0SCtB3IAA/u+Tp53hyoCzrl8Oux7eI0CURN+b/am3/ez4gfs7nOgAAAA="
	clearWebP       = "UklGRjYAAABXRUJQVlA4TCoAAAAvB0ABELmM6H/sIqL/AQVt2zCBU/4Y38ZgPAZPQFDk/2gTAPHEyokX3gA="
	animatedWebP    = "UklGRtwAAABXRUJQVlA4WAoAAAASAAAABwAABQAAQU5JTQYAAAAAAAAAAABBTk1GXAAAAAAAAAAAAAcAAAUAAAAAAAJWUDggRAAAAFABAJ0BKggABgAFQHwlsAAFjAAA/tc7vP5r/9yt5+ZH/9wp/rhWf/4QwclXbdBZguSDXT6WHSXOPf79wWAHZjyHgAAAQU5NRkwAAAAAAAAAAAAAAAAAAAAAAAACQUxQSAIAAAAAAFZQOCAqAAAAMAEAnQEqAQABAAVAfCWgAANwAP7o1x/4d7s860f//zNH/pN/2G9NAAAA"
)

func unbase64(t testing.TB, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// four paints the quarters of a picture: red, green / blue, white.
func four(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [2][2]color.NRGBA{{{255, 0, 0, 255}, {0, 255, 0, 255}}, {{0, 0, 255, 255}, {255, 255, 255, 255}}}[2*y/h][2*x/w]
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif returns a TIFF block whose first directory states an orientation and a GPS directory that points at itself.
func exif(orientation int, order binary.AppendByteOrder, mark string) []byte {
	b := append([]byte("Exif\x00\x00"), mark...)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, e := range [][4]uint32{{0x8825, 4, 1, 8}, {0x0112, 3, 1, 0}} {
		b = order.AppendUint16(b, uint16(e[0]))
		b = order.AppendUint16(b, uint16(e[1]))
		b = order.AppendUint32(b, e[2])
		if e[0] == 0x0112 {
			b = order.AppendUint16(order.AppendUint16(b, uint16(orientation)), 0)
		} else {
			b = order.AppendUint32(b, e[3])
		}
	}
	return append(order.AppendUint32(b, 8), "GPS 22.8N 108.3E"...) // the next directory is this one again
}

// inJPEG inserts a segment after the start of a JPEG.
func inJPEG(data []byte, marker byte, content []byte) []byte {
	out := append([]byte{0xff, 0xd8, 0xff, marker}, byte((len(content)+2)>>8), byte(len(content)+2))
	return append(append(out, content...), data[2:]...)
}

// chunk returns a PNG chunk.
func chunk(name string, content []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	b = append(append(b, name...), content...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// headerPNG returns a PNG that states a size and a colour type and holds next to no data.
func headerPNG(w, h uint32, depth, colour byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	var zeros bytes.Buffer
	z := zlib.NewWriter(&zeros)
	_, _ = z.Write(make([]byte, 1000))
	_ = z.Close()
	b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, colour, 0, 0, 0))...)
	return append(append(b, chunk("IDAT", zeros.Bytes())...), chunk("IEND", nil)...)
}

func read(t testing.TB, data []byte) (files.Picture, error) {
	t.Helper()
	return files.NewImages(files.DefaultBudget).Read(context.Background(), bytes.NewReader(data), files.Limits{})
}

func decoded(t testing.TB, r files.Rendition) image.Image {
	t.Helper()
	m, name, err := image.Decode(bytes.NewReader(r.Data))
	if err != nil || "image/"+name != r.Type || m.Bounds().Dx() != r.Width || m.Bounds().Dy() != r.Height {
		t.Fatalf("rendition is %s %v, stated as %s %d x %d: %v", name, m.Bounds(), r.Type, r.Width, r.Height, err)
	}
	return m
}

// near reports whether two colours differ by less than a JPEG does.
func near(a color.Color, r, g, b uint32) bool {
	x, y, z, _ := a.RGBA()
	off := func(m, n uint32) bool { return max(m, n)-min(m, n) > 0x3000 }
	return !off(x, r) && !off(y, g) && !off(z, b)
}

func TestPicturesInEveryFormatAreRead(t *testing.T) {
	t.Parallel()
	clear := four(8, 6)
	clear.SetNRGBA(0, 0, color.NRGBA{})
	deep := image.NewNRGBA64(image.Rect(0, 0, 8, 6))
	palette := image.NewPaletted(image.Rect(0, 0, 8, 6), color.Palette{color.Black, color.White})
	var frames, moving bytes.Buffer
	if err := gif.Encode(&frames, palette, nil); err != nil {
		t.Fatal(err)
	}
	many := &gif.GIF{}
	for range 10_000 {
		many.Image, many.Delay = append(many.Image, palette), append(many.Delay, 1)
	}
	if err := gif.EncodeAll(&moving, many); err != nil {
		t.Fatal(err)
	}
	animated := asPNG(t, four(8, 6))
	animated = bytes.Join([][]byte{animated[:33], chunk("acTL", []byte{0, 0, 0, 2, 0, 0, 0, 0}), chunk("fcTL", make([]byte, 26)), animated[33:]}, nil)
	for name, c := range map[string]struct {
		data []byte
		typ  string
	}{
		"JPEG":                   {asJPEG(t, four(8, 6)), "image/jpeg"},
		"grey JPEG":              {asJPEG(t, image.NewGray(image.Rect(0, 0, 8, 6))), "image/jpeg"},
		"progressive JPEG":       {unbase64(t, progressiveJPEG), "image/jpeg"},
		"CMYK JPEG":              {unbase64(t, cmykJPEG), "image/jpeg"},
		"PNG":                    {asPNG(t, four(8, 6)), "image/jpeg"},
		"PNG with a clear pixel": {asPNG(t, clear), "image/png"},
		"16-bit PNG":             {asPNG(t, deep), "image/png"},
		"APNG":                   {animated, "image/jpeg"},
		"GIF":                    {frames.Bytes(), "image/jpeg"},
		"GIF of 10,000 frames":   {moving.Bytes(), "image/jpeg"},
		"lossy WebP":             {unbase64(t, lossyWebP), "image/jpeg"},
		"lossless WebP, clear":   {unbase64(t, clearWebP), "image/png"},
	} {
		p, err := read(t, c.data)
		if err != nil || p.Full.Type != c.typ || p.Full.Width != 8 || p.Full.Height != 6 {
			t.Errorf("%s: %s %d x %d, %v", name, p.Full.Type, p.Full.Width, p.Full.Height, err)
			continue
		}
		decoded(t, p.Full)
		decoded(t, p.Thumb)
	}
}

func TestHostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	good := asJPEG(t, four(64, 48))
	zip := append([]byte("PK\x03\x04 an archive PK\x05\x06"), make([]byte, 18)...)
	bigJPEG := bytes.Clone(good)
	sof := bytes.Index(bigJPEG, []byte{0xff, 0xc0})
	copy(bigJPEG[sof+5:], []byte{0x75, 0x30, 0x75, 0x30}) // 30,000 x 30,000
	progressive := unbase64(t, progressiveJPEG)
	copy(progressive[bytes.Index(progressive, []byte{0xff, 0xc2})+5:], []byte{0x17, 0x70, 0x17, 0x70}) // 6,000 x 6,000
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":                     {nil, "files.image.format"},
		"text":                        {[]byte("hello"), "files.image.format"},
		"SVG":                         {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "files.image.format"},
		"HTML":                        {[]byte("<!doctype html><script>1</script>"), "files.image.format"},
		"zip named .png":              {zip, "files.image.format"},
		"BMP":                         {[]byte("BM\x00\x00\x00\x00"), "files.image.format"},
		"PDF":                         {[]byte("%PDF-1.7"), "files.image.format"},
		"JPEG and HTML after it":      {append(bytes.Clone(good), "<HTML><ScRipt>1</script>"...), "files.image.format"},
		"JPEG with HTML in a comment": {inJPEG(good, 0xfe, []byte("<script>1</script>")), "files.image.format"},
		"JPEG and zip after it":       {append(bytes.Clone(good), zip...), "files.image.format"},
		"cut off after the header":    {good[:400], "files.image.broken"},
		"cut off at half":             {good[:len(good)/2], "files.image.broken"},
		"only the magic bytes":        {good[:4], "files.image.broken"},
		"JPEG of 30,000 x 30,000":     {bigJPEG, "files.image.dimensions"},
		"PNG of 30,000 x 30,000":      {headerPNG(30_000, 30_000, 8, 2), "files.image.dimensions"},
		"PNG of 2^31-1 squared":       {headerPNG(1<<31-1, 1<<31-1, 8, 2), "files.image.broken"},
		"PNG of 40,000,000 x 1":       {headerPNG(40_000_000, 1, 8, 2), "files.image.dimensions"},
		"PNG of no width":             {headerPNG(0, 5, 8, 2), "files.image.broken"},
		"PNG without its pixels":      {headerPNG(6000, 6000, 8, 2), "files.image.broken"},
		"deep PNG above the memory":   {headerPNG(6000, 6000, 16, 6), "files.image.memory"},
		"progressive above memory":    {progressive, "files.image.memory"},
		"GIF of 65,535 squared":       {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), "files.image.dimensions"},
		"animated WebP":               {unbase64(t, animatedWebP), "files.image.broken"},
		"WebP of nothing":             {[]byte("RIFF\x04\x00\x00\x00WEBP"), "files.image.broken"},
		"above 10 MiB":                {append(bytes.Clone(good), make([]byte, 10<<20)...), "files.too-large"},
	} {
		_, err := read(t, c.data)
		if !fault.Is(err, fault.Invalid) || fault.As(err).Problems[0].Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

func TestOrientationIsAppliedAndMetadataDropped(t *testing.T) {
	t.Parallel()
	// What the upper left, upper right, lower left and lower right quarters show once the picture is upright.
	const r, g, b, w = 'r', 'g', 'b', 'w'
	want := map[int][4]rune{1: {r, g, b, w}, 2: {g, r, w, b}, 3: {w, b, g, r}, 4: {b, w, r, g}, 5: {r, b, g, w}, 6: {b, r, w, g}, 7: {w, g, b, r}, 8: {g, w, r, b}, 0: {r, g, b, w}, 9: {r, g, b, w}}
	colours := map[rune][3]uint32{r: {0xffff, 0, 0}, g: {0, 0xffff, 0}, b: {0, 0, 0xffff}, w: {0xffff, 0xffff, 0xffff}}
	plainJPEG, plainPNG := asJPEG(t, four(64, 32)), asPNG(t, four(64, 32))
	for orientation, quarters := range want {
		little := exif(orientation, binary.LittleEndian, "II*\x00")
		for name, data := range map[string][]byte{
			"JPEG, little": inJPEG(plainJPEG, 0xe1, little),
			"JPEG, big":    inJPEG(plainJPEG, 0xe1, exif(orientation, binary.BigEndian, "MM\x00*")),
			"PNG":          bytes.Join([][]byte{plainPNG[:33], chunk("eXIf", little[6:]), plainPNG[33:]}, nil),
		} {
			p, err := read(t, data)
			if err != nil {
				t.Errorf("%s, %d: %v", name, orientation, err)
				continue
			}
			m := decoded(t, p.Full)
			width, height := 64, 32
			if orientation >= 5 && orientation <= 8 {
				width, height = 32, 64
			}
			if p.Full.Width != width || p.Full.Height != height {
				t.Errorf("%s, %d: %d x %d", name, orientation, p.Full.Width, p.Full.Height)
				continue
			}
			for i, at := range []image.Point{{width / 4, height / 4}, {3 * width / 4, height / 4}, {width / 4, 3 * height / 4}, {3 * width / 4, 3 * height / 4}} {
				if c := colours[quarters[i]]; !near(m.At(at.X, at.Y), c[0], c[1], c[2]) {
					t.Errorf("%s, %d: quarter %d is %v, want %c", name, orientation, i, m.At(at.X, at.Y), quarters[i])
				}
			}
			for _, trace := range []string{"Exif", "GPS", "22.8N"} {
				if bytes.Contains(p.Full.Data, []byte(trace)) || bytes.Contains(p.Thumb.Data, []byte(trace)) {
					t.Errorf("%s, %d: %q is still there", name, orientation, trace)
				}
			}
		}
	}
}

func TestLargePicturesAreScaledDown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, fullW, fullH, thumbW, thumbH int }{
		{3200, 1600, 1600, 800, 480, 240}, {1000, 2500, 640, 1600, 192, 480}, {1601, 3, 1600, 3, 480, 1}, {400, 300, 400, 300, 400, 300}, {20_000, 2, 1600, 1, 480, 1},
	} {
		p, err := read(t, asPNG(t, four(c.w, c.h)))
		if err != nil {
			t.Errorf("%d x %d: %v", c.w, c.h, err)
			continue
		}
		got := fmt.Sprint(p.Full.Width, p.Full.Height, p.Thumb.Width, p.Thumb.Height)
		if want := fmt.Sprint(c.fullW, c.fullH, c.thumbW, c.thumbH); got != want {
			t.Errorf("%d x %d became %s, want %s", c.w, c.h, got, want)
		}
		if m := decoded(t, p.Thumb); c.h > 10 && (!near(m.At(c.thumbW/4, c.thumbH/4), 0xffff, 0, 0) || !near(m.At(3*c.thumbW/4, 3*c.thumbH/4), 0xffff, 0xffff, 0xffff)) {
			t.Errorf("%d x %d: the thumbnail shows something else", c.w, c.h)
		}
	}
}

func TestScalingKeepsTheMeanColour(t *testing.T) {
	t.Parallel()
	images := files.NewImages(files.DefaultBudget)
	rapid.Check(t, func(t *rapid.T) {
		// One clear pixel keeps the result a PNG, so that what is read back is exact.
		w, h := rapid.IntRange(2, 60).Draw(t, "w"), rapid.IntRange(2, 60).Draw(t, "h")
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		c := color.NRGBA{R: rapid.Byte().Draw(t, "r"), G: 77, B: 200, A: 254}
		for i := range w * h {
			m.SetNRGBA(i%w, i/w, c)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		p, err := images.Read(context.Background(), &b, files.Limits{Long: rapid.IntRange(1, 80).Draw(t, "long")})
		if err != nil {
			t.Fatal(err)
		}
		out, err := png.Decode(bytes.NewReader(p.Full.Data))
		if err != nil {
			t.Fatal(err)
		}
		for y := range p.Full.Height {
			for x := range p.Full.Width {
				got := color.NRGBAModel.Convert(out.At(x, y)).(color.NRGBA)
				if d := int(got.R) - int(c.R); d < -2 || d > 2 || got.A != c.A {
					t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, c)
				}
			}
		}
	})
}

func TestTheSameFileGivesTheSameBlobs(t *testing.T) {
	t.Parallel()
	s, _ := open(t)
	data := asJPEG(t, four(2000, 1000))
	var refs [2]string
	for i := range refs {
		p, err := read(t, data)
		if err != nil {
			t.Fatal(err)
		}
		full, thumb, err := s.PutPicture(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		refs[i] = string(full + thumb)
		if info, err := s.Info(thumb); err != nil || info.Type != "image/jpeg" || info.Size != int64(len(p.Thumb.Data)) {
			t.Errorf("thumbnail: %+v, %v", info, err)
		}
	}
	if refs[0] != refs[1] {
		t.Errorf("%s and %s", refs[0], refs[1])
	}
}

func TestReadingStaysWithinContextAndBudget(t *testing.T) {
	t.Parallel()
	images := files.NewImages(1<<20 + 1<<14)
	data := asPNG(t, four(8, 6))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := images.Read(ctx, bytes.NewReader(data), files.Limits{}); err == nil {
		t.Error("a picture was read in a context that had ended")
	}
	if _, err := images.Read(t.Context(), bytes.NewReader(data), files.Limits{}); err != nil {
		t.Errorf("a small picture within a small budget: %v", err)
	}
	if _, err := images.Read(t.Context(), bytes.NewReader(asPNG(t, four(200, 200))), files.Limits{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a picture above the whole budget: %v", err)
	}
}

func BenchmarkReadPhotoOf12Megapixels(b *testing.B) {
	data := asJPEG(b, four(4000, 3000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(b, data); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{progressiveJPEG, cmykJPEG, lossyWebP, clearWebP, animatedWebP} {
		f.Add(unbase64(f, s))
	}
	f.Add(asPNG(f, four(8, 6)))
	f.Add(inJPEG(asJPEG(f, four(8, 6)), 0xe1, exif(6, binary.BigEndian, "MM\x00*")))
	images := files.NewImages(16 << 20)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := images.Read(context.Background(), bytes.NewReader(data), files.Limits{Pixels: 100_000})
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			return
		}
		if _, err := io.ReadAll(bytes.NewReader(p.Full.Data)); err != nil || p.Full.Width < 1 || p.Thumb.Height < 1 {
			t.Fatalf("%+v, %v", p.Full.Type, err)
		}
	})
}
