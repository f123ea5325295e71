package files

import (
	"bytes"
	"encoding/binary"
)

// segments yields marker and content of a JPEG's segments up to the first scan. Broken lengths end it.
func segments(data []byte) func(yield func(marker byte, content []byte) bool) {
	return func(yield func(byte, []byte) bool) {
		for i := 2; i+4 <= len(data) && data[i] == 0xff; {
			marker := data[i+1]
			if marker == 0xff { // fill byte
				i++
				continue
			}
			length := int(binary.BigEndian.Uint16(data[i+2:]))
			if length < 2 || i+2+length > len(data) || marker == 0xda {
				return
			}
			if !yield(marker, data[i+4:i+2+length]) {
				return
			}
			i += 2 + length
		}
	}
}

// coefficients returns how many bytes a pixel the decoder must keep until the end of a JPEG that is sent in several
// passes (SOF2): four for each coefficient of each component. It returns 0 for a JPEG of one pass.
func coefficients(data []byte) int64 {
	for marker, content := range segments(data) {
		if marker != 0xc2 || len(content) < 6 {
			continue
		}
		// Each component states its sampling across and down in four bits each; the largest has one sample a pixel.
		var sum, across, down int64 = 0, 1, 1
		for c := content[6:]; len(c) >= 3; c = c[3:] {
			h, v := int64(c[1]>>4), int64(c[1]&15)
			sum, across, down = sum+h*v, max(across, h), max(down, v)
		}
		return (4*sum + across*down - 1) / (across * down)
	}
	return 0
}

func jpegOrientation(data []byte) int {
	for marker, content := range segments(data) {
		if tiff, ok := bytes.CutPrefix(content, []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return tiffOrientation(tiff)
		}
	}
	return 1
}

func pngOrientation(data []byte) int {
	for i := 8; i+8 <= len(data); {
		length := int(binary.BigEndian.Uint32(data[i:]))
		if length < 0 || length > len(data)-i-8 {
			break
		}
		if string(data[i+4:i+8]) == "eXIf" {
			return tiffOrientation(data[i+8 : i+8+length])
		}
		i += 12 + length
	}
	return 1
}

func webpOrientation(data []byte) int {
	for i := 12; i+8 <= len(data); {
		length := int(binary.LittleEndian.Uint32(data[i+4:]))
		if length < 0 || length > len(data)-i-8 {
			break
		}
		if string(data[i:i+4]) == "EXIF" {
			tiff, _ := bytes.CutPrefix(data[i+8:i+8+length], []byte("Exif\x00\x00"))
			return tiffOrientation(tiff)
		}
		i += 8 + length + length%2
	}
	return 1
}

// tiffOrientation reads tag 0x0112 of the first directory (EXIF 2.32, 4.6.4). Nothing else is followed, so that
// directories that point at each other cannot hold it up; what is not understood counts as upright.
func tiffOrientation(b []byte) int {
	const orientationTag, short = 0x0112, 3
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	start := int64(order.Uint32(b[4:]))
	if start+2 > int64(len(b)) {
		return 1
	}
	entries := b[start+2:]
	for n := int(order.Uint16(b[start:])); n > 0 && len(entries) >= 12; n, entries = n-1, entries[12:] {
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == short && order.Uint32(entries[4:]) == 1 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}

// documentMarks are written in lower case.
var documentMarks = [][]byte{
	[]byte("<script"), []byte("<!doctype"), []byte("<html"), []byte("<?php"), []byte(`xmlns="http://www.w3.org/2000/svg"`),
}

// hidesDocument reports whether a picture is a web page, a script or an archive as well. Encoding anew would remove
// that; a file made to be two things is refused all the same, so that its maker learns of it and not a visitor.
func hidesDocument(data []byte) bool {
	lower := make([]byte, len(data)) // not bytes.ToLower, which takes the bytes for UTF-8
	for i, c := range data {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	for _, mark := range documentMarks {
		if bytes.Contains(lower, mark) {
			return true
		}
	}
	// A zip archive ends with its directory's end record, whose comment reaches exactly to the end of the file.
	tail := data[max(0, len(data)-(1<<16+22)):]
	for i := bytes.LastIndex(tail, []byte("PK\x05\x06")); i >= 0; i = bytes.LastIndex(tail[:i], []byte("PK\x05\x06")) {
		if i+22 <= len(tail) && i+22+int(binary.LittleEndian.Uint16(tail[i+20:])) == len(tail) {
			return true
		}
	}
	return false
}
