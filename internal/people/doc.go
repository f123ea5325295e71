// Package people owns who a person is and what they may do: accounts, the organisations they work for, roles, signing
// in, sessions.
//
// An account is a proven e-mail address. Nobody has a password: a person proves the address with a code sent to it, or
// comes by a link that a program printed (the demo edition). A firm is an organisation and outlives the editions at
// which it exhibits; roles are grants and hold in one edition, except the secretariat's, which hold in every edition.
//
// It refuses to tell whether an address has an account; to keep a code, a link or a session token in readable form
// anywhere but in the letter or answer that carries it; to let anybody give a role that is above their own or outside
// their own pavilion or stand; and to leave an edition without an organiser.
//
// # Codes
//
// A code has eight digits, lives ten minutes and bears five tries; an address is sent five an hour. An attacker who
// asks for all of them has 25 guesses in 10^8 an hour at one address. With six digits it would be 25 in 10^6, and one
// who tries a thousand addresses at once would be let in somewhere every two days. NIST SP 800-63B, 5.1.3.2 asks for
// at least six digits and a limit on tries. A try names the request it answers, so a stranger's requests and wrong
// tries do not use up those of the person. What is kept of a code is an HMAC under the installation's secret, because
// a plain hash of eight digits is read back in seconds.
//
// # Sessions
//
// A session is a random token of 256 bits, of which the hash is kept. It ends when it was not used for 30 days, 90 days
// after it began, when its person ends it, and when the account is disabled. Each request asks the database, so an
// ended session stops at once on every node.
//
// Tables: people_account, people_organisation, people_member, people_grant, people_code, people_link, people_session.
// Codes are not entered in the ledger: they are gone after a day and change nothing; everything else is.
package people
