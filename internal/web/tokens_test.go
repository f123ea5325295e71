package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2 for #rrggbb.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("colour %q is not #rrggbb", colour)
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func ratio(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestContrastFormulaAgreesWithKnownValues(t *testing.T) {
	t.Parallel()
	if got := ratio(t, "#ffffff", "#000000"); math.Abs(got-21) > 0.001 {
		t.Errorf("white on black is %.3f, want 21", got)
	}
	if got := ratio(t, "#767676", "#ffffff"); math.Abs(got-4.54) > 0.01 {
		t.Errorf("#767676 on white is %.3f, want 4.54", got)
	}
}

func TestTokensKeepTheirContrastInBothThemes(t *testing.T) {
	t.Parallel()
	byName := map[string]ColourToken{}
	for _, c := range ColourTokens() {
		byName[c.Name] = c
	}
	for _, p := range Contrasts() {
		front, ground := byName[p.Front], byName[p.Ground]
		if front.Name == "" || ground.Name == "" {
			t.Errorf("no token %q or %q", p.Front, p.Ground)
			continue
		}
		if got := ratio(t, front.Light, ground.Light); got < p.Ratio {
			t.Errorf("light: %s on %s is %.2f, want %.1f", p.Front, p.Ground, got, p.Ratio)
		}
		if got := ratio(t, front.Dark, ground.Dark); got < p.Ratio {
			t.Errorf("dark: %s on %s is %.2f, want %.1f", p.Front, p.Ground, got, p.Ratio)
		}
	}
}

func TestStyleSheetUsesOnlyTokensThatExist(t *testing.T) {
	t.Parallel()
	css := string(assets()["app.css"].plain)
	defined := map[string]bool{}
	for _, m := range regexp.MustCompile(`(--[a-z0-9-]+)\s*:`).FindAllStringSubmatch(css, -1) {
		defined[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(css, -1) {
		if !defined[m[1]] {
			t.Errorf("var(%s) has no value", m[1])
		}
	}
	if open, closed := strings.Count(css, "{"), strings.Count(css, "}"); open != closed {
		t.Errorf("%d opening and %d closing braces", open, closed)
	}
}
