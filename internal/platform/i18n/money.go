package i18n

import "github.com/fairway-expo/fairway/internal/values/money"

// Money writes an amount of ISO 4217 minor units with the currency's code: Money(125000, "USD") is "USD 1,250.00" in
// English and "1.250,00 USD" in Vietnamese. The code is kept instead of a sign, because at a table of twelve countries
// "$" and "¥" name several currencies. Nothing is ever rounded; for IDR, KHR, LAK and MMK two decimals of zero are left
// out. A currency that ISO 4217 does not list (any more) is written with two decimals.
func (l *Locale) Money(minor int64, currency string) string {
	digits := 2
	if c := money.Currency(currency); c.Valid() {
		digits = c.Decimals()
	}
	if wholeInPrint(currency) && minor%100 == 0 {
		minor, digits = minor/100, 0
	}
	var room [96]byte
	buf := room[:0]
	if !l.form.codeAfter {
		buf = append(append(buf, currency...), nbsp...)
	}
	buf = l.appendFixed(buf, minor, digits, 0)
	if l.form.codeAfter {
		buf = append(append(buf, nbsp...), currency...)
	}
	return string(buf)
}

// wholeInPrint tells the currencies whose minor unit lives on paper only. CLDR 47 prints LAK and MMK without decimals,
// and IDR without them in cash; nobody prints the sen of a riel either. VND has no minor unit in ISO 4217 itself.
func wholeInPrint(currency string) bool {
	switch currency {
	case "IDR", "KHR", "LAK", "MMK":
		return true
	}
	return false
}
