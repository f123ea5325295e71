package text

import "strings"

// parsePlain reads the form that MarshalJSON writes, without spaces and without escapes in its strings, which is what
// nearly every column holds: lists read hundreds of texts a page. The texts share the memory of s. Anything else is
// not ok, and left to encoding/json.
func parsePlain(s string) (t T, ok bool) {
	if s == "{}" || s == "" {
		return nil, true
	}
	if len(s) < 7 || s[0] != '{' || s[len(s)-1] != '}' || strings.IndexByte(s, '\\') >= 0 {
		return nil, false
	}
	t = make(T, strings.Count(s, `":`))
	for rest := s[1:]; ; rest = rest[1:] {
		var tag string
		var e Entry
		if tag, rest, ok = plainString(rest); !ok || rest == "" || rest[0] != ':' || !ValidTag(tag) {
			return nil, false
		}
		if e, rest, ok = plainEntry(rest[1:]); !ok || rest == "" {
			return nil, false
		}
		if e.Text != "" {
			t[tag] = e
		}
		if rest == "}" {
			return t, true
		}
		if rest[0] != ',' {
			return nil, false
		}
	}
}

// plainEntry reads "text" or {"text":"text","by":"by"}.
func plainEntry(s string) (e Entry, rest string, ok bool) {
	object, isObject := strings.CutPrefix(s, `{"text":`)
	if !isObject {
		e.Text, rest, ok = plainString(s)
		return e, rest, ok
	}
	if e.Text, rest, ok = plainString(object); !ok {
		return e, "", false
	}
	if rest, ok = strings.CutPrefix(rest, `,"by":`); !ok {
		return e, "", false
	}
	if e.By, rest, ok = plainString(rest); !ok || rest == "" || rest[0] != '}' {
		return e, "", false
	}
	return e, rest[1:], true
}

func plainString(s string) (inner, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	end := strings.IndexByte(s[1:], '"')
	if end < 0 {
		return "", "", false
	}
	return s[1 : end+1], s[end+2:], true
}
