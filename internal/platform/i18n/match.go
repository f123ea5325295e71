package i18n

import (
	"strconv"
	"strings"
)

// Bounds on a header that anybody may send. Browsers send a handful of languages in under 200 bytes.
const (
	maxHeader = 1024
	maxRanges = 32
)

// Match chooses the interface language for an Accept-Language header (RFC 9110, 12.5.4): that of the highest quality,
// the first among equals. Regions and scripts do not divide our languages (zh-TW and zh-Hant get zh, pt-BR gets pt),
// old tags are known (in, tl), and Tetum gets Portuguese, the other official language of Timor-Leste. No match gives
// English. Work is bounded: only the first kilobyte and the first 32 languages are read.
func Match(acceptLanguage string) string {
	if len(acceptLanguage) > maxHeader {
		acceptLanguage = acceptLanguage[:maxHeader]
	}
	best, bestQuality := Fallback, 0.0
	for n := 0; n < maxRanges && acceptLanguage != ""; n++ {
		var item string
		item, acceptLanguage, _ = strings.Cut(acceptLanguage, ",")
		tag, params, _ := strings.Cut(item, ";")
		lang := Canonical(strings.TrimSpace(tag))
		if lang == "" {
			continue
		}
		if q := quality(params); q > bestQuality {
			best, bestQuality = lang, q
		}
	}
	return best
}

// Canonical returns the interface language that serves a language tag ("zh-Hant-TW" gives "zh"), "" if there is none.
func Canonical(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) != 2 && len(tag) != 3 {
		return ""
	}
	switch strings.ToLower(tag) {
	case "en", "eng":
		return "en"
	case "zh", "zho", "cmn", "yue":
		return "zh"
	case "vi", "vie":
		return "vi"
	case "th", "tha":
		return "th"
	case "lo", "lao":
		return "lo"
	case "km", "khm":
		return "km"
	case "my", "mya":
		return "my"
	case "id", "in", "ind":
		return "id"
	case "ms", "msa", "zsm":
		return "ms"
	case "fil", "tl", "tgl":
		return "fil"
	case "pt", "por", "tet":
		return "pt"
	}
	return ""
}

// quality reads "q=0.8"; nothing gives 1, nonsense gives 0, so that a broken range is never preferred.
func quality(params string) float64 {
	for params != "" {
		var p string
		p, params, _ = strings.Cut(params, ";")
		name, value, ok := strings.Cut(strings.TrimSpace(p), "=")
		if !ok || !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
