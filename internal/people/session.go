package people

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// SessionCookie is the name under which browsers keep a session's token.
const SessionCookie = "fairway_session"

// The life of a session. IdleLife is also how long a browser may keep the cookie without a visit.
const (
	IdleLife    = 30 * 24 * time.Hour
	longestLife = 90 * 24 * time.Hour
	touchEvery  = 5 * time.Minute
	keptEnded   = 30 * 24 * time.Hour
	maxSessions = 100
)

type sessionPrefix struct{}

func (sessionPrefix) Prefix() string { return "ses" }

// SessionID is the key of a session. It is no secret: the token is.
type SessionID = ident.Of[sessionPrefix]

// Opening is the answer to signing in. Read Err first: a refusal that had to be written down, such as a wrong code that
// used up a try, is a committed answer and not an error of the operation. Written as JSON, a refusal is its error.
type Opening struct {
	// Token is the secret that the browser keeps; it is shown here and nowhere else.
	Token     string        `json:"token"`
	Session   SessionID     `json:"session"`
	Account   ident.Account `json:"account"`
	ExpiresAt clock.Micros  `json:"expires_at"`
	// Language is the language the person chose for letters.
	Language string `json:"language"`
	refused  *fault.Error
}

// Err returns why no session was opened, nil if one was: Invalid for field "code", or Denied for a disabled account.
func (o Opening) Err() error {
	if o.refused == nil {
		return nil
	}
	return o.refused
}

// MarshalJSON writes the opened session, or returns the refusal, so that no face can show a refusal as success.
func (o Opening) MarshalJSON() ([]byte, error) {
	if o.refused != nil {
		return nil, o.refused
	}
	type plain Opening
	return json.Marshal(plain(o))
}

func refusal(e *fault.Error) Opening { return Opening{refused: e} }

// Session is one place in which a person is signed in.
type Session struct {
	ID        SessionID    `json:"session"`
	Agent     string       `json:"agent"`
	Address   string       `json:"address"`
	SeenAt    clock.Micros `json:"seen_at"`
	CreatedAt clock.Micros `json:"created_at"`
	// Current marks the session that asks.
	Current bool `json:"current" db:"-"`
}

type sessionRow struct {
	ID        SessionID
	AccountID ident.Account
	TokenHash string
	Agent     string
	Address   string
	ExpiresAt clock.Micros
	Now       clock.Micros
}

type touchArgs struct {
	ID        SessionID
	ExpiresAt clock.Micros
	Before    clock.Micros
	Now       clock.Micros
}

// credential is one row of a session and a grant of its account; without grants there is one row with an empty role.
type credential struct {
	SessionID   SessionID
	AccountID   ident.Account
	SeenAt      clock.Micros
	CreatedAt   clock.Micros
	Email       string
	Name        string
	EditionID   ident.Edition
	Role        ops.Role
	PavilionID  ident.Pavilion
	ExhibitorID ident.Exhibitor
}

var (
	insertSession = sqldb.Exec[sessionRow](`
INSERT INTO people_session (edition_id, id, account_id, token_hash, agent, address, seen_at, expires_at, ended_at, created_at, updated_at)
VALUES (0, :id, :account_id, :token_hash, :agent, :address, :now, :expires_at, 0, :now, :now)`)
	// credentials is on the way of every page for a signed-in person: one statement, three index look-ups.
	credentials = sqldb.Query[sessionRow, credential](`
SELECT s.id AS session_id, s.account_id, s.seen_at, s.created_at, a.email, a.name, COALESCE(g.edition_id, 0) AS edition_id,
COALESCE(g.role, '') AS role, COALESCE(g.pavilion_id, 0) AS pavilion_id, COALESCE(g.exhibitor_id, 0) AS exhibitor_id
FROM people_session s JOIN people_account a ON a.edition_id = 0 AND a.id = s.account_id
LEFT JOIN people_grant g ON g.account_id = s.account_id
WHERE s.edition_id = 0 AND s.token_hash = :token_hash AND s.ended_at = 0 AND s.expires_at > :now AND a.state = 'active'
ORDER BY g.id`)
	touchSession = sqldb.Exec[touchArgs](`
UPDATE people_session SET seen_at = :now, expires_at = :expires_at, updated_at = :now
WHERE edition_id = 0 AND id = :id AND ended_at = 0 AND seen_at <= :before`)
	sessionsOf = sqldb.Query[accountArgs, Session](`
SELECT id, agent, address, seen_at, created_at FROM people_session
WHERE edition_id = 0 AND account_id = :account AND ended_at = 0 AND expires_at > :now ORDER BY seen_at DESC, id DESC LIMIT :limit`)
	endSession = sqldb.Query[accountArgs, SessionID](`
UPDATE people_session SET ended_at = :now, updated_at = :now
WHERE edition_id = 0 AND account_id = :account AND id = :except AND ended_at = 0 RETURNING id`)
	endOtherSessions = sqldb.Query[accountArgs, SessionID](`
UPDATE people_session SET ended_at = :now, updated_at = :now
WHERE edition_id = 0 AND account_id = :account AND id <> :except AND ended_at = 0 RETURNING id`)
)

// open begins a session. The token is always new, and the session that the browser came with ends, so that a token
// planted before signing in is worth nothing afterwards.
func (c *Core) open(ctx context.Context, w *ops.Writing, a Account, agent string) (Opening, error) {
	if a.State != Active {
		return refusal(fault.NewDenied("people.account.disabled")), nil
	}
	if w.Actor.Session != 0 {
		ended, err := endSession.All(ctx, w, accountArgs{Account: w.Actor.Account, Except: w.Actor.Session, Now: w.Now})
		if err != nil {
			return Opening{}, err
		}
		recordEnded(w, ended)
	}
	o := Opening{Token: newToken(sessionBytes), Session: ident.New[sessionPrefix](w.IDs), Account: a.ID,
		ExpiresAt: clock.Of(w.Now.Time().Add(IdleLife)), Language: a.Language}
	if _, err := insertSession.Do(ctx, w.Tx, sessionRow{o.Session, a.ID, hashToken(o.Token), agent, w.Address, o.ExpiresAt, w.Now}); err != nil {
		return Opening{}, err
	}
	w.Record("session", o.Session, "open", nil)
	return o, nil
}

// Authenticate returns the person behind a session's token with all their grants, or the anonymous Actor if the token
// opens nothing: unknown, ended, expired, or of a disabled account. It is one read; at most every five minutes it also
// writes down that the session is in use, which moves its end.
func (c *Core) Authenticate(ctx context.Context, token string, now clock.Micros) (ops.Actor, error) {
	if !couldBeToken(token, sessionBytes) {
		return ops.Actor{}, nil
	}
	var rows []credential
	err := c.d.DB.Read(ctx, func(q *sqldb.Read) (err error) {
		rows, err = credentials.All(ctx, q, sessionRow{TokenHash: hashToken(token), Now: now})
		return err
	})
	if err != nil || len(rows) == 0 {
		return ops.Actor{}, err
	}
	first := rows[0]
	actor := ops.Actor{Account: first.AccountID, Name: Account{Name: first.Name, Email: first.Email}.Shown(), Session: int64(first.SessionID)}
	for _, r := range rows {
		if r.Role != "" {
			actor.Grants = append(actor.Grants, ops.Grant{Role: r.Role, Edition: r.EditionID, Pavilion: r.PavilionID, Exhibitor: r.ExhibitorID})
		}
	}
	if before := clock.Of(now.Time().Add(-touchEvery)); first.SeenAt <= before {
		// A full disk must not keep people from reading: the session is good, only its end does not move.
		_ = c.touch(ctx, touchArgs{first.SessionID, endOf(first.CreatedAt, now), before, now})
	}
	return actor, nil
}

func (c *Core) touch(ctx context.Context, args touchArgs) error {
	return c.d.DB.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := touchSession.Do(ctx, tx, args)
		return err
	})
}

// endOf is when a session ends that is used now.
func endOf(created, now clock.Micros) clock.Micros {
	return min(clock.Of(now.Time().Add(IdleLife)), clock.Of(created.Time().Add(longestLife)))
}

// Sessions are one's own sessions, the one used last first, at most a hundred.
type Sessions struct {
	Items []Session `json:"items"`
}

func (c *Core) listSessions(ctx context.Context, q *ops.Reading, _ None) (Sessions, error) {
	rows, err := sessionsOf.All(ctx, q, accountArgs{Account: q.Actor.Account, Now: q.Now, Limit: maxSessions})
	for i := range rows {
		rows[i].Current = int64(rows[i].ID) == q.Actor.Session
	}
	return Sessions{rows}, err
}

// OneSession names one of one's own sessions.
type OneSession struct {
	Session SessionID `json:"session" check:"required" doc:"Key of the session (ses_…)."`
}

// Ended says which sessions were ended.
type Ended struct {
	Sessions []SessionID `json:"sessions"`
}

func (c *Core) endOne(ctx context.Context, w *ops.Writing, in OneSession) (Ended, error) {
	ids, err := endSession.All(ctx, w, accountArgs{Account: w.Actor.Account, Except: int64(in.Session), Now: w.Now})
	if err == nil && len(ids) == 0 {
		err = fault.NewNotFound("people.session.not-found")
	}
	recordEnded(w, ids)
	return Ended{ids}, err
}

func (c *Core) endOthers(ctx context.Context, w *ops.Writing, _ None) (Ended, error) {
	ids, err := endOtherSessions.All(ctx, w, accountArgs{Account: w.Actor.Account, Except: w.Actor.Session, Now: w.Now})
	recordEnded(w, ids)
	return Ended{ids}, err
}

// endSessions ends all sessions of an account but one; 0 spares none.
func endSessions(ctx context.Context, w *ops.Writing, a ident.Account, except int64) error {
	ids, err := endOtherSessions.All(ctx, w, accountArgs{Account: a, Except: except, Now: w.Now})
	recordEnded(w, ids)
	return err
}

func recordEnded(w *ops.Writing, ids []SessionID) {
	for _, id := range ids {
		w.Record("session", id, "end", nil)
	}
}

type sweepArgs struct {
	Codes    clock.Micros
	Sessions clock.Micros
	Now      clock.Micros
}

var (
	sweepCodes    = sqldb.Exec[sweepArgs](`DELETE FROM people_code WHERE edition_id = 0 AND created_at < :codes`)
	sweepSessions = sqldb.Exec[sweepArgs](`
DELETE FROM people_session WHERE edition_id = 0 AND (expires_at < :sessions OR ended_at > 0 AND ended_at < :sessions)`)
	sweepLinks = sqldb.Exec[sweepArgs](`DELETE FROM people_link WHERE edition_id = 0 AND expires_at < :now`)
)

// Sweep forgets codes after a day, sessions 30 days after their end, and expired links. App runs it daily.
func (c *Core) Sweep(ctx context.Context, now clock.Micros) error {
	args := sweepArgs{clock.Of(now.Time().Add(-codeKept)), clock.Of(now.Time().Add(-keptEnded)), now}
	return c.d.DB.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var errs []error
		for _, e := range []*sqldb.E[sweepArgs]{sweepCodes, sweepSessions, sweepLinks} {
			_, err := e.Do(ctx, tx, args)
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	})
}
