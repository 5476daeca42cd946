package complaint

import (
	"errors"
	"fmt"
	"strings"
)

// Cents is an amount of money in euro cents; zero: no money.
type Cents int64

// CentsLimit is ten million euros: more is a slip of the hand.
const CentsLimit Cents = 10_000_000_00

// Words writes an amount as people write it: € 1.250,50, and €1,250.50 in English.
func (c Cents) Words(lang string) string {
	thousands, decimal, sign := ".", ",", "€ "
	if lang == "en" {
		thousands, decimal, sign = ",", ".", "€"
	}
	euros := fmt.Sprint(int64(c) / 100)
	for i := len(euros) - 3; i > 0; i -= 3 {
		euros = euros[:i] + thousands + euros[i:]
	}
	return fmt.Sprintf("%s%s%s%02d", sign, euros, decimal, int64(c)%100)
}

// ErrMoney says that what was typed is no amount.
var ErrMoney = errors.New("this is no amount of money")

// ParseCents reads an amount in euros as people type it: 35, 35,50, € 1.250,- or 1250.5.
// Nothing typed is zero.
func ParseCents(s string) (Cents, error) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "-")
	s = strings.NewReplacer("€", "", "EUR", "", "eur", "", " ", "", "\u00a0", "").Replace(s)
	s = strings.TrimRight(s, ",.")
	if s == "" {
		return 0, nil
	}
	whole, part := s, ""
	if i := strings.LastIndexAny(s, ",."); i >= 0 && len(s)-i-1 <= 2 {
		whole, part = s[:i], s[i+1:]
	}
	// What is left of points and commas stands between thousands, and all of one kind.
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' })
	mixed := strings.Contains(whole, ".") && strings.Contains(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return 0, ErrMoney
		}
	}
	digits := strings.Join(groups, "") + (part + "00")[:2]
	if mixed || len(groups) == 0 || len(digits) > 15 || strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, ErrMoney
	}
	var n Cents
	for _, d := range digits {
		n = 10*n + Cents(d-'0')
	}
	return n, nil
}
