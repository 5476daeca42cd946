package register

import (
	"context"
	"encoding/hex"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// visitor is how the log will remember this person.
func (p Person) visitor() store.Visitor {
	v := store.Visitor{Actor: p.Actor, Name: p.Member.Name, Roles: p.Member.Roles}
	if hash := p.Session.Hash; len(hash) >= 4 {
		v.Session = hex.EncodeToString(hash[:4])
	}
	return v
}

// find says which dossier a number is, to who may do this with it. What is not
// there and what may not be seen take the same road: nothing is opened, the try
// is written down, and the answer is the same. While the index is being filled
// a number it does not have yet is looked up; opening it asks again.
func (r *Register) find(ctx context.Context, who Person, do access.Action, ref string) (string, error) {
	id, verdict := r.index.Verdict(who.Actor, do, ref)
	switch {
	case verdict.OK:
		return id, nil
	case id == "" && !r.index.Filled():
		return r.Store.IDOf(ctx, who.Organisation(), ref)
	}
	return "", r.refuse(ctx, who, do, id)
}

// refuse writes down that somebody tried what they may not, or what is not there.
func (r *Register) refuse(ctx context.Context, who Person, do access.Action, id string) error {
	ref, verdict := r.index.VerdictOn(who.Actor, do, id)
	if verdict.OK = false; ref == "" {
		id, verdict.Rule = "", store.NoSuchDossier
	}
	if err := r.Store.Log(ctx, who.visitor().Line(do, id, ref, verdict)); err != nil {
		return err
	}
	return ErrNotFound
}

// log writes down what somebody did that is no opening of a dossier; dossier and
// detail may be empty. The detail is kept as text: a name, never words of a complaint.
func (r *Register) log(ctx context.Context, who Person, did access.Action, dossier, detail string) error {
	return r.Store.Log(ctx, r.line(who.visitor(), did, dossier, detail))
}

func (r *Register) line(who store.Visitor, did access.Action, dossier, detail string) store.Line {
	verdict := access.Verdict{OK: true}
	ref := ""
	if dossier != "" { // the rule is the one by which they know of it
		ref, verdict = r.index.VerdictOn(who.Actor, access.Know, dossier)
		verdict.OK = true
	}
	l := who.Line(did, dossier, ref, verdict)
	l.Detail = detail
	return l
}

// givenAndTaken tells whom an act let into a dossier and whom it kept out.
func (r *Register) givenAndTaken(who store.Visitor, id string, do access.Action, before, after complaint.Complaint) []store.Line {
	had, has := r.insiders(who.Organisation(), id, before), r.insiders(who.Organisation(), id, after)
	_, verdict := r.index.VerdictOn(who.Actor, do, id)
	var lines []store.Line
	tell := func(what access.Action, m complaint.MemberID) {
		l := who.Line(what, id, after.Received.Ref, verdict)
		named, _ := r.Member(m)
		l.Detail = named.Name
		lines = append(lines, l)
	}
	for _, m := range has {
		if !slices.Contains(had, m) {
			tell(store.LogGrant, m)
		}
	}
	for _, m := range had {
		if !slices.Contains(has, m) {
			tell(store.LogRevoke, m)
		}
	}
	for _, g := range after.Grants[len(before.Grants):] {
		l := who.Line(access.BreakGlass, id, after.Received.Ref, verdict)
		l.Detail = g.Reason
		lines = append(lines, l)
	}
	return lines
}

// insiders are the members who may read a complaint because of a part in it.
func (r *Register) insiders(organisation, id string, c complaint.Complaint) []complaint.MemberID {
	c.Grants = nil // a line of their own
	facts := access.FactsOf(organisation, id, c)
	return slices.DeleteFunc(facts.Involved(), func(m complaint.MemberID) bool {
		member, _ := r.Member(m)
		actor := access.New(organisation, m, member.Roles...).LedBy(r.leading()...).At(r.Now())
		return !access.May(actor, access.ReadContent, facts).OK
	})
}
