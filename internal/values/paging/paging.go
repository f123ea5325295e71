// Package paging holds the cursor of lists that page by key.
package paging

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// DefaultSize and MaxSize bound the number of rows of one page of any list.
const (
	DefaultSize = 50
	MaxSize     = 200
)

// Size returns n bounded to 1..MaxSize, DefaultSize if n is 0 or less.
func Size(n int) int {
	switch {
	case n <= 0:
		return DefaultSize
	case n > MaxSize:
		return MaxSize
	}
	return n
}

// Cursor is the place after the last row of a page: the sort value and the key that breaks ties.
// The zero value is before the first row.
type Cursor struct {
	Sort string `json:"s"`
	ID   int64  `json:"i"`
}

// String returns the opaque form that lists return as "next"; "" for the zero value.
func (c Cursor) String() string {
	if c == (Cursor{}) {
		return ""
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a struct of string and int64 always marshals
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// Parse reads the opaque form; "" is the zero Cursor. A cursor of more than 2,000 characters is refused.
func Parse(s string) (Cursor, error) {
	var c Cursor
	if s == "" {
		return c, nil
	}
	if len(s) > 2000 {
		return c, fmt.Errorf("cursor too long")
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return c, fmt.Errorf("cursor: %w", err)
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return Cursor{}, fmt.Errorf("cursor: %w", err)
	}
	return c, nil
}
