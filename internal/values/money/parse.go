package money

import (
	"strconv"
	"strings"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Parse reads a decimal number as an amount of c. It accepts, with an optional "-" and spaces around:
//
//   - a point before the decimals, and commas (or spaces, or apostrophes) between exact groups of three:
//     "12.5", "1250", "1,250.00", "1 250.00", "1'250.00";
//   - a comma before the decimals only where points group the thousands as well, so that there is no doubt:
//     "1.250,00"; and points alone as grouping where there are two or more: "1.250.000".
//
// Everything else is refused rather than guessed: "12,50", "1,25", "1.25.00", "$5", "1e3", "". Decimals beyond the
// currency's are accepted only as zeros, and never as exactly three, which could be a group: "5.00" is 5 VND, but
// "5.000" VND is refused. Errors: Invalid.
func Parse(s string, c Currency) (Amount, error) {
	if !c.Valid() {
		return Amount{}, fault.NewInvalid("", "money.currency.unknown", "code", shorten(string(c)))
	}
	whole, fraction, negative, ok := split(s)
	if !ok {
		return Amount{}, fault.NewInvalid("", "money.amount.format", "value", shorten(s))
	}
	n := c.Decimals()
	if len(fraction) > n {
		if len(fraction) == 3 || strings.Trim(fraction[n:], "0") != "" {
			return Amount{}, fault.NewInvalid("", "money.amount.decimals", "value", shorten(s), "currency", string(c), "n", n)
		}
		fraction = fraction[:n]
	}
	digits := whole + fraction + strings.Repeat("0", n-len(fraction))
	if negative {
		digits = "-" + digits
	}
	minor, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Amount{}, overflow()
	}
	return Amount{minor, c}, nil
}

// split takes a written number apart into the digits before and after the decimal sign.
func split(s string) (whole, fraction string, negative, ok bool) {
	if len(s) > 64 {
		return "", "", false, false
	}
	s, negative = strings.CutPrefix(strings.TrimSpace(s), "-")
	group, point := ",", "."
	comma, dot := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma > dot && dot >= 0:
		group, point = ".", ","
	case comma < 0 && strings.Count(s, ".") > 1:
		group, point = ".", ","
	case comma < 0 && strings.ContainsAny(s, " '\u00a0\u202f\u2019"):
		s = strings.NewReplacer(" ", ",", "'", ",", "\u00a0", ",", "\u202f", ",", "\u2019", ",").Replace(s)
	}
	whole, fraction, decimal := strings.Cut(s, point)
	if whole, ok = ungroup(whole, group); !ok || decimal && !allDigits(fraction) {
		return "", "", false, false
	}
	return whole, fraction, negative, true
}

// ungroup removes grouping signs that stand before every three digits, and refuses any others.
func ungroup(s, sign string) (string, bool) {
	parts := strings.Split(s, sign)
	for i, p := range parts {
		if !allDigits(p) || i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && len(p) > 3 {
			return "", false
		}
	}
	if len(parts) > 1 && parts[0][0] == '0' {
		return "", false
	}
	return strings.Join(parts, ""), true
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
