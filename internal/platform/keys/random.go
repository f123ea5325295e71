package keys

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
)

// crockford is the alphabet that leaves out i, l, o and u, so that people can read codes to each other.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// Token returns 256 random bits as 43 characters fit for URLs and cookies: a session, an API key's secret.
func Token() string { return base64.RawURLEncoding.EncodeToString(random(32)) }

// Code returns n random characters of Crockford's base 32, five bits each, for people to read and type.
func Code(n int) string { return crockford.EncodeToString(random((n*5 + 7) / 8))[:n] }

// Digits returns n random decimal digits, each as likely as the others: a code sent by e-mail. Six digits are a
// million; whoever accepts them must limit attempts.
func Digits(n int) string {
	var b strings.Builder
	ten := big.NewInt(10)
	for range n {
		d, err := rand.Int(rand.Reader, ten)
		if err != nil {
			panic("keys: " + err.Error()) // the system's source never fails since Go 1.24
		}
		b.WriteByte('0' + byte(d.Int64()))
	}
	return b.String()
}

// HashToken returns the SHA-256 of a Token as 64 hexadecimal digits, the form in which tables keep it. It is not for
// passwords or short codes, which can be tried out: seal those with a MAC.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Equal compares two secrets in a time that depends only on their lengths.
func Equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails since Go 1.24; the program ends instead
	return b
}
