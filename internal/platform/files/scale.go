package files

import (
	"image"
	"image/draw"
)

// shrink returns m as RGBA with its longer side at most long pixels, each pixel the exact mean of the area of m that
// it covers; a smaller m keeps its size. m is read row by row, so that memory grows with the result, not with m.
func shrink(m image.Image, long int) *image.RGBA {
	from := m.Bounds()
	sw, sh := from.Dx(), from.Dy()
	dw, dh := fit(sw, sh, long)
	out := image.NewRGBA(image.Rect(0, 0, dw, dh))
	if dw == sw && dh == sh {
		draw.Draw(out, out.Rect, m, from.Min, draw.Src)
		return out
	}
	row := image.NewRGBA(image.Rect(0, 0, sw, 1))
	narrow := make([]uint64, 4*dw) // the present row, scaled across
	sums := make([]uint64, 4*dw)   // the present row of the result
	// On a common scale of sh*dh, row y of m covers y*dh to (y+1)*dh, row t of the result t*sh to (t+1)*sh.
	t, room := 0, sh
	for y := range sh {
		draw.Draw(row, row.Rect, m, image.Pt(from.Min.X, from.Min.Y+y), draw.Src)
		shrinkRow(row.Pix, narrow, sw, dw)
		for left := dh; left > 0; {
			share := min(left, room)
			for i, v := range narrow {
				sums[i] += v * uint64(share)
			}
			left -= share
			if room -= share; room == 0 {
				store(out.Pix[t*out.Stride:], sums, uint64(sw)*uint64(sh))
				t, room = t+1, sh
			}
		}
	}
	return out
}

// shrinkRow adds up a row of sw pixels into dw sums, each weighted by what it covers on a common scale of sw*dw.
func shrinkRow(pixels []byte, sums []uint64, sw, dw int) {
	clear(sums)
	t, room := 0, sw
	for x := range sw {
		p := pixels[4*x : 4*x+4 : 4*x+4]
		for left := dw; left > 0; {
			share := min(left, room)
			s := sums[4*t : 4*t+4 : 4*t+4]
			s[0] += uint64(p[0]) * uint64(share)
			s[1] += uint64(p[1]) * uint64(share)
			s[2] += uint64(p[2]) * uint64(share)
			s[3] += uint64(p[3]) * uint64(share)
			left -= share
			if room -= share; room == 0 {
				t, room = t+1, sw
			}
		}
	}
}

// store divides the sums by the area they stand for, rounding to nearest, and clears them.
func store(pixels []byte, sums []uint64, area uint64) {
	for i, v := range sums {
		pixels[i] = byte((v + area/2) / area)
	}
	clear(sums)
}

// fit returns the size of w x h scaled down to a longer side of long, each side at least one pixel.
func fit(w, h, long int) (int, int) {
	if max(w, h) <= long {
		return w, h
	}
	if w >= h {
		return long, max(1, (h*long+w/2)/w)
	}
	return max(1, (w*long+h/2)/h), long
}

// upright returns m turned and mirrored as the EXIF orientation asks: 1 as it is, 2 mirrored, 3 upside down,
// 4 upside down and mirrored, 5 to 8 lying on a side.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if orientation < 2 || orientation > 8 {
		return m
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := x, y
			switch orientation {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return out
}
