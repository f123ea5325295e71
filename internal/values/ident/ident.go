// Package ident makes and shows the keys of Fairway's records.
//
// A key is an int64 made in Go: 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of node, 12 bits of sequence.
// Keys therefore sort by time of making. People and APIs see a key as a type prefix and thirteen characters of
// Crockford base 32 ("exh_01hq3m8x0c2v4"), so that a booth's key is never taken for an exhibitor's.
package ident

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/fairway-expo/fairway/internal/values/clock"
)

// epochMillis is 2025-01-01T00:00:00Z.
const epochMillis = 1735689600000

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// textLen is the number of base-32 characters of 63 bits.
const textLen = 13

// Prefix names a kind of record. Its method must work on the zero value and never change.
type Prefix interface {
	// Prefix returns two to four lower-case letters.
	Prefix() string
}

// Of is the key of a record of the kind P. 0 is no record. It is written to SQL as BIGINT and to JSON as text.
type Of[P Prefix] int64

// String returns the shown form, "" for 0.
func (id Of[P]) String() string {
	if id == 0 {
		return ""
	}
	var p P
	return p.Prefix() + "_" + encode(int64(id))
}

// Prefix returns the letters before the underscore.
func (id Of[P]) Prefix() string { var p P; return p.Prefix() }

// Pattern returns the regular expression of the shown form, for JSON schemas.
func (id Of[P]) Pattern() string { return "^" + id.Prefix() + "_[0-9a-hjkmnp-tv-z]{13}$" }

// MarshalText writes the shown form.
func (id Of[P]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the shown form; "" gives 0.
func (id *Of[P]) UnmarshalText(b []byte) error {
	v, err := Parse[P](string(b))
	if err != nil {
		return err
	}
	*id = v
	return nil
}

// Value gives the BIGINT.
func (id Of[P]) Value() (driver.Value, error) { return int64(id), nil }

// Parse reads the shown form of a key of kind P; "" gives 0. Upper case and Crockford's look-alikes (o, i, l) are read.
// The error names the expected prefix.
func Parse[P Prefix](s string) (Of[P], error) {
	if s == "" {
		return 0, nil
	}
	var p P
	rest, ok := strings.CutPrefix(strings.ToLower(s), p.Prefix()+"_")
	if !ok {
		return 0, fmt.Errorf("key %.40q does not begin with %q", s, p.Prefix()+"_")
	}
	n, err := decode(rest)
	if err != nil {
		return 0, fmt.Errorf("key %.40q: %w", s, err)
	}
	return Of[P](n), nil
}

func encode(n int64) string {
	var b [textLen]byte
	for i := textLen - 1; i >= 0; i-- {
		b[i] = crockford[n&31]
		n >>= 5
	}
	return string(b[:])
}

func decode(s string) (int64, error) {
	if len(s) != textLen {
		return 0, fmt.Errorf("want %d characters after the underscore, got %d", textLen, len(s))
	}
	var n uint64
	for i := 0; i < textLen; i++ {
		c := s[i]
		switch c {
		case 'o':
			c = '0'
		case 'i', 'l':
			c = '1'
		}
		v := strings.IndexByte(crockford, c)
		if v < 0 {
			return 0, fmt.Errorf("character %q is not base 32", c)
		}
		n = n<<5 | uint64(v)
	}
	if n == 0 || n > 1<<63-1 {
		return 0, fmt.Errorf("out of range")
	}
	return int64(n), nil
}

type editionPrefix struct{}

func (editionPrefix) Prefix() string { return "ed" }

// Edition is the key of an edition. 0 is the home of what outlives an edition (people, origin, statistics).
type Edition = Of[editionPrefix]

type accountPrefix struct{}

func (accountPrefix) Prefix() string { return "acc" }

// Account is the key of a person's account.
type Account = Of[accountPrefix]

type pavilionPrefix struct{}

func (pavilionPrefix) Prefix() string { return "pav" }

// Pavilion is the key of a pavilion; a role may be limited to one.
type Pavilion = Of[pavilionPrefix]

type exhibitorPrefix struct{}

func (exhibitorPrefix) Prefix() string { return "exh" }

// Exhibitor is the key of an exhibitor; a role may be limited to one.
type Exhibitor = Of[exhibitorPrefix]

// Maker makes keys that rise strictly, also when the clock stands still or runs back. Safe for concurrent use.
type Maker struct {
	clock clock.Clock
	node  int64
	mu    sync.Mutex
	last  int64 // milliseconds<<12 | sequence
}

// NewMaker returns a Maker for a node number from 0 to 1023; several nodes on one database need different numbers.
func NewMaker(c clock.Clock, node int) *Maker {
	if node < 0 || node > 1023 {
		panic(fmt.Sprintf("ident: node %d is not between 0 and 1023", node))
	}
	return &Maker{clock: c, node: int64(node)}
}

// Next returns the next key. It cannot fail before the year 2094.
func (m *Maker) Next() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	next := (m.clock.Now().UnixMilli() - epochMillis) << 12
	if next <= m.last {
		next = m.last + 1
	}
	m.last = next
	return (next>>12)<<22 | m.node<<12 | next&0xfff
}

// New returns the next key as one of kind P.
func New[P Prefix](m *Maker) Of[P] { return Of[P](m.Next()) }

// MadeAt returns when a key was made, to the millisecond.
func MadeAt(key int64) time.Time { return time.UnixMilli(key>>22 + epochMillis).UTC() }
