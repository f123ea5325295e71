package people_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// other returns a code of the same length that is not the given one.
func other(code string) string {
	last := code[len(code)-1]
	return code[:len(code)-1] + string('0'+(last-'0'+1)%10)
}

func TestSigningInByCode(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		sent, code := h.askCode(t, " Mei.Lin@Example.com ")
		letter := h.letters()[0]
		if letter.To != "mei.lin@example.com" || strings.Contains(letter.Subject, code[:4]) {
			t.Errorf("letter to %q with subject %q", letter.To, letter.Subject)
		}
		o, err := h.open(ops.With(t.Context(), ops.Caller{Language: "th", Address: "192.0.2.7"}), sent.Request, code)
		if err != nil {
			t.Fatal(err)
		}
		me, err := h.Me.Do(h.as(t, o.Token), people.None{})
		if err != nil {
			t.Fatal(err)
		}
		want := people.Me{Account: people.Account{ID: o.Account, Email: "mei.lin@example.com", Language: "th", State: people.Active, CreatedAt: me.CreatedAt},
			Grants: []ops.Grant{}, Organisations: []people.Membership{}}
		if d := cmp.Diff(want, me); d != "" {
			t.Errorf("me (-want +got):\n%s", d)
		}
		kept := h.stored(t)
		for _, secret := range []string{o.Token, strings.ReplaceAll(code, " ", ""), code} {
			if strings.Contains(kept, secret) {
				t.Errorf("the database keeps %q:\n%s", secret, kept)
			}
		}
		if entries := strings.Split(kept, "\n")[:2]; !strings.Contains(strings.Join(entries, " "), "people.session.open") || strings.Contains(strings.Join(entries, " "), "mei.lin") {
			t.Errorf("ledger: %q; want the session, and no address", entries)
		}
	})
}

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for i, typed := range []func(string) string{
			func(s string) string { return strings.ReplaceAll(s, " ", "") },
			func(s string) string { return "  " + strings.ReplaceAll(s, " ", "-") + " " },
			func(s string) string { return digits(s, '๐') },
			func(s string) string { return digits(s, '၀') },
			func(s string) string { return digits(s, '０') },
		} {
			sent, code := h.askCode(t, fmt.Sprintf("p%d@example.com", i))
			if _, err := h.open(t.Context(), sent.Request, typed(code)); err != nil {
				t.Errorf("%q: %v", typed(code), err)
			}
		}
	})
}

func digits(s string, zero rune) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return zero + r - '0'
		}
		return r
	}, s)
}

func TestFiveWrongTriesEndACode(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		sent, code := h.askCode(t, "a@example.com")
		for i := 1; i <= 4; i++ {
			_, err := h.open(t.Context(), sent.Request, other(code))
			wantFault(t, fmt.Sprint("try ", i), err, fault.Invalid, "people.code.wrong")
			if e := fault.As(err); e != nil && e.Problems[0].Args["n"] != 5-i {
				t.Errorf("try %d: %v left", i, e.Problems[0].Args["n"])
			}
		}
		_, err := h.open(t.Context(), sent.Request, other(code))
		wantFault(t, "fifth try", err, fault.Invalid, "people.code.over")
		_, err = h.open(t.Context(), sent.Request, code)
		wantFault(t, "the right code after five wrong ones", err, fault.Invalid, "people.code.over")
		sent, code = h.askCode(t, "a@example.com")
		if _, err := h.open(t.Context(), sent.Request, code); err != nil {
			t.Errorf("a new code: %v", err)
		}
	})
}

func TestAWrongCodeIsAnErrorAndATryOnTheAPI(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		sent, code := h.askCode(t, "a@example.com")
		call := h.reg.Find("people.session.open").CallJSON
		for range 5 {
			b, err := call(t.Context(), fmt.Appendf(nil, `{"request":%q,"code":%q}`, sent.Request, other(code)))
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("got %s, %v; want Invalid", b, err)
			}
		}
		_, err := call(t.Context(), fmt.Appendf(nil, `{"request":%q,"code":%q}`, sent.Request, code))
		wantFault(t, "after five tries", err, fault.Invalid, "people.code.over")
	})
}

func TestACodeEndsAfterTenMinutes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		late, lateCode := h.askCode(t, "a@example.com")
		h.clock.Advance(9*time.Minute + 59*time.Second)
		if _, err := h.open(t.Context(), late.Request, lateCode); err != nil {
			t.Errorf("within ten minutes: %v", err)
		}
		sent, code := h.askCode(t, "a@example.com")
		h.clock.Advance(10 * time.Minute)
		_, err := h.open(t.Context(), sent.Request, code)
		wantFault(t, "after ten minutes", err, fault.Invalid, "people.code.over")
	})
}

func TestACodeOpensOneSession(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		sent, code := h.askCode(t, "a@example.com")
		var wg sync.WaitGroup
		var mu sync.Mutex
		opened := 0
		for range 8 {
			wg.Go(func() {
				_, err := h.open(t.Context(), sent.Request, code)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					opened++
				} else if !fault.Is(err, fault.Invalid) {
					t.Errorf("a loser got %v", err)
				}
			})
		}
		wg.Wait()
		if opened != 1 {
			t.Errorf("%d sessions of one code", opened)
		}
		_, err := h.open(t.Context(), sent.Request, code)
		wantFault(t, "again", err, fault.Invalid, "people.code.over")
	})
}

func TestACodeAnswersItsOwnRequestOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		mine, myCode := h.askCode(t, "a@example.com")
		theirs, theirCode := h.askCode(t, "b@example.com")
		_, err := h.open(t.Context(), mine.Request, theirCode)
		wantFault(t, "another address's code", err, fault.Invalid, "people.code.wrong")
		strangers, _ := h.askCode(t, "a@example.com")
		for range 5 {
			_, _ = h.open(t.Context(), strangers.Request, "00000000x")
		}
		if _, err := h.open(t.Context(), mine.Request, myCode); err != nil {
			t.Errorf("a stranger's wrong tries used up mine: %v", err)
		}
		_, err = h.open(t.Context(), theirs.Request+1<<40, theirCode)
		wantFault(t, "a request that never was", err, fault.Invalid, "people.code.over")
	})
}

func TestAnAddressIsSentFiveCodesAnHour(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				if _, err := h.RequestCode.Do(t.Context(), people.RequestCode{Email: "a@example.com"}); err != nil {
					wantFault(t, "a request too many", err, fault.Unavailable, "people.code.too-many")
				}
			})
		}
		wg.Wait()
		if n := len(h.letters()); n != 5 {
			t.Errorf("%d letters, want 5", n)
		}
		_, err := h.RequestCode.Do(t.Context(), people.RequestCode{Email: "A@Example.com"})
		if e := fault.As(err); e == nil || e.RetryAfterSeconds < 54*60 || e.RetryAfterSeconds > 56*60 {
			t.Errorf("another spelling: %v, want Unavailable for 55 minutes", err)
		}
		h.askCode(t, "b@example.com")
		h.clock.Advance(55 * time.Minute)
		h.askCode(t, "a@example.com")
	})
}

func TestNothingTellsWhetherAnAddressHasAnAccount(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.person(t, "organiser@example.com", ops.Grant{Role: ops.Organiser})
		gone := h.person(t, "gone@example.com")
		boss := h.person(t, "boss@example.com", ops.Grant{Role: ops.Organiser})
		if _, err := h.DisableAccount.Do(holding(t, boss, ops.Grant{Role: ops.Organiser}), people.OneAccount{Account: gone}); err != nil {
			t.Fatal(err)
		}
		var letters []string
		var answers []people.CodeSent
		for _, email := range []string{"organiser@example.com", "gone@example.com", "nobody@example.com"} {
			sent, code := h.askCode(t, email)
			sent.Request = 0
			answers = append(answers, sent)
			m := h.letters()[len(letters)]
			letters = append(letters, m.Subject+strings.ReplaceAll(m.Text, code, ""))
		}
		for i := range letters {
			if letters[i] != letters[0] || answers[i] != answers[0] {
				t.Errorf("address %d is answered %v with letter %q, the first %v with %q", i, answers[i], letters[i], answers[0], letters[0])
			}
		}
		for i, email := range []string{"organiser@example.com", "nobody@example.com"} {
			sent, code := h.askCode(t, email)
			_, err := h.open(t.Context(), sent.Request, other(code))
			wantFault(t, fmt.Sprint("a wrong code for address ", i), err, fault.Invalid, "people.code.wrong")
		}
	})
}

func TestSigningInTakesNoIdempotencyKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		sent, code := h.askCode(t, "a@example.com")
		ctx := ops.With(context.Background(), ops.Caller{Key: "k1"})
		_, err := h.OpenSession.Do(ctx, people.OpenSession{Request: sent.Request, Code: code})
		wantFault(t, "by code", err, fault.Invalid, "people.session.no-key")
		_, err = h.OpenLink.Do(ctx, people.OpenLink{Token: "AAAAAAAAAAAAAAAAAAAAAA"})
		wantFault(t, "by link", err, fault.Invalid, "people.session.no-key")
		if _, err := h.open(t.Context(), sent.Request, code); err != nil {
			t.Errorf("the refusal used up the code: %v", err)
		}
	})
}
