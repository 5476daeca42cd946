package register

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// Problem is a mistake in a form: the field and a stable code for the sentence.
type Problem struct{ Field, Code string }

// Problems are a form's mistakes; nothing was done.
type Problems []Problem

// Error implements error.
func (p Problems) Error() string {
	var parts []string
	for _, x := range p {
		parts = append(parts, x.Field+": "+x.Code)
	}
	return strings.Join(parts, ", ")
}

// At reports whether something is wrong with this field.
func (p Problems) At(field string) bool {
	return slices.ContainsFunc(p, func(x Problem) bool { return x.Field == field })
}

func leads(m store.Member) bool {
	return m.Has(access.Lead) || m.Has(access.Deputy)
}

// Active lists the members who can do something, by name.
func (r *Register) Active() []store.Member {
	return slices.DeleteFunc(r.Members(), func(m store.Member) bool { return m.State == store.MemberLeft })
}

// Members lists every member, also who left, by name.
func (r *Register) Members() []store.Member {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var all []store.Member
	for _, m := range r.members {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b store.Member) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Member finds a member by id; the name stays known after leaving.
func (r *Register) Member(id complaint.MemberID) (store.Member, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	m, ok := r.members[id]
	return m, ok
}

// Invite adds a member for as long as they stay; see InviteUntil.
func (r *Register) Invite(ctx context.Context, who Person, name, email string, roles []access.Role) (identity.Token, error) {
	return r.InviteUntil(ctx, who, name, email, roles, calendar.Date{})
}

// InviteUntil adds a member and returns the token of the invitation, shown once.
// until is the last day of their access; an auditor must have one.
func (r *Register) InviteUntil(ctx context.Context, who Person, name, email string, roles []access.Role, until calendar.Date) (identity.Token, error) {
	if !who.ManagesPeople() && !who.SetsUp() {
		return "", ErrNotFound
	}
	name, email = strings.TrimSpace(name), strings.TrimSpace(email)
	var problems Problems
	if code := nameProblem(name); code != "" {
		problems = append(problems, Problem{"name", code})
	}
	if code := EmailProblem(email); code != "" {
		problems = append(problems, Problem{"email", code})
	}
	problems = append(problems, r.roleProblems(who, nil, roles, until)...)
	if len(problems) > 0 {
		return "", problems
	}
	token, err := r.addInvited(ctx, store.Member{ID: complaint.MemberID(store.NewID()), Organisation: who.Organisation(), State: store.MemberInvited,
		Name: name, Email: email, Roles: roles, Until: until})
	if err != nil {
		return "", err
	}
	return token, r.log(ctx, who, store.LogInvited, "", name)
}

// nameProblem says by a code why this is no name of a member; "" when it is.
func nameProblem(name string) string {
	switch {
	case name == "":
		return "name_empty"
	case utf8.RuneCountInString(name) > complaint.NameLimit:
		return "too_long"
	}
	return ""
}

func (r *Register) addInvited(ctx context.Context, m store.Member) (identity.Token, error) {
	err := r.Store.AddMember(ctx, m)
	if errors.Is(err, store.ErrEmailTaken) {
		return "", Problems{{"email", "email_taken"}}
	}
	if err != nil {
		return "", err
	}
	token, err := r.addInvitation(ctx, m)
	if err != nil {
		return "", err
	}
	return token, r.load(ctx, m.Organisation)
}

func (r *Register) addInvitation(ctx context.Context, m store.Member) (identity.Token, error) {
	token := identity.NewToken()
	return token, r.Store.AddToken(ctx, token.Hash(), store.Token{Organisation: m.Organisation, Kind: store.TokenInvitation, Member: m.ID,
		Expires: r.Now().Add(identity.InvitationAge)}, true)
}

// InviteAgain makes a new link for somebody who has not come in yet; the one
// before it ends.
func (r *Register) InviteAgain(ctx context.Context, who Person, id complaint.MemberID) (identity.Token, error) {
	m, ok := r.Member(id)
	if !who.ManagesPeople() && !who.SetsUp() || !ok || m.State != store.MemberInvited {
		return "", ErrNotFound
	}
	token, err := r.addInvitation(ctx, m)
	if err != nil {
		return "", err
	}
	return token, r.log(ctx, who, store.LogInvited, "", m.Name)
}

// Invited says for whom an invitation is.
func (r *Register) Invited(ctx context.Context, token identity.Token) (store.Member, error) {
	v, err := r.Store.Token(ctx, r.Home().ID, store.TokenInvitation, token.Hash())
	if err != nil {
		return store.Member{}, err
	}
	m, ok := r.Member(v.Member)
	if !ok {
		return store.Member{}, ErrNotFound
	}
	return m, nil
}

// AcceptInvitation sets the password of an invited member, once.
func (r *Register) AcceptInvitation(ctx context.Context, token identity.Token, password string) error {
	m, err := r.Invited(ctx, token)
	if err != nil {
		return err
	}
	phc, err := r.newPassword(ctx, m, password)
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(m.Organisation, store.TokenInvitation, token.Hash()); err != nil {
			return err
		}
		return t.SetPassword(m.Organisation, m.ID, phc)
	})
	if err != nil {
		return err
	}
	return r.load(ctx, m.Organisation)
}

func (r *Register) newPassword(ctx context.Context, m store.Member, password string) (string, error) {
	local, _, _ := strings.Cut(m.Email, "@")
	known := append(strings.Fields(m.Name), strings.Fields(r.Home().Name)...)
	if code := identity.PasswordProblem(password, append(known, local)...); code != "" {
		return "", Problems{{"password", code}}
	}
	return r.Hasher.Hash(ctx, password)
}

// LeadMember is who promises the answer on the public form.
func (r *Register) LeadMember() (store.Member, bool) {
	for _, m := range r.leads() {
		if m.State == store.MemberActive && m.Has(access.Lead) {
			return m, true
		}
	}
	return store.Member{}, false
}

// AsProblems returns the form's mistakes if that is what err is.
func AsProblems(err error) (Problems, bool) {
	var p Problems
	return p, errors.As(err, &p)
}
