package web

import (
	"context"
	"io"
	"math"
	"strconv"
	"sync"

	"github.com/a-h/templ"
)

// The motif is a sea chart reduced to its lines: depth contours that keep clear of one open channel, the channel's
// dashed middle, and buoys in an even rhythm along both edges. The same function draws hero bands, empty states,
// placeholders of missing pictures and dividers; the seed bends the channel, so that every place has its own water.

// MotifShape says how much of the chart is drawn.
type MotifShape int

// The shapes, with their view boxes.
const (
	MotifBand    MotifShape = iota // 1200 x 420: hero bands; 14 contours and buoys
	MotifPanel                     // 320 x 200: empty states and pictures; 8 contours and buoys; one of 48
	MotifDivider                   // 1200 x 40: three contours, no buoys
)

type motifPlan struct {
	w, h, channel, step float64
	each, points, buoys int
	class               string
}

var motifPlans = [...]motifPlan{
	MotifBand:    {w: 1200, h: 420, channel: 46, step: 17, each: 8, points: 7, buoys: 7, class: "motif motif-band"},
	MotifPanel:   {w: 320, h: 200, channel: 22, step: 15, each: 4, points: 4, buoys: 3, class: "motif motif-panel"},
	MotifDivider: {w: 1200, h: 40, channel: 5, step: 6, each: 2, points: 9, buoys: 0, class: "motif motif-divider"},
}

// Motif draws the motif as decoration. The same seed always gives the same drawing. Colours come from the style sheet.
func Motif(shape MotifShape, seed uint64) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		if shape == MotifPanel {
			_, err := w.Write(panels()[seed%panelCount])
			return err
		}
		_, err := w.Write(motifPlans[shape].draw(seed))
		return err
	})
}

// panelCount is the number of different panels: enough that neighbours in a list differ, few enough to keep them all.
const panelCount = 48

// panels holds every panel, drawn once: a list of 50 pictures must not cost 50 drawings.
var panels = sync.OnceValue(func() (all [panelCount][]byte) {
	for i := range all {
		all[i] = motifPlans[MotifPanel].draw(uint64(i) + 1)
	}
	return all
})

// Seed turns a name or a key into a seed, so that one exhibitor always has the same placeholder (FNV-1a).
func Seed(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// water is one seeded channel: three slow waves for its middle and one for the spread of the contours.
type water struct{ a, k, p [4]float64 }

func newWater(seed uint64) water {
	var s water
	for i := range s.a {
		seed = (seed ^ seed>>29) * 0xbf58476d1ce4e5b9
		seed ^= seed >> 32
		s.a[i] = 0.5 + float64(seed&0xff)/510
		s.k[i] = 0.6 + float64(i)*0.75 + float64(seed>>8&0xff)/600
		s.p[i] = float64(seed>>16&0xff) / 255 * 2 * math.Pi
	}
	return s
}

// middle is the height of the channel's middle at t from 0 to 1, between about -1 and 1.
func (s water) middle(t float64) float64 {
	y := 0.0
	for i := range 3 {
		y += s.a[i] * math.Sin(s.k[i]*math.Pi*t+s.p[i]) / float64(i+1.0)
	}
	return y / 1.6
}

// at is the height of contour n (0 is the middle; negative above) at t. The channel narrows from left to right, the
// contours spread away from it and swell once.
func (m motifPlan) at(s water, n int, t float64) float64 {
	y := m.h*0.5 + s.middle(t)*m.h*0.2
	if n == 0 {
		return y
	}
	side, d := 1.0, float64(n)
	if n < 0 {
		side, d = -1, -d
	}
	half := m.channel * (1.25 - 0.6*t)
	swell := 1 + 0.35*math.Sin(s.k[3]*math.Pi*t*1.4+s.p[3]+side)
	return y + side*(half+(math.Pow(d, 1.28)-1)*m.step*swell)
}

func (m motifPlan) draw(seed uint64) []byte {
	s := newWater(seed)
	b := make([]byte, 0, 4096)
	b = append(b, `<svg class="`...)
	b = append(b, m.class...)
	b = append(b, `" viewBox="0 0 `...)
	b = strconv.AppendInt(b, int64(m.w), 10)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(m.h), 10)
	b = append(b, `" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false" fill="none">`...)
	for d := 1; d <= m.each; d++ {
		b = append(b, `<path class="depth-`...)
		b = strconv.AppendInt(b, int64(min(d, 8)), 10)
		b = append(b, `" d="`...)
		b = m.curve(b, s, -d)
		b = m.curve(b, s, d)
		b = append(b, `"/>`...)
	}
	b = append(b, `<path class="middle" d="`...)
	b = m.curve(b, s, 0)
	b = append(b, `"/>`...)
	return append(m.marks(b, s), "</svg>"...)
}

// curve appends contour n as a smooth path through its points (Catmull-Rom, written as cubic curves).
func (m motifPlan) curve(b []byte, s water, n int) []byte {
	dt := 1 / float64(m.points-1)
	slope := func(t float64) float64 { return (m.at(s, n, t+dt) - m.at(s, n, t-dt)) / 6 }
	b = append(b, 'M')
	b = m.point(b, 0, m.at(s, n, 0))
	for i := 1; i < m.points; i++ {
		t := float64(i) * dt
		if i == 1 {
			b = append(b, 'C')
			b = m.point(b, t-dt*2/3, m.at(s, n, t-dt)+slope(t-dt))
			b = append(b, ' ')
		} else {
			b = append(b, 'S')
		}
		b = m.point(b, t-dt/3, m.at(s, n, t)-slope(t))
		b = append(b, ' ')
		b = m.point(b, t, m.at(s, n, t))
	}
	return b
}

// marks appends the buoys: port hand above, starboard hand below, in even steps.
func (m motifPlan) marks(b []byte, s water) []byte {
	r := m.channel * 0.085
	for i := range m.buoys {
		t := (float64(i) + 0.5) / float64(m.buoys)
		b = m.mark(b, "port", t, m.at(s, -1, t), r)
		b = m.mark(b, "starboard", t+0.3/float64(m.buoys), m.at(s, 1, t+0.3/float64(m.buoys)), r)
	}
	return b
}

func (m motifPlan) mark(b []byte, class string, t, y, r float64) []byte {
	b = append(b, `<circle class="`...)
	b = append(b, class...)
	b = append(b, `" cx="`...)
	b = strconv.AppendFloat(b, math.Round(t*m.w), 'f', 0, 64)
	b = append(b, `" cy="`...)
	b = strconv.AppendFloat(b, y, 'f', 1, 64)
	b = append(b, `" r="`...)
	b = strconv.AppendFloat(b, r, 'f', 1, 64)
	return append(b, `"/>`...)
}

func (m motifPlan) point(b []byte, t, y float64) []byte {
	b = strconv.AppendFloat(b, math.Round(t*m.w), 'f', 0, 64)
	b = append(b, ' ')
	if m.h > 100 {
		return strconv.AppendFloat(b, math.Round(y), 'f', 0, 64)
	}
	return strconv.AppendFloat(b, y, 'f', 1, 64)
}
