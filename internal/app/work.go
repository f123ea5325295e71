package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/jobs"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/mail"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

const mailJob = "mail.send"

// sealName is the name under which ledger seals are signed.
const sealName = "fairway"

// queueMail queues a letter in the transaction of what it tells about.
func (a *App) queueMail(ctx context.Context, tx *sqldb.Tx, _ clock.Micros, m people.Message) error {
	return a.Jobs.Add(ctx, tx, 0, mailJob, "", 0, m)
}

// handleJobs says what runs in the background.
func (a *App) handleJobs() error {
	from := mail.Address{Name: "Fairway", Email: a.Config.MailFrom}
	sender, err := mail.Folder(filepath.Join(a.Config.Data, "mail"), from, a.Clock)
	if a.Config.SMTP != "" {
		sender, err = mail.SMTP(a.Config.SMTP, from, a.Clock)
	}
	if err != nil {
		return err
	}
	a.Jobs.Handle(mailJob, func(ctx context.Context, j jobs.Job) error {
		var m people.Message
		if err := j.Decode(&m); err != nil {
			return err
		}
		return sender.Send(ctx, mail.Message{To: mail.Address{Email: m.To}, Subject: m.Subject, Text: m.Text})
	})
	a.Jobs.Every("expo.expire-holds", 30*time.Second, func(ctx context.Context, _ jobs.Job) error { return a.expireHolds(ctx) })
	a.Jobs.Every("ledger.seal", 5*time.Minute, func(ctx context.Context, _ jobs.Job) error { return a.Seal(ctx) })
	a.Jobs.Every("sqldb.optimize", 10*time.Minute, func(ctx context.Context, _ jobs.Job) error { return sqldb.Optimize(ctx, a.DB) })
	a.Jobs.Every("people.sweep", time.Hour, func(ctx context.Context, _ jobs.Job) error {
		return a.people.Sweep(ctx, clock.Of(a.Clock.Now()))
	})
	a.Jobs.Every("ops.drop-answers", time.Hour, func(ctx context.Context, _ jobs.Job) error {
		return ops.DropAnswers(ctx, a.DB, clock.Of(a.Clock.Now().Add(-7*24*time.Hour)))
	})
	return nil
}

// expireHolds frees the booths whose hold has run out, with an entry in each edition's ledger. Reads treat them as free
// from the instant itself; this only tidies up and tells.
func (a *App) expireHolds(ctx context.Context) error {
	list, err := a.Expo.ListEditions.Do(ops.With(ctx, Secretariat("job")), expo.ListEditions{})
	if err != nil {
		return err
	}
	for _, e := range list.Items {
		if err := a.DB.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := floor.ExpireHolds(ctx, tx, e.ID, clock.Of(a.Clock.Now()))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// Seal adds every edition's new ledger entries to its Merkle tree. Each signed head is also written to a file outside
// the database, so that cutting off the end of a ledger together with its seals is noticed too.
func (a *App) Seal(ctx context.Context) error {
	signer, err := a.Key.NoteSigner(sealName)
	if err != nil {
		return err
	}
	var editions []ident.Edition
	if err := a.DB.Read(ctx, func(r *sqldb.Read) (err error) { editions, err = ledger.Editions(ctx, r); return err }); err != nil {
		return err
	}
	for _, e := range editions {
		for {
			s, err := ledger.SealNew(ctx, a.DB, e, signer, clock.Of(a.Clock.Now()))
			if err != nil {
				return err
			}
			if s == nil {
				break
			}
			if err := a.keepSeal(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *App) sealFile(e ident.Edition) string {
	name := "common"
	if e != 0 {
		name = e.String()
	}
	return filepath.Join(a.Config.Data, "seals", name+".note")
}

// keepSeal replaces the file of the newest seal in one step.
func (a *App) keepSeal(s *ledger.Seal) error {
	path := a.sealFile(s.EditionID)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	next := path + ".next"
	if err := os.WriteFile(next, []byte(s.Note), 0o600); err != nil {
		return fmt.Errorf("keep seal: %w", err)
	}
	return os.Rename(next, path)
}
