package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

const recoverySize = 32 // 31 symbols of 5 bits, and the check

// Recovery is what stands on the paper sheet: the second way to the
// organisation key when the master key is lost. Logs and fmt show
// "[recovery]", and it refuses to be marshalled.
type Recovery string

// NewRecovery draws 155 random bits.
func NewRecovery() Recovery {
	random := make([]byte, recoverySize-1)
	rand.Read(random) // never fails: it ends the program instead
	return Recovery(spell(random))
}

// ParseRecovery reads what was typed from the sheet. The error is a
// *[CodeLengthError] or [ErrCodeCheck].
func ParseRecovery(s string) (Recovery, error) {
	symbols, err := read(s, recoverySize)
	return Recovery(symbols), err
}

// Display is the sheet's eight groups of four.
func (r Recovery) Display() string { return inFours(string(r)) }

// Key wraps and unwraps like the master key. It panics on a Recovery that was
// neither made nor parsed, because everyone knows the key of an empty sheet.
func (r Recovery) Key() Key {
	if len(r) != recoverySize {
		panic("vault: the recovery sheet is empty")
	}
	k, err := hkdf.Key(sha256.New, []byte(r), nil, "wh1:recovery", len(Key{}))
	if err != nil {
		panic(err) // only for more than 8160 bytes
	}
	return Key(k)
}

const hiddenRecovery = "[recovery]"

// LogValue hides the sheet from log/slog.
func (r Recovery) LogValue() slog.Value { return slog.StringValue(hiddenRecovery) }

// Format hides the sheet from every verb.
func (r Recovery) Format(f fmt.State, _ rune) { io.WriteString(f, hiddenRecovery) }

// MarshalText always fails.
func (r Recovery) MarshalText() ([]byte, error) {
	return nil, errors.New("vault: a recovery sheet is only written on paper")
}
