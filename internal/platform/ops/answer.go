package ops

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type answerRow struct {
	EditionID      ident.Edition
	ID             int64
	AccountID      ident.Account
	IdempotencyKey string
	Operation      string
	BodyHash       string
	Answer         string
	Now            clock.Micros `db:"now"`
}

type answerFound struct {
	Operation string
	BodyHash  string
	Answer    string
}

var (
	findAnswer = sqldb.Query[answerRow, answerFound](`
SELECT operation, body_hash, answer FROM ops_answer
WHERE edition_id = :edition_id AND account_id = :account_id AND idempotency_key = :idempotency_key`)
	insertAnswer = sqldb.Exec[answerRow](`
INSERT INTO ops_answer (edition_id, id, account_id, idempotency_key, operation, body_hash, answer, created_at, updated_at)
VALUES (:edition_id, :id, :account_id, :idempotency_key, :operation, :body_hash, :answer, :now, :now)
ON CONFLICT (edition_id, account_id, idempotency_key) DO NOTHING`)
	dropAnswers = sqldb.Exec[answerRow](`DELETE FROM ops_answer WHERE created_at < :now`)
)

// bodyHash identifies the content of a request. JSON of a Go struct has a fixed field order.
func bodyHash(name string, in any) (string, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(name+"\n"), b...))
	return hex.EncodeToString(sum[:]), nil
}

// scopedKey keeps the keys of callers without an account apart by their address.
func scopedKey(c *Call) string {
	if c.Actor.Account == 0 && c.Address != "" {
		return c.Address + " " + c.Key
	}
	return c.Key
}

// answered looks for the first answer to the caller's key and decodes it into out. The same key with another content
// is a Conflict.
func answered(ctx context.Context, tx *sqldb.Tx, c *Call, name, hash string, out any) (bool, error) {
	if len(c.Key) > 100 {
		return false, fault.NewInvalid("Idempotency-Key", "fault.too-long", "max", 100)
	}
	got, err := findAnswer.One(ctx, tx, answerRow{EditionID: c.Edition, AccountID: c.Actor.Account, IdempotencyKey: scopedKey(c)})
	if errors.Is(err, sqldb.ErrNone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if got.Operation != name || got.BodyHash != hash {
		return false, fault.NewConflict("Idempotency-Key", "fault.key-reused")
	}
	return true, json.Unmarshal([]byte(got.Answer), out)
}

func keepAnswer(ctx context.Context, tx *sqldb.Tx, c *Call, name, hash string, out any) error {
	b, err := json.Marshal(out)
	if err != nil {
		return err
	}
	n, err := insertAnswer.Do(ctx, tx, answerRow{c.Edition, c.IDs.Next(), c.Actor.Account, scopedKey(c), name, hash, string(b), c.Now})
	if err == nil && n == 0 {
		// PostgreSQL only: the same request is being answered by another transaction at this moment.
		return fault.NewConflict("Idempotency-Key", "fault.in-progress")
	}
	return err
}

// DropAnswers forgets the answers kept before an instant. Answers are promised for 24 hours; a job keeps them a week.
func DropAnswers(ctx context.Context, db *sqldb.DB, before clock.Micros) error {
	return db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := dropAnswers.Do(ctx, tx, answerRow{Now: before})
		return err
	})
}
