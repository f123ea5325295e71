package ops_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

type preparedInput struct {
	Words string `json:"words" check:"required,max=5"`
	// found is what preparing found; no caller can set it.
	found string
}

func TestPrepareRunsOnceForAValidInputOfAnAdmittedCallerBeforeTheWrite(t *testing.T) {
	t.Parallel()
	db := sqldbtest.SQLite(t)
	c := clock.At(time.Date(2025, 9, 17, 0, 0, 0, 0, time.UTC))
	r := ops.NewRegistry(db, c, ident.NewMaker(c, 1), ops.Limits{})
	prepared, written := 0, 0
	var fails error
	op := ops.Write(r, ops.Meta{Name: "test.word.count", Doc: "Counts.", Roles: []ops.Role{ops.Organiser}, Route: "POST /words", Example: `{"words":"a"}`},
		func(_ context.Context, _ *ops.Writing, in preparedInput) (string, error) {
			written++
			return in.found, nil
		}).Prepare(func(_ context.Context, in *preparedInput) error {
		prepared++
		in.found = "found " + in.Words
		return fails
	})
	organiser := ops.With(context.Background(), ops.Caller{Actor: ops.Actor{Account: 1, Grants: []ops.Grant{{Role: ops.Organiser}}}})
	if _, err := op.Do(organiser, preparedInput{Words: "too long"}); !fault.Is(err, fault.Invalid) || prepared != 0 {
		t.Errorf("an invalid input: %v, prepared %d times", err, prepared)
	}
	if _, err := op.Do(context.Background(), preparedInput{Words: "a"}); !fault.Is(err, fault.Denied) || prepared != 0 {
		t.Errorf("somebody who may not: %v, prepared %d times", err, prepared)
	}
	fails = errors.New("unreadable")
	if _, err := op.Do(organiser, preparedInput{Words: "a"}); !errors.Is(err, fails) || prepared != 1 || written != 0 {
		t.Errorf("preparing failed: %v, prepared %d, written %d", err, prepared, written)
	}
	fails = nil
	out, err := op.Do(organiser, preparedInput{Words: "a", found: "forged"})
	if err != nil || out != "found a" || prepared != 2 || written != 1 {
		t.Errorf("got %q, %v, prepared %d, written %d", out, err, prepared, written)
	}
}
