package keys

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// MAC makes and checks seals of 32 bytes that only this installation can make (HMAC-SHA-256). Safe for concurrent use.
type MAC struct{ key []byte }

// MAC returns the MAC for a purpose ("csrf", "unsubscribe"), whose key is derived from k by HKDF (RFC 5869), so that
// a seal made for one purpose is worthless for another and says nothing about k.
func (k *Key) MAC(purpose string) *MAC {
	key, err := hkdf.Key(sha256.New, k.private.Seed(), nil, "fairway mac "+purpose, sha256.Size)
	if err != nil {
		panic("keys: " + err.Error()) // only for lengths far above 32 bytes
	}
	return &MAC{key}
}

// Sum returns the seal over the parts. Where one part ends and the next begins counts: "ab","c" is not "a","bc".
func (m *MAC) Sum(parts ...string) []byte {
	h := hmac.New(sha256.New, m.key)
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// Valid reports, in a time that does not depend on the seal, whether it is that of the parts.
func (m *MAC) Valid(seal []byte, parts ...string) bool { return hmac.Equal(seal, m.Sum(parts...)) }

// String keeps the key out of logs.
func (m *MAC) String() string { return "mac" }

// GoString returns String.
func (m *MAC) GoString() string { return m.String() }

// framed puts purpose before message so that no other pair gives the same bytes.
func framed(purpose string, message []byte) []byte {
	b := append([]byte("fairway signature\x00"), byte(len(purpose)>>8), byte(len(purpose)))
	return append(append(b, purpose...), message...)
}
