// Package keys keeps the secrets of an installation and makes the random values that must not be guessed.
//
// It owns the Ed25519 keys in the data folder (keys/NAME, readable by the owner alone), what is signed and derived
// with them, one-time codes and tokens. It refuses to export a private key, to use one that others could have read,
// and every source of randomness but the system's. Its errors are those of the machine or the operator, so they are
// Internal and carry no message key.
package keys
