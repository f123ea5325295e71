package drawing

import (
	"bytes"
	"image/jpeg"
	"testing"
)

func TestEveryShapeIsSmallDistinctAndStable(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, shape := range Shapes() {
		got, err := JPEG(shape, "#1f9d55", 3)
		if err != nil {
			t.Fatalf("%s: %v", shape, err)
		}
		again, err := JPEG(shape, "#1f9d55", 3)
		if err != nil || !bytes.Equal(got, again) {
			t.Errorf("%s: two drawings differ (%v)", shape, err)
		}
		if len(got) > 20<<10 {
			t.Errorf("%s: %d bytes, want 20 KB at most", shape, len(got))
		}
		img, err := jpeg.DecodeConfig(bytes.NewReader(got))
		if err != nil || img.Width != Width || img.Height != Height {
			t.Errorf("%s: %d x %d (%v), want 640 x 480", shape, img.Width, img.Height, err)
		}
		if other, twice := seen[string(got)]; twice && !(other == "box" && shape == "carton") {
			t.Errorf("%s looks like %s", shape, other)
		}
		seen[string(got)] = shape
	}
	if len(seen) < 30 {
		t.Errorf("%d distinct shapes, want 30 at least", len(seen))
	}
}

func TestRefusesUnknownShapeAndColour(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"unicorn", "#1f9d55"}, {"fruit", "green"}, {"fruit", "#12345"}, {"fruit", ""}, {"fruit", "#12345g"}} {
		if _, err := JPEG(c[0], c[1], 0); err == nil {
			t.Errorf("JPEG(%q, %q) was drawn, want an error", c[0], c[1])
		}
	}
}

func BenchmarkJPEG(b *testing.B) {
	for range b.N {
		if _, err := JPEG("robot", "#4b3fbf", 1); err != nil {
			b.Fatal(err)
		}
	}
}
