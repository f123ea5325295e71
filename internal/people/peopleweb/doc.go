// Package peopleweb serves the pages of people: signing in by code and by link, one's own account and sessions, and
// the desk on which roles are given and taken.
//
// It owns the session cookie. It refuses to sign anybody in on a GET, because programs that preview links follow them;
// to send a reader after signing in to any address but one of ours; and to put an e-mail address or a code into an
// address, where logs and histories would keep it. Every page works without scripts.
package peopleweb
