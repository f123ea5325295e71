package floor

import (
	"context"
	"fmt"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// LayBooths is the input of expo.booth.lay.
type LayBooths struct {
	OnHall
	XCm          int64          `json:"x_cm" check:"min=0,max=100000" doc:"Left edge of the rectangle in centimetres from the hall's origin."`
	YCm          int64          `json:"y_cm" check:"min=0,max=100000" doc:"Upper edge of the rectangle."`
	WidthCm      int64          `json:"width_cm" check:"required,min=300,max=100000" doc:"Width of the rectangle; rows run along it."`
	DepthCm      int64          `json:"depth_cm" check:"required,min=300,max=100000" doc:"Depth of the rectangle; rows follow each other along it."`
	BoothWidthCm int64          `json:"booth_width_cm" check:"min=0,max=3000" doc:"Width of a booth, a multiple of 300; 300 if 0."`
	BoothDepthCm int64          `json:"booth_depth_cm" check:"min=0,max=3000" doc:"Depth of a booth, a multiple of 300; 300 if 0."`
	AisleCm      int64          `json:"aisle_cm" check:"min=0,max=3000" doc:"Width of the aisles between islands; 300 if 0."`
	PerRow       int64          `json:"per_row" check:"min=0,max=100" doc:"Booths side by side in an island before a cross aisle; 8 if 0."`
	SingleRows   bool           `json:"single_rows" doc:"Islands of one row instead of two rows back to back."`
	Prefix       string         `json:"prefix" check:"max=20" doc:"Beginning of every code; row letter and number follow: D3 gives D3A01. The hall's code if empty."`
	FirstRow     string         `json:"first_row" check:"max=2" doc:"Letter of the first row, A if empty."`
	HeightCm     int64          `json:"height_cm" check:"min=0,max=10000" doc:"Height in centimetres, 250 if 0."`
	Pavilion     ident.Pavilion `json:"pavilion" doc:"Pavilion to which the booths belong, pav_…; empty for none."`
}

// Laid is what was laid out.
type Laid struct {
	// Booths are the new booths, row by row.
	Booths []Booth `json:"booths"`
	// LeftOut counts the places on fixed areas or outside the hall, where no booth was put.
	LeftOut int `json:"left_out"`
}

// maxLaid bounds one layout.
const maxLaid = 2000

// layBooths fills a rectangle with islands of standard booths. A place on a column or another fixed area, or outside the
// hall, is left out and its number with it; a place where a booth stands refuses the whole layout.
func layBooths(ctx context.Context, tx *ops.Writing, in LayBooths) (Laid, error) {
	if err := in.complete(); err != nil {
		return Laid{}, err
	}
	h, err := lockHall(ctx, tx, in.Hall)
	if err != nil {
		return Laid{}, err
	}
	if in.Prefix == "" {
		in.Prefix = h.Code
	}
	l, err := loadLayout(ctx, tx, tx.Edition, h)
	if err != nil {
		return Laid{}, err
	}
	var fit []NewBooth
	left := 0
	for _, n := range in.rows() {
		if !l.buildable(n.Outline) {
			left++
			continue
		}
		fit = append(fit, n)
	}
	if len(fit) == 0 {
		return Laid{}, fault.NewInvalid("", "expo.booth.none-fits")
	}
	booths, err := l.createAll(ctx, tx, fit)
	return Laid{booths, left}, err
}

// buildable reports whether the ground is in the hall and free of fixed areas.
func (l *Layout) buildable(p place.Polygon) bool {
	for _, a := range l.areas {
		if a.Outline.Overlaps(p) {
			return false
		}
	}
	return l.hall.Outline.Contains(p)
}

// complete fills in the defaults and refuses sizes that make no standard booth.
func (in *LayBooths) complete() error {
	whenZero := func(n *int64, value int64) {
		if *n == 0 {
			*n = value
		}
	}
	whenZero(&in.BoothWidthCm, unitCm)
	whenZero(&in.BoothDepthCm, unitCm)
	whenZero(&in.AisleCm, 300)
	whenZero(&in.PerRow, 8)
	if in.FirstRow == "" {
		in.FirstRow = "A"
	}
	var l fault.List
	if in.BoothWidthCm%unitCm != 0 {
		l.Add("booth_width_cm", "expo.booth.not-standard")
	}
	if in.BoothDepthCm%unitCm != 0 {
		l.Add("booth_depth_cm", "expo.booth.not-standard")
	}
	if rowNumber(in.FirstRow) < 0 {
		l.Add("first_row", "expo.booth.row-letter")
	}
	if n := in.WidthCm / in.BoothWidthCm * (in.DepthCm / in.BoothDepthCm); n > maxLaid {
		l.Add("", "fault.too-many", "max", maxLaid)
	}
	return l.Err()
}

// rows returns the booths of the rectangle: islands of one or two rows, cross aisles, numbers that run on along a row.
func (in *LayBooths) rows() []NewBooth {
	var out []NewBooth
	perIsland := 2
	if in.SingleRows {
		perIsland = 1
	}
	row := rowNumber(in.FirstRow)
	for y, n := in.YCm, 0; y+in.BoothDepthCm <= in.YCm+in.DepthCm; row++ {
		number := 0
		for x, beside := in.XCm, int64(0); x+in.BoothWidthCm <= in.XCm+in.WidthCm; {
			number++
			out = append(out, NewBooth{Code: fmt.Sprintf("%s%s%02d", in.Prefix, rowLetters(row), number), Kind: Standard,
				Outline:  place.Rectangle(place.Point{X: x, Y: y}, in.BoothWidthCm, in.BoothDepthCm),
				HeightCm: in.HeightCm, Pavilion: in.Pavilion})
			x += in.BoothWidthCm
			if beside++; beside == in.PerRow {
				beside = 0
				x += in.AisleCm
			}
		}
		y += in.BoothDepthCm
		if n++; n == perIsland {
			n = 0
			y += in.AisleCm
		}
	}
	return out
}

// rowNumber reads row letters: A is 0, Z 25, AA 26; anything but capital letters is -1.
func rowNumber(letters string) int {
	n := 0
	for _, r := range letters {
		if r < 'A' || r > 'Z' {
			return -1
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// rowLetters writes a row's number as letters, as spreadsheets name their columns.
func rowLetters(n int) string {
	s := ""
	for n++; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
