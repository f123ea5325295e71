package people

import (
	"context"
	"crypto/hmac"
	"errors"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// The limits of sign-in codes; the package comment gives the reasons.
const (
	codeLife    = 10 * time.Minute
	codeTries   = 5
	codesAnHour = 5
	codeWindow  = int64(time.Hour / time.Microsecond)
	codeKept    = 24 * time.Hour
)

type codePrefix struct{}

func (codePrefix) Prefix() string { return "cod" }

// CodeRequest is the key of a request for a code. It is no secret, but only who asked knows it.
type CodeRequest = ident.Of[codePrefix]

// RequestCode is the input of people.code.request.
type RequestCode struct {
	Email string `json:"email" check:"required,max=254" doc:"Address to send the code to."`
}

// CodeSent is the answer, the same whether or not the address has an account.
type CodeSent struct {
	Request   CodeRequest  `json:"request"`
	ExpiresAt clock.Micros `json:"expires_at"`
}

type codeRow struct {
	ID        CodeRequest
	EmailNorm string
	Slot      int64
	CodeHash  string
	ExpiresAt clock.Micros
	Now       clock.Micros
}

type tryArgs struct {
	ID    CodeRequest
	Tries int
	Now   clock.Micros
}

type tryRow struct {
	EmailNorm string
	CodeHash  string
	Attempts  int
}

var (
	insertCode = sqldb.Exec[codeRow](`
INSERT INTO people_code (edition_id, id, email_norm, slot, code_hash, expires_at, attempts, used_at, created_at, updated_at)
VALUES (0, :id, :email_norm, :slot, :code_hash, :expires_at, 0, 0, :now, :now) ON CONFLICT (edition_id, email_norm, slot) DO NOTHING`)
	// takeTry counts the try before the code is compared, and makes tries at one request wait for each other.
	takeTry = sqldb.Query[tryArgs, tryRow](`
UPDATE people_code SET attempts = attempts + 1, updated_at = :now
WHERE edition_id = 0 AND id = :id AND used_at = 0 AND attempts < :tries AND expires_at > :now
RETURNING email_norm, code_hash, attempts`)
	useCode = sqldb.Exec[tryArgs](`
UPDATE people_code SET used_at = :now, updated_at = :now WHERE edition_id = 0 AND id = :id AND used_at = 0`)
)

// requestCode never looks for an account: what it does and how long it takes cannot depend on whether there is one.
func (c *Core) requestCode(ctx context.Context, w *ops.Writing, in RequestCode) (CodeSent, error) {
	email, err := NormaliseEmail(in.Email)
	if err != nil {
		return CodeSent{}, err
	}
	code, err := newCode()
	if err != nil {
		return CodeSent{}, err
	}
	out := CodeSent{Request: ident.New[codePrefix](w.IDs), ExpiresAt: clock.Of(w.Now.Time().Add(codeLife))}
	row := codeRow{out.Request, email, 0, c.codeHash(int64(out.Request), email, code), out.ExpiresAt, w.Now}
	hour := int64(w.Now) / codeWindow
	for i := range int64(codesAnHour) {
		row.Slot = hour*codesAnHour + i
		n, err := insertCode.Do(ctx, w.Tx, row)
		if err != nil {
			return CodeSent{}, err
		}
		if n > 0 {
			return out, c.sendCode(ctx, w, email, code)
		}
	}
	seconds := int(((hour+1)*codeWindow-int64(w.Now))/int64(time.Second/time.Microsecond)) + 1
	return CodeSent{}, fault.NewUnavailable(seconds, "people.code.too-many", "n", codesAnHour, "minutes", seconds/60+1)
}

// sendCode writes in the language of the page on which the code was asked for. The subject does not hold the code,
// because subjects are shown on locked screens.
func (c *Core) sendCode(ctx context.Context, w *ops.Writing, email, code string) error {
	l := c.d.Words.Locale(w.Language)
	return c.write(ctx, w, email, l.T("people.mail.code.subject"),
		l.T("people.mail.code.text", "code", shownCode(code), "minutes", int(codeLife/time.Minute)))
}

// OpenSession is the input of people.session.open.
type OpenSession struct {
	Request CodeRequest `json:"request" check:"required" doc:"Key that people.code.request answered (cod_…)."`
	Code    string      `json:"code" check:"required,max=40" doc:"Code from the letter; spaces do not matter."`
	Agent   string      `json:"agent" check:"max=300" doc:"What the session is shown as, such as the browser's name."`
}

// openByCode counts the try even when it refuses, so a refusal is an answer here and becomes an error after the commit.
func (c *Core) openByCode(ctx context.Context, w *ops.Writing, in OpenSession) (Opening, error) {
	if err := refuseKey(w); err != nil {
		return Opening{}, err
	}
	row, err := takeTry.One(ctx, w, tryArgs{in.Request, codeTries, w.Now})
	if errors.Is(err, sqldb.ErrNone) {
		return refusal(fault.NewInvalid("code", "people.code.over")), nil
	}
	if err != nil {
		return Opening{}, err
	}
	given := c.codeHash(int64(in.Request), row.EmailNorm, foldCode(in.Code))
	if !hmac.Equal([]byte(given), []byte(row.CodeHash)) {
		if left := codeTries - row.Attempts; left > 0 {
			return refusal(fault.NewInvalid("code", "people.code.wrong", "n", left)), nil
		}
		return refusal(fault.NewInvalid("code", "people.code.over")), nil
	}
	if _, err := useCode.Do(ctx, w.Tx, tryArgs{ID: in.Request, Now: w.Now}); err != nil {
		return Opening{}, err
	}
	a, _, err := EnsureAccount(ctx, w, Person{Email: row.EmailNorm, Language: w.Language})
	if err != nil {
		return Opening{}, err
	}
	return c.open(ctx, w, a, in.Agent)
}

// refuseKey keeps tokens out of the answers that are kept under idempotency keys.
func refuseKey(w *ops.Writing) error {
	if w.Key != "" {
		return fault.NewInvalid("Idempotency-Key", "people.session.no-key")
	}
	return nil
}
