package keys

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key is a signing key of this installation. Safe for concurrent use; it never shows its private half, also not when
// printed.
type Key struct {
	name    string
	private ed25519.PrivateKey
}

var namePattern = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// label opens a key file, so that another kind of secret is not taken for one.
const label = "fairway-ed25519-1 "

// Load returns the key called name from folder/keys/name and makes it at first use; when two processes do so at
// once, both get the same. A name is lower-case letters, digits and hyphens. It is an error if the file can be read
// or written by anyone but its owner, or does not hold a key: a damaged key is never replaced.
func Load(folder, name string) (*Key, error) {
	if !namePattern.MatchString(name) {
		return nil, fmt.Errorf("load key: %q is not a name", name)
	}
	file := filepath.Join(folder, "keys", name)
	k, err := read(file, name)
	if errors.Is(err, fs.ErrNotExist) {
		if err = create(file); err == nil {
			k, err = read(file, name)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("load key %s: %w", name, err)
	}
	return k, nil
}

func read(file, name string) (*Key, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read-only
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s has mode %v; only its owner may read it (chmod 600), and if others could, it must be replaced", file, info.Mode())
	}
	var b [len(label) + 44 + 1]byte
	if info.Size() != int64(len(b)) {
		return nil, fmt.Errorf("%s is not a key file: %d bytes", file, info.Size())
	}
	if _, err := f.ReadAt(b[:], 0); err != nil {
		return nil, err
	}
	seed, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSuffix(string(b[len(label):]), "\n"))
	if string(b[:len(label)]) != label || err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("%s is not a key file", file) // the content stays out of the log
	}
	return &Key{name: name, private: ed25519.NewKeyFromSeed(seed)}, nil
}

// create writes a new key beside its place and links it there, which fails if another process was first; the other's
// key then stays.
func create(file string) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var seed [ed25519.SeedSize]byte
	_, _ = rand.Read(seed[:]) // never fails since Go 1.24; the program ends instead
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // the link, if made, stays
	_, err = f.WriteString(label + base64.StdEncoding.EncodeToString(seed[:]) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Name returns the name under which the key was loaded.
func (k *Key) Name() string { return k.name }

// String returns the name and says that it is a key; it keeps the private half out of logs.
func (k *Key) String() string { return "key " + k.name }

// GoString returns String.
func (k *Key) GoString() string { return k.String() }

// Public returns the 32 bytes of the public key.
func (k *Key) Public() ed25519.PublicKey { return k.private.Public().(ed25519.PublicKey) }

// Sign returns the 64-byte Ed25519 signature of message. A purpose of your own ("badge") keeps a signature made for
// one thing from being shown as another; Verify needs the same.
func (k *Key) Sign(purpose string, message []byte) []byte {
	return ed25519.Sign(k.private, framed(purpose, message))
}

// Verify reports whether signature was made by Sign of the key whose public half is given. Wrong lengths give false.
func Verify(public ed25519.PublicKey, purpose string, message, signature []byte) bool {
	return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, framed(purpose, message), signature)
}

// NoteSigner returns a signer of notes (golang.org/x/mod/sumdb/note) under a name such as "fairway/caexpo-22", for
// the heads of the ledger's tree. A name has neither spaces nor "+".
func (k *Key) NoteSigner(name string) (note.Signer, error) {
	verifier, err := k.NoteVerifierKey(name)
	if err != nil {
		return nil, err
	}
	// A verifier key is NAME+HASH+KEY; a signer key has a prefix, the same name and hash, and algorithm 1 with the seed.
	_, rest, _ := strings.Cut(verifier, "+")
	hash, _, _ := strings.Cut(rest, "+")
	secret := base64.StdEncoding.EncodeToString(append([]byte{1}, k.private.Seed()...))
	return note.NewSigner("PRIVATE+KEY+" + name + "+" + hash + "+" + secret)
}

// NoteVerifierKey returns the text that others need to check notes, to be published.
func (k *Key) NoteVerifierKey(name string) (string, error) {
	return note.NewEd25519VerifierKey(name, k.Public())
}

// NoteVerifier returns the verifier that belongs to NoteSigner. note.NewVerifier makes one from the published text.
func (k *Key) NoteVerifier(name string) (note.Verifier, error) {
	text, err := k.NoteVerifierKey(name)
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(text)
}
