package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

func runLedger(ctx context.Context, args []string, s Streams) (err error) {
	a, rest, err := openFor(ctx, "ledger", args, s, nil)
	if err != nil {
		return err
	}
	defer a.close(&err)
	switch strings.Join(rest, " ") {
	case "verify":
		return a.verifyLedger(ctx, s)
	case "seal":
		return a.Seal(ctx)
	}
	return errors.New("say `fairway ledger verify` or `fairway ledger seal`")
}

// verifyLedger checks every edition's ledger and returns an error if anything does not fit.
func (a *App) verifyLedger(ctx context.Context, s Streams) error {
	verifier, err := a.Key.NoteVerifier(sealName)
	if err != nil {
		return err
	}
	faults := 0
	err = a.DB.Read(ctx, func(r *sqldb.Read) error {
		editions, err := ledger.Editions(ctx, r)
		if err != nil {
			return err
		}
		for _, e := range editions {
			rep, err := ledger.Verify(ctx, r, e, verifier)
			if err != nil {
				return err
			}
			rep.Faults = append(rep.Faults, a.compareKept(ctx, r, e, rep, verifier)...)
			name := e.String()
			if e == 0 {
				name = "common"
			}
			fmt.Fprintf(s.Out, "%-20s %8d entries, %8d sealed by %d seals: ", name, rep.Entries, rep.Sealed, rep.Seals)
			if len(rep.Faults) == 0 {
				fmt.Fprintln(s.Out, "sound")
			}
			for _, f := range rep.Faults {
				faults++
				fmt.Fprintln(s.Out, "BROKEN:", f)
			}
		}
		return nil
	})
	if err == nil && faults > 0 {
		err = fmt.Errorf("the ledger does not fit in %d places", faults)
	}
	return err
}

// compareKept checks the seal kept outside the database: a ledger cut short together with its seals no longer has it.
func (a *App) compareKept(ctx context.Context, r sqldb.Runner, e ident.Edition, rep ledger.Report, v note.Verifier) []string {
	kept, err := os.ReadFile(a.sealFile(e))
	if errors.Is(err, os.ErrNotExist) {
		if rep.Seals > 0 {
			return []string{"the seal kept outside the database is gone"}
		}
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	if _, err := note.Open(kept, note.VerifierList(v)); err != nil {
		return []string{"the seal kept outside the database has no valid signature"}
	}
	found, err := ledger.HasSeal(ctx, r, e, string(kept))
	if err != nil {
		return []string{err.Error()}
	}
	if !found {
		return []string{"the database does not know the seal kept outside it: entries were cut off"}
	}
	return nil
}

func runDoctor(ctx context.Context, args []string, s Streams) (err error) {
	a, _, err := openFor(ctx, "doctor", args, s, nil)
	if err != nil {
		return err
	}
	defer a.close(&err)
	fmt.Fprintf(s.Out, "Fairway %s\n", Version)
	a.Config.print(s.Out)
	if err := sqldb.CheckIntegrity(ctx, a.DB); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "database   %v, whole\n", a.DB.Engine())
	for _, err := range sqldb.PrepareAll(ctx, a.DB) {
		return err
	}
	fmt.Fprintf(s.Out, "statements %d, all prepared\n", sqldb.Statements())
	fmt.Fprintf(s.Out, "operations %d\n", len(a.Ops.Operations()))
	return a.verifyLedger(ctx, s)
}
