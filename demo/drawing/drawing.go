// Package drawing draws the sample pictures of the demo edition's products: flat, vector-like, in the colour of the
// product's pavilion, the same bytes for the same arguments. It owns the shapes and nothing else; it refuses to look
// like a photograph, so that nobody takes a sample for a real product.
package drawing

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"sort"
	"strconv"

	"golang.org/x/image/vector"
)

// Width and Height of every picture in pixels.
const (
	Width  = 640
	Height = 480
)

// Shapes returns the names that JPEG knows, in alphabetical order.
func Shapes() []string {
	names := make([]string, 0, len(shapes))
	for n := range shapes {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// JPEG draws a shape as a picture of 640 x 480 pixels and at most 20 KB. colour is the pavilion's accent, "#rrggbb".
// variant moves the background a little, so that neighbours in a list do not look copied. An unknown shape or a
// malformed colour is an error; the caller may then show no picture. Takes a few milliseconds.
func JPEG(shape, colour string, variant uint64) ([]byte, error) {
	f, ok := shapes[shape]
	if !ok {
		return nil, fmt.Errorf("drawing: no shape %.40q", shape)
	}
	accent, err := parse(colour)
	if err != nil {
		return nil, err
	}
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, Width, Height)), accent: accent}
	c.background(variant)
	f(c)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, c.img, &jpeg.Options{Quality: 80}); err != nil {
		return nil, fmt.Errorf("drawing: encode %s: %w", shape, err)
	}
	return b.Bytes(), nil
}

func parse(colour string) (color.RGBA, error) {
	n, err := strconv.ParseUint(colour[min(1, len(colour)):], 16, 24)
	if err != nil || len(colour) != 7 || colour[0] != '#' {
		return color.RGBA{}, fmt.Errorf("drawing: colour %.20q is not #rrggbb", colour)
	}
	return rgb(uint32(n)), nil
}

func rgb(n uint32) color.RGBA { return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255} }

// mix returns a blended towards b by t, from 0 to 1.
func mix(a, b color.RGBA, t float64) color.RGBA {
	f := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return color.RGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}

var (
	white = rgb(0xffffff)
	ink   = rgb(0x26323e)
	steel = rgb(0x8d9aa8)
	pale  = rgb(0xe4e9ee)
	wood  = rgb(0xb07a47)
	leaf  = rgb(0x5d9441)
	cream = rgb(0xf6ead2)
	glass = rgb(0xbfdde8)
)

// canvas is a picture being drawn.
type canvas struct {
	img    *image.RGBA
	accent color.RGBA
}

func (c *canvas) light(t float64) color.RGBA { return mix(c.accent, white, t) }
func (c *canvas) dark(t float64) color.RGBA  { return mix(c.accent, ink, t) }

// background is a pale ground, a large disc behind the thing and a shadow below it.
func (c *canvas) background(variant uint64) {
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(c.light(.90)), image.Point{}, draw.Src)
	dx := float32(variant%7)*14 - 42
	c.ellipse(c.light(.80), 320+dx, 226, 196, 196)
	c.ellipse(c.light(.86), 320-dx*2.2, 96+float32(variant%5)*12, 58, 58)
	c.ellipse(c.light(.62), 320, 414, 178, 17)
}

// path is an outline of straight and curved parts in picture coordinates.
type path struct {
	steps                  []step
	minX, minY, maxX, maxY float32
}

type step struct {
	kind byte // m, l or c
	p    [6]float32
}

func from(x, y float32) *path {
	p := &path{minX: x, minY: y, maxX: x, maxY: y}
	return p.add('m', x, y)
}

func (p *path) add(kind byte, v ...float32) *path {
	s := step{kind: kind}
	copy(s.p[:], v)
	for i := 0; i+1 < len(v); i += 2 {
		p.minX, p.maxX = min(p.minX, v[i]), max(p.maxX, v[i])
		p.minY, p.maxY = min(p.minY, v[i+1]), max(p.maxY, v[i+1])
	}
	p.steps = append(p.steps, s)
	return p
}

func (p *path) line(x, y float32) *path { return p.add('l', x, y) }

func (p *path) curve(x1, y1, x2, y2, x, y float32) *path { return p.add('c', x1, y1, x2, y2, x, y) }

// fill paints the inside of the path.
func (c *canvas) fill(col color.RGBA, p *path) {
	box := image.Rect(int(p.minX)-1, int(p.minY)-1, int(p.maxX)+2, int(p.maxY)+2).Intersect(c.img.Bounds())
	if box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	ox, oy := float32(box.Min.X), float32(box.Min.Y)
	for _, s := range p.steps {
		switch v := s.p; s.kind {
		case 'm':
			r.MoveTo(v[0]-ox, v[1]-oy)
		case 'l':
			r.LineTo(v[0]-ox, v[1]-oy)
		case 'c':
			r.CubeTo(v[0]-ox, v[1]-oy, v[2]-ox, v[3]-oy, v[4]-ox, v[5]-oy)
		}
	}
	r.ClosePath()
	r.Draw(c.img, box, image.NewUniform(col), image.Point{})
}

func (c *canvas) ellipse(col color.RGBA, x, y, rx, ry float32) {
	const k = 0.5523
	c.fill(col, from(x+rx, y).curve(x+rx, y+k*ry, x+k*rx, y+ry, x, y+ry).curve(x-k*rx, y+ry, x-rx, y+k*ry, x-rx, y).
		curve(x-rx, y-k*ry, x-k*rx, y-ry, x, y-ry).curve(x+k*rx, y-ry, x+rx, y-k*ry, x+rx, y))
}

func (c *canvas) disc(col color.RGBA, x, y, r float32) { c.ellipse(col, x, y, r, r) }

// rect paints a rectangle with rounded corners.
func (c *canvas) rect(col color.RGBA, x, y, w, h, r float32) {
	k := r * 0.4477
	c.fill(col, from(x+r, y).line(x+w-r, y).curve(x+w-k, y, x+w, y+k, x+w, y+r).line(x+w, y+h-r).
		curve(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h).line(x+r, y+h).curve(x+k, y+h, x, y+h-k, x, y+h-r).line(x, y+r).
		curve(x, y+k, x+k, y, x+r, y))
}

// poly paints a polygon from x, y pairs.
func (c *canvas) poly(col color.RGBA, v ...float32) {
	p := from(v[0], v[1])
	for i := 2; i+1 < len(v); i += 2 {
		p.line(v[i], v[i+1])
	}
	c.fill(col, p)
}

// stroke paints a straight line of a width, with flat ends.
func (c *canvas) stroke(col color.RGBA, x1, y1, x2, y2, w float32) {
	dx, dy := float64(x2-x1), float64(y2-y1)
	n := math.Hypot(dx, dy)
	if n == 0 {
		return
	}
	ox, oy := float32(-dy/n)*w/2, float32(dx/n)*w/2
	c.poly(col, x1+ox, y1+oy, x2+ox, y2+oy, x2-ox, y2-oy, x1-ox, y1-oy)
}

// star paints spikes around a centre.
func (c *canvas) star(col color.RGBA, x, y, rx, ry float32, spikes int, depth float64) {
	var v []float32
	for i := 0; i < spikes*2; i++ {
		a := math.Pi * float64(i) / float64(spikes)
		f := 1.0
		if i%2 == 1 {
			f = 1 - depth
		}
		v = append(v, x+float32(math.Cos(a)*f)*rx, y+float32(math.Sin(a)*f)*ry)
	}
	c.poly(col, v...)
}

// blade paints a leaf from its foot to its tip.
func (c *canvas) blade(col color.RGBA, x1, y1, x2, y2, w float32) {
	mx, my := (x1+x2)/2, (y1+y2)/2
	dx, dy := (y1-y2)*w, (x2-x1)*w
	c.fill(col, from(x1, y1).curve(mx+dx, my+dy, mx+dx, my+dy, x2, y2).curve(mx-dx, my-dy, mx-dx, my-dy, x1, y1))
}
