package vault

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Codes are written in Crockford's alphabet: no I, L, O or U, so nothing is
// mistaken for 1 or 0, and few words appear by accident.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// CodeLengthError says that characters are missing or too many.
type CodeLengthError struct{ Got, Want int }

func (e *CodeLengthError) Error() string {
	return fmt.Sprintf("vault: the code has %d characters instead of %d", e.Got, e.Want)
}

// ErrCodeCheck says that the length is right but a character is not.
var ErrCodeCheck = errors.New("vault: the code has a wrong character")

// spell adds the check symbol to random bytes, of which it uses five bits each.
func spell(random []byte) string {
	values := make([]byte, len(random), len(random)+1)
	for i, b := range random {
		values[i] = b & 31
	}
	var out strings.Builder
	for _, v := range append(values, checkOf(values)) {
		out.WriteByte(alphabet[v])
	}
	return out.String()
}

// read normalises what someone typed: any case, spaces and dashes, O for 0,
// I or L for 1.
func read(typed string, want int) (string, error) {
	symbols := []rune(strings.Map(symbol, typed))
	if len(symbols) != want {
		return "", &CodeLengthError{Got: len(symbols), Want: want}
	}
	values := make([]byte, want)
	for i, s := range symbols {
		v := strings.IndexRune(alphabet, s)
		if v < 0 {
			return "", ErrCodeCheck
		}
		values[i] = byte(v)
	}
	if checkOf(values[:want-1]) != values[want-1] {
		return "", ErrCodeCheck
	}
	return string(symbols), nil
}

// symbol is -1 for what separates: besides spaces and dashes also the minus
// sign and the invisible characters a mail program may add.
func symbol(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.In(r, unicode.Pd, unicode.Cf), r == '\u2212':
		return -1
	case 'a' <= r && r <= 'z':
		r -= 'a' - 'A'
	}
	switch r {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	}
	return r
}

// checkOf weighs the symbols with the powers of x in GF(32), the last before
// the check with x and the check itself with 1. x has order 31, so neighbours
// never weigh the same: every wrong symbol and every swap of two neighbours
// changes the outcome. (A sum modulo 31 misses some, as does a weight of 1
// for the last symbol.)
func checkOf(values []byte) byte {
	var sum byte
	for _, v := range values {
		sum = (sum ^ v) << 1
		if sum&32 != 0 {
			sum ^= 0b100101 // x^5 + x^2 + 1
		}
	}
	return sum
}

// inFours is for the eye and for reading aloud: "KTMR-7X4Q-92HD-3VNE".
func inFours(symbols string) string {
	var groups []string
	for len(symbols) > 4 {
		groups, symbols = append(groups, symbols[:4]), symbols[4:]
	}
	return strings.Join(append(groups, symbols), "-")
}
