// Package identity recognises people: passwords, tokens and sessions. It knows
// no SQL and no HTTP.
package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"
)

// Costs of argon2id: 46 MiB, two passes (ASVS 11.4.2, security 2.9).
const (
	memoryKiB = 46 * 1024
	passes    = 2
)

// Session ages (security 2.9): idle and absolute.
const (
	SessionIdle = 30 * time.Minute
	SessionAge  = 12 * time.Hour
)

// MostSessions is how many sessions one member can have at once; the oldest ends.
const MostSessions = 5

// InvitationAge is how long an invitation works.
const InvitationAge = 72 * time.Hour

// LinkAge is how long a link in a mail signs somebody in; ResetWait and ResetAge
// are when a way back to a lost account begins to work, and for how long.
const (
	LinkAge   = 15 * time.Minute
	ResetWait = 24 * time.Hour
	ResetAge  = 72 * time.Hour
)

// AskedAge is how long a notice to a complainant's old address may take to leave;
// AddressAge is how long the link to the new one works after that.
const (
	AskedAge   = 24 * time.Hour
	AddressAge = time.Hour
)

// FreshAge is how long a proof counts for what asks for a fresh one (ASVS 7.5.1).
const FreshAge = 5 * time.Minute

// ErrBusy says that too many people sign in at once; try again.
var ErrBusy = errors.New("too many people are signing in at this moment")

// Hasher makes and checks password hashes, two at a time: each takes 46 MiB.
type Hasher struct{ slots chan struct{} }

// NewHasher makes a hasher that runs at most n hashes at once.
func NewHasher(n int) *Hasher { return &Hasher{slots: make(chan struct{}, n)} }

// Hash makes the argon2id hash of a password in PHC form.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	var salt [16]byte
	_, _ = rand.Read(salt[:]) // never fails: the runtime stops first
	sum, err := h.sum(ctx, password, salt[:])
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, memoryKiB, passes, b64(salt[:]), b64(sum)), nil
}

func (h *Hasher) sum(ctx context.Context, password string, salt []byte) ([]byte, error) {
	wait, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	select {
	case h.slots <- struct{}{}:
	case <-wait.Done():
		return nil, ErrBusy
	}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(password), salt, passes, memoryKiB, 1, 32), nil
}

// Check compares a password with a hash. For an unknown account pass "": the
// same work is done, so that the time does not tell who exists.
func (h *Hasher) Check(ctx context.Context, phc, password string) (bool, error) {
	parts := strings.Split(phc, "$")
	known := len(parts) == 6
	if !known {
		parts = []string{"", "", "", "", "AAAAAAAAAAAAAAAAAAAAAA", ""}
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("read the password hash: %w", err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("read the password hash: %w", err)
	}
	got, err := h.sum(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return known && subtle.ConstantTimeCompare(got, want) == 1, nil
}

// Token is a secret for a cookie or a link; only its hash is stored.
type Token string

// NewToken makes 256 random bits.
func NewToken() Token {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: the runtime stops first
	return Token(base64.RawURLEncoding.EncodeToString(b[:]))
}

// Hash is what the store keeps of a token.
func (t Token) Hash() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

// Key seals what only who brings the token may open: the store has its hash alone, from
// which this does not follow.
func (t Token) Key() [32]byte { return sha256.Sum256([]byte("wederhoor session key\x00" + string(t))) }

// String keeps tokens out of logs.
func (t Token) String() string { return "[token]" }
