package inmail_test

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/inmail"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/badmail"
)

// TestBadMail: of every mail of the collection, what a person wrote is found,
// who wrote it is judged right, nothing passes that no server of ours said, the
// bytes stay as they are and no limit is passed.
func TestBadMail(t *testing.T) {
	all := badmail.Hostile()
	if len(all) < 300 {
		t.Fatalf("%d mails", len(all))
	}
	named := map[string]bool{}
	for _, mail := range all {
		if named[mail.Name] {
			t.Errorf("two mails are called %s", mail.Name)
		}
		named[mail.Name] = true
		t.Run(mail.Name, func(t *testing.T) {
			raw := mail.Raw()
			if !mail.Large && len(raw) > 1<<20 {
				t.Errorf("%d bytes, and not called large", len(raw))
			}
			m := measured(t, raw)
			if !strings.Contains(m.Text, mail.Says) {
				t.Errorf("%q is not in the text %.300q (%v)", mail.Says, m.Text, m.Problems)
			}
			if m.IsAutomatic() == mail.Human {
				t.Errorf("automatic %v", m.Automatic)
			}
			if m.Authentic("") == inmail.Pass {
				t.Error("passed at no known server")
			}
			splits(t, m.Text)
			if !bytes.Equal(raw, mail.Raw()) {
				t.Error("the bytes were changed")
			}
		})
	}
}

// measured reads a mail and holds what that cost and gave to the limits.
func measured(t *testing.T, raw []byte) inmail.Message {
	t.Helper()
	megabytes := 1 + len(raw)>>20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var m inmail.Message
	took := testkit.Busy(t, func() { m = inmail.Read(raw) })
	runtime.ReadMemStats(&after)
	memory := after.TotalAlloc - before.TotalAlloc
	if took > budget*time.Duration(megabytes) {
		t.Errorf("took %v for %d MB", took, megabytes)
	}
	if memory > uint64(32*megabytes)<<20 { // in all, not at once
		t.Errorf("allocated %d MB for %d MB", memory>>20, megabytes)
	}
	wellFormed(t, m)
	return m
}
