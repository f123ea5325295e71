package ops

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/sqldb"
)

// Prepare makes f run before the operation's transaction begins, once the input is valid and the caller is admitted:
// for work that must not hold a transaction open, such as decoding a picture and putting it on disk. f may fill fields
// of the input that no caller can set (unexported ones). What f leaves behind outside the database must do no harm
// when the transaction then fails, and f runs again for a call that repeats an idempotency key. It returns o; call it
// at registration only.
func (o *Op[In, Out]) Prepare(f func(ctx context.Context, in *In) error) *Op[In, Out] {
	o.prepare = f
	return o
}

// runPrepare admits the caller before it spends anything on the input; the transaction asks again.
func (o *Op[In, Out]) runPrepare(ctx context.Context, c Call, in *In) error {
	if o.prepare == nil {
		return nil
	}
	if err := o.r.db.Read(ctx, func(q *sqldb.Read) error { return o.admit(ctx, q, &c, *in) }); err != nil {
		return wrap(o.Name, err)
	}
	if err := o.prepare(ctx, in); err != nil {
		return wrap(o.Name, err)
	}
	return nil
}
