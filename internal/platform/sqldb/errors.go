package sqldb

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// SQLite result codes, from https://www.sqlite.org/rescode.html.
const (
	sqliteBusy             = 5
	sqliteFull             = 13
	sqliteConstraint       = 19
	sqliteConstraintFK     = 787
	sqliteConstraintPK     = 1555
	sqliteConstraintUnique = 2067
)

// PostgreSQL error codes, from its manual, appendix A.
const (
	pgUnique        = "23505"
	pgForeignKey    = "23503"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
	pgDiskFull      = "53100"
)

// kinded gives database errors that the caller can act on their kind: a broken unique rule is a Conflict, a full disk
// and a busy database are Unavailable. Anything else stays as it is, and so Internal.
func kinded(err error) error {
	if err == nil || fault.As(err) != nil {
		return err
	}
	if IsUnique(err) {
		return fault.NewConflict("", "fault.duplicate").With(err)
	}
	if isForeignKey(err) {
		return fault.NewConflict("", "fault.in-use").With(err)
	}
	if isDiskFull(err) {
		return fault.NewUnavailable(30, "fault.disk-full").With(err)
	}
	var s *sqlite.Error
	if errors.As(err, &s) && s.Code()&0xff == sqliteBusy || errors.Is(err, context.DeadlineExceeded) {
		return fault.NewUnavailable(1, "fault.unavailable").With(err)
	}
	return err
}

// IsUnique reports whether err is a broken UNIQUE or PRIMARY KEY rule.
func IsUnique(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code() == sqliteConstraintUnique || s.Code() == sqliteConstraintPK
	}
	var p *pgconn.PgError
	return errors.As(err, &p) && p.Code == pgUnique
}

func isForeignKey(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code() == sqliteConstraintFK || s.Code() == sqliteConstraint && strings.Contains(s.Error(), "FOREIGN KEY")
	}
	var p *pgconn.PgError
	return errors.As(err, &p) && p.Code == pgForeignKey
}

func isDiskFull(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code()&0xff == sqliteFull
	}
	var p *pgconn.PgError
	return errors.As(err, &p) && p.Code == pgDiskFull || errors.Is(err, syscall.ENOSPC)
}

// mayRetry reports whether PostgreSQL asks for the whole transaction to be run again.
func mayRetry(err error) bool {
	var p *pgconn.PgError
	return errors.As(err, &p) && (p.Code == pgSerialization || p.Code == pgDeadlock)
}
