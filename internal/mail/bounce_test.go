package mail

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestATagComesBackAsItWent(t *testing.T) {
	const from = "klachten@voorbeeld.example"
	at, ok := Tagged(from, "b-abc-def")
	if !ok || at != "klachten+b-abc-def@voorbeeld.example" {
		t.Fatalf("%s, %v", at, ok)
	}
	for _, same := range []string{at, strings.ToUpper(at), "Klachten+B-abc-DEF@Voorbeeld.example"} {
		if tag, ok := TagOf(from, same); !ok || tag != "b-abc-def" {
			t.Errorf("%s: %q, %v", same, tag, ok)
		}
	}
	for _, other := range []string{"", from, "klachten@", "klachten+b-abc-def@elders.example", "vragen+b-abc-def@voorbeeld.example",
		"xklachten+b-abc-def@voorbeeld.example", "klachten+b-abc-def", at + "@voorbeeld.example", "klachten+b-abc@x@voorbeeld.example"} {
		if tag, ok := TagOf(from, other); ok {
			t.Errorf("%q is taken for ours: %q", other, tag)
		}
	}
	if at, ok := Tagged(strings.Repeat("k", 60)+"@voorbeeld.example", "b-abc-def"); ok {
		t.Errorf("%s is too long", at)
	}
	if at, ok := Tagged("", "b-abc-def"); ok {
		t.Errorf("without an address %s", at)
	}
}

// FuzzTagOf: a tag that was set is read back, and what is read was set after the
// + of our own address, whatever the rest.
func FuzzTagOf(f *testing.F) {
	const box = "klachten@voorbeeld.example"
	for _, s := range []string{"r-abc", "", "+", "@", "r-a@voorbeeld.example", "R-ABC", "\x00", "é", "a@b@voorbeeld.example", "klachten+r-a@voorbeeld.example", "KLACHTEN+R-A@VOORBEELD.EXAMPLE", "klachten+@voorbeeld.example", "K\u0130"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := Tagged(box, s); ok && !strings.Contains(s, "@") {
			if tag, ok := TagOf(box, at); !ok || tag != strings.ToLower(s) {
				t.Errorf("%q comes back as %q, %v", s, tag, ok)
			}
		}
		if tag, ok := TagOf(box, s); ok && !strings.EqualFold("klachten+"+tag+"@voorbeeld.example", s) && strings.ToLower(s) != "klachten+"+tag+"@voorbeeld.example" {
			t.Errorf("%q has the tag %q", s, tag)
		}
	})
}

// TestAutomaticMailHasNoSender: what Postfix received says so.
func TestAutomaticMailHasNoSender(t *testing.T) {
	post := testkit.Postfix(t)
	s, err := ParseServer(post.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Send(t.Context(), NullSender, "jan@elders.example", compose(t, letterToJan())); got.State != Accepted {
		t.Fatalf("%+v", got)
	}
	got := post.Wait(t, "jan@elders.example", 1, 10*time.Second)[0]
	if got.Header.Get("Return-Path") != "<>" || got.Header.Get("Auto-Submitted") != "auto-generated" || got.Header.Get("From") == "" {
		t.Errorf("%v", got.Header)
	}
}
