package keys_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/fairway-expo/fairway/internal/platform/keys"
)

func load(t *testing.T, dir, name string) *keys.Key {
	t.Helper()
	k, err := keys.Load(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestAKeyIsMadeOnceAndKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := load(t, dir, "ledger")
	if again := load(t, dir, "ledger"); !again.Public().Equal(first.Public()) {
		t.Error("the second load gave another key")
	}
	if other := load(t, dir, "badge"); other.Public().Equal(first.Public()) {
		t.Error("two names share a key")
	}
	info, err := os.Stat(filepath.Join(dir, "keys", "ledger"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "keys", ".new-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestManyAtOnceGetTheSameKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	got := make([]*keys.Key, 16)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			k, err := keys.Load(dir, "ledger")
			if err != nil {
				t.Error(err)
				return
			}
			got[i] = k
		})
	}
	wg.Wait()
	for _, k := range got {
		if k == nil || !k.Public().Equal(got[0].Public()) {
			t.Fatal("two processes would sign with different keys")
		}
	}
}

func TestAKeyThatOthersCanReadOrThatIsDamagedIsRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(file string) error{
		"readable by the group": func(f string) error { return os.Chmod(f, 0o640) },
		"readable by the world": func(f string) error { return os.Chmod(f, 0o604) },
		"cut off":               func(f string) error { return os.Truncate(f, 20) },
		"empty":                 func(f string) error { return os.Truncate(f, 0) },
		"another file":          func(f string) error { return os.WriteFile(f, []byte(strings.Repeat("x", 63)), 0o600) },
		"wrong base64": func(f string) error {
			return os.WriteFile(f, []byte("fairway-ed25519-1 "+strings.Repeat("!", 44)+"\n"), 0o600)
		},
		"a folder in its place": func(f string) error { return os.Remove(f) },
	} {
		dir := t.TempDir()
		before := load(t, dir, "ledger").Public()
		file := filepath.Join(dir, "keys", "ledger")
		if err := spoil(file); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "a folder") {
			if err := os.Mkdir(file, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if k, err := keys.Load(dir, "ledger"); err == nil {
			t.Errorf("%s: loaded, same key %v", name, k.Public().Equal(before))
		}
	}
	for _, name := range []string{"", "../x", "A", "a/b", "a.b", strings.Repeat("a", 41)} {
		if _, err := keys.Load(t.TempDir(), name); err == nil {
			t.Errorf("%q was taken for a name", name)
		}
	}
}

func TestSignatures(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	k, other := load(t, dir, "badge"), load(t, dir, "other")
	message := []byte("exh_01 may enter hall 3")
	s := k.Sign("badge", message)
	if !keys.Verify(k.Public(), "badge", message, s) {
		t.Error("a good signature is refused")
	}
	spoiled := append([]byte(nil), s...)
	spoiled[7] ^= 1
	for name, ok := range map[string]bool{
		"another message":    keys.Verify(k.Public(), "badge", append(message, '!'), s),
		"another purpose":    keys.Verify(k.Public(), "badg", append([]byte("e"), message...), s),
		"another key":        keys.Verify(other.Public(), "badge", message, s),
		"a changed bit":      keys.Verify(k.Public(), "badge", message, spoiled),
		"no signature":       keys.Verify(k.Public(), "badge", message, nil),
		"a short public key": keys.Verify(k.Public()[:31], "badge", message, s),
	} {
		if ok {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	k := load(t, t.TempDir(), "ledger")
	signer, err := k.NoteSigner("fairway/caexpo-22")
	if err != nil {
		t.Fatal(err)
	}
	signed, err := note.Sign(&note.Note{Text: "tree 42\n"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	text, err := k.NoteVerifierKey("fairway/caexpo-22")
	if err != nil {
		t.Fatal(err)
	}
	published, err := note.NewVerifier(text)
	if err != nil {
		t.Fatal(err)
	}
	own, err := k.NoteVerifier("fairway/caexpo-22")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []note.Verifier{published, own} {
		if n, err := note.Open(signed, note.VerifierList(v)); err != nil || n.Text != "tree 42\n" {
			t.Errorf("opened as %v, %v", n, err)
		}
	}
	forged := []byte(strings.Replace(string(signed), "42", "43", 1))
	if _, err := note.Open(forged, note.VerifierList(own)); err == nil {
		t.Error("a changed note is accepted")
	}
	if _, err := k.NoteSigner("has space"); err == nil {
		t.Error("a name with a space is accepted")
	}
}

func TestMAC(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	k := load(t, dir, "web")
	m := k.MAC("csrf")
	seal := m.Sum("ab", "c")
	if !load(t, dir, "web").MAC("csrf").Valid(seal, "ab", "c") {
		t.Error("a good seal is refused after a restart")
	}
	for name, ok := range map[string]bool{
		"parts cut elsewhere": m.Valid(seal, "a", "bc"),
		"joined parts":        m.Valid(seal, "abc"),
		"another purpose":     k.MAC("mail").Valid(seal, "ab", "c"),
		"another key":         load(t, dir, "other").MAC("csrf").Valid(seal, "ab", "c"),
		"a shortened seal":    m.Valid(seal[:31], "ab", "c"),
		"no seal":             m.Valid(nil, "ab", "c"),
	} {
		if ok {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	k := load(t, dir, "ledger")
	for _, s := range []string{fmt.Sprintf("%v %+v %#v %s", k, k, k, k), fmt.Sprintf("%v %+v %#v", k.MAC("x"), k.MAC("x"), k.MAC("x"))} {
		if s != "key ledger key ledger key ledger key ledger" && s != "mac mac mac" {
			t.Errorf("printed as %s", s)
		}
	}
}

func TestRandomText(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		for _, s := range []string{keys.Token(), keys.Code(13)} {
			if seen[s] {
				t.Fatal("the same random value twice")
			}
			seen[s] = true
		}
	}
	if s := keys.Token(); len(s) != 43 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		t.Errorf("token %q", s)
	}
	for n := range 20 {
		if s := keys.Code(n); len(s) != n || strings.ContainsAny(s, "ilou") {
			t.Errorf("code %q of %d", s, n)
		}
		if s := keys.Digits(n); len(s) != n || strings.Trim(s, "0123456789") != "" {
			t.Errorf("digits %q of %d", s, n)
		}
	}
	var counts [10]int
	for _, c := range keys.Digits(10_000) {
		counts[c-'0']++
	}
	for d, n := range counts {
		if n < 800 || n > 1200 {
			t.Errorf("digit %d came %d times of 10,000", d, n)
		}
	}
	if h := keys.HashToken("abc"); h != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("hash %s", h)
	}
	if !keys.Equal("a", "a") || keys.Equal("a", "b") || keys.Equal("a", "aa") {
		t.Error("Equal is wrong")
	}
}
