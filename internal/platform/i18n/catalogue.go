package i18n

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fairway-expo/fairway/internal/values/text"
)

// catalogue is one source: the files of one package.
type catalogue struct {
	number   int // Position among the sources, for error messages.
	complete bool
	files    map[string]*file
}

// file is one {lang}.json.
type file struct {
	lang     string
	reviewed bool
	complete bool
	messages map[string]*message
	notes    []error // Faults that do not stop the program but that Check reports.
}

func readAll(sources []fs.FS) (cats []*catalogue, errs []error) {
	for i, s := range sources {
		c, err := readCatalogue(i, s)
		if err != nil {
			errs = append(errs, err...)
			continue
		}
		cats = append(cats, c)
	}
	return cats, errs
}

func readCatalogue(number int, source fs.FS) (*catalogue, []error) {
	c := &catalogue{number: number, files: make(map[string]*file)}
	var errs []error
	for _, lang := range text.Languages {
		b, err := fs.ReadFile(source, lang+".json")
		if errors.Is(err, fs.ErrNotExist) && lang != Fallback {
			continue
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("source %d: %w", number, err))
			continue
		}
		f, err := parseFile(lang, b)
		if err != nil {
			errs = append(errs, fmt.Errorf("source %d: %s.json: %w", number, lang, err))
			continue
		}
		c.files[lang] = f
		c.complete = c.complete || lang == Fallback && f.complete
	}
	return c, errs
}

// parseFile reads token by token, because encoding/json keeps the last of two equal keys without a word.
func parseFile(lang string, b []byte) (*file, error) {
	if !utf8.Valid(b) {
		return nil, errors.New("not UTF-8")
	}
	f := &file{lang: lang, messages: make(map[string]*message)}
	d := json.NewDecoder(bytes.NewReader(b))
	seen := make(map[string]bool)
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := readKey(d, seen)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(key, "@") {
			err = f.setHeader(key, d)
		} else {
			err = f.addMessage(key, d)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	if err := expect(d, '}'); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value")
	}
	return f, nil
}

func expect(d *json.Decoder, want json.Delim) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	if t != want {
		return fmt.Errorf("want %v, got %v", want, t)
	}
	return nil
}

func readKey(d *json.Decoder, seen map[string]bool) (string, error) {
	t, err := d.Token()
	if err != nil {
		return "", err
	}
	key, ok := t.(string)
	if !ok {
		return "", fmt.Errorf("want a key, got %v", t)
	}
	if seen[key] {
		return "", fmt.Errorf("%s: key appears twice", key)
	}
	seen[key] = true
	return key, nil
}

func (f *file) setHeader(key string, d *json.Decoder) error {
	var value string
	if err := d.Decode(&value); err != nil {
		return err
	}
	if value != "yes" && value != "no" {
		return fmt.Errorf("want yes or no, got %.20q", value)
	}
	switch key {
	case "@reviewed":
		f.reviewed = value == "yes"
	case "@complete":
		f.complete = value == "yes"
	default:
		f.notes = append(f.notes, fmt.Errorf("%s: unknown header", key))
	}
	return nil
}

// addMessage reads a text, or an object of plural forms.
func (f *file) addMessage(key string, d *json.Decoder) error {
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return err
	}
	var one, other string
	if raw[0] == '{' {
		forms, err := readForms(raw)
		if err != nil {
			return err
		}
		one, other = forms["one"], forms["other"]
	} else if err := json.Unmarshal(raw, &other); err != nil {
		return err
	}
	m, err := compile(one, other)
	if err != nil {
		return err
	}
	f.messages[key] = m
	return nil
}

func readForms(raw []byte) (map[string]string, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	seen := make(map[string]bool)
	forms := make(map[string]string)
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	for d.More() {
		form, err := readKey(d, seen)
		if err != nil {
			return nil, err
		}
		if form != "one" && form != "other" {
			return nil, fmt.Errorf("unknown plural form %.20q", form)
		}
		var words string
		if err := d.Decode(&words); err != nil {
			return nil, err
		}
		forms[form] = words
	}
	if !seen["other"] {
		return nil, errors.New(`plural without "other"`)
	}
	return forms, nil
}

// repeated finds keys that two sources define in one language.
func repeated(cats []*catalogue) []error {
	var errs []error
	for _, lang := range text.Languages {
		owner := make(map[string]int)
		for _, c := range cats {
			f := c.files[lang]
			if f == nil {
				continue
			}
			for _, key := range f.keys() {
				if first, ok := owner[key]; ok {
					errs = append(errs, fmt.Errorf("source %d: %s.json: %s: source %d has this key already", c.number, lang, key, first))
					continue
				}
				owner[key] = c.number
			}
		}
	}
	return errs
}

// keys returns the message keys in alphabetical order.
func (f *file) keys() []string {
	keys := make([]string, 0, len(f.messages))
	for k := range f.messages {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
