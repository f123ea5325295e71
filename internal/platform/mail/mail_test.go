package mail_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fairway-expo/fairway/internal/platform/mail"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

var (
	noon = time.Date(2025, 9, 17, 4, 0, 0, 0, time.UTC)
	from = mail.Address{Name: "中国—东盟博览会", Email: "expo@Fairway.Example"}
)

func folder(t *testing.T) (*mail.Sender, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "outbox")
	s, err := mail.Folder(dir, from, clock.At(noon))
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

// written returns the messages in the folder.
func written(t *testing.T, dir string) []*netmail.Message {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []*netmail.Message
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		m, err := netmail.ReadMessage(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !strings.HasSuffix(name, ".eml") {
			t.Errorf("%s is in the folder", name)
		}
		all = append(all, m)
	}
	return all
}

// decode undoes the transfer encoding of a body or part.
func decode(t *testing.T, encoding string, r io.Reader) string {
	t.Helper()
	if encoding == "quoted-printable" {
		r = quotedprintable.NewReader(r)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}

func TestFolderWritesWhatAMailProgramReads(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]mail.Message{
		"English":  {To: mail.Address{Email: "li@example.com"}, Subject: "Your code is 123456", Text: "123456\n.\nFrom the expo: a dot alone, a line that begins with From.\n"},
		"Thai":     {To: mail.Address{Name: "สมชาย ใจดี", Email: "somchai@example.co.th"}, Subject: "รหัสเข้าสู่ระบบของคุณสำหรับงานแสดงสินค้าจีน-อาเซียนครั้งที่ 22 คือ 123456", Text: "สวัสดี\nรหัสของคุณคือ 123456"},
		"Khmer":    {To: mail.Address{Name: "សុខា", Email: "sokha@example.com.kh"}, Subject: "លេខកូដចូលរបស់អ្នកសម្រាប់ពិព័រណ៍ចិន-អាស៊ាន គឺ ១២៣៤៥៦", Text: "សួស្តី " + strings.Repeat("ពិព័រណ៍", 100), HTML: "<p>សួស្តី</p>"},
		"a comma":  {To: mail.Address{Name: `Smith, John "JJ" <x@y.z>`, Email: "john@example.com"}, Subject: "a: b, \"c\" =?utf-8?q?d?=", Text: "x"},
		"HTML too": {To: mail.Address{Email: "b@example.com"}, Subject: "Hi", Text: "plain", HTML: "<b>bold = fat</b>"},
	} {
		s, dir := folder(t)
		if err := s.Send(t.Context(), m); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all := written(t, dir)
		if len(all) != 1 {
			t.Fatalf("%s: %d messages", name, len(all))
		}
		h := all[0].Header
		to, err := h.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != m.To.Email || to[0].Name != m.To.Name {
			t.Errorf("%s: to %v, %v", name, to, err)
		}
		if f, err := h.AddressList("From"); err != nil || f[0].Name != from.Name || f[0].Address != "expo@fairway.example" {
			t.Errorf("%s: from %v, %v", name, f, err)
		}
		if subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject")); err != nil || subject != m.Subject && name != "a comma" {
			t.Errorf("%s: subject %q, %v; want %q", name, subject, err, m.Subject)
		}
		if d, err := h.Date(); err != nil || !d.Equal(noon) {
			t.Errorf("%s: date %v, %v", name, d, err)
		}
		if id := h.Get("Message-Id"); !regexp.MustCompile(`^<[a-z2-7]{26}@fairway\.example>$`).MatchString(id) {
			t.Errorf("%s: message id %q", name, id)
		}
		plain, html := bodies(t, all[0])
		if strings.TrimRight(plain, "\n") != strings.TrimRight(m.Text, "\n") || strings.TrimSpace(html) != m.HTML {
			t.Errorf("%s: body %q and %q", name, plain, html)
		}
	}
}

func bodies(t *testing.T, m *netmail.Message) (plain, html string) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if kind == "text/plain" {
		return decode(t, m.Header.Get("Content-Transfer-Encoding"), m.Body), ""
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return plain, html
		}
		if err != nil {
			t.Fatal(err)
		}
		content := decode(t, p.Header.Get("Content-Transfer-Encoding"), p)
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
			plain = content
		} else {
			html = content
		}
	}
}

func TestFilesAreForTheirOwnerAndSortByTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := clock.At(noon)
	s, err := mail.Folder(dir, from, c)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := s.Send(t.Context(), mail.Message{To: mail.Address{Email: "a@b.example"}, Subject: "s", Text: "t"}); err != nil {
			t.Fatal(err)
		}
		c.Advance(time.Millisecond)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 || !strings.HasPrefix(entries[2].Name(), "20250917T040000.002000Z-") {
		t.Errorf("%v, %v", entries, err)
	}
	if info, err := entries[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestNothingTypedAddsAHeader(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	good := mail.Message{To: mail.Address{Email: "a@b.example"}, Subject: "s", Text: "t"}
	for _, evil := range []string{"x\r\nBcc: all@example.com", "x\nBcc: all@example.com", "x\rBcc: y", "x\x00", "x\u2028Bcc: y", "x\u0085y", "a\xff", "x\u202ey"} {
		for name, change := range map[string]func(*mail.Message){
			"subject": func(m *mail.Message) { m.Subject = evil },
			"name":    func(m *mail.Message) { m.To.Name = evil },
			"address": func(m *mail.Message) { m.To.Email = "a@b.example" + evil },
			"local":   func(m *mail.Message) { m.To.Email = evil + "@b.example" },
		} {
			m := good
			change(&m)
			if err := s.Send(t.Context(), m); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s %q: %v", name, evil, err)
			}
			if _, err := mail.Folder(dir, mail.Address{Name: evil, Email: "a@b.example"}, clock.At(noon)); !fault.Is(err, fault.Invalid) {
				t.Errorf("sender's name %q: %v", evil, err)
			}
		}
	}
	for name, m := range map[string]mail.Message{
		"no subject":   {To: good.To, Text: "t"},
		"no text":      {To: good.To, Subject: "s", HTML: "<p>"},
		"no address":   {Subject: "s", Text: "t"},
		"long subject": {To: good.To, Subject: strings.Repeat("x", 201), Text: "t"},
		"NUL in text":  {To: good.To, Subject: "s", Text: "a\x00"},
		"long text":    {To: good.To, Subject: "s", Text: strings.Repeat("x", 256<<10+1)},
	} {
		if err := s.Send(t.Context(), m); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(written(t, dir)); n != 0 {
		t.Errorf("%d messages were written", n)
	}
}

func TestParseAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a@b.example": "a@b.example", " Li.Wei+expo@Example.COM ": "Li.Wei+expo@example.com", "root@localhost": "root@localhost", "用户@例子.中国": "用户@例子.中国", "o'brien@example.ie": "o'brien@example.ie",
	} {
		if got, err := mail.ParseAddress(in); got != want || err != nil {
			t.Errorf("ParseAddress(%q) = %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "a", "@b", "a@", "a@b@c", "a b@c.d", "Li <a@b.c>", "<a@b.c>", `"a b"@c.d`, "a@b.c,d@e.f", "a@b.c;", "a@[127.0.0.1]", "a..b@c.d", ".a@c.d", "a@b.", "a@-b.c", "(x)a@b.c", strings.Repeat("a", 65) + "@b.c", "a@" + strings.Repeat("b", 253)} {
		if got, err := mail.ParseAddress(in); !fault.Is(err, fault.Invalid) {
			t.Errorf("ParseAddress(%q) = %q, %v", in, got, err)
		}
	}
}

func TestSMTPServersAreCheckedAndPasswordsKeptQuiet(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"smtp://mail.example", "smtp://u:p%40ss@mail.example:2525?tls=starttls", "smtp://u:p@mail.example?tls=implicit", "smtp://[::1]:25?tls=none"} {
		if _, err := mail.SMTP(good, from, clock.At(noon)); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "mail.example", "http://mail.example", "smtp://", "smtp://h?tls=maybe", "smtp://h?ssl=1", "smtp://u:s3cret@h?tls=none", "smtp://u@h", "smtp://u:s3cret@h:99999", "smtp://u:s3cret@h:x", "smtp://u:s3cret@h/path", "smtp://u:s3cret@h\x7f"} {
		if _, err := mail.SMTP(bad, from, clock.At(noon)); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSMTPDelivers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string // to RCPT
		kind   fault.Kind
		fails  bool
	}{
		"accepted":        {"250 ok", 0, false},
		"busy":            {"451 4.3.0 try later li@example.com", fault.Unavailable, true},
		"unknown mailbox": {"550 5.1.1 no li@example.com here", fault.Invalid, true},
	} {
		address, got := serve(t, c.answer)
		s, err := mail.SMTP("smtp://"+address+"?tls=none", from, clock.At(noon))
		if err != nil {
			t.Fatal(err)
		}
		err = s.Send(t.Context(), mail.Message{To: mail.Address{Email: "li@example.com"}, Subject: "Xin chào", Text: "một"})
		if c.fails != (err != nil) || err != nil && (!fault.Is(err, c.kind) || strings.Contains(err.Error(), "li@")) {
			t.Errorf("%s: %v", name, err)
		}
		if message := <-got; c.fails == strings.Contains(message, "Message-ID:") {
			t.Errorf("%s: the server got %q", name, message)
		}
	}
}

func TestSMTPWithoutServerIsUnavailable(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := mail.SMTP("smtp://"+address+"?tls=none", from, clock.At(noon))
	if err != nil {
		t.Fatal(err)
	}
	m := mail.Message{To: mail.Address{Email: "a@b.example"}, Subject: "s", Text: "t"}
	if err := s.Send(t.Context(), m); !fault.Is(err, fault.Unavailable) {
		t.Errorf("nobody listens: %v", err)
	}
	plain, got := serve(t, "250 ok")
	secure, err := mail.SMTP("smtp://"+plain, from, clock.At(noon))
	if err != nil {
		t.Fatal(err)
	}
	if err := secure.Send(t.Context(), m); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a server without encryption: %v", err)
	}
	if message := <-got; message != "" {
		t.Errorf("sent without encryption: %q", message)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Send(ended, m); !fault.Is(err, fault.Unavailable) {
		t.Errorf("context ended: %v", err)
	}
}

// serve answers one SMTP session and yields the message it was given, "" for none.
func serve(t *testing.T, rcpt string) (address string, got <-chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	out := make(chan string, 1)
	go func() {
		var message strings.Builder
		defer func() { out <- message.String() }()
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		say := func(s string) { _, _ = io.WriteString(conn, s+"\r\n") }
		say("220 test ESMTP")
		lines, inData := bufio.NewScanner(conn), false
		for lines.Scan() {
			s := lines.Text()
			switch {
			case inData && s == ".":
				inData = false
				say("250 queued")
			case inData:
				message.WriteString(s + "\n")
			case strings.HasPrefix(s, "EHLO"):
				say("250-test\r\n250 8BITMIME")
			case strings.HasPrefix(s, "RCPT"):
				say(rcpt)
			case s == "DATA":
				inData = true
				say("354 go on")
			case s == "QUIT":
				say("221 bye")
				return
			default:
				say("250 ok")
			}
		}
	}()
	return l.Addr().String(), out
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"a@b.c", "Li <a@b.c>", "a@b.c\r\nBcc: x", "用户@例子.中国", "=?utf-8?q?a?=@b.c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := mail.ParseAddress(s)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			return
		}
		if again, err := mail.ParseAddress(a); err != nil || again != a || strings.ContainsAny(a, "\r\n <>") {
			t.Fatalf("%q became %q, then %q, %v", s, a, again, err)
		}
	})
}

func TestEveryMessageKeyIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	f, err := mail.Catalogue().Open("en.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var words map[string]any
	if err := json.NewDecoder(f).Decode(&words); err != nil {
		t.Fatal(err)
	}
	sources, _ := filepath.Glob("*.go")
	found := 0
	for _, name := range sources {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(mail\.[a-z]+(?:\.[a-z]+)?)"`).FindAllStringSubmatch(string(b), -1) {
			if m[1] == "mail.example" {
				continue // a host in this test
			}
			found++
			if words[m[1]] == nil {
				t.Errorf("no message for %s", m[1])
			}
		}
	}
	if found == 0 {
		t.Error("found no message keys in the source")
	}
}
