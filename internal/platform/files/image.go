package files

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime/debug"

	"golang.org/x/image/webp"
	"golang.org/x/sync/semaphore"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Limits bound one uploaded picture and what becomes of it. A zero field takes the value of DefaultLimits.
type Limits struct {
	// Bytes is the largest file.
	Bytes int64
	// Pixels is the largest width times height, Side the longest side, as the file's header states them.
	Pixels, Side int
	// Long and Thumb are the longest sides in pixels of the picture and of its thumbnail.
	Long, Thumb int
}

// DefaultLimits take any photograph of a present-day telephone.
var DefaultLimits = Limits{Bytes: 10 << 20, Pixels: 40_000_000, Side: 20_000, Long: 1600, Thumb: 480}

// Picture is an upload made safe: upright, without metadata, encoded anew.
type Picture struct {
	// Full is at most Limits.Long on its longer side, Thumb at most Limits.Thumb. Neither is ever enlarged.
	Full, Thumb Rendition
}

// Rendition is one encoded form of a picture.
type Rendition struct {
	Data []byte
	// Type is "image/jpeg", or "image/png" if the picture has transparent parts.
	Type          string
	Width, Height int
}

// Images reads uploaded pictures within a budget of memory that all uploads share: small pictures are decoded side
// by side, large ones one after the other. Safe for concurrent use.
type Images struct {
	budget int64
	memory *semaphore.Weighted
}

// DefaultBudget admits the largest picture of DefaultLimits in the formats that take four bytes a pixel; a progressive
// JPEG may have about 19 megapixels, a PNG of 16 bits a channel 22.
const DefaultBudget = 192 << 20

// NewImages returns an Images with a budget in bytes.
func NewImages(budget int64) *Images {
	return &Images{budget: budget, memory: semaphore.NewWeighted(budget)}
}

// Read reads a JPEG, PNG, WebP or GIF (its first frame) and returns it made safe. The size in the header is checked
// before anything is decoded. The same file always gives the same bytes. It waits while others use the budget.
//
// Errors: Invalid with one of files.too-large, files.image.format (another type, or a type that hides a document),
// files.image.dimensions, files.image.memory, files.image.broken; Unavailable when ctx ends while waiting.
func (im *Images) Read(ctx context.Context, r io.Reader, l Limits) (Picture, error) {
	l = l.withDefaults()
	data, err := io.ReadAll(io.LimitReader(reader{ctx, r}, l.Bytes+1))
	if err != nil {
		return Picture{}, fmt.Errorf("read picture: %w", err)
	}
	if int64(len(data)) > l.Bytes {
		return Picture{}, tooLarge(l.Bytes)
	}
	f := formatOf(data)
	if f == nil || hidesDocument(data) {
		return Picture{}, fault.NewInvalid("", "files.image.format")
	}
	config, err := f.header(data)
	if err != nil {
		return Picture{}, broken(err)
	}
	if err := l.check(config); err != nil {
		return Picture{}, err
	}
	need := f.memory(data, config)
	if need > im.budget {
		return Picture{}, fault.NewInvalid("", "files.image.memory")
	}
	if err := im.memory.Acquire(ctx, need); err != nil {
		return Picture{}, fault.NewUnavailable(0, "fault.unavailable").With(err)
	}
	defer im.memory.Release(need)
	return f.picture(data, l)
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits
	for _, f := range []struct{ field, standard *int }{{&l.Pixels, &d.Pixels}, {&l.Side, &d.Side}, {&l.Long, &d.Long}, {&l.Thumb, &d.Thumb}} {
		if *f.field <= 0 {
			*f.field = *f.standard
		}
	}
	if l.Bytes <= 0 {
		l.Bytes = d.Bytes
	}
	return l
}

func (l Limits) check(c image.Config) error {
	switch {
	case c.Width <= 0 || c.Height <= 0:
		return broken(fmt.Errorf("size %d x %d", c.Width, c.Height))
	case c.Width > l.Side || c.Height > l.Side || c.Width*c.Height > l.Pixels:
		return fault.NewInvalid("", "files.image.dimensions", "width", c.Width, "height", c.Height, "side", l.Side, "megapixels", l.Pixels/1_000_000)
	}
	return nil
}

// format is one way in which pictures are uploaded.
type format struct {
	name   string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	// orientation returns the EXIF orientation, 1 to 8; 1 if there is none.
	orientation func(data []byte) int
}

// formatOf names the format by the first bytes; the name and the stated type of an upload mean nothing.
func formatOf(data []byte) *format {
	switch sniff(data[:min(len(data), 16)]) {
	case "image/jpeg":
		return &format{"jpeg", jpeg.DecodeConfig, jpeg.Decode, jpegOrientation}
	case "image/png":
		return &format{"png", png.DecodeConfig, png.Decode, pngOrientation}
	case "image/webp":
		return &format{"webp", webp.DecodeConfig, webp.Decode, webpOrientation}
	case "image/gif":
		return &format{"gif", gif.DecodeConfig, gif.Decode, func([]byte) int { return 1 }}
	}
	return nil
}

// header reads the size. A panic of a decoder is contained and reported as a broken file.
func (f *format) header(data []byte) (c image.Config, err error) {
	defer contain(&err)
	return f.config(bytes.NewReader(data))
}

// memory estimates the bytes that decoding needs at its peak.
func (f *format) memory(data []byte, c image.Config) int64 {
	perPixel := int64(4)
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		perPixel = 8
	case color.CMYKModel:
		perPixel = 8 // YCCK is decoded to planes first
	}
	if f.name == "jpeg" {
		perPixel += coefficients(data)
	}
	return perPixel*int64(c.Width)*int64(c.Height) + 2*int64(len(data)) + 1<<20
}

// picture decodes, scales, turns and encodes.
func (f *format) picture(data []byte, l Limits) (p Picture, err error) {
	defer func() {
		if err != nil {
			p, err = Picture{}, broken(err)
		}
	}()
	defer contain(&err)
	decoded, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return p, err
	}
	full := upright(shrink(decoded, l.Long), f.orientation(data))
	if p.Full, err = encode(full); err != nil {
		return p, err
	}
	p.Thumb, err = encode(shrink(full, l.Thumb))
	return p, err
}

// encode writes a JPEG, or a PNG if some pixel is not opaque.
func encode(m *image.RGBA) (Rendition, error) {
	var b bytes.Buffer
	out := Rendition{Type: "image/jpeg", Width: m.Rect.Dx(), Height: m.Rect.Dy()}
	var err error
	if m.Opaque() {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: 82})
	} else {
		out.Type = "image/png"
		err = png.Encode(&b, m)
	}
	out.Data = b.Bytes()
	return out, err
}

// contain turns a panic of a decoder into an error; it is deferred.
func contain(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("decoder panicked: %v\n%s", r, debug.Stack())
	}
}

func broken(err error) error { return fault.NewInvalid("", "files.image.broken").With(err) }

// PutPicture stores both renditions as blobs of the kind "picture". Errors: as Put.
func (s *Store) PutPicture(ctx context.Context, p Picture) (full, thumb Ref, err error) {
	if full, err = s.Put(ctx, "picture", bytes.NewReader(p.Full.Data), int64(len(p.Full.Data))); err != nil {
		return "", "", err
	}
	if thumb, err = s.Put(ctx, "picture", bytes.NewReader(p.Thumb.Data), int64(len(p.Thumb.Data))); err != nil {
		return "", "", err
	}
	return full, thumb, nil
}
