package identity

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Fewest and most characters of a password (ASVS 6.2.1, 6.2.9). It is hashed as
// the bytes that came in, none cut off.
const (
	MinPassword = 12
	MaxPassword = 256
)

// PasswordProblem says why a password cannot be used; "" means it can. The
// codes are translated on the page. There are no rules on kinds of characters.
// context are names that others know: of the person, of the organisation.
func PasswordProblem(password string, context ...string) string {
	switch n := utf8.RuneCountInString(password); {
	case n < MinPassword:
		return "password_short"
	case n > MaxPassword:
		return "password_long"
	case common(password):
		return "password_common"
	}
	for _, word := range append(context, "wederhoor", "klachtenregister") {
		if len(word) > 3 && strings.Contains(strings.ToLower(password), strings.ToLower(word)) {
			return "password_guessable"
		}
	}
	return ""
}

// commonWords is what people and those who guess think of first, in Dutch and
// English, and whole passwords of twelve characters and more that are in use.
//
//go:embed common.txt
var commonWords string

var commonSet = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, line := range strings.Split(commonWords, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			all[word] = true
		}
	}
	return all
})

// common recognises a password as one of the first that are tried: one or two
// words of the list, with any digits and signs before, between or behind, in
// any case and with the usual swaps of letters for digits; or a run of keys.
func common(password string) bool {
	p := strings.ToLower(password)
	if repeated(p) || run(p) {
		return true
	}
	sign := func(r rune) bool { return !unicode.IsLetter(r) }
	for _, read := range []string{p, swaps.Replace(strings.TrimFunc(p, sign))} {
		if words := strings.FieldsFunc(read, sign); len(words) <= 2 && listed(words) {
			return true
		}
		if commonSet()[read] {
			return true
		}
	}
	return false
}

var swaps = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "!", "i")

// listed reports whether these words hold no more than two words of the list.
func listed(words []string) bool {
	n := 0
	for _, word := range words {
		switch {
		case commonSet()[word]:
			n++
		case joined(word):
			n += 2
		case len(word) > 2: // one or two letters more are no secret
			return false
		}
	}
	return n == 1 || n == 2
}

func joined(word string) bool {
	for i := 3; i <= len(word)-3; i++ {
		if commonSet()[word[:i]] && commonSet()[word[i:]] {
			return true
		}
	}
	return false
}

// repeated: a piece of at most six characters, over and over.
func repeated(p string) bool {
	for n := 1; n <= 6; n++ {
		if len(p) > n && strings.HasPrefix(strings.Repeat(p[:n], len(p)/n+1), p) {
			return true
		}
	}
	return false
}

var keyboards = []string{"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
	"azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm", "!@#$%^&*()_+"}

// run: made of no more than three pieces of a keyboard or of the alphabet, each
// of at least four characters, forwards or backwards.
func run(p string) bool {
	pieces := 0
	for len(p) > 0 {
		n := longestRun(p)
		if n < 4 {
			return pieces > 0 && pieces <= 3 && len(p) <= 3
		}
		pieces, p = pieces+1, p[n:]
	}
	return pieces <= 3
}

func longestRun(p string) int {
	for n := len(p); n >= 4; n-- {
		for _, k := range keyboards {
			if strings.Contains(k, p[:n]) || strings.Contains(reversed(k), p[:n]) {
				return n
			}
		}
	}
	return 0
}

func reversed(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
