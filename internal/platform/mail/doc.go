// Package mail composes messages and hands them on: to a folder of .eml files, which is the default and what the demo
// and tests read, or to an SMTP server.
//
// It owns addresses, the shape of a message, and what may stand in a header: nothing that people typed can add a
// line to one. It refuses queues, retries and templates: jobs repeat what is Unavailable, and the caller brings words
// in the reader's language. One message has one recipient, so that no address reaches a stranger.
package mail
