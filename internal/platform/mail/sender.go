package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Sender hands messages on in one of two ways. Make it with Folder or SMTP. Safe for concurrent use.
type Sender struct {
	from    Address
	clock   clock.Clock
	deliver func(ctx context.Context, m *gomail.Msg, now time.Time) error
}

// Folder returns a Sender that writes each message as a file into a folder, which it makes if there is none. Names
// begin with the time in UTC, so that they sort by it. Files are readable by their owner alone: they may hold codes.
func Folder(folder string, from Address, c clock.Clock) (*Sender, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("open mail folder: %w", err)
	}
	return newSender(from, c, func(_ context.Context, m *gomail.Msg, now time.Time) error {
		return writeFile(folder, m, now)
	})
}

func newSender(from Address, c clock.Clock, deliver func(context.Context, *gomail.Msg, time.Time) error) (*Sender, error) {
	from, err := from.check("from")
	if err != nil {
		return nil, fmt.Errorf("mail sender: %w", err)
	}
	return &Sender{from: from, clock: c, deliver: deliver}, nil
}

// Send composes the message and hands it on. When it returns nil, the file is on disk, or the server has accepted the
// message. Errors: Invalid when the message cannot be sent as it is, or the server refuses it for good (key
// mail.refused); Unavailable when trying again may help. No error repeats an address that the server was given.
func (s *Sender) Send(ctx context.Context, m Message) error {
	m, err := m.check()
	if err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	now := s.clock.Now()
	if err := s.deliver(ctx, s.compose(m, now), now); err != nil {
		return fmt.Errorf("send mail: %w", err)
	}
	return nil
}

// compose builds the MIME message: quoted-printable UTF-8, the plain text first and HTML as its alternative.
func (s *Sender) compose(m Message, now time.Time) *gomail.Msg {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	out.FromMailAddress(&netmail.Address{Name: s.from.Name, Address: s.from.Email})
	out.AddToMailAddress(&netmail.Address{Name: m.To.Name, Address: m.To.Email})
	_, domain, _ := cutLast(s.from.Email, "@")
	out.SetMessageIDWithValue(strings.ToLower(rand.Text()) + "@" + domain)
	out.SetDateWithValue(now)
	out.Subject(m.Subject)
	// Programs that answer by themselves (holiday notices) keep quiet on messages that say so (RFC 3834).
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return out
}

// writeFile writes the message beside its place and moves it there, so that a reader of the folder sees whole files.
func writeFile(folder string, m *gomail.Msg, now time.Time) (err error) {
	name := filepath.Join(folder, now.UTC().Format("20060102T150405.000000Z")+"-"+strings.ToLower(rand.Text()[:8])+".eml")
	f, err := os.OpenFile(name+".part", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return kinded(err)
	}
	_, err = m.WriteTo(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(name+".part", name)
	}
	if err != nil {
		_ = os.Remove(name + ".part") // the write has failed already
		return kinded(err)
	}
	d, err := os.Open(folder)
	if err != nil {
		return kinded(err)
	}
	return kinded(errors.Join(d.Sync(), d.Close()))
}

func kinded(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.NewUnavailable(0, "fault.disk-full").With(err)
	}
	return err
}
