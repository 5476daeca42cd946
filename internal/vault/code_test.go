package vault_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/vault"
)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Both sorts of code share one check, so they share its test.
var sorts = []struct {
	name  string
	size  int
	fresh func(i int) string
	parse func(string) (string, error)
}{
	{"receipt", 16,
		func(i int) string { return string(vault.NewCode(known(), []byte{byte(i), byte(i >> 8)})) },
		func(s string) (string, error) { c, err := vault.ParseCode(s); return string(c), err }},
	{"recovery", 32,
		func(int) string { return string(vault.NewRecovery()) },
		func(s string) (string, error) { r, err := vault.ParseRecovery(s); return string(r), err }},
}

func TestEverySlipAndEverySwapIsCaught(t *testing.T) {
	for _, sort := range sorts {
		slips, swaps := 0, 0
		for i := range 300 {
			good := sort.fresh(i)
			if got, err := sort.parse(good); err != nil || got != good || len(good) != sort.size {
				t.Fatalf("%s %q: %q, %v", sort.name, good, got, err)
			}
			for at := range good {
				slips += refuseSlips(t, sort.parse, good, at)
				if at > 0 {
					swaps += refuseSwap(t, sort.parse, good, at)
				}
			}
		}
		t.Logf("%s: all of %d slips and %d neighbour swaps caught", sort.name, slips, swaps)
	}
}

// The check is linear, so every pair of values at every place settles the
// matter for all codes, not only for the ones tried.
func TestEveryPairOfNeighboursEverywhere(t *testing.T) {
	for _, sort := range sorts {
		for at := 1; at < sort.size; at++ {
			for _, a := range alphabet {
				for _, b := range alphabet {
					s := []rune(strings.Repeat("0", sort.size))
					s[at-1], s[at] = a, b
					good, ok := withCheck(sort.parse, string(s), at)
					if !ok {
						t.Fatalf("%s: no code has %c%c at %d", sort.name, a, b, at)
					}
					refuseSwap(t, sort.parse, good, at)
				}
			}
		}
	}
}

// withCheck changes one symbol away from the pair so that the code is valid.
func withCheck(parse func(string) (string, error), s string, pair int) (string, bool) {
	free := len(s) - 1
	if pair >= free {
		free = 0
	}
	for _, c := range alphabet {
		candidate := s[:free] + string(c) + s[free+1:]
		if _, err := parse(candidate); err == nil {
			return candidate, true
		}
	}
	return "", false
}

func refuseSlips(t *testing.T, parse func(string) (string, error), good string, at int) (tried int) {
	t.Helper()
	for _, c := range alphabet {
		if byte(c) == good[at] {
			continue
		}
		tried++
		if _, err := parse(good[:at] + string(c) + good[at+1:]); !errors.Is(err, vault.ErrCodeCheck) {
			t.Fatalf("%s: %c at %d: %v", good, c, at, err)
		}
	}
	return tried
}

func refuseSwap(t *testing.T, parse func(string) (string, error), good string, at int) (tried int) {
	t.Helper()
	if good[at-1] == good[at] {
		return 0
	}
	swapped := good[:at-1] + string(good[at]) + string(good[at-1]) + good[at+1:]
	if _, err := parse(swapped); !errors.Is(err, vault.ErrCodeCheck) {
		t.Fatalf("%s: swap before %d: %v", good, at, err)
	}
	return 1
}

func TestCodeIsReadAsPeopleTypeIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := vault.NewCode(known(), anyBytes.Draw(t, "submission"))
		var typed strings.Builder
		for _, r := range code.Display() {
			forms := string(r) + strings.ToLower(string(r))
			switch r {
			case '0':
				forms = "0oO"
			case '1':
				forms = "1iIlL"
			case '-':
				forms = "- \u2010\u2011\u2013\u2014\u2212\u00ad\u00a0\t\u200b"
			}
			typed.WriteRune(rapid.SampledFrom([]rune(forms)).Draw(t, "form"))
		}
		if got, err := vault.ParseCode(" " + typed.String() + "\r\n"); err != nil || got != code {
			t.Fatalf("%q: %v", typed.String(), err)
		}
	})
}

func TestCodeSaysWhatIsWrong(t *testing.T) {
	good := vault.NewCode(known(), []byte("1")).Display()
	for typed, got := range map[string]int{"": 0, " - ": 0, good[1:]: 15, good + "0": 17, "é" + good: 17} {
		_, err := vault.ParseCode(typed)
		var wrong *vault.CodeLengthError
		if !errors.As(err, &wrong) || *wrong != (vault.CodeLengthError{Got: got, Want: 16}) {
			t.Errorf("%q: %v, want %d instead of 16", typed, err, got)
		}
	}
	for _, odd := range []string{"U", "é", "*", "\xff"} {
		if _, err := vault.ParseCode(odd + good[1:]); !errors.Is(err, vault.ErrCodeCheck) {
			t.Errorf("%q for the first symbol: %v", odd, err)
		}
	}
	var wrong *vault.CodeLengthError
	if _, err := vault.ParseRecovery(good); !errors.As(err, &wrong) || wrong.Want != 32 {
		t.Errorf("a receipt code as recovery sheet: %v", err)
	}
}

func TestCodeKnownAnswer(t *testing.T) { // computed with Python
	if got := vault.NewCode(known(), []byte("abc")).Display(); got != "C1YY-74PM-GR42-1ZDG" {
		t.Errorf("code %s", got)
	}
	sheet := vault.Recovery(strings.Repeat("0", 32))
	if got := sheet.Display(); got != "0000-0000-0000-0000-0000-0000-0000-0000" {
		t.Errorf("sheet %s", got)
	}
}

func TestSameSubmissionSameCode(t *testing.T) {
	k := vault.NewKey()
	if vault.NewCode(k, []byte("a")) != vault.NewCode(k, []byte("a")) ||
		vault.NewCode(k, []byte("a")) == vault.NewCode(k, []byte("b")) ||
		vault.NewCode(k, []byte("a")) == vault.NewCode(vault.NewKey(), []byte("a")) {
		t.Error("a code must depend on key and submission, and on nothing else")
	}
}

func TestRecoverySheetTypedBackOpens(t *testing.T) {
	sheet, organisation := vault.NewRecovery(), vault.NewKey()
	slot := vault.Wrap(sheet.Key(), "organisation", home, organisation)
	typed, err := vault.ParseRecovery(strings.ToLower(strings.ReplaceAll(sheet.Display(), "-", " ")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := vault.Unwrap(typed.Key(), "organisation", home, slot); err != nil || got != organisation {
		t.Errorf("the slot does not open: %v", err)
	}
	if vault.NewRecovery().Key() == sheet.Key() {
		t.Error("two sheets have one key")
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add(vault.NewCode(known(), nil).Display())
	f.Add("ooooiiiillll----")
	f.Add("\xff\u200b")
	f.Fuzz(func(t *testing.T, s string) {
		code, err := vault.ParseCode(s)
		var wrong *vault.CodeLengthError
		if err != nil && !errors.As(err, &wrong) && !errors.Is(err, vault.ErrCodeCheck) {
			t.Errorf("%q: %v", s, err)
		}
		if err != nil {
			return
		}
		if again, err := vault.ParseCode(code.Display()); err != nil || again != code || len(code) != 16 {
			t.Errorf("%q shows %q, which reads %q: %v", s, code.Display(), string(again), err)
		}
	})
}
