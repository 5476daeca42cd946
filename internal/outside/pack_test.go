package outside_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/outside"
)

// packed is a dossier in which everybody said something of somebody else.
func packed(t testing.TB) outside.Source {
	s := source(t)
	at := now.AddDate(0, -1, 0)
	var all []complaint.Recorded
	add := func(by complaint.MemberID, e complaint.Event) {
		at = at.Add(time.Hour)
		all = append(all, complaint.Recorded{Seq: len(all) + 1, Happened: at, Recorded: at, By: by, Event: e})
	}
	sent := func(id string, l complaint.LetterWritten) {
		l.ID, l.Via = id, complaint.ViaPost
		add("m1", l)
		add("m1", complaint.LetterDelivered{ID: id, How: complaint.ViaPost})
	}
	add(complaint.ByComplainant, complaint.Received{Ref: "2026-4711", Name: "Noor Verbeeck", Email: "noor@voorbeeld.example", Phone: "06 1234 5678", Story: "WOORD-KLAGER Bram Hofstra riep naar mij.",
		Attachments: []complaint.Attachment{attachment("f3", "Noor.pdf", "application/pdf", originals(t)["f3"])}})
	add("m1", complaint.SubjectNamed{Member: "m2", Name: "Bram Hofstra"})
	add("m1", complaint.Noted{Text: "WOORD-NOTITIE Noor belde, Bram weet van niets."})
	add("m1", complaint.Heard{Member: "m2", Name: "Bram Hofstra", Agreed: true, Statement: "WOORD-BEKLAAGDE Ik riep niet naar Noor Verbeeck."})
	add("m1", complaint.Heard{Name: "Olaf Getuige", Agreed: true, Statement: "WOORD-GETUIGE Noor huilde en Bram riep.",
		Attachments: []complaint.Attachment{attachment("f2", "olaf.txt", "text/plain", originals(t)["f2"])}})
	add("m1", complaint.Contacted{Summary: "WOORD-CONTACT Noor Verbeeck is op noor@voorbeeld.example te bereiken."})
	add("m1", complaint.Decided{Finding: complaint.Upheld, Reason: "WOORD-BESLUIT Bram riep naar Noor."})
	sent("l1", complaint.LetterWritten{Purpose: complaint.LetterResponse, Subject: "Ons antwoord", Text: "WOORD-BRIEF-KLAGER Beste Noor, Bram kreeg een gesprek.", Name: "Noor Verbeeck"})
	sent("l2", complaint.LetterWritten{Purpose: complaint.LetterInvitation, Reader: complaint.ReaderSubject, Member: "m2", Subject: "Uw kant", Text: "WOORD-BRIEF-BEKLAAGDE Vertelt u ons uw kant?", Name: "Bram Hofstra"})
	s.Complaint = complaint.Fold(all)
	return s
}

var (
	everyWord = []string{"WOORD-KLAGER", "WOORD-NOTITIE", "WOORD-BEKLAAGDE", "WOORD-GETUIGE", "WOORD-CONTACT", "WOORD-BESLUIT", "WOORD-BRIEF-KLAGER", "WOORD-BRIEF-BEKLAAGDE"}
	ofNoor    = []string{"Noor", "Verbeeck", "noor@voorbeeld", "1234 5678"}
)

func request(as complaint.Asker, m complaint.MemberID, name string) complaint.AccessRequest {
	return complaint.AccessRequest{At: now, AccessRequested: complaint.AccessRequested{ID: "q1", As: as, Member: m, Name: name}}
}

var plainChoice = outside.PackChoice{Letter: "Dit is de brief."}

// TestEachGetsOnlyTheirOwn: by itself nothing of anybody else stands in a pack, in its
// bytes, its texts, its tags or the names of its files.
func TestEachGetsOnlyTheirOwn(t *testing.T) {
	for name, x := range map[string]struct {
		asker complaint.AccessRequest
		has   []string
		not   []string // besides what is not in has
	}{
		"complainant": {request(complaint.AskerComplainant, "", ""), []string{"WOORD-KLAGER", "WOORD-NOTITIE", "WOORD-CONTACT", "WOORD-BESLUIT", "WOORD-BRIEF-KLAGER"}, []string{"Bram", "Hofstra", "Olaf", "Getuige"}},
		"subject":     {request(complaint.AskerSubject, "m2", ""), []string{"WOORD-BEKLAAGDE", "WOORD-BRIEF-BEKLAAGDE"}, append([]string{"Olaf", "Getuige"}, ofNoor...)},
		"witness":     {request(complaint.AskerWitness, "", "Olaf Getuige"), []string{"WOORD-GETUIGE"}, append([]string{"Bram", "Hofstra"}, ofNoor...)},
		"stranger":    {request(complaint.AskerWitness, "", "Karel Vreemd"), nil, append([]string{"Bram", "Hofstra", "Olaf"}, ofNoor...)},
	} {
		t.Run(name, func(t *testing.T) {
			raw, _ := made(t, outside.NewPack(packed(t), x.asker, plainChoice).File)
			text := strings.ReplaceAll(tool(t, raw, "pdftotext", "-layout"), "\u00a0", " ")
			for _, w := range everyWord {
				if has := strings.Contains(text, w); has != slices.Contains(x.has, w) {
					t.Errorf("%s stands in it: %v", w, has)
				}
			}
			mustLack(t, raw, append(x.not, "KTMR", "7X4Q", "ZZQX")...)
			if !strings.Contains(text, "Dit is de brief.") || !strings.Contains(text, "Gemaakt voor u") {
				t.Errorf("no letter in it:\n%s", text)
			}
		})
	}
}

// TestTheirOwnNameStays, and what is known of how to reach them.
func TestTheirOwnNameStays(t *testing.T) {
	for who, want := range map[string][]string{"klager": ofNoor, "beklaagde": {"Bram Hofstra", "trainer"}} {
		x := request(complaint.AskerComplainant, "", "")
		if who == "beklaagde" {
			x = request(complaint.AskerSubject, "m2", "")
		}
		raw, _ := made(t, outside.NewPack(packed(t), x, plainChoice).File)
		text := strings.ReplaceAll(tool(t, raw, "pdftotext", "-layout"), "\u00a0", " ")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in it:\n%s", who, w, text)
			}
		}
	}
}

// TestAPersonSaysOfEachProposal: until then it is out and the pack cannot be made; what
// may be shown asks why; a note that was chosen comes without names.
func TestAPersonSaysOfEachProposal(t *testing.T) {
	x, c := request(complaint.AskerSubject, "m2", ""), plainChoice
	c.In = []string{"e3"} // the note
	p := outside.NewPack(packed(t), x, c)
	if len(p.Proposals) == 0 || len(p.Problems(true)) != len(p.Proposals) {
		t.Fatalf("%d proposals, problems %v", len(p.Proposals), p.Problems(true))
	}
	raw, _ := made(t, p.File)
	mustLack(t, raw, ofNoor...)
	if text := tool(t, raw, "pdftotext", "-layout"); !strings.Contains(text, "WOORD-NOTITIE") {
		t.Errorf("the note that was chosen is not in it:\n%s", text)
	}
	c.Said = map[string]outside.PackVerdict{}
	for _, g := range p.Proposals {
		c.Said[g.ID] = outside.PackVerdict{Show: g.Label == "klager"}
	}
	p = outside.NewPack(packed(t), x, c)
	if all := p.Problems(true); len(all) != 1 || all[0].Code != "show_why_missing" || !p.Names() || p.Shown() != 1 {
		t.Errorf("shown without a reason: %v", all)
	}
	for id, v := range c.Said {
		v.Why = "De klager vindt het goed."
		c.Said[id] = v
	}
	p = outside.NewPack(packed(t), x, c)
	if all := p.Problems(true); len(all) != 0 {
		t.Fatal(all)
	}
	raw, _ = made(t, p.File)
	if text := tool(t, raw, "pdftotext", "-layout"); !strings.Contains(text, "Noor") {
		t.Error("what a person let stand is out")
	}
	mustLack(t, raw, "noor@voorbeeld", "Olaf")
}

// TestTheLetterDoesNotTellWhoComplained, by a name in its words.
func TestTheLetterDoesNotTellWhoComplained(t *testing.T) {
	c := outside.PackChoice{Letter: "Beste Bram, Noor Verbeeck klaagde over u."}
	names := func(x complaint.AccessRequest) bool {
		return slices.ContainsFunc(outside.NewPack(packed(t), x, c).Problems(true), func(p outside.Problem) bool { return p.Code == "letter_names" })
	}
	if !names(request(complaint.AskerSubject, "m2", "")) || names(request(complaint.AskerComplainant, "", "")) {
		t.Error("the letter names the complainant to whom it is about, or may not to themselves")
	}
}

// TestANewAddressIsANewProposal: what a person said was said of what stood there then.
func TestANewAddressIsANewProposal(t *testing.T) {
	s, x := packed(t), request(complaint.AskerSubject, "m2", "")
	ids := func(s outside.Source) (all []string) {
		for _, g := range outside.NewPack(s, x, plainChoice).Proposals {
			if strings.HasSuffix(g.Label, "klager") {
				all = append(all, g.ID)
			}
		}
		return all
	}
	before := ids(s)
	s.Complaint = s.Complaint.After(complaint.Recorded{Seq: s.Complaint.Version + 1, Happened: now, By: "m1", Event: complaint.Corrected{Field: complaint.FieldName, Was: "Noor Verbeeck", Now: "Noor de Boer"}})
	if after := ids(s); slices.Equal(before, after) {
		t.Errorf("the same proposals with another name: %v", after)
	}
}

// TestAPackHasAPassageTakenOutToo, and a part that stays behind asks why.
func TestAPackHasAPassageTakenOutToo(t *testing.T) {
	c := plainChoice
	c.Black, c.Out = []outside.Passage{{Text: "riep naar mij", Reason: "een ander"}}, map[string]string{"e3": ""}
	p := outside.NewPack(packed(t), request(complaint.AskerComplainant, "", ""), c)
	raw, counts := made(t, p.File)
	mustLack(t, raw, "riep naar mij", "WOORD-NOTITIE")
	if counts.BlackedOut != 1 || !slices.ContainsFunc(p.Problems(true), func(x outside.Problem) bool { return x.Field == "why-e3" }) {
		t.Errorf("%+v, %v", counts, p.Problems(true))
	}
}

// TestANamesakeOfTheComplainantLearnsNothing: who is called the same is somebody else.
func TestANamesakeOfTheComplainantLearnsNothing(t *testing.T) {
	p := outside.NewPack(packed(t), request(complaint.AskerWitness, "", "Noor Verbeeck"), plainChoice)
	if !slices.ContainsFunc(p.Proposals, func(g outside.Proposal) bool { return g.Label == "klager" && slices.Contains(g.Texts, "Noor Verbeeck") }) {
		t.Errorf("the name of the complainant is theirs: %+v", p.Proposals)
	}
	raw, _ := made(t, p.File)
	mustLack(t, raw, everyWord...)
}
