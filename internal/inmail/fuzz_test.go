package inmail_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/inmail"
)

func samples(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[f] = raw
	}
	return all
}

// FuzzRead: whatever the bytes, there is a message, soon, that can be shown.
func FuzzRead(f *testing.F) {
	for _, raw := range samples(f) {
		f.Add(raw)
	}
	for _, make := range hostile {
		raw := make() // the beginning is enough to begin with
		f.Add([]byte(raw[:min(len(raw), 2<<10)]))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		began := time.Now()
		m := inmail.Read(raw)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("took %v for %d bytes", took, len(raw))
		}
		wellFormed(t, m)
	})
}

// FuzzAddresses: a list of addresses never yields one that could end early.
func FuzzAddresses(f *testing.F) {
	for _, s := range []string{`Jan <jan@elders.test>`, `"Vrij, de" <a@b.test>, c@d.test (Cees)`, `=?utf-8?q?a=2C_b=40c.test?= <x@y.test>`,
		`groep: a@b.test, "x y"@z.test;`, `<@route.test:a@b.test>`, `"open <a@b.test>`, `a@b@c.test`, `(((`, `<>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := inmail.Read([]byte("From: " + s + "\nTo: " + s + "\n\nx"))
		wellFormed(t, m)
	})
}
