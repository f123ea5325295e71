// Package fault holds the six kinds of error that Fairway knows and the problems that people can repair.
//
// Every error that leaves a core has a kind. One table in the API (RFC 9457 problem details) and one in the
// web page kit turn kinds into answers; nothing else maps errors. An error whose kind is not stated is Internal:
// people see a reference number, the log sees the chain.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what went wrong in terms of what the caller can do about it.
type Kind uint8

// The six kinds. The zero value is Internal, so that a forgotten kind never looks like the caller's mistake.
const (
	// Internal is a fault of the program or its machine; the caller can do nothing but report it.
	Internal Kind = iota
	// Invalid means the input breaks a rule; each Problem names a field and how to repair it.
	Invalid
	// NotFound means the named thing does not exist, or the caller may not know that it does.
	NotFound
	// Conflict means the input was fine but the present state refuses it: booth taken, key reused, stale version.
	Conflict
	// Denied means the caller is known and may not do this, or is not signed in.
	Denied
	// Unavailable means the same request may succeed later: rate limit, full disk, database away.
	Unavailable
)

// String returns the kind's name in lower case, as used in logs and API problem types.
func (k Kind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case NotFound:
		return "not-found"
	case Conflict:
		return "conflict"
	case Denied:
		return "denied"
	case Unavailable:
		return "unavailable"
	default:
		return "internal"
	}
}

// Problem is one thing wrong with one field, in a form every language and the agent can repair.
type Problem struct {
	// Field is the JSON name of the input field, dotted for nested fields ("contact.email"); "" is the whole input.
	Field string
	// Key is the message key in the catalogue, such as "fault.required" or "expo.booth.overlap".
	Key string
	// Args fill the message's placeholders by name. Values are strings or integers.
	Args map[string]any
}

// Error is an error with a kind and, for people, at least one Problem unless the kind is Internal.
type Error struct {
	Kind     Kind
	Problems []Problem
	// RetryAfterSeconds is set with Unavailable when the time is known; 0 means not known.
	RetryAfterSeconds int
	// Cause is the wrapped error for the log; nil if there is none.
	Cause error
}

// Error returns kind, message keys and cause for the log; it is not for people.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Kind.String())
	for _, p := range e.Problems {
		b.WriteByte(' ')
		if p.Field != "" {
			b.WriteString(p.Field + ":")
		}
		b.WriteString(p.Key)
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// With adds the cause for the log and returns the same error.
func (e *Error) With(cause error) *Error { e.Cause = cause; return e }

// NewInvalid returns an Invalid error for one field. Args alternate name and value.
func NewInvalid(field, key string, args ...any) *Error {
	return &Error{Kind: Invalid, Problems: []Problem{NewProblem(field, key, args...)}}
}

// NewNotFound returns a NotFound error. Args alternate name and value.
func NewNotFound(key string, args ...any) *Error {
	return &Error{Kind: NotFound, Problems: []Problem{NewProblem("", key, args...)}}
}

// NewConflict returns a Conflict error about one field, or about the whole input if field is "".
func NewConflict(field, key string, args ...any) *Error {
	return &Error{Kind: Conflict, Problems: []Problem{NewProblem(field, key, args...)}}
}

// NewDenied returns a Denied error. Args alternate name and value.
func NewDenied(key string, args ...any) *Error {
	return &Error{Kind: Denied, Problems: []Problem{NewProblem("", key, args...)}}
}

// NewUnavailable returns an Unavailable error that may be retried after the given seconds (0: not known).
func NewUnavailable(retryAfterSeconds int, key string, args ...any) *Error {
	return &Error{Kind: Unavailable, RetryAfterSeconds: retryAfterSeconds, Problems: []Problem{NewProblem("", key, args...)}}
}

// NewProblem returns a Problem; args alternate name and value. An odd number of args panics, as a broken program.
func NewProblem(field, key string, args ...any) Problem {
	if len(args)%2 != 0 {
		panic(fmt.Sprintf("fault: odd arguments for %s", key))
	}
	p := Problem{Field: field, Key: key}
	for i := 0; i < len(args); i += 2 {
		if p.Args == nil {
			p.Args = make(map[string]any, len(args)/2)
		}
		p.Args[args[i].(string)] = args[i+1]
	}
	return p
}

// Of returns the kind of err: that of the outermost *Error in its chain, Internal for any other error.
// Of(nil) is Internal as well; ask for the kind only of an error.
func Of(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// As returns the outermost *Error in err's chain, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err has the kind.
func Is(err error, k Kind) bool { return err != nil && Of(err) == k }

// List collects the problems of one input, so that a form shows all of them at once.
// The zero value is ready to use.
type List struct{ problems []Problem }

// Add appends a problem; args alternate name and value.
func (l *List) Add(field, key string, args ...any) {
	l.problems = append(l.problems, NewProblem(field, key, args...))
}

// Err returns an Invalid error with all the problems, or nil when there are none.
func (l *List) Err() error {
	if len(l.problems) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Problems: l.problems}
}

// HTTPStatus returns the status of an HTTP answer to the error: the one table that maps kinds to HTTP.
// Denied is 403, 401 when signing in would help; Unavailable is 503, 429 for a rate limit; Invalid is 422, 413 for a
// body that is too big.
func (e *Error) HTTPStatus() int {
	switch e.Kind {
	case Invalid:
		if e.has("fault.body-too-big") {
			return 413
		}
		return 422
	case NotFound:
		return 404
	case Conflict:
		return 409
	case Denied:
		if e.has("fault.sign-in-first") {
			return 401
		}
		return 403
	case Unavailable:
		if e.has("fault.rate-limit") {
			return 429
		}
		return 503
	default:
		return 500
	}
}

func (e *Error) has(key string) bool {
	for _, p := range e.Problems {
		if p.Key == key {
			return true
		}
	}
	return false
}
