// Package deskweb holds the desks of the expo: the working pages of the secretariat, of a pavilion's organiser and of
// an exhibitor, all below /{edition}/desk.
//
// It owns forms, tables and the side navigation of a desk, and no rule of the trade: every page calls operations, which
// decide what may be read and done. A page only leaves out what the person may not do, and refuses a whole desk early
// so that nobody meets an empty one. It writes no tables of its own.
//
// Every page works without scripts. A form that was refused comes back with what was typed and each problem beside its
// field; sent twice it has one effect, because it carries an idempotency key.
package deskweb
