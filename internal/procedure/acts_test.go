package procedure

import (
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// arguments are the words of an act after its moment, such as: tot 2025-01-10 "de reden".
type arguments []string

// after is the word that follows a given one, "" when it is absent.
func (a arguments) after(word string) string {
	if i := slices.Index(a, word); i >= 0 && i+1 < len(a) {
		return a[i+1]
	}
	return ""
}

func (a arguments) has(word string) bool { return slices.Contains(a, word) }

// last is what was said: it stands at the end, between quotes.
func (a arguments) last() string {
	if len(a) == 0 {
		return ""
	}
	return a[len(a)-1]
}

func (a arguments) date(word string) calendar.Date {
	d, _ := calendar.Parse(a.after(word)) // no date is what some refusals are about
	return d
}

func (a arguments) member(word string) complaint.MemberID { return complaint.MemberID(a.after(word)) }

func (s *script) moment() complaint.Moment { return complaint.Moment{Now: s.now} }

// letter leaves by mail unless the line says otherwise.
func (s *script) letter(a arguments) complaint.LetterWritten {
	s.letters++
	via := complaint.ViaEmail
	if v, ok := ways[a.after("per")]; ok {
		via = v
	}
	return complaint.LetterWritten{ID: fmt.Sprintf("brief %d", s.letters), Via: via, Text: "Geachte …", To: s.c.Received.Email}
}

// confirm adds a closing letter when the line asks for one.
func (s *script) confirm(a arguments) func([]complaint.Entry, error) ([]complaint.Entry, error) {
	if !a.has("bevestiging") {
		return func(entries []complaint.Entry, err error) ([]complaint.Entry, error) { return entries, err }
	}
	return s.c.Confirm(s.p, s.moment(), s.letter(a))
}

// letterFor is the last letter written for this purpose, first of all one that did
// not arrive yet.
func (s *script) letterFor(a arguments) string {
	for _, l := range slices.Backward(s.c.Letters) {
		if len(a) > 0 && purposes[a[0]] == l.Purpose && l.State != complaint.LetterDone {
			return l.ID
		}
	}
	for _, l := range slices.Backward(s.c.Letters) {
		if len(a) > 0 && purposes[a[0]] == l.Purpose {
			return l.ID
		}
	}
	return ""
}

// party is the complainant or the member of this name.
func (s *script) party(name string) complaint.Party {
	if name == "klager" {
		return complaint.Complainant()
	}
	return complaint.Party{Reader: complaint.ReaderSubject, Member: complaint.MemberID(name)}
}

// letterTo is a letter to one of the parties.
func (s *script) letterTo(a arguments, x complaint.Party) complaint.LetterWritten {
	l := s.letter(a)
	l.Reader, l.Member = x.Reader, x.Member
	return l
}

// bodyOf is the appeal body of the procedure of this kind.
func (s *script) bodyOf(kind string) complaint.AppealBody {
	i := slices.IndexFunc(s.p.Appeal, func(b complaint.AppealBody) bool { return bodies[kind] == b.Kind })
	if i < 0 {
		return complaint.AppealBody{Kind: bodies[kind]}
	}
	return s.p.Appeal[i]
}

func (s *script) lastAppeal() string {
	if n := len(s.c.Appeals); n > 0 {
		return s.c.Appeals[n-1].ID
	}
	return ""
}

// acts are the verbs of the scripts.
var acts = map[string]func(*script, arguments) ([]complaint.Entry, error){
	"ontvangen": receive,
	"beklaagde": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.NameSubject(s.moment(), complaint.SubjectNamed{Member: complaint.MemberID(a.last())})
	},
	"besproken": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Discuss(s.p, s.moment(), complaint.Discussed{Acknowledger: a.member("bevestiger")})
	},
	"bevestigd": func(s *script, a arguments) ([]complaint.Entry, error) {
		e := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: a.date("belofte"), Action: a.after("actie")}
		if a.has("actie") {
			e.AcknowledgementKind = complaint.AcknowledgeAction
		}
		return s.c.Acknowledge(s.p, s.moment(), e, s.letter(a))
	},
	"bezorgd": func(s *script, a arguments) ([]complaint.Entry, error) {
		how := complaint.ViaEmail
		if v, ok := ways[a.after("per")]; ok {
			how = v
		}
		return s.c.Deliver(s.p, s.moment(), s.letterFor(a), how)
	},
	"mislukt": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.FailDelivery(s.moment(), s.letterFor(a), "mailbox unknown (550)", a.has("onzeker"))
	},
	"contact": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Contact(s.p, s.moment(), complaint.Contacted{How: channels[a.after("via")], Summary: a.last()})
	},
	"poging": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Contact(s.p, s.moment(), complaint.Contacted{Attempt: true, How: channels[a.after("via")]})
	},
	"gehoord": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Hear(s.p, s.moment(), complaint.Heard{Member: complaint.MemberID(a[0]), Statement: a.last()})
	},
	"uitnodiging": func(s *script, a arguments) ([]complaint.Entry, error) {
		l := s.letter(a)
		l.Member, l.Name = complaint.MemberID(a[0]), "T. Rainer"
		return s.c.Invite(s.p, s.moment(), complaint.Invitation{Substance: a.last(), By: a.date("tot"), Copy: a.has("met-afschrift"), NameReleased: a.has("met-naam")}, l)
	},
	"schrijft-zelf": func(s *script, a arguments) ([]complaint.Entry, error) {
		asked, _ := s.c.AskedOf(s.party(a[0]), s.now)
		return s.c.SayOwn(s.p, s.moment(), asked.Event.Letter, a.last(), nil)
	},
	"zitting": func(s *script, a arguments) ([]complaint.Entry, error) {
		x := s.party(a[0])
		at, err := time.ParseInLocation("2006-01-02 15:04", a.after("op")+" "+a.after("om"), s.p.Zone())
		if err != nil {
			return nil, err
		}
		return s.c.SetHearing(s.p, s.moment(), complaint.HearingSet{Reader: x.Reader, Member: x.Member, At: at, Place: a.last()}, s.letterTo(a, x))
	},
	"verslag": func(s *script, a arguments) ([]complaint.Entry, error) {
		h := complaint.HearingReported{ID: "verslag", Present: "wie er waren", React: a.date("tot"), Text: a.last()}
		var letters []complaint.LetterWritten
		for _, name := range a[:slices.Index(a, "tot")] {
			x := s.party(name)
			h.Heard, letters = append(h.Heard, x), append(letters, s.letterTo(a, x))
		}
		h.Shown = h.Heard
		return s.c.Report(s.p, s.moment(), h, letters)
	},
	"over-het-verslag": func(s *script, a arguments) ([]complaint.Entry, error) {
		x := s.party(a[0])
		e := complaint.ReportAnswered{Report: "verslag", Reader: x.Reader, Member: x.Member, How: complaint.ChannelForm, Agrees: a.has("klopt")}
		if !e.Agrees {
			e.Correction = a.last()
		}
		return s.c.AnswerReport(s.p, s.moment(), e)
	},
	"ziet-af": func(s *script, a arguments) ([]complaint.Entry, error) {
		x := s.party(a[0])
		return s.c.Waive(s.p, s.moment(), complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: x.Reader, Member: x.Member,
			Ground: grounds[a[1]], How: channels[a.after("via")], Words: a.last()})
	},
	"verlengd": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Extend(s.p, s.moment(), complaint.Extended{Date: a.date("tot"), Consent: a.has("instemming"),
			SubjectTold: a.date("beklaagde-verteld"), Reason: a.last()}, s.letter(a))
	},
	"tussenbericht": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Inform(s.p, s.moment(), a.last(), s.letter(a))
	},
	"besluit": func(s *script, a arguments) ([]complaint.Entry, error) {
		d := complaint.Decided{Finding: findings[a[0]], Reason: a.last()}
		if a.has("toezegging") {
			d.Remedies = []complaint.Remedy{{Text: a.after("toezegging"), By: a.date("vóór")}}
		}
		return s.c.Decide(s.p, s.moment(), d)
	},
	"reactie": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Respond(s.p, s.moment(), complaint.Responded{}, s.letter(a))
	},
	"tevreden": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Accept(s.p, s.moment(), complaint.Accepted{Satisfied: true, Words: a.last()})
	},
	"uitzondering": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.Except(s.p, s.moment(), complaint.Excepted{Step: terms[a[0]], Reason: a.last()})
	},
	"ingetrokken": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.confirm(a)(s.c.Withdraw(s.p, s.moment(), complaint.Withdrawn{How: channels[a.after("via")], Reason: a.last()}))
	},
	"niet-ontvankelijk": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.RuleInadmissible(s.p, s.moment(), complaint.RuledInadmissible{Ground: inadmissibles[a.after("wegens")], Reason: a.last()}, s.letter(a))
	},
	"gesloten": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.confirm(a)(s.c.Close(s.p, s.moment(), a.last()))
	},
	"beroep": func(s *script, a arguments) ([]complaint.Entry, error) {
		s.appeals++
		b := s.bodyOf(a[0])
		return s.c.Appeal(s.p, s.moment(), complaint.Appealed{ID: fmt.Sprintf("beroep %d", s.appeals), Body: b.Kind, Name: b.Name, Grounds: a.last()})
	},
	"uitspraak": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.EndElsewhere(s.p, s.moment(), complaint.AppealEnded{ID: s.lastAppeal(), Outcome: outcomes[a[0]], Text: a.last()})
	},
	"gevolg": func(s *script, a arguments) ([]complaint.Entry, error) {
		return s.c.FollowAppeal(s.p, s.moment(), complaint.AppealFollowed{ID: s.lastAppeal(), By: a.date("vóór"), Text: a.last()}, s.letter(a))
	},
	"heropend": func(s *script, a arguments) ([]complaint.Entry, error) { return s.c.Reopen(s.moment(), a.last()) },
}

// receive: via telefoon [door melder gedaan "…" bereikt opgelost] [anoniem] "het verhaal".
func receive(s *script, a arguments) ([]complaint.Entry, error) {
	in := complaint.Intake{ReceivedAt: s.now, Reporter: a.member("door"), Solved: a.has("opgelost")}
	in.Received = complaint.Received{Ref: "K-2024-001", Procedure: s.p.ID, Version: s.p.Version, Channel: channels[a.after("via")], Story: a.last()}
	in.Received.Written = in.Received.Channel.Written()
	if !a.has("anoniem") {
		in.Received.Name, in.Received.Email = "Noor Voorbeeld", "noor@example.org"
	}
	switch {
	case a.has("gedaan"):
		in.Done = &complaint.ActionTaken{Text: a.after("gedaan"), Reached: a.has("bereikt")}
	case a.has("nog-niets"):
		in.Done = &complaint.ActionTaken{Nothing: true}
	}
	return complaint.Receive(in, s.now)
}
