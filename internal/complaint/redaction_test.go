package complaint_test

import (
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

const other = complaint.MemberID("m9")

func zus(passage string) complaint.RedactionProposed {
	return complaint.RedactionProposed{Passage: passage, Asked: complaint.AskedByOther, Reason: "Dit gaat over iemand anders."}
}

// told is a complaint with these words in it.
func told(t *testing.T, story string) *dossier {
	d := received(t, "seed", "2026-11-10 10:00")
	d.do(d.c.Note(d.moment(), story))
	return d
}

// TestWhatMayBeMadeUnreadable: a passage that stands there or a file, with who asked and
// a reason that does not tell it.
func TestWhatMayBeMadeUnreadable(t *testing.T) {
	d := told(t, "Haar zus Annelies\nwoont hier.")
	try := func(code string, e complaint.RedactionProposed) {
		t.Helper()
		d.refuses(code)(d.c.ProposeRedaction(d.moment(), e))
	}
	try("redaction_what", zus(" "))
	try("redaction_short", zus("!a!"))
	try("redaction_nowhere", zus("Lisbeth"))
	try("redaction_reason_tells", complaint.RedactionProposed{Passage: "annelies", Asked: complaint.AskedByOther, Reason: "Over Annelies"})
	try("redaction_asked", complaint.RedactionProposed{Passage: "Annelies", Asked: "x", Reason: "y"})
	try("reason_empty", complaint.RedactionProposed{Passage: "Annelies", Asked: complaint.AskedByOther})
	try("redaction_no_file", complaint.RedactionProposed{File: "f9", Asked: complaint.AskedByOther, Reason: "y"})
	try("redaction_one", complaint.RedactionProposed{File: "f9", Passage: "Annelies", Asked: complaint.AskedByOther, Reason: "y"})
	if f := d.c.Find("zus  ANNELIES woont"); len(f) != 1 || f[0].Words != "zus Annelies\nwoont" || f[0].Before != "Haar " || f[0].After != " hier." {
		t.Errorf("found %+v", f)
	}
	d.do(d.c.ProposeRedaction(d.moment(), zus("Annelies")))
	try("redaction_there", zus("Haar zus"))
	d.refuses("redaction_same_person")(d.c.Redact(d.moment(), lead, "x", "[weg]", ""))
	d.refuses("redaction_reason_tells")(d.c.StopRedaction(d.moment(), "Annelies vroeg het niet"))
	d.refuses("reason_empty")(d.c.StopRedaction(d.moment(), " "))
	d.do(d.c.StopRedaction(d.moment(), "De rechter vroeg ernaar."))
	d.refuses("redaction_none")(d.c.StopRedaction(d.moment(), "nog eens"))
	d.refuses("redaction_none")(d.c.Redact(d.moment(), other, "x", "[weg]", ""))
}

// TestALetterThatWaitsIsNotCutUp: it leaves as it was written, or is taken back.
func TestALetterThatWaitsIsNotCutUp(t *testing.T) {
	d := told(t, "Geachte mevrouw Voorbeeld")
	d.promise("2026-11-16")
	d.refuses("redaction_letter")(d.c.ProposeRedaction(d.moment(), zus("mevrouw Voorbeeld")))
	d.arrives()
	d.do(d.c.ProposeRedaction(d.moment(), zus("mevrouw Voorbeeld")))
	if e := d.redacted(); len(e.Letters) != 1 || e.Places != 2 {
		t.Errorf("%+v", e)
	}
}

// redacted is what a second person makes of the proposal.
func (d *dossier) redacted() complaint.Redacted {
	d.Helper()
	entries, err := d.c.Redact(d.moment(), other, "x", "[weg]", "code")
	if err != nil {
		d.Fatal(err)
	}
	return entries[0].Event.(complaint.Redacted)
}

// TestWhatCanStillBeReadHoldsTheMarkAndNotTheWords, of every sheet that held them and
// of no other.
func TestWhatCanStillBeReadHoldsTheMarkAndNotTheWords(t *testing.T) {
	d := told(t, "Annelies zei dat ANNELIES' hond beet. Anneliesje niet. Cafe\u0301 Annelies.")
	d.do(d.c.Note(d.moment(), "Niets daarover."))
	d.do(d.c.ProposeRedaction(d.moment(), zus("Annelies")))
	e := d.redacted()
	if len(e.Case) != 2 || len(e.Meta)+len(e.Identity) != 0 || e.Check != "" {
		t.Fatalf("%+v", e)
	}
	if got := e.Case[0].Fields; got != `{"Text":"[weg] zei dat [weg]' hond beet. [weg] niet. Café [weg]."}` {
		t.Error(got)
	}
	if got := e.Case[1].Fields; !strings.Contains(got, `"Passage":"[weg]"`) {
		t.Error(got)
	}
}

// TestAgainInAnOlderCopy: what came later is not there to be taken out, and a text that
// is not the one that was looked in goes whole.
func TestAgainInAnOlderCopy(t *testing.T) {
	d := told(t, "Annelies zei het.")
	older := d.c
	d.do(d.c.Note(d.moment(), "Annelies weer."))
	d.do(d.c.ProposeRedaction(d.moment(), zus("Annelies")))
	e := d.redacted()
	entries, err := older.RedactAgain(d.moment(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := entries[0].Event.(complaint.Redacted)
	if !again.Again || len(again.Case) != 1 || again.Case[0].Fields != `{"Text":"[weg] zei het."}` {
		t.Errorf("%+v", again)
	}
	e.Cuts[0].To = 4000
	if entries, err = older.RedactAgain(d.moment(), e, nil); err != nil || entries[0].Event.(complaint.Redacted).Case[0].Fields != `{"Text":"[weg]"}` {
		t.Errorf("%+v, %v", entries, err)
	}
}
