package web

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// The sign is an F made of two routes that share one channel, with a buoy where the shorter route ends.
const signDrawing = `<path class="sign-route" d="M9 27V13.5C9 8.8 12.3 6 17 6h8"/>` +
	`<path class="sign-route" d="M14.5 27v-7c0-3.1 1.9-5 5-5h1"/>` +
	`<circle class="sign-buoy" cx="24.8" cy="15" r="2.3"/>`

// wordDrawing spells "fairway" in one even line: round bowls, a w drawn as two waves, the dot of the i as a buoy.
const wordDrawing = `<path class="word-line" d="M8 28V8.5C8 5.3 9.7 3.5 12.8 3.5h1.7M3.5 12.5h10"/>` +
	`<path class="word-line" d="M32 12.5V28M32 20.25a7.25 7.75 0 1 1-14.5 0 7.25 7.75 0 0 1 14.5 0Z"/>` +
	`<path class="word-line" d="M39.5 12.5V28"/><circle class="word-buoy" cx="39.5" cy="5.8" r="2.6"/>` +
	`<path class="word-line" d="M47 28V12.5M47 19.5c0-4.6 2.6-7 7-7"/>` +
	`<path class="word-line" d="M58.5 12.5v8.75c0 4.3 2 6.5 5 6.5s5-2.2 5-6.5V15.5M68.5 15.5v5.75c0 4.3 2 6.5 5 6.5s5-2.2 5-6.5V12.5"/>` +
	`<path class="word-line" d="M100 12.5V28M100 20.25a7.25 7.75 0 1 1-14.5 0 7.25 7.75 0 0 1 14.5 0Z"/>` +
	`<path class="word-line" d="M107 12.5v8c0 4.5 2.5 7 6.25 7s6.25-2.5 6.25-7v-8M119.5 20.5v7.5c0 4.8-2.3 7-6.5 7-2.1 0-3.6-.5-5-1.5"/>`

// Sign draws Fairway's sign alone, as decoration.
func Sign() templ.Component {
	return rawMarkup(`<svg class="sign" viewBox="0 0 32 32" width="32" height="32" fill="none" aria-hidden="true" focusable="false">` +
		`<rect class="sign-ground" width="32" height="32" rx="8"/>` + signDrawing + `</svg>`)
}

// Wordmark draws sign and name, as decoration; the link around it carries the name in text.
func Wordmark() templ.Component {
	return rawMarkup(`<svg class="wordmark" viewBox="0 0 166 38" width="166" height="38" fill="none" aria-hidden="true" focusable="false">` +
		`<g transform="translate(0 3)"><rect class="sign-ground" width="32" height="32" rx="8"/>` + signDrawing + `</g>` +
		`<g transform="translate(41 2)">` + wordDrawing + `</g></svg>`)
}

// favicon is the sign as a file of its own: it brings its colours with it, because no style sheet reaches it.
const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none">` +
	`<rect width="32" height="32" rx="8" fill="#0b5c6b"/>` +
	`<g stroke="#ffffff" stroke-width="3" stroke-linecap="round">` +
	`<path d="M9 27V13.5C9 8.8 12.3 6 17 6h8"/><path d="M14.5 27v-7c0-3.1 1.9-5 5-5h1"/></g>` +
	`<circle cx="24.8" cy="15" r="2.3" fill="#ff9a66"/></svg>`

// rawMarkup writes markup that is a constant of the program, never people's text.
func rawMarkup(markup string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, markup)
		return err
	})
}
