package complaint_test

import (
	"strconv"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

func runes(n int) string { return strings.Repeat("é", n) }

// TestTooLongNamesItsField (ASVS 2.2.1): the last character that fits is taken,
// and the refusal says where and how many.
func TestTooLongNamesItsField(t *testing.T) {
	p := preset(t, "seed")
	now := clock(t, p, "2024-12-24 10:00")
	for field, try := range map[string]struct {
		most int
		fill func(*complaint.Intake, string)
	}{
		"name":          {complaint.NameLimit, func(in *complaint.Intake, s string) { in.Received.Name = s }},
		"email":         {complaint.EmailLimit, func(in *complaint.Intake, s string) { in.Received.Email = s }},
		"phone":         {complaint.PhoneLimit, func(in *complaint.Intake, s string) { in.Received.Phone = s }},
		"about":         {complaint.AboutLimit, func(in *complaint.Intake, s string) { in.Received.About = s }},
		"remedy_sought": {complaint.TextLimit, func(in *complaint.Intake, s string) { in.Received.RemedySought = s }},
		"action":        {complaint.TextLimit, func(in *complaint.Intake, s string) { in.Done = &complaint.ActionTaken{Text: s} }},
		"subject_name": {complaint.NameLimit, func(in *complaint.Intake, s string) {
			in.Subjects = []complaint.SubjectNamed{{Name: s}, {Member: "m2", Name: runes(9999)}}
		}},
	} {
		fits, over := intake(now), intake(now)
		try.fill(&fits, runes(try.most))
		try.fill(&over, runes(try.most+1))
		d := taken(t, p, fits, now)
		r := d.refuses(complaint.OverLimit)(complaint.Receive(over, now))
		if r.Field != field || len(r.Args) != 1 || r.Args[0] != strconv.Itoa(try.most) {
			t.Errorf("%s: %+v", field, r)
		}
	}
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Note(d.moment(), runes(complaint.TextLimit)))
	over := runes(complaint.TextLimit + 1)
	for field, refused := range map[string]*complaint.Refusal{
		"text":      d.refuses(complaint.OverLimit)(d.c.Note(d.moment(), over)),
		"summary":   d.refuses(complaint.OverLimit)(d.c.Contact(d.p, d.moment(), complaint.Contacted{Summary: over})),
		"statement": d.refuses(complaint.OverLimit)(d.c.Hear(d.p, d.moment(), complaint.Heard{Statement: over})),
		"reason":    d.refuses(complaint.OverLimit)(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.Upheld, Reason: over})),
		"remedy": d.refuses(complaint.OverLimit)(d.c.Decide(d.p, d.moment(),
			complaint.Decided{Finding: complaint.Upheld, Reason: "Zo is het.", Remedies: []complaint.Remedy{{Text: over}}})),
		"category": d.refuses(complaint.OverLimit)(d.c.Correct(d.moment(), complaint.FieldCategory, over, "Verkeerd.")),
		"phone":    d.refuses(complaint.OverLimit)(d.c.Correct(d.moment(), complaint.FieldPhone, runes(41), "Verkeerd.")),
	} {
		if refused.Field != field {
			t.Errorf("%s is said of %q", field, refused.Field)
		}
	}
}

// TestALetterHasALimit counts the letter as it leaves.
func TestALetterHasALimit(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	promise := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31")}
	l := d.letter(complaint.ViaEmail)
	l.Text = runes(complaint.LetterLimit + 1)
	if r := d.refuses(complaint.OverLimit)(d.c.Acknowledge(d.p, d.moment(), promise, l)); r.Field != "text" || r.Args[0] != "100000" {
		t.Errorf("%+v", r)
	}
	l.Text = runes(complaint.LetterLimit)
	d.do(d.c.Acknowledge(d.p, d.moment(), promise, l))
}

// TestWhatIsThereStays: a dossier from before there were limits is folded as it
// is, and can be handled to its end; only what is typed now has to fit.
func TestWhatIsThereStays(t *testing.T) {
	p := preset(t, "seed")
	d := &dossier{TB: t, p: p, now: clock(t, p, "2024-12-24 10:00")}
	long := intake(d.now).Received
	long.Name, long.About, long.RemedySought = runes(10_000), runes(10_000), runes(100_000)
	d.record(lead, []complaint.Entry{{Event: long, Happened: d.now}})
	if d.c.Received.Name != long.Name || d.c.Received.About != long.About || d.c.Received.RemedySought != long.RemedySought {
		t.Fatal("the fold changed what was said")
	}
	l := d.letter(complaint.ViaEmail)
	l.Name = long.Name
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31")}, l))
	d.do(d.c.Correct(d.moment(), complaint.FieldName, "Noor Voorbeeld", "Te lang."))
	d.refuses(complaint.OverLimit)(d.c.Correct(d.moment(), complaint.FieldName, long.Name, "Toch niet."))
}
