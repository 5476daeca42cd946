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
	if p.of != nil {
		v.Under = p.under
	}
	return v
}

// under says who this person is under the settings of this number: of what they may
// do nothing is taken from memory when another program changed it. ErrNotFound: they
// are nobody any more, or must sign in again.
func (p Person) under(ctx context.Context, settings int64) (store.Visitor, error) {
	if p.settings == settings {
		return p.visitor(), nil
	}
	if err := p.of.settingsAt(ctx, settings); err != nil {
		return store.Visitor{}, err
	}
	m, ok := p.of.Member(p.Member.ID)
	if !ok || m.State != p.Member.State || m.Epoch != p.Member.Epoch || p.of.isOver(m) {
		return store.Visitor{}, ErrNotFound
	}
	return p.of.personOf(m, p.Session).visitor(), nil
}

// now settles under which settings an act is done: those of this moment.
func (r *Register) now(t *store.Tx, who store.Visitor) (store.Visitor, error) {
	n, err := t.Settings()
	if err != nil {
		return who, err
	}
	if err := r.settingsAt(t.Context(), n); err != nil || who.Under == nil {
		return who, err
	}
	return who.Under(t.Context(), n)
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
	// Perhaps another program just let them in.
	if err := r.CatchUp(ctx); err != nil {
		return "", err
	}
	if id, verdict = r.index.Verdict(who.Actor, do, ref); verdict.OK {
		return id, nil
	}
	return "", r.refuse(ctx, who, do, id)
}

// PageRefused writes down that somebody asked for a page about no dossier that is not
// for them, such as the list of people (ASVS 16.3.2). Page is its route, without what
// was asked on it.
func (r *Register) PageRefused(ctx context.Context, who Person, page string) error {
	return r.logRefused(ctx, who, store.LogPage, page)
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

// logRefused is log of what somebody tried in vain.
func (r *Register) logRefused(ctx context.Context, who Person, did access.Action, detail string) error {
	l := r.line(who.visitor(), did, "", detail)
	l.Allowed = false
	return r.Store.Log(ctx, l)
}

// noted writes down that somebody changed how they sign in, when that went well.
func (r *Register) noted(ctx context.Context, who Person, what string, err error) error {
	if err != nil {
		return err
	}
	return r.log(ctx, who, store.LogFactor, "", what)
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
	organisation := who.Organisation()
	was, is := access.FactsOf(organisation, id, before), access.FactsOf(organisation, id, after)
	_, verdict := r.index.VerdictOn(who.Actor, do, id)
	var lines []store.Line
	tell := func(what access.Action, detail string) {
		l := who.Line(what, id, after.Received.Ref, verdict)
		l.Detail = detail
		lines = append(lines, l)
	}
	broken := after.Grants[len(before.Grants):]
	for _, g := range broken {
		tell(access.BreakGlass, g.Reason)
	}
	if len(broken) > 0 { // the same thing is not told twice
		return lines
	}
	for _, m := range involved(was, is) {
		member, _ := r.Member(m)
		actor := access.New(organisation, m, member.Roles...).LedBy(r.leading()...).At(r.Now())
		could, can := access.May(actor, access.ReadContent, was).OK, access.May(actor, access.ReadContent, is).OK
		switch {
		case can && !could:
			tell(store.LogGrant, member.Name)
		case could && !can:
			tell(store.LogRevoke, member.Name)
		}
	}
	return lines
}

// involved is who has or had a part in a dossier.
func involved(was, is access.Facts) []complaint.MemberID {
	all := append(was.Involved(), is.Involved()...)
	slices.Sort(all)
	return slices.Compact(all)
}
