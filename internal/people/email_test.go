package people_test

import (
	"strings"
	"testing"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/mail"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

func TestNormaliseEmail(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"  Mei.Lin@Example.COM ":  "mei.lin@example.com",
		"o'brien+expo@example.ie": "o'brien+expo@example.ie",
		"x@例え.jp":                 "x@xn--r8jz45g.jp",
		"x@ｅｘａｍｐｌｅ．com":           "x@example.com",
		"สมชาย@example.co.th":     "สมชาย@example.co.th",
		"Jose\u0301@example.pt":   "jos\u00e9@example.pt",
		"a@b.co":                  "a@b.co",
	} {
		got, err := people.NormaliseEmail(given)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", given, got, err, want)
		}
		if again, err := people.NormaliseEmail(got); err != nil || again != got {
			t.Errorf("%q normalised twice: got %q, %v", got, again, err)
		}
		if sent, err := mail.ParseAddress(got); err != nil || sent != got {
			t.Errorf("%q cannot be written to: %q, %v", got, sent, err)
		}
	}
}

// hostile are addresses that must reach neither the database nor a letter's header.
var hostile = []string{
	"", "@", "a@", "@b.co", "a b@c.co", "a@b", "a@b.c", "a@@b.co", "a@b@c.co,d@e.co", "a,b@c.co", "a;b@c.co", "<a@b.co>", `"a b"@c.co`,
	"a@b.co\r\nBcc: everyone@example.com", "a\r\nBcc: x@y.zz@b.co", "a@b.co\x00", "a\u200b@b.co", "a\u202e@b.co", "a@[127.0.0.1]", "a@127.0.0.1",
	"a@-b.co", "a@b..co", ".a@b.co", "a.@b.co", "a..b@c.co", "a@b.co.", "a(c)@b.co", "a\\@b.co", "a:b@c.co", "\xff@b.co",
	strings.Repeat("a", 65) + "@b.co", strings.Repeat("a", 10_000) + "@b.co", "a@" + strings.Repeat("b.", 5_000) + "co", strings.Repeat("@", 300),
	"a@" + strings.Repeat("b", 64) + ".co",
}

func TestNormaliseEmailRefusesWhatIsNoAddress(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		if got, err := people.NormaliseEmail(s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.60q: got %.60q, %v; want Invalid", s, got, err)
		}
	}
}

func TestHostileAddressesGetNoLetter(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for _, s := range hostile {
			if _, err := h.RequestCode.Do(t.Context(), people.RequestCode{Email: s}); !fault.Is(err, fault.Invalid) {
				t.Errorf("%.60q: got %v, want Invalid", s, err)
			}
		}
		if n := len(h.letters()); n != 0 {
			t.Errorf("%d letters went out", n)
		}
	})
}

func FuzzNormaliseEmail(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Add("Mei.Lin@Example.COM")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := people.NormaliseEmail(s)
		if err != nil {
			return
		}
		if again, err := people.NormaliseEmail(got); err != nil || again != got {
			t.Errorf("%q gives %q, which gives %q, %v", s, got, again, err)
		}
		if sent, err := mail.ParseAddress(got); err != nil || sent != got {
			t.Errorf("%q gives %q, which cannot be written to: %v", s, got, err)
		}
		if strings.ContainsAny(got, "\r\n\x00 <>\",;:\\()[]") || strings.Count(got, "@") != 1 {
			t.Errorf("%q gives %q", s, got)
		}
	})
}
