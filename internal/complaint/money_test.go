package complaint

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestAmountsAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]Cents{
		"": 0, " ": 0, "35": 3500, "35,5": 3550, "35,50": 3550, "35.50": 3550, "€ 35,-": 3500, "€35,--": -1, "1.250": 125000, "1.250,00": 125000, "1,250.50": 125050,
		"1250.5": 125050, "12.50": 1250, "€ 1.234.567,89": 123456789, "EUR 7": 700, "0": 0, "0,01": 1, ",50": -1, "12.3456": -1, "1.25.0": -1, "vijf": -1, "1.250.00,1": -1, "-5": -1, "3e5": -1, "99999999999999999999": -1,
	} {
		got, err := ParseCents(typed)
		if want < 0 && !errors.Is(err, ErrMoney) || want >= 0 && (err != nil || got != want) {
			t.Errorf("%q is %d, %v; want %d", typed, got, err, want)
		}
	}
}

func TestAnAmountReadsAsItWasWritten(t *testing.T) {
	for cents, want := range map[Cents][2]string{3550: {"€ 35,50", "€35.50"}, 125000: {"€ 1.250,00", "€1,250.00"}, 123456789: {"€ 1.234.567,89", "€1,234,567.89"}, 5: {"€ 0,05", "€0.05"}} {
		if got := [2]string{cents.Words("nl"), cents.Words("en")}; got != want {
			t.Errorf("%d: %q", cents, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := Cents(rapid.Int64Range(1, int64(CentsLimit)).Draw(t, "cents"))
		for _, lang := range []string{"nl", "en"} {
			if got, err := ParseCents(c.Words(lang)); got != c || err != nil {
				t.Fatalf("%q is %d, %v", c.Words(lang), got, err)
			}
		}
	})
}
