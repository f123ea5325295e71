// Package clock is the only place that asks the machine for the time.
//
// Fairway stores time as UTC microseconds (Micros) and shows venue-local time to people. Code that needs the time
// takes a Clock, or a `now` argument, so that tests and the demo edition can choose it.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time. The zero value is not usable; take System or a Fixed.
type Clock interface {
	// Now returns the present instant in UTC, cut to microseconds.
	Now() time.Time
}

// System is the machine's clock.
type System struct{}

// Now returns the machine's time in UTC, cut to microseconds.
func (System) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed is a clock that moves only when told to. It is safe for concurrent use.
type Fixed struct {
	mu sync.Mutex
	t  time.Time
}

// At returns a Fixed clock that shows t.
func At(t time.Time) *Fixed { return &Fixed{t: t.UTC().Truncate(time.Microsecond)} }

// Now returns the time that was set last.
func (f *Fixed) Now() time.Time { f.mu.Lock(); defer f.mu.Unlock(); return f.t }

// Set makes t the time.
func (f *Fixed) Set(t time.Time) {
	f.mu.Lock()
	f.t = t.UTC().Truncate(time.Microsecond)
	f.mu.Unlock()
}

// Advance moves the time forward by d.
func (f *Fixed) Advance(d time.Duration) { f.mu.Lock(); f.t = f.t.Add(d); f.mu.Unlock() }

// Micros is an instant as UTC microseconds since 1970, the form in which every table stores time. 0 means no time.
type Micros int64

// Of returns t as Micros; the zero time gives 0.
func Of(t time.Time) Micros {
	if t.IsZero() {
		return 0
	}
	return Micros(t.UnixMicro())
}

// Time returns the instant in UTC; 0 gives the zero time.
func (m Micros) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).UTC()
}

// In returns the instant in the given zone; 0 gives the zero time.
func (m Micros) In(zone *time.Location) time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(m)).In(zone)
}

// MarshalJSON writes RFC 3339 with microseconds in UTC, or null for 0.
func (m Micros) MarshalJSON() ([]byte, error) {
	if m == 0 {
		return []byte("null"), nil
	}
	b := make([]byte, 0, 32)
	b = append(b, '"')
	b = m.Time().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"'), nil
}

// UnmarshalJSON reads RFC 3339 with any zone, or null.
func (m *Micros) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = 0
		return nil
	}
	var t time.Time
	if err := t.UnmarshalJSON(b); err != nil {
		return err
	}
	*m = Of(t)
	return nil
}

// Date is a calendar day at the venue, written "2025-09-17"; the empty string is no date.
type Date string

// ParseDate reads "2006-01-02"; anything else is refused.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", err
	}
	return Date(s), nil
}

// Valid reports whether d is a real calendar day.
func (d Date) Valid() bool { _, err := time.Parse(time.DateOnly, string(d)); return err == nil }

// Time returns the day's midnight in the zone, the zero time if d is empty or wrong.
func (d Date) Time(zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays returns the day n days later (earlier if n is negative); the empty date stays empty.
func (d Date) AddDays(n int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Date(t.AddDate(0, 0, n).Format(time.DateOnly))
}
