package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// NormaliseEmail returns the one spelling of an address under which it is known: trimmed, in lower case, the domain in
// its ASCII form (RFC 5891), the part before the @ composed (NFC). Letters of every script are taken before the @
// (RFC 6531); quoted parts, addresses in brackets and domains without a dot are not.
//
// Mail always goes to this spelling. Invariant: what a code proves is the mailbox that the account is known by, so two
// addresses that fold into one cannot be used to take over each other's account.
//
// Anything else is Invalid with field "email".
func NormaliseEmail(s string) (string, error) {
	refused := fault.NewInvalid("email", "fault.pattern-email")
	s = strings.TrimSpace(s)
	at := strings.LastIndexByte(s, '@')
	if len(s) > 254 || !utf8.ValidString(s) || at < 1 {
		return "", refused
	}
	local := norm.NFC.String(strings.ToLower(s[:at]))
	domain, err := idna.Lookup.ToASCII(s[at+1:])
	if err != nil || !localPart(local) || !mailDomain(domain) || len(local)+1+len(domain) > 254 {
		return "", refused
	}
	return local + "@" + domain, nil
}

// localPart accepts dot-atoms of RFC 5322 with the letters of RFC 6531.
func localPart(s string) bool {
	if len(s) > 64 || strings.HasPrefix(s, ".") || strings.HasSuffix(s, ".") || strings.Contains(s, "..") {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", r) {
			return false
		}
	}
	return s != ""
}

func mailDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, l := range labels { // idna does not look at the lengths of DNS
		if l == "" || len(l) > 63 {
			return false
		}
	}
	top := labels[len(labels)-1]
	return len(labels) > 1 && len(s) <= 253 && len(top) > 1 &&
		strings.ContainsFunc(top, func(r rune) bool { return r < '0' || r > '9' })
}
