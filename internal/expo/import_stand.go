package expo

import (
	"context"
	"strings"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// standImport gives the booths that a list names to its exhibitors, after all rows are taken: those that stand alone
// first, then those that share. A booth that is not on the plan, or taken by somebody of another list, is noted; the
// exhibitor is taken all the same.
type standImport struct {
	run    *importing
	booths map[string]*floor.Booth // by code without spaces and signs
	halls  map[floor.HallID]string
	shares map[floor.BoothID][]ident.Exhibitor
	given  map[floor.BoothID]bool // by this list
	wishes []standWish
}

type standWish struct {
	row       *importRow
	exhibitor ident.Exhibitor
	confirmed bool
}

type boothShare struct {
	BoothID     floor.BoothID
	ExhibitorID ident.Exhibitor
}

// reads: expo_booth_share
var everyBoothShare = sqldb.Query[inEdition, boothShare](`
SELECT booth_id, exhibitor_id FROM expo_booth_share WHERE edition_id = :edition ORDER BY id`)

func newStandImport(ctx context.Context, run *importing) (*standImport, error) {
	s := &standImport{run: run, booths: map[string]*floor.Booth{}, halls: map[floor.HallID]string{},
		shares: map[floor.BoothID][]ident.Exhibitor{}, given: map[floor.BoothID]bool{}}
	if _, ok := run.mapping.Columns["stand"]; !ok {
		return s, nil
	}
	in := inEdition{run.tx.Edition}
	all, err := floor.AllBooths(ctx, run.tx, run.tx.Edition, 0)
	if err != nil {
		return nil, err
	}
	for i := range all {
		s.booths[squash(all[i].Code)] = &all[i]
	}
	if err := everyHall.Each(ctx, run.tx, in, func(h boothHall) error { s.halls[h.ID] = squash(h.Code); return nil }); err != nil {
		return nil, err
	}
	return s, everyBoothShare.Each(ctx, run.tx, in, func(b boothShare) error {
		s.shares[b.BoothID] = append(s.shares[b.BoothID], b.ExhibitorID)
		return nil
	})
}

// squash is a code folded, without spaces and signs.
func squash(code string) string { return strings.ReplaceAll(text.Fold(code), " ", "") }

// wish notes that the row names a stand.
func (s *standImport) wish(r *importRow, e ident.Exhibitor, state string) {
	if r.cell("stand") != "" {
		s.wishes = append(s.wishes, standWish{r, e, state == Published})
	}
}

// settle gives the booths.
func (s *standImport) settle(ctx context.Context) error {
	for _, shared := range []bool{false, true} {
		for _, w := range s.wishes {
			for _, p := range s.places(w.row, shared) {
				if p.booth == nil {
					w.row.noteNew("stand", "expo.import.booth-unknown", "text", p.words)
				} else if err := s.give(ctx, w, p.booth, shared); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

type namedPlace struct {
	words string
	booth *floor.Booth // nil if it is not on the plan
}

// places returns the booths that a row names with or without "shared" beside them.
func (s *standImport) places(r *importRow, shared bool) []namedPlace {
	hall := squash(sheet.ParseStand(r.cell("hall")).Hall)
	if hall == "" {
		hall = squash(r.cell("hall"))
	}
	var out []namedPlace
	for _, part := range strings.FieldsFunc(r.cell("stand"), func(r rune) bool { return strings.ContainsRune(";；|\n\r", r) }) {
		p := sheet.ParseStand(part)
		if p.Shared != shared {
			continue
		}
		plain, _, _ := strings.Cut(part, "(")
		if b := s.booths[squash(plain)]; b != nil { // a code of the plan, as it is
			out = append(out, namedPlace{part, b})
			continue
		}
		if p.None() {
			continue
		}
		in := squash(p.Hall)
		if in == "" {
			in = hall
		}
		for _, code := range p.Stands() {
			out = append(out, namedPlace{cut(part), s.booth(in, squash(code))})
		}
	}
	return out
}

// booth finds a booth whose code holds the hall's, or not.
func (s *standImport) booth(hall, code string) *floor.Booth {
	if b := s.booths[hall+code]; b != nil {
		return b
	}
	if b := s.booths[code]; b != nil && (hall == "" || s.halls[b.Hall] == hall) {
		return b
	}
	return nil
}

// give gives a booth to the exhibitor of a row: as its lead if nobody has it, as one who shares it if another
// exhibitor of this list has it or the list says so.
func (s *standImport) give(ctx context.Context, w standWish, b *floor.Booth, shared bool) error {
	if b.Exhibitor == w.exhibitor {
		return nil
	}
	for _, e := range s.shares[b.ID] {
		if e == w.exhibitor {
			return nil
		}
	}
	tx := s.run.tx
	if !tx.Covers(ops.Owner{Pavilion: b.Pavilion}, pavilions...) {
		w.row.noteNew("stand", "expo.import.booth-foreign", "code", b.Code)
		return nil
	}
	a := floor.Allotment{Booth: b.ID, Lead: w.exhibitor, Confirmed: w.confirmed}
	switch {
	case b.Exhibitor == 0 && shared:
		w.row.noteNew("stand", "expo.import.shared-without-lead", "code", b.Code)
	case b.Exhibitor == 0:
	case shared || s.given[b.ID]:
		a = floor.Allotment{Booth: b.ID, Lead: b.Exhibitor, Confirmed: b.State == floor.Confirmed, Sharers: []ident.Exhibitor{w.exhibitor}}
	default:
		w.row.noteNew("stand", "expo.import.booth-taken", "code", b.Code)
		return nil
	}
	// Invariant: one allotment of one exhibitor refuses before it writes, so a refusal leaves nothing behind.
	if _, err := floor.AllotMany(ctx, tx, []floor.Allotment{a}); err != nil {
		e := fault.As(err)
		if e == nil || e.Kind == fault.Internal || e.Kind == fault.Unavailable || len(e.Problems) == 0 {
			return err
		}
		w.row.note(e.Problems[0])
		return nil
	}
	s.given[b.ID] = true
	if len(a.Sharers) > 0 {
		s.shares[b.ID] = append(s.shares[b.ID], w.exhibitor)
	} else {
		b.Exhibitor, b.State = w.exhibitor, floor.Reserved
		if w.confirmed {
			b.State = floor.Confirmed
		}
	}
	if v := w.row.v; v.Verdict != RowCreated {
		if v.Verdict == RowUnchanged {
			v.Verdict = RowChanged
		}
		v.Changes = append(v.Changes, ledger.Change{Field: "stand", To: b.Code})
	}
	return nil
}
