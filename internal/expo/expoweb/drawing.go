package expoweb

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// planDrawing writes the plan of a hall as SVG in one pass: a hall has hundreds of booths, and a template call for
// each would cost more than everything else on the page. All words are escaped; paths and numbers are made by us.
func planDrawing(d hallPage) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make([]byte, 0, 4096+240*len(d.Booths)+120*len(d.Areas))
		b = append(b, `<svg class="hallplan-drawing" viewBox="`...)
		b = append(b, d.Box...)
		b = append(b, `" role="group" tabindex="0" aria-label="`...)
		b = append(b, templ.EscapeString(d.Label)...)
		b = append(b, `" preserveAspectRatio="xMidYMid meet">`+
			`<defs><pattern id="hatch" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`+
			`<path class="hatch" d="M0 0V60"/></pattern></defs><path class="wall" d="`...)
		b = append(b, d.Outline...)
		b = append(b, `"/>`...)
		for i := range d.Areas {
			b = d.Areas[i].append(b)
		}
		for i := range d.Booths {
			b = d.Booths[i].append(b)
		}
		_, err := w.Write(append(b, `</svg>`...))
		return err
	})
}

func (a *areaShape) append(b []byte) []byte {
	b = attr(append(b, `<g class="area"`...), "data-kind", a.Kind)
	b = append(b, `><title>`...)
	b = append(b, templ.EscapeString(a.Say)...)
	b = attr(append(b, `</title><path`...), "d", a.Path)
	if a.Kind == "blocked" || a.Kind == "service" {
		b = append(b, ` fill="url(#hatch)"`...)
	}
	b = append(b, `/>`...)
	if a.Sign != "" {
		b = label(b, "area-sign", a.X, a.Y, a.Size, a.Turn, a.Sign)
	}
	return append(b, `</g>`...)
}

func (s *boothShape) append(b []byte) []byte {
	element := "g"
	if s.Href != "" {
		element = "a"
	}
	b = append(append(b, '<'), element...)
	b = attr(attr(append(b, ` class="booth"`...), "id", s.Anchor), "data-state", s.State)
	if s.Tint != "" {
		b = attr(b, "data-tint", s.Tint)
	}
	if s.Found {
		b = append(b, ` data-found="yes"`...)
	}
	if s.Href != "" {
		b = attr(attr(b, "href", s.Href), "aria-label", s.Say)
	}
	b = append(b, `><title>`...)
	b = append(b, templ.EscapeString(s.Say)...)
	b = attr(append(b, `</title><path`...), "d", s.Path)
	b = append(append(append(b, `/></`...), element...), '>')
	// The words stand beside the link and not in it: they are cut short, and the link's name has them in full.
	b = label(append(b, `<g class="booth-words">`...), "booth-code", s.X, s.Y, s.Size, "", s.Code)
	if s.Label != "" {
		b = label(b, "booth-name", s.X, s.LabelY, s.LabelSize, "", s.Label)
	}
	return append(b, `</g>`...)
}

func label(b []byte, class, x, y, size, turn, words string) []byte {
	b = attr(attr(attr(attr(append(b, `<text`...), "class", class), "x", x), "y", y), "font-size", size)
	if turn != "" {
		b = attr(b, "transform", turn)
	}
	b = append(b, ` text-anchor="middle" aria-hidden="true">`...)
	b = append(b, templ.EscapeString(words)...)
	return append(b, `</text>`...)
}

func attr(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	b = append(b, templ.EscapeString(value)...)
	return append(b, '"')
}
