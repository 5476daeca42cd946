package outside

import (
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/passage"
)

// self is who asks what is kept about them, as the dossier knows them.
type self struct {
	as    complaint.Asker
	by    complaint.MemberID // as whom they did things
	party complaint.Party
	name  string
	label string   // what stands for them elsewhere
	texts []string // their name and their address
}

func selfOf(k *cast, c complaint.Complaint, x complaint.AccessRequest) self {
	s := self{as: x.As, by: x.Member, name: x.Name, party: complaint.Party{Reader: complaint.ReaderSubject, Member: x.Member}}
	if x.As == complaint.AskerComplainant {
		s.by, s.party, s.label = complaint.ByComplainant, complaint.Complainant(), "klager"
		return s
	}
	if m, ok := k.people[x.Member]; ok {
		s.name, s.texts = m.Name, []string{m.Name, m.Email}
		s.label = k.labels[x.Member]
	} else {
		for _, a := range c.Parties() {
			if a.Reader == complaint.ReaderSubject && a.Member == "" && sameName(a.Name, x.Name) {
				s.party = a
			}
		}
		for _, known := range k.known {
			if known.label != "klager" && sameName(known.text, x.Name) {
				s.label = known.label
			}
		}
		s.texts = []string{x.Name}
	}
	if s.party.Member == "" && s.party.Seat == 0 {
		s.party.Seat = -1 // no party of this complaint
	}
	return s
}

func sameName(a, b string) bool {
	return passage.Same(a, b)
}

// is reports whether a name or an address is their own. What is the complainant's stays
// the complainant's, also when somebody else is called the same.
func (s self) is(k known) bool {
	if s.as != complaint.AskerComplainant && (k.label == "klager" || strings.HasSuffix(k.label, " klager")) {
		return false
	}
	if s.label != "" && (k.label == s.label || strings.HasSuffix(k.label, " "+s.label)) {
		return true
	}
	return slices.ContainsFunc(s.texts, func(t string) bool { return sameName(t, k.text) })
}

// theirs are the parts that can go to them, and of those that are not theirs by
// themselves that they stay aside until somebody chooses them. A witness is shown only
// what they said, or what names them.
func (s self) theirs(c complaint.Complaint, all []Piece) (some []Piece) {
	events := map[int]complaint.Event{}
	for _, r := range c.History {
		events[r.Seq] = r.Event
	}
	for _, p := range all {
		own := s.owns(c, p, events[p.seq])
		if s.as == complaint.AskerWitness && !own && !s.named(p) {
			continue
		}
		p.Aside = !own
		some = append(some, p)
	}
	return some
}

// named reports whether their name stands in a part.
func (s self) named(p Piece) bool {
	if p.Sort == Original {
		return false
	}
	b := &black{}
	for _, t := range append(slices.Clone(s.texts), s.name) {
		if strings.TrimSpace(t) != "" {
			b.all = append(b.all, name(t, ""))
		}
	}
	return b.holds(paragraphs(p.Heading, p.Text, p.ByName))
}

// owns reports whether a part is about them or by them, so that it is theirs to have.
// Our notes about a complainant are: they are not exempt (Hof Den Haag 17-9-2019). Of
// somebody else's complaint they may tell who complained, and a person looks first.
func (s self) owns(c complaint.Complaint, p Piece, e complaint.Event) bool {
	if p.Sort == Sent {
		return s.reads(p.Letter)
	}
	switch e := e.(type) {
	case complaint.Heard:
		if s.as == complaint.AskerComplainant {
			return false
		}
		return e.Member != "" && e.Member == s.by || e.Member == "" && sameName(e.Name, s.name) || s.party.Seat > 0 && c.PartyHeard(e).Is(s.party)
	case complaint.SideAsked:
		return e.Party().Is(s.party)
	case complaint.HearingSet:
		return e.Party().Is(s.party)
	case complaint.HearingReported:
		return slices.ContainsFunc(e.Heard, s.party.Is) || slices.ContainsFunc(e.Shown, s.party.Is)
	case complaint.ReportAnswered:
		return e.Party().Is(s.party)
	case complaint.DutyWaived:
		return e.Party().Is(s.party)
	case complaint.SubjectNamed:
		return s.as == complaint.AskerSubject && (e.Member != "" && e.Member == s.by || sameName(e.Name, s.name))
	case complaint.SubjectCleared, complaint.Recused:
		return false
	}
	return s.as == complaint.AskerComplainant
}

// reads reports whether a letter was theirs.
func (s self) reads(l complaint.Letter) bool {
	if s.as == complaint.AskerComplainant {
		return l.ToComplainant()
	}
	return !l.ToComplainant() && (l.Member != "" && l.Member == s.by || l.Member == "" && sameName(l.Name, s.name))
}
