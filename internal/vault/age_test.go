package vault_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"filippo.io/age"

	"wederhoor/internal/vault"
)

func sealedToAge(t *testing.T, public, plain string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := vault.SealToAge(&out, public)
	if err == nil {
		_, err = io.WriteString(w, plain)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAnAgePairOpens what was sealed to it, also beside a key that others made; a stranger
// does not, and a disk that fails is no forgery.
func TestAnAgePairOpens(t *testing.T) {
	public, private, err := vault.NewAgePair()
	if err != nil {
		t.Fatal(err)
	}
	plainKey, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	_, stranger, err := vault.NewAgePair()
	if err != nil {
		t.Fatal(err)
	}
	for to, with := range map[string]string{public: "# van daar\n" + private + "\n", plainKey.Recipient().String(): plainKey.String()} {
		sealed := sealedToAge(t, "# hier\n"+to+"\n", "klacht")
		r, size, err := vault.OpenAgeAt(bytes.NewReader(sealed), int64(len(sealed)), with)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(io.NewSectionReader(r, 0, size)); err != nil || string(got) != "klacht" {
			t.Errorf("%q, %v", got, err)
		}
		if _, _, err := vault.OpenAgeAt(bytes.NewReader(sealed), int64(len(sealed)), stranger); !errors.Is(err, vault.ErrNotMine) {
			t.Errorf("a stranger: %v", err)
		}
		if _, _, err := vault.OpenAgeAt(bytes.NewReader(sealed), int64(len(sealed)), to); !errors.Is(err, vault.ErrNoPair) {
			t.Errorf("the public half: %v", err)
		}
		if _, _, err := vault.OpenAgeAt(bytes.NewReader(sealed[:len(sealed)-1]), int64(len(sealed)-1), with); !errors.Is(err, vault.ErrOpen) {
			t.Errorf("cut short: %v", err)
		}
		broken := brokenAt{errors.New("disk on fire")}
		if _, _, err := vault.OpenAgeAt(broken, int64(len(sealed)), with); !errors.Is(err, broken.error) || errors.Is(err, vault.ErrOpen) {
			t.Errorf("a failing disk: %v", err)
		}
	}
}

type brokenAt struct{ error }

func (b brokenAt) ReadAt(p []byte, _ int64) (int, error) { return iotest.ErrReader(b.error).Read(p) }
