package sheet

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// Encoding is how the characters of a text file are written as bytes.
type Encoding string

// The encodings that Open tells apart. XLSX files have none.
const (
	UTF8        Encoding = "UTF-8"
	UTF16LE     Encoding = "UTF-16LE"
	UTF16BE     Encoding = "UTF-16BE"
	Windows1252 Encoding = "Windows-1252"
	Windows874  Encoding = "Windows-874"
	GB18030     Encoding = "GB18030"
)

func (e Encoding) decoder() *encoding.Decoder {
	switch e {
	case UTF16LE:
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM).NewDecoder()
	case UTF16BE:
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM).NewDecoder()
	case Windows1252:
		return charmap.Windows1252.NewDecoder()
	case Windows874:
		return charmap.Windows874.NewDecoder()
	case GB18030:
		return simplifiedchinese.GB18030.NewDecoder()
	}
	return nil
}

// decode returns data as UTF-8 without a byte order mark, and the encoding it was in. What the encoding cannot
// explain becomes U+FFFD, except that UTF-8 is passed on as it is: the rows check it. Data may be returned itself.
func decode(data []byte) ([]byte, Encoding, error) {
	e, mark := sniffEncoding(data)
	data = data[mark:]
	d := e.decoder()
	if d == nil {
		return data, e, nil
	}
	out, err := d.Bytes(data)
	return out, e, err
}

// sniffEncoding decides from the whole file, because the first foreign letter of a list may stand in its last row.
// mark is the length of the byte order mark.
func sniffEncoding(data []byte) (e Encoding, mark int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		return UTF8, 3
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return UTF16LE, 2
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return UTF16BE, 2
	}
	valid, invalid, control := countUTF8(data)
	// Thai in UTF-16 is valid UTF-8 byte by byte, but every second byte is then a control character.
	if invalid > 0 || control*20 > len(data) {
		if e := sniffUTF16(data); e != "" {
			return e, 0
		}
	}
	// A few broken letters in a UTF-8 file are a matter of their rows, not of another encoding.
	if invalid == 0 || valid >= 8*invalid {
		return UTF8, 0
	}
	if looksThai(data) {
		return Windows874, 0
	}
	if looksChinese(data) {
		return GB18030, 0
	}
	return Windows1252, 0
}

// countUTF8 counts the valid sequences of more than one byte, the bytes that belong to no sequence, and the control
// characters that text does not have.
func countUTF8(data []byte) (valid, invalid, control int) {
	for i := 0; i < len(data); {
		if c := data[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
				control++
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			invalid++
		} else {
			valid++
		}
		i += n
	}
	return valid, invalid, control
}

// sniffUTF16 tells UTF-16 without a byte order mark by the characters that hold a table together: delimiters, line
// ends, spaces and digits. Read in the right order there are more of them than in the wrong one, and nearly all of
// the other units are characters that people write. Zero bytes alone do not tell: "一" is U+4E00, "က" is U+1000.
func sniffUTF16(data []byte) Encoding {
	var joints, strange [2]int
	units := len(data) / 2
	for i := 0; i+1 < len(data); i += 2 {
		for order, u := range [2]rune{rune(data[i+1])<<8 | rune(data[i]), rune(data[i])<<8 | rune(data[i+1])} {
			switch {
			case u == '\n', u == '\r', u == '\t', u == ' ', u == ',', u == ';', u == '|', u == '"', u >= '0' && u <= '9':
				joints[order]++
			case u >= 0xd800 && u <= 0xdfff, unicode.IsGraphic(u), unicode.Is(unicode.Cf, u):
			default:
				strange[order]++
			}
		}
	}
	e, order := UTF16LE, 0
	if joints[1] > joints[0] {
		e, order = UTF16BE, 1
	}
	if joints[order] == 0 || joints[order]*300 < units || strange[order]*20 > units {
		return ""
	}
	return e
}

// looksThai recognises Windows-874: the bytes of a Thai word follow rules that other encodings break at once. A
// vowel or tone mark above or below sits on a consonant, a leading vowel has a consonant after it, and Latin letters
// do not stand within a word.
func looksThai(data []byte) bool {
	consonant := func(c byte) bool { return c >= 0xa1 && c <= 0xce }
	mark := func(c byte) bool { return c == 0xd1 || c >= 0xd4 && c <= 0xda || c >= 0xe7 && c <= 0xee }
	letters, marks, broken := 0, 0, 0
	for i, c := range data {
		if c < 0xa1 {
			continue
		}
		letters++
		if i > 0 && isLatin(data[i-1]) || i+1 < len(data) && isLatin(data[i+1]) {
			broken++
		}
		switch {
		case c >= 0xdb && c <= 0xde || c >= 0xfc:
			broken++
		case mark(c):
			marks++
			if i == 0 || !consonant(data[i-1]) && !mark(data[i-1]) {
				broken++
			}
		case c >= 0xe0 && c <= 0xe4:
			if i+1 == len(data) || !consonant(data[i+1]) {
				broken++
			}
		}
	}
	return letters >= 4 && marks*12 >= letters && broken*50 <= letters
}

// looksChinese weighs GB18030 against Windows-1252. In Chinese text nearly all double bytes are among the 3,755
// characters of GB 2312's first level or its full-width marks, and they stand in runs; in a European text the few
// high bytes stand singly between Latin letters, and pair with them into characters that hardly anyone writes.
func looksChinese(data []byte) bool {
	pairs, invalid, score := 0, 0, 0
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		start, run, points := i, 0, 0
		for i < len(data) && data[i] >= 0x80 {
			n, p := scoreGB(data[i:])
			if n == 0 {
				invalid++
				i++
				break
			}
			run, points, i = run+1, points+p, i+n
		}
		pairs += run
		if run == 1 && start > 0 && isLatin(data[start-1]) {
			points = -10
		}
		score += points
	}
	return pairs > 0 && invalid*50 <= pairs && score >= 5*pairs
}

// scoreGB returns the length of the GB18030 character at the start of b (0: none) and how usual it is, from -5 to 10.
func scoreGB(b []byte) (n, points int) {
	if len(b) < 2 || b[0] == 0x80 || b[0] == 0xff {
		return 0, 0
	}
	first, second := b[0], b[1]
	switch {
	case second >= '0' && second <= '9':
		if len(b) >= 4 && b[2] >= 0x81 && b[2] <= 0xfe && b[3] >= '0' && b[3] <= '9' {
			return 4, 5
		}
		return 0, 0
	case second < 0x40 || second == 0x7f || second == 0xff:
		return 0, 0
	case second >= 0xa1 && (first >= 0xb0 && first <= 0xd7 || first == 0xa1 || first == 0xa3):
		return 2, 10
	case second >= 0xa1 && first >= 0xd8 && first <= 0xf7:
		return 2, 3
	default:
		return 2, -5
	}
}

func isLatin(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
