package i18n

import (
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
)

// buddhistEra is what the Thai calendar is ahead of the Gregorian one, by law since 1941.
const buddhistEra = 543

// Date writes a day in full: "17 September 2025", "2025年9月17日", "17 กันยายน พ.ศ. 2568". The empty date gives "", and
// what is no date is returned as it is.
func (l *Locale) Date(d clock.Date) string { return l.day(d, l.form.long) }

// DateShort writes a day for tables, never in an order that could be misread: "17 Sep 2025", "17/9/2025".
func (l *Locale) DateShort(d clock.Date) string { return l.day(d, l.form.short) }

// DateWeekday writes a day in full with its weekday: "Wednesday, 17 September 2025".
func (l *Locale) DateWeekday(d clock.Date) string { return l.day(d, l.form.full) }

// Weekday returns the name of the day of the week.
func (l *Locale) Weekday(w time.Weekday) string { return l.form.weekdays[(int(w)%7+7)%7] }

// Month returns the month's full name as it stands in a date.
func (l *Locale) Month(m time.Month) string { return l.form.months[((int(m)-1)%12+12)%12] }

// FirstWeekday returns the day on which a calendar of this language's main country begins a week (CLDR 47).
func (l *Locale) FirstWeekday() time.Weekday { return l.form.weekStart }

// DateRange writes the days from the first to the last, with what they share written once: "17–21 September 2025",
// "2025年9月17日至21日". Equal days, or one empty day, give Date of that day. A range that runs back is turned round.
func (l *Locale) DateRange(from, to clock.Date) string {
	switch {
	case from == "" || from == to:
		return l.Date(to)
	case to == "":
		return l.Date(from)
	case !from.Valid() || !to.Valid():
		return string(from) + " – " + string(to)
	case from > to:
		from, to = to, from
	}
	a, b := from.Time(time.UTC), to.Time(time.UTC)
	pattern := l.form.years
	if a.Year() == b.Year() {
		pattern = l.form.monthsOfYear
		if a.Month() == b.Month() {
			pattern = l.form.daysOfMonth
		}
	}
	return string(l.appendPattern(nil, pattern, a, b))
}

// Time writes the hour and minute of t in t's own zone, by the 24-hour clock: "09:30", "09.30" in Indonesian.
// The zero time gives "".
func (l *Locale) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	var room [32]byte
	return string(l.appendPattern(room[:0], l.form.clock, t, t))
}

// TimeRange writes two times of one day: "09:30–10:15". A zero time at either end leaves the other one.
func (l *Locale) TimeRange(from, to time.Time) string {
	switch {
	case from.IsZero():
		return l.Time(to)
	case to.IsZero() || from.Equal(to):
		return l.Time(from)
	}
	return l.Time(from) + "–" + l.Time(to)
}

// DateTime writes day and time of t in t's own zone: "17 September 2025, 09:30". The zero time gives "".
func (l *Locale) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	var room [128]byte
	buf := l.appendPattern(room[:0], l.form.long, t, t)
	buf = append(buf, l.form.beforeTime...)
	return string(l.appendPattern(buf, l.form.clock, t, t))
}

func (l *Locale) day(d clock.Date, pattern string) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	var room [128]byte
	return string(l.appendPattern(room[:0], pattern, t, t))
}

// appendPattern writes a pattern of the table in forms.go: %d day, %D day in two digits, %m month in digits, %N month
// in two digits, %M month's name, %b its short name, %y year, %w weekday, %H and %I hour and minute in two digits.
// %> turns from the first time to the second.
func (l *Locale) appendPattern(buf []byte, pattern string, t, then time.Time) []byte {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			buf = append(buf, pattern[i])
			continue
		}
		i++
		switch pattern[i] {
		case 'd':
			buf = l.appendPlain(buf, t.Day(), 1)
		case 'D':
			buf = l.appendPlain(buf, t.Day(), 2)
		case 'm':
			buf = l.appendPlain(buf, int(t.Month()), 1)
		case 'N':
			buf = l.appendPlain(buf, int(t.Month()), 2)
		case 'M':
			buf = append(buf, l.form.months[t.Month()-1]...)
		case 'b':
			buf = append(buf, l.form.shortMonths[t.Month()-1]...)
		case 'y':
			buf = l.appendPlain(buf, t.Year()+l.form.yearsAhead, 1)
		case 'w':
			buf = append(buf, l.form.weekdays[t.Weekday()]...)
		case 'H':
			buf = l.appendPlain(buf, t.Hour(), 2)
		case 'I':
			buf = l.appendPlain(buf, t.Minute(), 2)
		case '>':
			t = then
		}
	}
	return buf
}
