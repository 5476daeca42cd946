package identity

import (
	"bytes"
	"crypto/subtle"
	"fmt"
	"image/png"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// appStep is how long one code stands in an authenticator app (RFC 6238).
const appStep = 30 * time.Second

// App is the secret that an authenticator app shares with us: codes of six
// digits, every 30 seconds another, HMAC-SHA-1, which is what every app does.
type App struct{ key *otp.Key }

// NewApp makes a secret of 160 bits. issuer and account are what the app shows.
func NewApp(issuer, account string) (App, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: strings.ReplaceAll(issuer, ":", " "), AccountName: account, SecretSize: 20})
	if err != nil {
		return App{}, fmt.Errorf("make a secret for an app: %w", err)
	}
	return App{key}, nil
}

// ParseApp reads what [App.Bytes] kept.
func ParseApp(raw []byte) (App, error) {
	key, err := otp.NewKeyFromURL(string(raw))
	if err != nil {
		return App{}, fmt.Errorf("read the secret of an app: %w", err)
	}
	return App{key}, nil
}

// Bytes is the whole secret, for the store to seal.
func (a App) Bytes() []byte { return []byte(a.key.URL()) }

// Secret is what somebody types over who cannot scan: letters and digits, in fours.
func (a App) Secret() string {
	var fours []string
	s := a.key.Secret()
	for len(s) > 4 {
		fours, s = append(fours, s[:4]), s[4:]
	}
	return strings.Join(append(fours, s), " ")
}

// QR is the secret as a picture to scan, a PNG of size by size pixels.
func (a App) QR(size int) ([]byte, error) {
	img, err := a.key.Image(size, size)
	if err != nil {
		return nil, fmt.Errorf("draw the code to scan: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("draw the code to scan: %w", err)
	}
	return b.Bytes(), nil
}

// Step says of which step a typed code is: the current or the one before it, for
// clocks that differ and for who types slowly. A step counts up and works once.
func (a App) Step(typed string, now time.Time) (step int64, ok bool) {
	typed = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	current := now.Unix() / int64(appStep/time.Second)
	for _, s := range []int64{current, current - 1} {
		want, err := hotp.GenerateCode(a.key.Secret(), uint64(s)) //nolint:gosec // after 1970
		if err == nil && len(typed) == len(want) && subtle.ConstantTimeCompare([]byte(typed), []byte(want)) == 1 {
			return s, true
		}
	}
	return 0, false
}
