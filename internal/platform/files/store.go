package files

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Ref names a blob, "picture/" and the 64 hexadecimal digits of its content's SHA-256; "" is no blob.
type Ref string

var (
	kindPattern = regexp.MustCompile(`^[a-z][a-z-]{0,29}$`)
	refPattern  = regexp.MustCompile(`^[a-z][a-z-]{0,29}/[0-9a-f]{64}$`)
)

// tmp is the folder of unfinished writes; the underscore keeps it apart from every kind.
const tmp = "_tmp"

// Valid reports whether r has the form of a reference; "" has not.
func (r Ref) Valid() bool { return refPattern.MatchString(string(r)) }

// Kind returns the part before the slash.
func (r Ref) Kind() string { kind, _, _ := strings.Cut(string(r), "/"); return kind }

// file returns the path below the store's folder; r is valid.
func (r Ref) file() string {
	kind, hash, _ := strings.Cut(string(r), "/")
	return path.Join(kind, hash[:2], hash)
}

// Info is what a server of blobs must know of one.
type Info struct {
	// Size is in bytes.
	Size int64
	// Type is the content type found in the first bytes: JPEG, PNG, GIF, WebP, PDF, else application/octet-stream.
	Type string
	// ETag is the quoted hash; it never changes, because another content is another blob.
	ETag string
}

// Blob is an open blob to read and seek in; the reader closes it.
type Blob struct {
	*os.File
	Info
}

// Store keeps blobs below one folder. Several processes may share the folder. Safe for concurrent use.
type Store struct{ root *os.Root }

// Open opens the store in a folder, which it makes if there is none.
func Open(folder string) (*Store, error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, fmt.Errorf("open blob store: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open blob store: %w", err)
	}
	if err := root.MkdirAll(tmp, 0o750); err != nil {
		return nil, errors.Join(fmt.Errorf("open blob store: %w", err), root.Close())
	}
	return &Store{root: root}, nil
}

// Close releases the folder; blobs that are open stay readable.
func (s *Store) Close() error { return s.root.Close() }

// Put stores what r yields, at most limit bytes, as a blob of a kind ("picture"; lower-case letters and hyphens).
// When it returns a Ref, the blob is on disk and survives a loss of power. The same content gives the same Ref and
// is stored once. Errors: Invalid above the limit; Unavailable when the disk is full; else Internal. After an error
// nothing is left behind.
func (s *Store) Put(ctx context.Context, kind string, r io.Reader, limit int64) (Ref, error) {
	if !kindPattern.MatchString(kind) {
		return "", fmt.Errorf("put blob: %q is not a kind", kind)
	}
	name := path.Join(tmp, rand.Text())
	hash, err := s.write(ctx, name, r, limit)
	if err == nil {
		ref := Ref(kind + "/" + hash)
		if err = s.settle(name, ref); err == nil {
			return ref, nil
		}
	}
	_ = s.root.Remove(name) // the write has failed already; Sweep takes what cannot be removed now
	return "", kinded(fmt.Errorf("put blob: %w", err))
}

// write fills a new file and returns the hash of its content once that is on disk.
func (s *Store) write(ctx context.Context, name string, r io.Reader, limit int64) (hash string, err error) {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), io.LimitReader(reader{ctx, r}, limit+1))
	if err != nil {
		return "", err
	}
	if n > limit {
		return "", tooLarge(limit)
	}
	return hex.EncodeToString(sum.Sum(nil)), f.Sync()
}

// settle moves a finished file to its place and makes the move durable, together with the folders it needed.
func (s *Store) settle(name string, ref Ref) error {
	target := ref.file()
	shelf := path.Dir(target)
	if err := s.root.MkdirAll(shelf, 0o750); err != nil {
		return err
	}
	if err := s.root.Rename(name, target); err != nil {
		return err
	}
	for _, folder := range []string{shelf, ref.Kind(), "."} {
		if err := s.sync(folder); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) sync(folder string) (err error) {
	d, err := s.root.Open(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Sync()
}

// Open opens a blob for reading; the caller closes it. Errors: NotFound, also for a malformed ref.
func (s *Store) Open(ref Ref) (*Blob, error) {
	if !ref.Valid() {
		return nil, fault.NewNotFound("files.not-found")
	}
	f, err := s.root.Open(ref.file())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.NewNotFound("files.not-found").With(err)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", ref, err)
	}
	info, err := describe(f, ref)
	if err != nil {
		_ = f.Close() // read-only
		return nil, fmt.Errorf("open blob %s: %w", ref, err)
	}
	return &Blob{File: f, Info: info}, nil
}

// Info returns what Open would, without keeping the blob open. Errors: as Open.
func (s *Store) Info(ref Ref) (Info, error) {
	b, err := s.Open(ref)
	if err != nil {
		return Info{}, err
	}
	return b.Info, b.Close()
}

// Remove deletes a blob; a blob that is not there is no error. The caller makes sure that no row refers to it:
// equal uploads share one blob.
func (s *Store) Remove(ref Ref) error {
	if !ref.Valid() {
		return nil
	}
	if err := s.root.Remove(ref.file()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove blob %s: %w", ref, err)
	}
	return nil
}

// Sweep deletes what crashed writes left behind before an instant; an hour ago is safe. It returns how many.
func (s *Store) Sweep(before time.Time) (int, error) {
	entries, err := fs.ReadDir(s.root.FS(), tmp)
	if err != nil {
		return 0, fmt.Errorf("sweep blobs: %w", err)
	}
	n := 0
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(before) {
			continue // finished meanwhile, or still being written
		}
		if err := s.root.Remove(path.Join(tmp, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return n, fmt.Errorf("sweep blobs: %w", err)
		}
		n++
	}
	return n, nil
}

func describe(f *os.File, ref Ref) (Info, error) {
	stat, err := f.Stat()
	if err != nil {
		return Info{}, err
	}
	head := make([]byte, 16)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return Info{}, err
	}
	_, hash, _ := strings.Cut(string(ref), "/")
	return Info{Size: stat.Size(), Type: sniff(head[:n]), ETag: `"` + hash + `"`}, nil
}

// sniff names the few types that blobs are served as. A type that a browser could run is never among them.
func sniff(head []byte) string {
	s := string(head)
	switch {
	case strings.HasPrefix(s, "\xff\xd8\xff"):
		return "image/jpeg"
	case strings.HasPrefix(s, "\x89PNG\r\n\x1a\n"):
		return "image/png"
	case strings.HasPrefix(s, "GIF87a"), strings.HasPrefix(s, "GIF89a"):
		return "image/gif"
	case len(s) >= 12 && s[:4] == "RIFF" && s[8:12] == "WEBP":
		return "image/webp"
	case strings.HasPrefix(s, "%PDF-"):
		return "application/pdf"
	}
	return "application/octet-stream"
}

// kinded gives an error of the file system its kind; errors that have one keep it.
func kinded(err error) error {
	if fault.As(err) == nil && (errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)) {
		return fault.NewUnavailable(0, "fault.disk-full").With(err)
	}
	return err
}

// tooLarge is the refusal of a file above a limit in bytes.
func tooLarge(limit int64) error {
	if limit >= 1<<20 {
		return fault.NewInvalid("", "files.too-large", "max", limit>>20)
	}
	return fault.NewInvalid("", "files.too-large-kib", "max", limit>>10)
}

// reader stops reading when its context ends, so that a slow upload does not outlive its request.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
