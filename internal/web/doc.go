// Package web is the page kit: Fairway's identity, the design tokens, the layout, every component, the assets and the
// headers that all pages share. It owns how a page looks and speaks to assistive technology; it refuses to know what
// the pages are about: no operations, no database, no session.
package web
