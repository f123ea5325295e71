package web

import (
	"net/http"
	"strconv"

	"github.com/fairway-expo/fairway/internal/values/fault"
)

// alertRole makes screen readers speak bad news at once and other news when there is a pause.
func alertRole(t Tone) string {
	if t == ToneDanger || t == ToneWarning {
		return "alert"
	}
	return "status"
}

func (e EmptyData) emptyIcon() IconName {
	if e.Icon == "" {
		return IconBuoy
	}
	return e.Icon
}

func (c ConfirmData) kind() string {
	if c.Danger {
		return "danger"
	}
	return "primary"
}

func (e ErrorData) status() string { return strconv.Itoa(e.Status) }

// key is the part of the message keys that belongs to the status; every other status speaks as 500.
func (e ErrorData) key() string {
	switch e.Status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict,
		http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusRequestEntityTooLarge:
		return e.status()
	case http.StatusMethodNotAllowed, http.StatusUnprocessableEntity:
		return "400"
	case http.StatusUnauthorized:
		return "401"
	}
	return "500"
}

// ErrorOf tells an error to a person: its status, its sentence if it has one, and the reference of an internal one.
func (v *View) ErrorOf(err error, reference string) ErrorData {
	e := fault.As(err)
	if e == nil {
		e = &fault.Error{Kind: fault.Internal, Cause: err}
	}
	d := ErrorData{Status: e.HTTPStatus(), RetryAfterSeconds: e.RetryAfterSeconds}
	switch {
	case e.Kind == fault.Internal:
		d.Reference = reference
	case len(e.Problems) > 0:
		d.Problem = v.Locale.Problem(e.Problems[0])
	}
	return d
}

// wayOut is home, and signing in where that may help.
func (v *View) wayOut(e ErrorData) []ButtonData {
	home := ButtonData{Label: v.T("web.error.home"), Kind: "primary", Icon: IconHome, Href: v.homePath()}
	if v.User == nil && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden) {
		return []ButtonData{{Label: v.T("web.sign_in"), Kind: "primary", Icon: IconSignIn, Href: v.URL("/sign-in")}, {Label: home.Label, Icon: IconHome, Href: home.Href}}
	}
	return []ButtonData{home}
}
