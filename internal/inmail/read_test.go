package inmail_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/inmail"
)

// sample reads one mail of testdata.
func sample(t testing.TB, name string) inmail.Message {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name+".eml"))
	if err != nil {
		t.Fatal(err)
	}
	return inmail.Read(raw)
}

type expectation struct {
	Text, Subject, HTML string
	Att                 []string
	Natt                *int
	Auto                *bool
}

// TestSamples: every expectation beside the samples holds.
func TestSamples(t *testing.T) {
	raw, err := os.ReadFile("testdata/expect.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]expectation
	if err := json.Unmarshal(raw, &all); err != nil || len(all) != 20 {
		t.Fatalf("%d expectations: %v", len(all), err)
	}
	for name, want := range all {
		t.Run(name, func(t *testing.T) {
			m := sample(t, name)
			if want.Text != "" && m.Text != want.Text {
				t.Errorf("text %q, want %q", m.Text, want.Text)
			}
			if want.Subject != "" && m.Subject != want.Subject {
				t.Errorf("subject %q, want %q", m.Subject, want.Subject)
			}
			if !strings.Contains(m.Text, want.HTML) {
				t.Errorf("text %q lacks %q", m.Text, want.HTML)
			}
			for i, name := range want.Att {
				if len(m.Attachments) <= i || m.Attachments[i].Name != name {
					t.Errorf("attachments %v, want %v", names(m), want.Att)
				}
			}
			if want.Natt != nil && len(m.Attachments) != *want.Natt {
				t.Errorf("attachments %v, want %d", names(m), *want.Natt)
			}
			if want.Auto != nil && m.IsAutomatic() != *want.Auto {
				t.Errorf("automatic %v, want %v", m.Automatic, *want.Auto)
			}
			if !strings.HasPrefix(m.From.Email, "sanne@") {
				t.Errorf("from %v", m.From)
			}
		})
	}
}

// TestProblemsOfSamples: a mail without faults has no problems, the others have
// exactly theirs.
func TestProblemsOfSamples(t *testing.T) {
	want := map[string][]inmail.Problem{
		"10-declared-utf8-is-cp1252": {inmail.CharsetGuessed},
		"29-3000-delen":              {inmail.TooManyParts},
		"32-cte-onbekend":            {inmail.BadEncoding},
		"41-smime-versleuteld":       {inmail.Encrypted},
		"44-opaque-signed":           {inmail.Signed},
	}
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) != 21 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".eml")
		if got := sample(t, name).Problems; !slices.Equal(got, want[name]) {
			t.Errorf("%s: problems %v, want %v", name, got, want[name])
		}
	}
}

func names(m inmail.Message) (all []string) {
	for _, a := range m.Attachments {
		all = append(all, a.Name)
	}
	return all
}

// TestBounce: the report that a real Postfix wrote.
func TestBounce(t *testing.T) {
	m := sample(t, "postfix-bounce")
	if m.Bounce == nil {
		t.Fatal("not seen as a report")
	}
	if len(m.Bounce.Recipients) != 1 {
		t.Fatalf("recipients %v", m.Bounce.Recipients)
	}
	r := m.Bounce.Recipients[0]
	if r.Email != "weg@elders.test" || r.Original != "weg@elders.test" || r.Action != "failed" || r.Status != "5.1.1" || r.Diagnostic != "550 5.1.1 Onbekende ontvanger" {
		t.Errorf("recipient %+v", r)
	}
	if m.Bounce.OriginalID != "20261122110358.013710@vm" || m.Bounce.Server != "mail.klachten.test" {
		t.Errorf("bounce %+v", m.Bounce)
	}
	for _, why := range []inmail.Reason{inmail.AutoSubmitted, inmail.EmptyReturnPath, inmail.Report, inmail.Daemon} {
		if !slices.Contains(m.Automatic, why) {
			t.Errorf("automatic %v lacks %s", m.Automatic, why)
		}
	}
	if !slices.Equal(m.DeliveredTo, []string{"klachten+ob-9@klachten.test"}) {
		t.Errorf("delivered to %v", m.DeliveredTo)
	}
	if !strings.HasPrefix(m.Text, "This is the mail system at host") || len(m.Attachments) != 2 || !m.Attachments[1].Mail {
		t.Errorf("text %q, attachments %v", m.Text, names(m))
	}
}
