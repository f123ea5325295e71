package i18n

import (
	"math"
	"strconv"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Number writes a count with the language's digits and grouping: 12,345 in English, 12.345 in Vietnamese, ၁၂,၃၄၅ in
// Burmese. Codes, keys and years are not counts; show them as they are.
func (l *Locale) Number(n int64) string {
	var room [64]byte
	return string(l.appendNumber(room[:0], n))
}

// Decimal writes units / 10^digits with exactly that many decimals: Decimal(12345, 2) is 123.45 in English. Digits
// outside 0 to 18 are taken as the nearest of these.
func (l *Locale) Decimal(units int64, digits int) string {
	var room [80]byte
	return string(l.appendFixed(room[:0], units, digits, 0))
}

// Percent writes units / 10^digits as a percentage: Percent(125, 1) is 12.5%.
func (l *Locale) Percent(units int64, digits int) string { return l.Decimal(units, digits) + "%" }

// Share writes part of whole as a percentage, rounded half away from zero to the given decimals (0 to 4):
// Share(1, 3, 1) is 33.3%. A whole of 0 gives "–", because the share is not known.
func (l *Locale) Share(part, whole int64, digits int) string {
	if whole == 0 {
		return "–"
	}
	digits = min(max(digits, 0), 4)
	units := math.Round(float64(part) / float64(whole) * 100 * math.Pow10(digits))
	return l.Percent(int64(units), digits)
}

// Area writes square centimetres as square metres with up to two decimals, as far as needed: 9 m², 10.5 m².
func (l *Locale) Area(cm2 int64) string { return l.measure(roundTo(cm2, 100), 2, "m²") }

// Metres writes centimetres as metres with up to two decimals, as far as needed: 6.5 m.
func (l *Locale) Metres(cm int64) string { return l.measure(cm, 2, "m") }

// FloorLoad writes kilograms per square metre as tonnes per square metre: 3.5 t/m².
func (l *Locale) FloorLoad(kgPerM2 int64) string { return l.measure(kgPerM2, 3, "t/m²") }

// Weight writes grams as kilograms with up to three decimals, as far as needed: 1.25 kg.
func (l *Locale) Weight(g int64) string { return l.measure(g, 3, "kg") }

// Bytes writes the size of a file in decimal units with at most one decimal, rounded up, so that what
// is just over a limit never looks as if it met it: 900 B, 12.3 kB, 10 MB.
func (l *Locale) Bytes(n int64) string {
	symbols := [...]string{"B", "kB", "MB", "GB", "TB"}
	unit, scale := 0, int64(1)
	for n/1000 >= scale && unit < len(symbols)-1 {
		unit, scale = unit+1, scale*1000
	}
	if unit == 0 {
		return l.measure(n, 0, symbols[0])
	}
	tenths := n / (scale / 10)
	if n%(scale/10) != 0 {
		tenths++
	}
	return l.measure(tenths, 1, symbols[unit])
}

// measure keeps the symbols of the International System in every language: they are the same in all of them.
func (l *Locale) measure(units int64, digits int, symbol string) string {
	var room [80]byte
	buf := l.appendFixed(room[:0], units, digits, digits)
	return string(append(append(buf, nbsp...), symbol...))
}

// roundTo divides by a positive number, rounding half away from zero.
func roundTo(n, by int64) int64 {
	q, r := n/by, n%by
	if r >= by-by/2 {
		q++
	} else if -r >= by-by/2 {
		q--
	}
	return q
}

func abs(n int64) uint64 {
	if n < 0 {
		return -uint64(n) // Right for the smallest int64 too.
	}
	return uint64(n)
}

func (l *Locale) appendNumber(buf []byte, n int64) []byte {
	if n < 0 {
		buf = append(buf, '-')
	}
	return l.appendGrouped(buf, abs(n))
}

// appendFloat serves arguments that came through JSON, where every number is a float64.
func (l *Locale) appendFloat(buf []byte, v float64) []byte {
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return l.appendNumber(buf, int64(v))
	}
	units := math.Round(v * 1000)
	if math.IsNaN(units) || math.Abs(units) >= 1<<53 {
		return strconv.AppendFloat(buf, v, 'g', -1, 64)
	}
	return l.appendFixed(buf, int64(units), 3, 3)
}

// appendFixed writes units / 10^digits; up to trim zeros at the end of the decimals are left out.
func (l *Locale) appendFixed(buf []byte, units int64, digits, trim int) []byte {
	digits = min(max(digits, 0), 18)
	if units < 0 {
		buf = append(buf, '-')
	}
	n, scale := abs(units), uint64(1)
	for range digits {
		scale *= 10
	}
	buf = l.appendGrouped(buf, n/scale)
	rest := n % scale
	for digits > 0 && trim > 0 && rest%10 == 0 {
		rest, scale, digits, trim = rest/10, scale/10, digits-1, trim-1
	}
	if digits == 0 {
		return buf
	}
	buf = append(buf, l.form.decimal...)
	for scale /= 10; scale > 0; scale /= 10 {
		buf = l.appendDigit(buf, byte(rest/scale%10))
	}
	return buf
}

func (l *Locale) appendGrouped(buf []byte, n uint64) []byte {
	var room [20]byte
	digits := strconv.AppendUint(room[:0], n, 10)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			buf = append(buf, l.form.group...)
		}
		buf = l.appendDigit(buf, d-'0')
	}
	return buf
}

func (l *Locale) appendDigit(buf []byte, d byte) []byte {
	if l.form.myanmarDigits {
		return append(buf, 0xe1, 0x81, 0x80+d) // U+1040 and following
	}
	return append(buf, '0'+d)
}

// appendPlain writes a number without grouping, padded with zeros to a width: days, years and hours.
func (l *Locale) appendPlain(buf []byte, n, width int) []byte {
	var room [20]byte
	digits := strconv.AppendInt(room[:0], int64(n), 10)
	for i := len(digits); i < width; i++ {
		buf = l.appendDigit(buf, 0)
	}
	for _, d := range digits {
		if d == '-' {
			buf = append(buf, d)
			continue
		}
		buf = l.appendDigit(buf, d-'0')
	}
	return buf
}
