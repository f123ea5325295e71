package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// How long a server may take to answer one step, and for the whole message.
const (
	stepTimeout = 15 * time.Second
	sendTimeout = 60 * time.Second
)

// SMTP returns a Sender for a server given as smtp://user:password@host:port?tls=MODE. MODE is starttls (the default:
// the connection must become encrypted, port 587), implicit (encrypted from the start, port 465) or none (for a relay
// on the same machine, port 25). User and password are left out together. Nothing is connected yet.
// The error never shows the password.
func SMTP(server string, from Address, c clock.Clock) (*Sender, error) {
	host, dial, options, err := parseServer(server)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	if _, err := gomail.NewClient(host, options...); err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	return newSender(from, c, func(ctx context.Context, m *gomail.Msg, _ time.Time) error {
		ctx, cancel := context.WithTimeout(ctx, sendTimeout)
		defer cancel()
		line := &connection{dial: dial, whole: ctx}
		defer line.close()
		// A client holds one connection and is not shared.
		client, err := gomail.NewClient(host, append(slices.Clone(options), gomail.WithDialContextFunc(line.open))...)
		if err != nil {
			return err
		}
		return smtpError(client.DialAndSendWithContext(ctx, m))
	})
}

// dialer opens a connection, encrypted or not.
type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// connection remembers what the client opened: it forgets a connection whose greeting, encryption or sign-in fails,
// and the server would be kept waiting.
type connection struct {
	dial  dialer
	whole context.Context // of the whole message; the client heeds its context only until it is connected
	conn  net.Conn
	stop  func() bool
}

func (l *connection) open(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := l.dial(ctx, network, address)
	if err == nil {
		l.conn, l.stop = conn, context.AfterFunc(l.whole, func() { _ = conn.Close() })
	}
	return conn, err
}

func (l *connection) close() {
	if l.conn != nil {
		l.stop()
		_ = l.conn.Close() // after QUIT it is closed already
	}
}

func parseServer(server string) (host string, dial dialer, options []gomail.Option, err error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", nil, nil, errors.New("not a URL") // the parser's error repeats the URL and its password
	}
	if u.Scheme != "smtp" || u.Hostname() == "" || u.Path != "" && u.Path != "/" {
		return "", nil, nil, errors.New("want smtp://user:password@host:port?tls=starttls|implicit|none")
	}
	q := u.Query()
	mode := q.Get("tls")
	q.Del("tls")
	if len(q) > 0 {
		return "", nil, nil, errors.New("only tls may stand after the question mark")
	}
	port := 587
	dial = (&net.Dialer{}).DialContext
	switch mode {
	case "", "starttls":
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case "implicit":
		// Opportunistic, because there is no STARTTLS to ask for in a connection that is encrypted already.
		port, dial = 465, (&tls.Dialer{Config: &tls.Config{MinVersion: tls.VersionTLS12}}).DialContext
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	case "none":
		port, options = 25, append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		return "", nil, nil, fmt.Errorf("tls=%.20q is not starttls, implicit or none", mode)
	}
	if p := u.Port(); p != "" {
		if port, err = strconv.Atoi(p); err != nil || port < 1 || port > 65535 {
			return "", nil, nil, errors.New("port out of range")
		}
	}
	options = append(options, gomail.WithPort(port), gomail.WithTimeout(stepTimeout))
	if u.User != nil {
		password, ok := u.User.Password()
		if !ok || mode == "none" {
			return "", nil, nil, errors.New("a user needs a password, and a password needs an encrypted connection")
		}
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return u.Hostname(), dial, options, nil
}

// smtpError gives the outcome its kind: a server's lasting refusal of this message is Invalid, all else may be tried
// again. Of a server's words only the codes are kept, because they often repeat the recipient.
func smtpError(err error) error {
	if err == nil {
		return nil
	}
	var refused *gomail.SendError
	if !errors.As(err, &refused) {
		return fault.NewUnavailable(0, "mail.unavailable").With(err)
	}
	cause := fmt.Errorf("smtp answer %d %s, reason %d", refused.ErrorCode(), refused.EnhancedStatusCode(), refused.Reason)
	if code := refused.ErrorCode(); code >= 500 && code < 600 {
		return fault.NewInvalid("to", "mail.refused").With(cause)
	}
	return fault.NewUnavailable(0, "mail.unavailable").With(cause)
}
