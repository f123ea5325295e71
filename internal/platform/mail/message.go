package mail

import (
	netmail "net/mail"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// Address is where a message comes from or goes to.
type Address struct {
	// Name is shown beside the address, in any script; "" for none.
	Name string
	// Email is local@domain without brackets.
	Email string
}

// Message is one message to one person.
type Message struct {
	To Address
	// Subject is one line of 1 to 200 characters in any script.
	Subject string
	// Text is the message in plain words, up to 256 KiB; it is required, because every program can show it.
	Text string
	// HTML is the same content with layout, up to 1 MiB; "" for none. It is sent as it is: the caller escapes.
	HTML string
}

// The largest parts of a message.
const (
	maxSubject = 200
	maxText    = 256 << 10
	maxHTML    = 1 << 20
)

// ParseAddress returns the e-mail address that people typed, without the spaces around it and with its domain in
// lower case; the part before the @ keeps its case, as RFC 5321 asks. A display name, a comment, a quoted or an
// empty part, more than 254 bytes are refused. Whether it can receive mail is not known. Errors: Invalid.
func ParseAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	invalid := fault.NewInvalid("", "mail.address.invalid", "address", shorten(s))
	if len(s) > 254 || !text.Clean(s) || strings.ContainsAny(s, " \t\r\n\"<>(),;:\\[]") {
		return "", invalid
	}
	local, domain, ok := cutLast(s, "@")
	if !ok || len(local) > 64 || strings.Contains(local, "@") || strings.HasPrefix(domain, "-") || strings.HasSuffix(domain, ".") {
		return "", invalid
	}
	parsed, err := netmail.ParseAddress(s)
	if err != nil || parsed.Name != "" || parsed.Address != s {
		return "", invalid
	}
	return local + "@" + strings.ToLower(domain), nil
}

// check returns the address as it will be written.
func (a Address) check(field string) (Address, error) {
	email, err := ParseAddress(a.Email)
	if err != nil {
		return Address{}, fault.NewInvalid(field, "mail.address.invalid", "address", shorten(a.Email))
	}
	if !line(a.Name) || utf8.RuneCountInString(a.Name) > 100 {
		return Address{}, fault.NewInvalid(field, "mail.name.invalid")
	}
	return Address{Name: a.Name, Email: email}, nil
}

// check refuses a message that cannot be sent, or that carries a line end into a header.
func (m Message) check() (Message, error) {
	to, err := m.To.check("to")
	if err != nil {
		return Message{}, err
	}
	m.To = to
	var l fault.List
	if strings.TrimSpace(m.Subject) == "" || !line(m.Subject) || utf8.RuneCountInString(m.Subject) > maxSubject {
		l.Add("subject", "mail.subject.invalid", "max", maxSubject)
	}
	if strings.TrimSpace(m.Text) == "" || !text.Clean(m.Text) || len(m.Text) > maxText {
		l.Add("text", "mail.text.invalid")
	}
	if !text.Clean(m.HTML) || len(m.HTML) > maxHTML {
		l.Add("html", "mail.text.invalid")
	}
	return m, l.Err()
}

// line reports whether s may stand in a header: clean text on one line. U+0085, U+2028 and U+2029 are line ends too.
func line(s string) bool { return text.Clean(s) && !strings.ContainsAny(s, "\t\r\n\u0085\u2028\u2029") }

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// shorten keeps what an error repeats of an input to a size that can be shown.
func shorten(s string) string {
	r := []rune(strings.ToValidUTF8(s, "\ufffd"))
	if len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return string(r)
}
