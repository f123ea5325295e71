package sheet

import "bytes"

// record is one line of a table before anyone knows what it means. It is reused: what is kept must be copied.
type record struct {
	number int      // row number as a spreadsheet program shows it, from 1
	cells  []string // all cells, including empty ones at the end
	width  int      // number of cells the file gave the row; 0 where the format has no such thing
	stray  bool     // a quotation mark stood where it does not belong
	long   []int    // columns whose cell is longer than allowed; the cell holds its beginning
}

// source hands out the records of a file from the first on, as often as it is asked.
type source func(yield func(*record, error) bool)

// mostCells is the width of the widest sheet there is (XLSX). A row of CSV that is wider is refused while it is read,
// before empty cells at its end are forgotten.
const mostCells = 16_384

// splitter divides text into records after RFC 4180, and goes on where files break it: a lone quotation mark is a
// plain character, and one that swallows the rows after it is found out by the width of its line.
type splitter struct {
	data   []byte
	pos    int
	number int
	delim  byte
	keep   int // longest cell kept, in bytes; what goes beyond is dropped
	want   int // cells a row should have; 0 while that is not known
	work   int // bytes that may still be read twice while looking for the end of quotations

	buf  []byte
	ends []int
}

func newSplitter(data []byte, delim byte, want, cellChars int) *splitter {
	return &splitter{data: data, delim: delim, want: want, keep: 4 * (cellChars + 1), work: 1<<20 + 16*len(data)}
}

// next fills rec with the next record and reports whether there was one.
func (s *splitter) next(rec *record) (bool, error) {
	if s.pos >= len(s.data) {
		return false, nil
	}
	s.number++
	*rec = record{number: s.number, cells: rec.cells[:0], long: rec.long[:0]}
	s.buf, s.ends = s.buf[:0], s.ends[:0]
	for {
		if err := s.field(rec); err != nil {
			return false, err
		}
		if s.ends = append(s.ends, len(s.buf)); len(s.ends) > mostCells {
			return false, refuse("sheet.file.columns", "row", s.number, "limit", mostCells)
		}
		if s.pos < len(s.data) && s.data[s.pos] == s.delim {
			s.pos++
			continue
		}
		s.pos = afterLine(s.data, s.pos)
		break
	}
	line := string(s.buf)
	start := 0
	for _, end := range s.ends {
		rec.cells = append(rec.cells, line[start:end])
		start = end
	}
	rec.width = len(rec.cells)
	return true, nil
}

// afterLine returns the position after the line end at pos.
func afterLine(data []byte, pos int) int {
	if pos < len(data) && data[pos] == '\r' {
		pos++
	}
	if pos < len(data) && data[pos] == '\n' {
		pos++
	}
	return pos
}

// field reads one cell up to its delimiter, its line end or the end of the file.
func (s *splitter) field(rec *record) error {
	open := s.pos
	for open < len(s.data) && s.data[open] == ' ' && s.delim != ' ' {
		open++
	}
	if open < len(s.data) && s.data[open] == '"' {
		done, err := s.quoted(rec, open)
		if done || err != nil {
			return err
		}
	}
	end := s.pos + endOfPlain(s.data[s.pos:], s.delim)
	s.add(rec, len(s.buf), s.data[s.pos:end])
	if bytes.IndexByte(s.data[s.pos:end], '"') >= 0 {
		rec.stray = true
	}
	s.pos = end
	return nil
}

func endOfPlain(b []byte, delim byte) int {
	for i, c := range b {
		if c == delim || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(b)
}

// add appends to the cell that begins at start, as far as a cell is kept.
func (s *splitter) add(rec *record, start int, b []byte) {
	room := s.keep - (len(s.buf) - start)
	if len(b) > room {
		b = b[:max(room, 0)]
		if n := len(rec.long); n == 0 || rec.long[n-1] != len(s.ends) {
			rec.long = append(rec.long, len(s.ends))
		}
	}
	s.buf = append(s.buf, b...)
}

// quoted reads the quotation that opens at open. It reports false, with nothing read, when the mark turns out to be
// a lone one, so that the cell must be read as plain text.
func (s *splitter) quoted(rec *record, open int) (bool, error) {
	start, longBefore := len(s.buf), len(rec.long)
	undo := func(i int) (bool, error) {
		s.buf, rec.long, rec.stray = s.buf[:start], rec.long[:longBefore], true
		return false, s.charge(i - open)
	}
	stray, closed, asked := false, false, false
	i := open + 1
	for i < len(s.data) && !closed {
		n := bytes.IndexByte(s.data[i:], '"')
		if n < 0 {
			n = len(s.data) - i
		}
		s.add(rec, start, s.data[i:i+n])
		i += n
		// Too long for a cell, or a mark that closes nothing after a line end: perhaps no quotation at all.
		// Asked once, so that a giant cell is not read over and over.
		if !asked && (len(rec.long) > longBefore || stray && bytes.IndexByte(s.data[open:i], '\n') >= 0) {
			asked = true
			if s.lone(open, i) {
				return undo(i)
			}
		}
		if i == len(s.data) {
			break
		}
		end := afterSpaces(s.data, i+1, s.delim)
		switch {
		case i+1 < len(s.data) && s.data[i+1] == '"':
			s.add(rec, start, s.data[i:i+1])
			i += 2
		case end == len(s.data) || s.data[end] == s.delim || s.data[end] == '\n' || s.data[end] == '\r':
			i, closed = end, true
		default:
			s.add(rec, start, s.data[i:i+1])
			i, stray = i+1, true
		}
	}
	if (!closed || stray) && s.lone(open, i) {
		return undo(i)
	}
	rec.stray = rec.stray || stray || !closed
	s.pos = i
	return true, s.charge(0)
}

// charge counts bytes that are read a second time, so that a hostile file cannot keep the reader going over it.
func (s *splitter) charge(n int) error {
	if s.work -= n; s.work < 0 {
		return refuse("sheet.file.quotes")
	}
	return nil
}

func afterSpaces(data []byte, i int, delim byte) int {
	for i < len(data) && data[i] == ' ' && delim != ' ' {
		i++
	}
	return i
}

// lone reports whether the quotation mark at open, whose quotation would reach to end, is a plain character: read so,
// its line has exactly the cells that a row should have.
func (s *splitter) lone(open, end int) bool {
	if s.want < 2 || bytes.IndexByte(s.data[open:end], s.delim) < 0 {
		return false
	}
	line := s.data[open:min(len(s.data), open+2*s.keep)]
	if n := bytes.IndexAny(line, "\r\n"); n >= 0 {
		line = line[:n]
	}
	s.work -= len(line)
	cells, quoted := 1, false
	for i, c := range line {
		switch {
		case c == '"' && (quoted || i > 0 && line[i-1] == s.delim):
			quoted = !quoted
		case c == s.delim && !quoted:
			cells++
		}
	}
	return len(s.ends)+cells == s.want
}

// textSource returns the records of decoded text.
func textSource(data []byte, shape textShape, limits Limits) source {
	return func(yield func(*record, error) bool) {
		s := newSplitter(data, shape.delim, shape.width, limits.CellChars)
		s.pos = shape.start
		var rec record
		for {
			ok, err := s.next(&rec)
			if err != nil {
				yield(nil, err)
				return
			}
			if !ok || !yield(&rec, nil) {
				return
			}
		}
	}
}
