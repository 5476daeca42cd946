package register

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Recuse shuts out who has an interest in the outcome. Everybody who reads may
// step back; only who leads sends another away.
func (r *Register) Recuse(ctx context.Context, who Person, o Order, v complaint.Recused) (complaint.Complaint, error) {
	do := access.Assign
	if v.Member == who.Member.ID {
		do = access.AddNote
	}
	return r.act(ctx, who, o, do, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.mustBeActive("member", v.Member); err != nil {
			return nil, err
		}
		return c.Recuse(m, v)
	})
}

// Clear lets somebody in again who was shut out by mistake. That person cannot
// do it: they do not see the dossier.
func (r *Register) Clear(ctx context.Context, who Person, o Order, v complaint.SubjectCleared) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Assign, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.ClearSubject(m, v)
	})
}

// StandIn is who reads a complaint about the lead: another who leads, or else a
// confidant (R10). Without one the form cannot offer it.
func (r *Register) StandIn(lead complaint.MemberID) (store.Member, bool) {
	for _, role := range []access.Role{access.Deputy, access.Lead, access.Confidant} {
		for _, m := range r.Active() {
			if m.ID != lead && r.works(m) && m.Has(role) {
				return m, true
			}
		}
	}
	return store.Member{}, false
}

// works reports whether somebody can sign in today.
func (r *Register) works(m store.Member) bool { return m.State == store.MemberActive && !r.isOver(m) }

// suspected finds whom the complainant's own words name. They are shut out until
// somebody else clears them, unless that would leave nobody who can read it: a
// complaint that no one sees is worse.
func (r *Register) suspected(in complaint.Intake) []complaint.SubjectNamed {
	words := wordsOf(strings.Join([]string{in.Received.Story, in.Received.About, in.Received.RemedySought}, " \n "))
	var found []complaint.SubjectNamed
	known := slices.Clone(in.Subjects)
	team := r.Active()
	for _, m := range team {
		named := slices.ContainsFunc(in.Subjects, func(s complaint.SubjectNamed) bool { return s.Member == m.ID })
		if named || m.ID == in.Reporter || !mentions(words, m, team) {
			continue
		}
		if s := (complaint.SubjectNamed{Member: m.ID, Name: m.Name, Suspected: true}); !leads(m) || r.someoneLeft(append(known, s)) {
			found, known = append(found, s), append(known, s)
		}
	}
	return found
}

// named is whom of the team the words of a stranger name: what is no dossier yet
// is kept from them too.
func (r *Register) named(words complaint.Received) (all []complaint.MemberID) {
	for _, s := range r.suspected(complaint.Intake{Received: words}) {
		all = append(all, s.Member)
	}
	return all
}

// someoneLeft reports whether anybody who can take the lead is not on the list.
func (r *Register) someoneLeft(out []complaint.SubjectNamed) bool {
	return slices.ContainsFunc(r.Active(), func(m store.Member) bool {
		return r.works(m) && (leads(m) || m.Has(access.Confidant)) &&
			!slices.ContainsFunc(out, func(s complaint.SubjectNamed) bool { return s.Member == m.ID })
	})
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' && c != '\'' })
}

// mentions is careful on purpose: to shut out one too many costs a colleague one
// click, one too few tells somebody who complained about them. It looks for the
// surname as it is written, and for a first name that only one of the team has.
func mentions(words []string, m store.Member, team []store.Member) bool {
	name := wordsOf(m.Name)
	if len(name) == 0 {
		return false
	}
	if len(name) > 1 && holds(words, name[1:]) {
		return true
	}
	first := name[0]
	same := func(o store.Member) bool { return strings.EqualFold(firstWord(o.Name), first) }
	return len([]rune(first)) > 2 && holds(words, name[:1]) && len(slices.DeleteFunc(slices.Clone(team), func(o store.Member) bool { return !same(o) })) == 1
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

// holds looks for a row of words. The last one must begin with a capital, as a
// name does: "de wit" is a colour.
func holds(words, row []string) bool {
	for i := range len(words) - len(row) + 1 {
		if !unicode.IsUpper([]rune(words[i+len(row)-1])[0]) {
			continue
		}
		if slices.EqualFunc(words[i:i+len(row)], row, strings.EqualFold) {
			return true
		}
	}
	return false
}
