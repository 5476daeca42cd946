package calendar_test

import (
	"encoding/json"
	"testing"

	"wederhoor/internal/calendar"
)

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-4-1", "20250401",
		"2025-04-01T00:00:00Z", " 2025-04-01", "2025-04-01 ", "1-4-2025", "-025-04-01", "2025/04/01",
	} {
		if d, err := calendar.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, d)
		}
	}
}

func TestParseLength(t *testing.T) {
	for s, want := range map[string]calendar.Length{
		"1wd": {N: 1, Unit: calendar.WorkingDays},
		"5d":  {N: 5, Unit: calendar.Days},
		"6w":  {N: 6, Unit: calendar.Weeks},
		"24m": {N: 24, Unit: calendar.Months},
		"1y":  {N: 1, Unit: calendar.Years},
		"":    {},
	} {
		got, err := calendar.ParseLength(s)
		if err != nil || got != want || got.String() != s {
			t.Errorf("ParseLength(%q) = %#v %q, %v", s, got, got, err)
		}
	}
}

func TestParseLengthRefuses(t *testing.T) {
	for _, s := range []string{"0d", "-1d", "1", "d", "1 w", "1W", "01d", "1.5d", "10000d", "1dd", "1d\n", "١d"} {
		if l, err := calendar.ParseLength(s); err == nil {
			t.Errorf("ParseLength(%q) = %v, want an error", s, l)
		}
	}
}

func TestOnNormalises(t *testing.T) {
	if got := calendar.On(2025, 2, 30); got != date("2025-03-02") {
		t.Errorf("30 February 2025 is %v, want 2 March", got)
	}
}

func TestJSON(t *testing.T) {
	type term struct {
		From, Until calendar.Date
		None        calendar.Date `json:",omitzero"`
		Length      calendar.Length
		Marked      map[calendar.Date]string
	}
	in := term{
		From: date("2025-04-14"), Length: length("1w"),
		Marked: map[calendar.Date]string{date("2025-04-21"): "tweede paasdag"},
	}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"From":"2025-04-14","Until":"","Length":"1w","Marked":{"2025-04-21":"tweede paasdag"}}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	var out term
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if out.From != in.From || !out.Until.IsZero() || out.Length != in.Length || out.Marked[date("2025-04-21")] == "" {
		t.Errorf("read back %+v", out)
	}
	for _, bad := range []string{`{"From":"2025-02-30"}`, `{"Length":"soon"}`} {
		if json.Unmarshal([]byte(bad), &out) == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

func TestWhatCannotBeReadBackIsNotWritten(t *testing.T) {
	if text, err := calendar.On(10000, 1, 1).MarshalText(); err == nil {
		t.Errorf("wrote %s", text)
	}
	if text, err := (calendar.Length{N: 2, Unit: "fortnight"}).MarshalText(); err == nil {
		t.Errorf("wrote %s", text)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2025-04-22", "2024-02-29", "0000-01-01", "9999-12-31", "2025-02-29", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := calendar.Parse(s); err == nil && d.String() != s {
			t.Errorf("Parse(%q) prints %q", s, d)
		}
	})
}

func FuzzParseLength(f *testing.F) {
	for _, s := range []string{"1wd", "6w", "9999y", "0d", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if l, err := calendar.ParseLength(s); err == nil && l.String() != s {
			t.Errorf("ParseLength(%q) prints %q", s, l)
		}
	})
}
