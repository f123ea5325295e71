package people

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

const (
	sessionBytes = 32 // 256 bits
	linkBytes    = 16 // 128 bits
	codeDigits   = 8
	codeLimit    = 100_000_000
)

// newToken returns n random bytes in the alphabet of addresses.
func newToken(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// hashToken is what is stored of a token. A token has 128 bits or more, so a plain hash cannot be searched.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// couldBeToken spares the database a question about anything that we never gave out.
func couldBeToken(token string, n int) bool {
	return len(token) == base64.RawURLEncoding.EncodedLen(n)
}

func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(codeLimit))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%0*d", codeDigits, n), nil
}

// shownCode writes a code in two groups, as people read it.
func shownCode(code string) string { return code[:4] + " " + code[4:] }

// codeHash is what is stored of a code. The request and the address are part of it, so that a hash copied to another
// row opens nothing.
func (c *Core) codeHash(request int64, email, code string) string {
	m := hmac.New(sha256.New, c.d.Secret)
	_ = binary.Write(m, binary.BigEndian, request) // a hash takes everything
	_, _ = m.Write([]byte(email + "\n" + code))
	return hex.EncodeToString(m.Sum(nil))
}

// zeros are the zeros of the digits that keyboards of our eleven languages type.
const zeros = "0๐໐០၀０٠०"

// foldCode reads a code as it was typed or pasted: spaces and hyphens are dropped, digits of other scripts become ASCII.
func foldCode(typed string) string {
	var b strings.Builder
	for _, r := range typed {
		for _, zero := range zeros {
			if r >= zero && r <= zero+9 {
				r = '0' + r - zero
				break
			}
		}
		if unicode.IsSpace(r) || r == '-' || r == '\u200b' {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
