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

// ErrorOf is the page kit's half of the table that turns kinds of error into answers: status and sentence for a person.
func (v *View) ErrorOf(err error, reference string) ErrorData {
	d := ErrorData{Status: Status(fault.Of(err)), Reference: reference}
	if e := fault.As(err); e != nil {
		d.RetryAfterSeconds = e.RetryAfterSeconds
		if len(e.Problems) > 0 && e.Kind != fault.Internal {
			d.Problem = v.Locale.Problem(e.Problems[0])
		}
	}
	return d
}

// Status returns the HTTP status of a kind of error.
func Status(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Denied:
		return http.StatusForbidden
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// wayOut is home, and signing in where that may help.
func (v *View) wayOut(e ErrorData) []ButtonData {
	home := ButtonData{Label: v.T("web.error.home"), Kind: "primary", Icon: IconHome, Href: v.homePath()}
	if v.User == nil && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden) {
		return []ButtonData{{Label: v.T("web.sign_in"), Kind: "primary", Icon: IconSignIn, Href: v.URL("/sign-in")}, {Label: home.Label, Icon: IconHome, Href: home.Href}}
	}
	return []ButtonData{home}
}
