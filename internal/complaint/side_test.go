package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

// asked is a complaint whose subject was asked for their side by letter 1.
func asked(t *testing.T) *dossier {
	d := about(t, trainer)
	d.invite(trainer, complaint.ViaPost)
	return d
}

func (d *dossier) own(t *testing.T) complaint.OwnSide {
	t.Helper()
	o, ok := d.c.OwnSideOf(d.p, d.last(), d.now)
	if !ok {
		t.Fatal("there is no page")
	}
	return o
}

// TestWhomItIsAboutReadsWhatWasPutThereAndNoMore (R30).
func TestWhomItIsAboutReadsWhatWasPutThereAndNoMore(t *testing.T) {
	d := asked(t)
	o := d.own(t)
	if o.Substance != late.Substance || o.By != late.By || o.Copy != "" || o.Released != "" || o.Withheld != 0 || o.Late || o.Over {
		t.Errorf("%+v", o)
	}
	x := late
	x.NameReleased = true
	d.do(d.c.Invite(d.p, d.moment(), x, d.toSubject(trainer, complaint.ViaPost)))
	if o := d.own(t); o.Released != "Noor Voorbeeld" {
		t.Errorf("released: %+v", o)
	}
	if _, ok := d.c.OwnSideOf(d.p, "letter-1", d.now); ok {
		t.Error("the page of an earlier letter still opens")
	}
}

// TestAPageThatIsOverIsNoPage: closed, the naming taken back, the letter taken
// back, or long after the end.
func TestAPageThatIsOverIsNoPage(t *testing.T) {
	for name, end := range map[string]func(d *dossier){
		"closed": func(d *dossier) { d.do(d.c.CloseSide(d.moment(), d.last(), "Verkeerd bezorgd.")) },
		"cleared": func(d *dossier) {
			d.do(d.c.ClearSubject(d.moment(), complaint.SubjectCleared{Member: trainer, Reason: "Naamgenoot."}))
		},
		"long after": func(d *dossier) {
			d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Klaar."}))
			if o := d.own(t); !o.Over || !o.Withdrawn {
				t.Errorf("right after the end: %+v", o)
			}
			d.now = d.now.AddDate(0, 0, complaint.SideDays+1)
		},
	} {
		d := asked(t)
		end(d)
		if _, ok := d.c.OwnSideOf(d.p, d.last(), d.now); ok {
			t.Errorf("%s: it still opens", name)
		}
		if name != "long after" {
			d.refuses("side_gone")(d.c.SayOwn(d.p, d.moment(), d.last(), "Ik was er.", nil))
		}
	}
	d := about(t, trainer)
	d.invite(trainer, complaint.ViaEmail)
	d.do(d.c.Recall(d.moment(), d.last()))
	if _, ok := d.c.OwnSideOf(d.p, d.last(), d.now); ok {
		t.Error("taken back, and it still opens")
	}
}

// TestTheirWordsCountAfterTheDayAndAreMarkedLate.
func TestTheirWordsCountAfterTheDayAndAreMarkedLate(t *testing.T) {
	d := asked(t)
	d.refuses("own_statement_empty")(d.c.SayOwn(d.p, d.moment(), d.last(), " \n", nil))
	d.do(d.c.SayOwn(d.p, d.moment(), d.last(), "Ik stond in de file.", nil))
	d.at("2024-12-29 09:00").do(d.c.SayOwn(d.p, d.moment(), d.last(), "", []complaint.Attachment{{ID: "a9", Name: "file.png"}}))
	o := d.own(t)
	if len(o.Said) != 2 || o.Said[0].Late || !o.Said[1].Late || !o.Late || !slices.ContainsFunc(o.AllFiles(), func(a complaint.Attachment) bool { return a.ID == "a9" }) {
		t.Errorf("%+v", o.Said)
	}
	if by := d.c.LateFor(d.p, d.c.Hearings[1]); by != late.By {
		t.Errorf("late after %v", by)
	}
	d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Klaar."}))
	d.refuses("side_over")(d.c.SayOwn(d.p, d.moment(), d.last(), "Nog iets.", nil))
}

// TestWhoWasFromOutsideIsAPartyOfTheirOwn: asked by name, they are named by it, and
// two of them are told apart.
func TestWhoWasFromOutsideIsAPartyOfTheirOwn(t *testing.T) {
	d := about(t, trainer)
	for _, name := range []string{"A. Buiten", "B. Buiten", "a. buiten "} {
		l := d.toSubject("", complaint.ViaPost)
		l.Name = name
		d.do(d.c.Invite(d.p, d.moment(), late, l))
	}
	if all := d.c.Parties(); len(all) != 4 || all[2].Is(all[3]) || all[2].Key() != "outside-1" {
		t.Errorf("%+v", all)
	}
	if _, ok := d.c.Asked("letter-1", d.now); ok {
		t.Error("asked again, and the first page still opens")
	}
	if s, ok := d.c.Asked("letter-2", d.now); !ok || s.Event.Seat != 2 {
		t.Errorf("%+v %v", s.Event, ok)
	}
	d.do(d.c.SayOwn(d.p, d.moment(), "letter-2", "Ik was er niet.", nil))
	first, _ := d.c.OwnSideOf(d.p, "letter-3", d.now)
	second, _ := d.c.OwnSideOf(d.p, "letter-2", d.now)
	if len(first.Said) != 0 || len(second.Said) != 1 {
		t.Errorf("%v, %v", first.Said, second.Said)
	}
}

// TestTheCopyHoldsTheWordsAndNotWhoSaidThem (Awb 9:9).
func TestTheCopyHoldsTheWordsAndNotWhoSaidThem(t *testing.T) {
	c := complaint.Complaint{Received: complaint.Received{Name: "Noor van den Berg", Email: "noor@example.org", Phone: "06 12345678",
		Story: "Ik ben NOOR (Noor van den Berg). De trainer van den Brink was onheus. Bel 06-1234 5678 of mail noor@example.org. Noordwijk was koud. In 2024 ook."}}
	got := c.CopyOf(false, []string{"onheus"})
	want := "Ik ben █████ (█████). De trainer van den Brink was █████. Bel █████ of mail █████. Noordwijk was koud. In 2024 ook."
	if got != want {
		t.Errorf("\n%s\n%s", got, want)
	}
	if got := c.CopyOf(true, nil); !strings.Contains(got, "Noor van den Berg") || strings.Contains(got, "5678") || strings.Contains(got, "@") {
		t.Errorf("released: %s", got)
	}
}

// TestTheCopyIsOwedUntilItIsThere: an invitation without it is refused where the
// procedure demands it, and writing it is not sending it.
func TestTheCopyIsOwedUntilItIsThere(t *testing.T) {
	d := received(t, "awb", "2025-03-10 10:00")
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	x := complaint.Invitation{Substance: "De ambtenaar was onheus.", By: on("2025-03-20")}
	d.refuses("copy_demanded")(d.c.Invite(d.p, d.moment(), x, d.toSubject(trainer, complaint.ViaPost)))
	x.Copy = true
	x.Files = []string{"of another complaint"}
	d.refuses("file_unknown")(d.c.Invite(d.p, d.moment(), x, d.toSubject(trainer, complaint.ViaPost)))
	x.Files = nil
	d.do(d.c.Invite(d.p, d.moment(), x, d.toSubject(trainer, complaint.ViaPost)))
	lacks := func(duty complaint.Duty) bool {
		return slices.ContainsFunc(d.c.Lacks(d.p), func(l complaint.Lack) bool { return l.Duty == duty && l.To.Member == trainer })
	}
	if !lacks(complaint.DutyCopy) {
		t.Error("written is sent")
	}
	d.do(d.c.SayOwn(d.p, d.moment(), d.last(), "Het was druk.", nil))
	if !slices.ContainsFunc(d.c.Owing(), func(l complaint.Letter) bool { return l.ID == d.last() }) {
		t.Error("they reacted, and the copy is owed no more")
	}
	d.arrives()
	if lacks(complaint.DutyCopy) || !lacks(complaint.DutyHearing) {
		t.Error("the copy is there; what they wrote is not a hearing")
	}
	if o := d.own(t); !strings.Contains(o.Copy, d.c.Received.Story) || !o.Waivable {
		t.Errorf("%+v", o)
	}
}
