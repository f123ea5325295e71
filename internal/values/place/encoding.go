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
	var corners []Point
	if err := json.Unmarshal(b, &corners); err != nil {
		return fault.NewInvalid("", "place.polygon.format").With(err)
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
