package vault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestOnlyTheConfidantOpensWhatIsSealedToThem(t *testing.T) {
	public, private := NewPair()
	_, other := NewPair()
	at := Address{Organisation: "o", Dossier: "room", Compartment: Appeal, Kind: "room"}
	k := NewKey()
	sealed, err := SealTo(public, at, k)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := private.Open(at, sealed); err != nil || got != k {
		t.Errorf("it does not open for whom it is: %v", err)
	}
	elsewhere := at
	elsewhere.Dossier = "another"
	for name, try := range map[string]func() (Key, error){
		"another confidant": func() (Key, error) { return other.Open(at, sealed) },
		"another room":      func() (Key, error) { return private.Open(elsewhere, sealed) },
		"a changed byte":    func() (Key, error) { sealed[len(sealed)-1]++; return private.Open(at, sealed) },
		"cut short":         func() (Key, error) { return private.Open(at, sealed[:40]) },
		"nothing":           func() (Key, error) { return private.Open(at, nil) },
	} {
		if _, err := try(); !errors.Is(err, ErrOpen) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := SealTo([]byte("no key"), at, k); !errors.Is(err, ErrOpen) {
		t.Errorf("sealed to what is no key: %v", err)
	}
}

func TestASheetOpensTheConfidantsKey(t *testing.T) {
	public, private := NewPair()
	at := Address{Organisation: "o", Dossier: "m1", Compartment: Appeal, Kind: "confidant"}
	sheet := NewRecovery()
	wrapped, err := private.Wrap(sheet.Key(), at)
	if err != nil {
		t.Fatal(err)
	}
	again, err := UnwrapPrivate(sheet.Key(), at, wrapped)
	if err != nil {
		t.Fatal(err)
	}
	k := NewKey()
	sealed, err := SealTo(public, at, k)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Open(at, sealed); err != nil || got != k {
		t.Errorf("the key that came back opens nothing: %v", err)
	}
	if _, err := UnwrapPrivate(NewRecovery().Key(), at, wrapped); !errors.Is(err, ErrOpen) {
		t.Errorf("another sheet: %v", err)
	}
	if shown := fmt.Sprintf("%v %+v %s %x", again, again, again, again); strings.Trim(shown, " []key") != "" {
		t.Errorf("the key is shown: %q", shown)
	}
}

func TestRoomCode(t *testing.T) {
	k := NewKey()
	code := NewRoomCode(k, []byte("form"))
	if code != NewRoomCode(k, []byte("form")) || code == NewRoomCode(k, []byte("other")) {
		t.Error("a form must have one code, and another form another")
	}
	typed := strings.ToLower(strings.ReplaceAll(code.Display(), "-", " "))
	if got, err := ParseRoomCode(typed); err != nil || got != code || got.Key() != code.Key() {
		t.Errorf("%v", err)
	}
	if _, err := ParseRoomCode(NewCode(k, []byte("x")).Display()); err == nil {
		t.Error("a receipt code is no code of a room")
	}
	if shown := fmt.Sprintf("%v %s %q", code, code, code); strings.Contains(shown, string(code)) {
		t.Error("the code is shown")
	}
}
