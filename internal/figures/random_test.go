package figures_test

import (
	"fmt"
	"hash/maphash"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

var chance = maphash.MakeSeed()

func mark(text string) uint64 { return maphash.String(chance, text) }

func preset(t interface{ Fatal(...any) }, id string) complaint.Procedure {
	p, err := complaint.Preset(id)
	if err != nil {
		t.Fatal(err)
	}
	p.Version = 1
	return p.Prepared()
}

// story is a dossier under way: events at the pleasure of chance.
type story struct {
	*rapid.T
	events []complaint.Recorded
	at     time.Time
	open   bool
	n      int
}

func (s *story) add(e complaint.Event) {
	s.events = append(s.events, complaint.Recorded{Seq: len(s.events) + 1, Happened: s.at, Recorded: s.at, By: "lead", Event: e})
}

func (s *story) wait(most int) {
	s.at = s.at.Add(time.Duration(rapid.IntRange(0, most*24).Draw(s.T, "hours")) * time.Hour)
}

func (s *story) yes(label string) bool { return rapid.Bool().Draw(s.T, label) }

func one[E any](s *story, label string, of ...E) E { return rapid.SampledFrom(of).Draw(s.T, label) }

// letter is written, and perhaps arrives.
func (s *story) letter(purpose complaint.LetterPurpose) string {
	s.n++
	id := fmt.Sprintf("l%d", s.n)
	s.add(complaint.LetterWritten{ID: id, Purpose: purpose, Via: complaint.ViaPost})
	if s.wait(3); !s.yes("lost") || s.yes("after all") {
		s.add(complaint.LetterDelivered{ID: id, How: complaint.ViaPost})
	}
	return id
}

var letterOf = map[string]complaint.LetterPurpose{"ack": complaint.LetterAcknowledgement, "extend": complaint.LetterExtension, "respond": complaint.LetterResponse}

func (s *story) step() {
	s.wait(9)
	switch what := one(s, "what", "discuss", "ack", "extend", "extend", "extend", "decide", "respond", "respond", "action", "cause", "category", "accept", "remedy", "appeal", "conclude",
		"follow", "withdraw", "inadmissible", "except", "close", "close", "reopen"); what {
	case "discuss":
		s.add(complaint.Discussed{Acknowledger: "t"})
	case "ack", "extend", "respond":
		s.answer(what)
	case "decide":
		d := complaint.Decided{Finding: one(s, "finding", complaint.Upheld, complaint.PartlyUpheld, complaint.NotUpheld, complaint.NoFinding, complaint.Resolved), Reason: "x", AtIntake: s.yes("intake")}
		d.Cause = one(s, "found", "", "", "planning", "skill")
		for _, n := range []string{"own1", "own2", "own3"} {
			if (d.Finding == complaint.Upheld || d.Finding == complaint.PartlyUpheld) && s.yes("norm") {
				d.Norms = append(d.Norms, n)
			}
		}
		for range rapid.IntRange(0, 2).Draw(s.T, "remedies") {
			r := complaint.Remedy{Text: "x", Owner: "t", Kind: one(s, "kind", append(complaint.RemedyKinds(), "")...), Amount: one[complaint.Cents](s, "cents", 0, 0, 1250, 40_000)}
			if s.yes("dated") {
				r.By = calendar.DateOf(s.at, time.UTC).AddDays(rapid.IntRange(0, 20).Draw(s.T, "by"))
			}
			d.Remedies = append(d.Remedies, r)
		}
		s.add(d)
	case "action":
		s.add(complaint.Responded{ByAction: true, Text: "gedaan"})
	case "cause":
		s.add(complaint.Corrected{Field: complaint.FieldCause, Code: one(s, "cause", "planning", "capacity", "skill"), WasCode: one(s, "was", "", "planning")})
	case "category":
		s.add(complaint.Corrected{Field: complaint.FieldCategory, Code: one(s, "category", "planning", "invoice", "trainer")})
	case "accept":
		s.add(complaint.Accepted{Satisfied: s.yes("satisfied")})
	case "remedy":
		s.add(complaint.RemedyDone{Index: rapid.IntRange(0, 1).Draw(s.T, "index")})
	case "except":
		s.add(complaint.Excepted{Step: one(s, "step", complaint.TermAcknowledge, complaint.TermRespond), Reason: "x"})
	case "appeal", "conclude", "follow":
		s.appeal(what)
	default:
		s.end(what)
	}
}

func (s *story) answer(what string) {
	date := calendar.DateOf(s.at, time.UTC).AddDays(rapid.IntRange(9, 40).Draw(s.T, "date"))
	id := fmt.Sprintf("l%d", s.n+1)
	switch what {
	case "ack":
		s.add(complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Letter: id})
	case "extend":
		s.add(complaint.Extended{Date: date, Letter: id})
	case "respond":
		s.add(complaint.Responded{Letter: id})
	}
	s.letter(letterOf[what])
}

func (s *story) appeal(what string) {
	switch what {
	case "appeal":
		s.add(complaint.Appealed{ID: "a", Against: one(s, "against", complaint.AgainstDecision, complaint.AgainstSilence)})
	case "conclude":
		s.add(complaint.AppealEnded{ID: "a", Outcome: one(s, "outcome", complaint.AppealOutcomes()...)})
	case "follow":
		s.add(complaint.AppealFollowed{ID: "a"})
	}
}

func (s *story) end(what string) {
	if s.open == (what == "reopen") {
		return
	}
	s.open = what == "reopen"
	switch what {
	case "withdraw":
		s.add(complaint.Withdrawn{Reason: "x"})
	case "inadmissible":
		s.add(complaint.RuledInadmissible{Letter: fmt.Sprintf("l%d", s.n+1), Reason: "x", Ground: one(s, "ground", "", complaint.NotOurs, complaint.HandledBefore, complaint.OlderThanAYear)})
		s.letter(complaint.LetterInadmissible)
	case "close":
		s.add(complaint.Closed{Reason: "x"})
	case "reopen":
		s.add(complaint.Reopened{Reason: "x"})
	}
}

// anyRegister is a register of some years in which anything happened.
func anyRegister(t *rapid.T) (all [][]complaint.Recorded) {
	all = rare()
	for i := range rapid.IntRange(0, 12).Draw(t, "complaints") * 3 {
		s := &story{T: t, open: true, at: time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 24*700).Draw(t, "start")) * time.Hour)}
		s.add(complaint.Received{Ref: fmt.Sprintf("K-%03d", i), Version: 1, Written: true, Story: "x", Channel: one(s, "channel", complaint.Channels()...),
			From: one(s, "from", complaint.FromClient, complaint.FromParticipant), Email: one(s, "email", "", "a@b.example", "c@d.example")})
		for range rapid.SampledFrom([]int{0, 2, 4, 6, 10, 20}).Draw(t, "steps") {
			s.step()
		}
		all = append(all, s.events)
	}
	return all
}

func factsOf(p complaint.Procedure, all [][]complaint.Recorded) (facts []*figures.Fact) {
	for _, events := range all {
		f := figures.FactOf(complaint.Fold(events), p, mark)
		facts = append(facts, &f)
	}
	return facts
}

func anyPeriod(t *rapid.T) figures.Period {
	year := rapid.IntRange(2024, 2027).Draw(t, "year")
	if rapid.Bool().Draw(t, "quarterly") {
		return figures.Quarter(year, rapid.IntRange(1, 4).Draw(t, "quarter"))
	}
	return figures.Year(year)
}

func TestFlowsBalance(t *testing.T) {
	p := preset(t, "seed")
	rapid.Check(t, func(t *rapid.T) {
		facts := factsOf(p, anyRegister(t))
		v := figures.Look(facts, anyPeriod(t), calendar.On(2027, 12, 31))
		begin, in, again, closed, end := v.Count(figures.OpenBegin), v.Count(figures.Received), v.Count(figures.Reopened), v.Count(figures.Closed), v.Count(figures.OpenEnd)
		if begin+in+again-closed != end {
			t.Fatalf("%d open, %d in, %d reopened, %d closed is not %d open", begin, in, again, closed, end)
		}
		next := figures.Look(facts, figures.Period{From: v.Period.To.AddDays(1), To: v.Period.To.AddDays(90)}, v.Today)
		if next.Count(figures.OpenBegin) != end {
			t.Fatalf("%d open at the end, %d at the begin of what follows", end, next.Count(figures.OpenBegin))
		}
	})
}

// TestEveryShareIsAPart: a set lies within its denominator, whatever happened,
// and its number is the length of its list.
func TestEveryShareIsAPart(t *testing.T) {
	p := preset(t, "seed")
	rapid.Check(t, func(t *rapid.T) {
		v := figures.Look(factsOf(p, anyRegister(t)), anyPeriod(t), calendar.On(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 15))
		for _, s := range figures.Sets() {
			list := v.In(s)
			if len(list) != v.Count(s) {
				t.Errorf("%s: %d listed, %d counted", s, len(list), v.Count(s))
			}
			if s.Of() == "" {
				continue
			}
			whole := v.In(s.Of())
			for _, f := range list {
				if !slices.Contains(whole, f) {
					t.Errorf("%s: %s is in it and not in %s", s, f.Ref, s.Of())
				}
			}
		}
		if v.Count(figures.InTerm)+v.Count(figures.InExtended)+v.Count(figures.Late) != v.Count(figures.AnswerDue) {
			t.Error("the three shares are not the whole")
		}
		if v.Count(figures.FoundedSolved)+v.Count(figures.FoundedPartly)+v.Count(figures.FoundedUnsolv) != v.Count(figures.Founded) {
			t.Error("what was put right and what was not is not all that was upheld")
		}
	})
}

// TestAFactStandsAsTheObligationDoes holds the facts against the obligations on
// any day, under every norm.
func TestAFactStandsAsTheObligationDoes(t *testing.T) {
	for _, id := range []string{"seed", "wkkgz", "awb", "disp", "flanders"} {
		p := preset(t, id)
		rapid.Check(t, func(t *rapid.T) {
			today := calendar.On(2024, 10, 1).AddDays(rapid.IntRange(0, 900).Draw(t, "today"))
			for _, events := range anyRegister(t) {
				c := complaint.Fold(events)
				f := figures.FactOf(c, p, mark)
				for term, got := range map[complaint.TermID]figures.Promise{complaint.TermDiscuss: f.Seen, complaint.TermAcknowledge: f.Acknowledge, complaint.TermRespond: f.Answer} {
					o, ok := complaint.Owed(c, p, term, today.In(p.Zone()))
					want := o.Timeliness()
					if !ok {
						want = complaint.NotOwed
					}
					if o.Standing == complaint.Excused {
						want = complaint.NotOwed
					}
					if got.Timeliness(figures.DayOf(today)) != want {
						t.Fatalf("%s, %s on %s: %s, the obligation says %s", id, term, today, got.Timeliness(figures.DayOf(today)), want)
					}
				}
			}
		})
	}
}

// rare is what chance seldom makes: a promise kept in time and a reopening, and
// an answer within the new day.
func rare() [][]complaint.Recorded {
	of := func(ref string, days []int, events ...complaint.Event) (all []complaint.Recorded) {
		for i, e := range events {
			at := time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC).AddDate(0, 0, days[i])
			all = append(all, complaint.Recorded{Seq: i + 1, Happened: at, Recorded: at, By: "lead", Event: e})
		}
		return all
	}
	return [][]complaint.Recorded{
		of("R-1", []int{0, 2, 4, 5, 300, 301}, complaint.Received{Ref: "R-1", Version: 1, Written: true},
			complaint.Decided{Finding: complaint.Upheld, Reason: "x", Remedies: []complaint.Remedy{{Text: "x", By: calendar.On(2025, 2, 9)}}},
			complaint.RemedyDone{}, complaint.Closed{Reason: "x"}, complaint.Reopened{Reason: "x"}, complaint.Responded{ByAction: true, Text: "x"}),
		of("R-2", []int{0, 3, 3, 3, 12}, complaint.Received{Ref: "R-2", Version: 1, Written: true}, complaint.Extended{Date: calendar.On(2025, 2, 17), Letter: "l"},
			complaint.LetterWritten{ID: "l", Purpose: complaint.LetterExtension, Via: complaint.ViaPost}, complaint.LetterDelivered{ID: "l", How: complaint.ViaPost},
			complaint.Responded{ByAction: true, Text: "x"}),
	}
}
