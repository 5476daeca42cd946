package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/store"
)

// TestWhatIsSentAfterTheSessionEndedComesBack: a browser need not keep what stood in a
// form, so the page itself does. After signing in elsewhere one button sends it, with
// its files, and however often it is pressed it comes in once.
func TestWhatIsSentAfterTheSessionEndedComesBack(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	lead, _ := s.signedIn()
	path := "/staff/complaints/" + s.ref(lead)
	words := "Lange tekst\nmet \"tekens\" <b> & 😡"
	s.clock.Advance(24 * time.Hour)
	note := s.post(lead, path+"/note", url.Values{"key": {store.NewID()}, "text": {words}})
	intake := s.multipart(lead, "/staff/complaints", url.Values{"key": {store.NewID()}, "story": {words}, "channel": {"phone"}, "nothing": {"yes"}}, upload{"foto.jpg", []byte("een foto")})
	for name, a := range map[string]answer{"a note": note, "an intake": intake} {
		if a.code != http.StatusUnauthorized || !strings.Contains(a.body, `href="/staff/sign-in" target="_blank"`) || !strings.Contains(a.body, "Dit schreef je") {
			t.Fatalf("%s: %d\n%.1500s", name, a.code, a.body)
		}
	}
	if s.again(intake).Get("kept") == "" {
		t.Error("the file is not kept")
	}
	again, _ := s.signedIn()
	for range 2 {
		if a := s.post(again, path+"/note", s.again(note)); a.code != http.StatusSeeOther {
			t.Errorf("once more: %d", a.code)
		}
	}
	if n := strings.Count(s.get(again, path).body, "Lange tekst"); n != 1 {
		t.Errorf("the note stands there %d times", n)
	}
}

// TestNothingTypedAndNoPasswordComeBack: where there is nothing to keep the door itself
// answers, and a password never stands on a page.
func TestNothingTypedAndNoPasswordComeBack(t *testing.T) {
	s := open(t)
	c, _ := s.signedIn()
	s.clock.Advance(24 * time.Hour)
	for path, form := range map[string]url.Values{"/staff/lock": nil, "/staff/account/password": {"current": {"mijn oude wachtwoord"}, "password": {"mijn nieuwe wachtwoord"}}} {
		a := s.post(c, path, form)
		if a.code != http.StatusUnauthorized || !strings.Contains(a.body, "Inloggen in het klachtenregister") {
			t.Errorf("%s: %d", path, a.code)
		}
		if strings.Contains(a.body, "mijn nieuwe wachtwoord") {
			t.Errorf("%s: a password stands on the page", path)
		}
	}
}

// TestWhatAConfidantSendsToAShutRoomComesBack as well, and is not sent to the client.
func TestWhatAConfidantSendsToAShutRoomComesBack(t *testing.T) {
	s := open(t)
	ilse, room, _ := (&world{site: s}).confided()
	s.post(ilse, "/staff/rooms/lock", nil)
	a := s.post(ilse, room+"/message", url.Values{"key": {store.NewID()}, "message": {"Mijn lange antwoord"}})
	if a.code != http.StatusUnauthorized || s.again(a).Get("message") != "Mijn lange antwoord" || !strings.Contains(a.body, "Dit schreef u") {
		t.Errorf("%d\n%.1500s", a.code, a.body)
	}
}
