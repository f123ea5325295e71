package place

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// MarshalJSON writes [x,y].
func (p Point) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 24), '[')
	b = append(strconv.AppendInt(b, p.X, 10), ',')
	return append(strconv.AppendInt(b, p.Y, 10), ']'), nil
}

// UnmarshalJSON reads [x,y] in whole centimetres. Errors: Invalid.
func (p *Point) UnmarshalJSON(b []byte) error {
	var xy []*int64 // pointers, because null must not be read as 0
	if err := json.Unmarshal(b, &xy); err != nil || len(xy) != 2 || xy[0] == nil || xy[1] == nil {
		return fault.NewInvalid("", "place.polygon.format").With(err)
	}
	*p = Point{*xy[0], *xy[1]}
	return nil
}

// MarshalJSON writes [[x,y],…]; a nil polygon is [].
func (p Polygon) MarshalJSON() ([]byte, error) {
	if p == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]Point(p))
}

// UnmarshalJSON reads [[x,y],…] of at most MaxCorners corners; null, "" of a column, and [] give nil. It does not ask
// for a valid polygon: Valid does. Errors: Invalid.
func (p *Polygon) UnmarshalJSON(b []byte) error {
	*p = nil
	if b = bytes.TrimSpace(b); len(b) == 0 {
		return nil
	}
	if len(b) > MaxCorners*64 {
		return fault.NewInvalid("", "place.polygon.many", "n", bytes.Count(b, []byte("]"))-1, "max", MaxCorners)
	}
	corners, ok := plainCorners(b)
	if !ok {
		if err := json.Unmarshal(b, &corners); err != nil {
			return fault.NewInvalid("", "place.polygon.format").With(err)
		}
	}
	if len(corners) > MaxCorners {
		return fault.NewInvalid("", "place.polygon.many", "n", len(corners), "max", MaxCorners)
	}
	if len(corners) > 0 {
		*p = corners
	}
	return nil
}

// Value gives the JSON text of a TEXT column.
func (p Polygon) Value() (driver.Value, error) {
	b, err := p.MarshalJSON()
	return string(b), err
}

// Scan reads a TEXT column.
func (p *Polygon) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*p = nil
		return nil
	case string:
		return p.UnmarshalJSON([]byte(v))
	case []byte:
		return p.UnmarshalJSON(v)
	}
	return fmt.Errorf("scan place.Polygon from %T", src)
}

// plainCorners reads the form that MarshalJSON writes, [[x,y],…] without spaces, which is what columns hold: a plan of
// 600 booths is read in a third of the time. Anything else is not ok, and left to encoding/json.
func plainCorners(b []byte) (corners []Point, ok bool) {
	if len(b) < 2 || b[0] != '[' || b[len(b)-1] != ']' {
		return nil, false
	}
	corners = make([]Point, 0, bytes.Count(b, []byte("["))-1)
	for rest := b[1 : len(b)-1]; len(rest) > 0; {
		if len(corners) > 0 {
			if rest[0] != ',' {
				return nil, false
			}
			rest = rest[1:]
		}
		var x, y int64
		if x, rest, ok = plainNumber(rest, '[', ','); !ok {
			return nil, false
		}
		if y, rest, ok = plainNumber(rest, 0, ']'); !ok {
			return nil, false
		}
		corners = append(corners, Point{x, y})
	}
	return corners, true
}

// plainNumber reads a whole number of at most 15 digits after the byte before (0: none) and up to the byte after.
func plainNumber(b []byte, before, after byte) (n int64, rest []byte, ok bool) {
	if before != 0 {
		if len(b) == 0 || b[0] != before {
			return 0, nil, false
		}
		b = b[1:]
	}
	end := bytes.IndexByte(b, after)
	if end < 1 || end > 16 {
		return 0, nil, false
	}
	digits, negative := b[:end], false
	if digits[0] == '-' {
		digits, negative = digits[1:], true
	}
	if len(digits) == 0 || len(digits) > 15 || digits[0] == '0' && len(digits) > 1 {
		return 0, nil, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, nil, false
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, b[end+1:], true
}

// JSONSchema describes the JSON form of a point.
func (Point) JSONSchema() string {
	return `{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2,"description":"[x,y] in centimetres"}`
}

// JSONSchema describes the JSON form of a polygon.
func (Polygon) JSONSchema() string {
	return `{"type":"array","maxItems":500,"items":{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":2},"description":"corners [[x,y],…] in centimetres"}`
}
