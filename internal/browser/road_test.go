package browser

import (
	"encoding/base64"
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

const (
	leadEmail = "mirjam@voorbeeld.example"
	leadWords = "fietsen door de regen"
	klager    = "ruben@voorbeeld.example"
)

// running is the real binary, set up by a script, with a real mail server.
type running struct {
	*testkit.Process
	mail *testkit.MailServer
}

func start(t *testing.T, database string) running {
	t.Helper()
	return startWith(t, database, "optional")
}

// startWith sets up with a second factor that is "required" or "optional"; the
// flags are for serve, and win from ours.
func startWith(t *testing.T, database, secondFactor string, flags ...string) running {
	t.Helper()
	dir := t.TempDir()
	words := filepath.Join(dir, "words")
	if err := os.WriteFile(words, []byte(leadWords+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bin := testkit.Binary(t)
	args := []string{"--data", filepath.Join(dir, "data"), "--master-key", filepath.Join(dir, "master.key")}
	if database != "" {
		args = append(args, "--database", database)
	}
	testkit.Run(t, bin, append([]string{"init", "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam de Wit", "--lead-email", leadEmail,
		"--lead-password-file", words, "--second-factor", secondFactor, "--phone", "020 000 00 00", "--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 01"}, args...)...)
	postfix := testkit.Postfix(t)
	args = append([]string{"serve", "--addr", "127.0.0.1:0", "--undo", "0s", "--smtp", postfix.URL() + "?from=klachten@organisatie.example"}, args...)
	p := testkit.Start(t, bin, append(args, flags...)...)
	return running{p, postfix}
}

var both = flag.Bool("both", false, "walk each road on both databases; without it on one of them")

// onBoth walks the same road on both databases, or in a run that has not the time for
// that on the one its name falls to.
func onBoth(t *testing.T, walk func(*testing.T, running)) {
	onBothDatabases(t, func(t *testing.T, database string) { walk(t, start(t, database)) })
}

func onBothDatabases(t *testing.T, walk func(t *testing.T, database string)) {
	postgres := crc32.ChecksumIEEE([]byte(t.Name()))%2 == 1
	if *both || !postgres {
		t.Run("sqlite", func(t *testing.T) { walk(t, "") })
	}
	if *both || postgres {
		t.Run("postgres", func(t *testing.T) { walk(t, testkit.Postgres(t)) })
	}
}

func (s running) signIn(t *testing.T) *Tab {
	t.Helper()
	tab := New(t, 1280, 900, false)
	tab.Go(s.URL + "/staff/sign-in")
	tab.Type("[name=email]", leadEmail)
	tab.Type("[name=password]", leadWords)
	tab.Press("Enter")
	if !strings.HasPrefix(tab.Text("h1"), "Goede") {
		t.Fatalf("signed in and saw %q", tab.Text("main"))
	}
	return tab
}

// set puts a value in a field that is not typed into, such as a date.
func set(tab *Tab, sel, value string) {
	Eval[bool](tab, fmt.Sprintf("(document.querySelector(%q).value = %q, true)", sel, value))
}

// choose picks a radio or a tick box by its value.
func choose(tab *Tab, name, value string) {
	Eval[bool](tab, fmt.Sprintf("(document.querySelector('[name=%s][value=%s]').click(), true)", name, value))
}

// send presses the one primary button of the form in the page
// and waits for the page that answers.
func send(tab *Tab) { leave(tab, "main form .btn:not(.btn-2):not(.btn-3)") }

// leave presses what leads to another page and waits until it is there.
func leave(tab *Tab, sel string) { leaveBy(tab, sel, func() { tab.Click(sel) }) }

// leaveFolded presses what stands in a menu that is folded away.
func leaveFolded(tab *Tab, sel string) {
	leaveBy(tab, sel, func() { Eval[bool](tab, fmt.Sprintf("(document.querySelector(%q).click(), true)", sel)) })
}

func leaveBy(tab *Tab, sel string, press func()) {
	Eval[bool](tab, "window.before = true")
	press()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if Eval[bool](tab, "window.before !== true && document.readyState === 'complete'") {
			return
		}
	}
	tab.t.Fatalf("%s led nowhere from %s", sel, tab.URL())
}

// says waits until the page, loaded again and again, holds these words: the
// letters are sent by the worker.
func (s running) says(t *testing.T, tab *Tab, url, words string) {
	t.Helper()
	ok := false
	for end := time.Now().Add(20 * time.Second); !ok && time.Now().Before(end); time.Sleep(150 * time.Millisecond) {
		tab.Go(url)
		ok = strings.Contains(tab.Text("main"), words)
	}
	if !ok {
		t.Fatalf("%s never says %q:\n%s", url, words, tab.Text("main"))
	}
}

func text(m *testkit.Message) string {
	body := string(m.Body)
	if raw, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body))); err == nil {
		body = string(raw)
	}
	for _, block := range regexp.MustCompile(`(?m)^[A-Za-z0-9+/=\n]{80,}$`).FindAllString(string(m.Body), -1) {
		if raw, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(block, "\n", "")); err == nil {
			body += string(raw)
		}
	}
	return body
}

var refInURL = regexp.MustCompile(`/staff/complaints/(\d+-\d+)`)

// TestTheWholeRoad walks one complaint from the public form to its closing: the
// receipt, Vandaag, the acknowledgement with a promise, an extension, both sides
// heard, the decision, the answer. Every letter is caught by a real Postfix.
func TestTheWholeRoad(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		public := New(t, 390, 844, false)
		public.Go(s.URL + "/")
		public.Type("[name=story]", "Mijn certificaat zou binnen twee weken komen. Het is nu half november.")
		public.Type("[name=name]", "Ruben de Graaf")
		public.Type("[name=email]", klager)
		send(public)
		code := public.Text("#receipt-code")
		if len(code) != 19 || !strings.HasSuffix(public.URL(), "/complaints/receipt") {
			t.Fatalf("the receipt at %s shows %q", public.URL(), code)
		}
		if got := text(s.mail.Wait(t, klager, 1, 20*time.Second)[0]); !strings.Contains(got, code) || strings.Contains(got, "certificaat") {
			t.Errorf("the mail with the code says:\n%s", got)
		}
		notice := text(s.mail.Wait(t, leadEmail, 1, 20*time.Second)[0])
		if strings.Contains(notice, "certificaat") || strings.Contains(notice, "Ruben") {
			t.Errorf("the notice to the lead holds content:\n%s", notice)
		}

		lead := s.signIn(t)
		if !strings.Contains(lead.Text("main"), "Mijn certificaat zou binnen") {
			t.Fatalf("Vandaag does not show it:\n%s", lead.Text("main"))
		}
		leave(lead, ".task h3 a")
		dossier := s.URL + refInURL.FindString(lead.URL())
		lead.Go(dossier + "/discussion")
		send(lead)

		lead.Go(dossier + "/acknowledgement")
		choose(lead, "kind", "promise")
		choose(lead, "via", "email")
		send(lead)
		s.says(t, lead, dossier, "aangenomen door de mailserver")
		if got := text(s.mail.Wait(t, klager, 2, 20*time.Second)[1]); !strings.Contains(got, "uiterlijk") || strings.Contains(got, "binnen een week") {
			t.Errorf("the acknowledgement says:\n%s", got)
		}

		lead.Go(dossier + "/extension")
		lead.Type("[name=reason]", "De drukker is deze week dicht.")
		due := Eval[string](lead, "document.querySelector('[name=date]').value")
		send(lead)
		s.says(t, lead, dossier, "(eerst ")
		if got := text(s.mail.Wait(t, klager, 3, 20*time.Second)[2]); !strings.Contains(got, "drukker") {
			t.Errorf("the notice of %s says:\n%s", due, got)
		}

		lead.Go(dossier + "/hearing")
		lead.Type("[name=who]", "Saskia Brouwer")
		lead.Type("[name=statement]", "De drukker had de namen niet op tijd.")
		send(lead)
		lead.Go(dossier + "/decision")
		choose(lead, "finding", "upheld")
		lead.Type("[name=reason]", "U had het certificaat al moeten hebben.")
		lead.Type("[name=remedy]", "We sturen het certificaat per koerier")
		send(lead)
		if !strings.HasSuffix(lead.URL(), "/response") {
			t.Fatalf("after the decision the answer is next, not %s:\n%s", lead.URL(), lead.Text("main"))
		}
		choose(lead, "via", "email")
		send(lead)
		answer := text(s.mail.Wait(t, klager, 4, 20*time.Second)[3])
		for _, part := range []string{"koerier", "al moeten hebben", "Ilse Terpstra", "020 000 00 01"} {
			if !strings.Contains(answer, part) {
				t.Errorf("the answer lacks %q:\n%s", part, answer)
			}
		}
		s.says(t, lead, dossier, "Doe wat jullie beloofden")
		lead.Go(dossier + "/remedy") // there is one promise, and it is chosen
		send(lead)
		s.says(t, lead, dossier, "Sluit de klacht af")
		lead.Go(dossier + "/closing")
		lead.Type("[name=reason]", "Het certificaat is bezorgd.")
		send(lead)
		s.says(t, lead, dossier, "Deze klacht is afgesloten")

		public.Go(s.URL + "/status")
		public.Type("[name=code]", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
		send(public)
		if !strings.Contains(public.Text("main"), "U kreeg ons antwoord") {
			t.Errorf("the complainant's page says:\n%s", public.Text("main"))
		}
		for who, tab := range map[string]*Tab{"public": public, "lead": lead} {
			if errs := tab.Console(); len(errs) > 0 {
				t.Errorf("%s: the browser noted %q", who, errs)
			}
		}
	})
}

// TestAcknowledgedByPost walks the other kind: a member passes on what was
// solved on the spot, and the letter goes by post. It stays owed until somebody
// says when it was posted.
func TestAcknowledgedByPost(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead := s.signIn(t)
		lead.Go(s.URL + "/staff/complaints/new")
		lead.Type("[name=complainant]", "Anneke Visser")
		choose(lead, "channel", "phone")
		choose(lead, "kind", "client")
		lead.Type("[name=story]", "De training begon ruim een uur te laat.")
		send(lead)
		if !strings.Contains(lead.Text(".err-sum"), "Nog niets") {
			t.Fatalf("an unanswered question was let through:\n%s", lead.Text("main"))
		}
		choose(lead, "done", "solved")
		lead.Type("[name=action]", "Excuses gemaakt en een extra ochtend aangeboden.")
		choose(lead, "reached", "yes")
		choose(lead, "accepted", "yes")
		send(lead)
		if !strings.Contains(lead.Text("main"), "staat in het register als") {
			t.Fatalf("after passing it on:\n%s", lead.Text("main"))
		}
		lead.Go(s.URL + "/staff")
		leave(lead, ".task h3 a")
		dossier := s.URL + refInURL.FindString(lead.URL())
		lead.Go(dossier + "/acknowledgement")
		choose(lead, "kind", "action")
		choose(lead, "via", "post")
		send(lead)
		s.says(t, lead, dossier, "nog te posten")
		lead.Go(dossier + "/closing")
		lead.Type("[name=reason]", "klaar")
		send(lead)
		if !strings.Contains(lead.Text("main"), "nog niet") {
			t.Errorf("closing was not refused while the letter is owed:\n%s", lead.Text("main"))
		}
		lead.Go(dossier + "/delivery")
		choose(lead, "how", "posted")
		send(lead)
		s.says(t, lead, dossier, "op de post gedaan")
		lead.Go(dossier + "/closing")
		lead.Type("[name=reason]", "Opgelost, zij is tevreden.")
		send(lead)
		s.says(t, lead, dossier, "Deze klacht is afgesloten")
	})
}
