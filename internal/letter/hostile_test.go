package letter_test

import (
	"strings"
	"testing"
	"unicode"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

var hostile = []string{
	"{{.}}", "{{template \"lines\" .}}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
	"Jan\r\nBcc: all@example.org\r\n\r\n<b>", "**vet** en ** los", "***", "* * *", "- lijst", "\n- lijst\n- lijst",
	"naam\u202eeman\u202c", "\u2066x\u2069\u200f\ufeff\u00ad", "nul\x00bel\x07esc\x1b[31m", "\xff\xfe", "regel\u2028regel\u2029alinea\u0085x",
	"javascript:alert(1)", "https://boos.example/", strings.Repeat("a", 50_000), strings.Repeat("- **<b>\n\n", 50_000/9),
}

// with puts s in every field that somebody can type.
func with(lang, s string) (letter.Frame, []letter.Text) {
	f := letter.Frame{Lang: lang, Organisation: s, Phone: s, Address: s, Site: s, Ref: s, Reader: s, About: s, Signer: s, SignerRole: s,
		Code: s, ReceivedOn: due, Channel: complaint.Channel(s), Today: due}
	appeal := []complaint.AppealBody{{Kind: s, Name: s, Phone: s, Email: s, Website: s, Within: calendar.Length{N: 1, Unit: "?"}, Binding: &yes}}
	return f, []letter.Text{
		letter.Acknowledge(f, letter.Acknowledgement{Kind: complaint.AcknowledgeAction, Due: due, Action: s, Personal: s, Appeal: appeal, ProcedureNamesAppealHere: true}),
		letter.Extend(f, letter.Extension{Date: due, WasDue: due, Reason: s, Appeal: appeal, NameAppeal: true}),
		letter.Hold(f, letter.Holding{Progress: s, Steps: s, Due: due, Appeal: appeal, NameAppeal: true}),
		letter.Close(f, letter.Closing{End: letter.End(s), Done: s, KeptTo: due, Appeal: appeal, NameAppeal: true}),
		letter.Invite(f, letter.Invitation{Substance: s, By: due}),
		letter.Respond(f, letter.Response{Finding: complaint.Finding(s), Reason: s, Words: s, Remedies: []letter.Remedy{{Text: s, By: due, Who: s}}, Appeal: appeal}),
		letter.Inadmissible(f, s, appeal),
		letter.Receipt(f, due),
		letter.StaffNotice(lang, s, s, s, s),
		letter.AlarmNotice(lang, s, s, s, due, s),
		letter.SignInLink(s, s),
		letter.AddressAsked(letter.Frame{Lang: lang, Organisation: s, Phone: s}),
		letter.AddressLink(letter.Frame{Lang: lang, Organisation: s}, s),
		letter.Proof(lang, s, s, s, s, complaint.Filing{Ref: s, Story: s, Files: []complaint.Attachment{{Name: s, SHA256: s}}}),
		letter.AccessRestored(s, s),
		letter.ProofMail(letter.Checkpoint{Organisation: s, Email: s, Phone: s, Note: s, Verifier: s}),
	}
}

func TestHostileTextStaysText(t *testing.T) {
	for _, s := range hostile {
		for _, lang := range append(languages, s) {
			f, all := with(lang, s)
			for _, l := range all {
				harmless(t, l, letter.HTML(f, l))
			}
		}
	}
}

func harmless(t *testing.T, l letter.Text, page string) {
	t.Helper()
	unseen := func(r rune) bool { // the joiners are meant to stay
		return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\u200c' && r != '\u200d'
	}
	if strings.ContainsFunc(l.Subject, unseen) || len(l.Subject) > 1000 {
		t.Errorf("subject %.80q", l.Subject)
	}
	for what, is := range map[string]bool{
		"a tag":               strings.Contains(page, "<script") || strings.Contains(page, "<img") || strings.Contains(page, "<b>"),
		"a bad link":          strings.Contains(page, `href="javascript`),
		"two buttons":         strings.Count(page, "<a ") > 1,
		"a turn of direction": strings.ContainsAny(l.Body, "\u202e\u202c\u2066\u2069\u200f\ufeff"),
		"a control character": strings.ContainsFunc(l.Body, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }),
		"markers without end": strings.Count(l.Body, "**")%2 != 0,
		"lists without end":   strings.Count(page, "<ul") != strings.Count(page, "</ul>"),
	} {
		if is {
			t.Errorf("%s in %.600q", what, l.Body)
		}
	}
}

// What people typed arrives as they typed it.
func TestTypedTextIsLiteral(t *testing.T) {
	x := extension
	x.Reason = "{{.Ref}} kost 3 < 4 * 2 %d\n\n- een\n- twee"
	l := letter.Extend(frame("nl"), x)
	if !strings.Contains(l.Body, x.Reason) || !strings.Contains(letter.Plain(l), x.Reason) {
		t.Error(l.Body)
	}
	x.Reason = "**vet**"
	if page := letter.HTML(frame("nl"), letter.Extend(frame("nl"), x)); !strings.Contains(page, ">*vet*<") {
		t.Error(page)
	}
	f := frame("nl")
	f.Reader = "- **Anneke**\r\nVisser"
	if got := letter.Receipt(f, due).Body; !strings.HasPrefix(got, "Beste Anneke* Visser,\n\n") {
		t.Errorf("%.40q", got)
	}
}

func FuzzTyped(f *testing.F) {
	for _, s := range hostile[:15] {
		f.Add(s)
	}
	f.Add("\u200c\u200d")
	f.Fuzz(func(t *testing.T, s string) {
		frame, all := with("nl", s)
		for _, l := range all {
			harmless(t, l, letter.HTML(frame, l))
		}
	})
}
