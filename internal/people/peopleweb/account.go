package peopleweb

import (
	"slices"
	"strings"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
	"github.com/fairway-expo/fairway/internal/web"
)

type accountForm struct {
	Me       people.Me
	Places   []Place
	Key      web.HiddenField
	Problems web.Problems
}

func (s pages) account(p *web.Page) error {
	if p.R.URL.Query().Has("saved") {
		p.Notices = append(p.Notices, web.Notice{Kind: web.ToneSuccess, Text: p.T("people.me.saved")})
	}
	return s.showAccount(p, nil, nil)
}

// showAccount shows the account; typed, if not nil, stands in the form instead of what is stored.
func (s pages) showAccount(p *web.Page, typed *people.UpdateMe, problems web.Problems) error {
	me, err := s.Ops.Me.Do(p.Context(), people.None{})
	if err != nil {
		return err
	}
	places, err := s.Places(p, me.Grants)
	if err != nil {
		return err
	}
	if typed != nil {
		me.Name, me.Language = typed.Name, typed.Language
	}
	p.Title, p.NoIndex = p.T("people.me.title"), true
	return p.RenderStatus(statusOf(problems), accountPage(p.View, accountForm{me, places, p.KeyField(), problems}))
}

func (s pages) saveAccount(p *web.Page) error {
	in := people.UpdateMe{Name: p.R.PostFormValue("name"), Language: p.R.PostFormValue("language")}
	if _, err := s.Ops.UpdateMe.Do(p.Context(), in); err != nil {
		return again(p, err, func(problems web.Problems) error { return s.showAccount(p, &in, problems) })
	}
	return p.Redirect("/account?saved")
}

func languageOptions() []web.Option {
	options := make([]web.Option, 0, len(text.Languages))
	for _, tag := range text.Languages {
		options = append(options, web.Option{Value: tag, Label: i18n.OwnName(tag)})
	}
	return options
}

func roleName(v *web.View, r ops.Role) string { return v.T("role." + string(r)) }

// secretariat reports whether the person is an organiser of every edition.
func secretariat(p *web.Page) bool {
	return slices.ContainsFunc(p.Caller().Actor.Grants, func(g ops.Grant) bool { return g.Role == ops.Organiser && g.Edition == 0 })
}

func (s pages) sessions(p *web.Page) error {
	list, err := s.Ops.ListSessions.Do(p.Context(), people.None{})
	if err != nil {
		return err
	}
	if p.R.URL.Query().Has("ended") {
		p.Notices = append(p.Notices, web.Notice{Kind: web.ToneSuccess, Text: p.T("people.sessions.ended")})
	}
	p.Title, p.NoIndex = p.T("people.sessions.title"), true
	return p.Render(sessionsPage(p.View, list.Items))
}

func (s pages) endSession(p *web.Page) error {
	var id people.SessionID
	if err := id.UnmarshalText([]byte(p.R.PostFormValue("session"))); err != nil {
		return fault.NewNotFound("people.session.not-found").With(err)
	}
	if _, err := s.Ops.EndSession.Do(p.Context(), people.OneSession{Session: id}); err != nil {
		return err
	}
	return p.Redirect("/account/sessions?ended")
}

func (s pages) endOthers(p *web.Page) error {
	if _, err := s.Ops.EndOthers.Do(p.Context(), people.None{}); err != nil {
		return err
	}
	return p.Redirect("/account/sessions?ended")
}

// moment writes an instant in UTC, because where the reader is cannot be known.
func moment(v *web.View, m clock.Micros) string { return v.Locale.DateTime(m.Time()) + " UTC" }

// day writes the day of an instant in UTC.
func day(v *web.View, m clock.Micros) string {
	return v.Locale.DateShort(clock.Date(m.Time().Format(time.DateOnly)))
}

// known are the marks of browsers and systems in what browsers say of themselves. Order matters: most claim to be others too.
var known = [2][]struct{ mark, name string }{
	{{"Edg", "Microsoft Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"MicroMessenger", "WeChat"}, {"UCBrowser", "UC Browser"},
		{"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}},
	{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"},
		{"CrOS", "ChromeOS"}, {"Linux", "Linux"}},
}

// device names browser and system in a few words, "" if the browser says nothing known.
func device(agent string) string {
	var words []string
	for _, kind := range known {
		for _, k := range kind {
			if strings.Contains(agent, k.mark) {
				words = append(words, k.name)
				break
			}
		}
	}
	return strings.Join(words, " · ")
}
