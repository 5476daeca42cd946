package staff

import (
	"errors"
	"net/http"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// memberOf finds whom the address names.
func (p *pages) memberOf(r *http.Request) (store.Member, bool) {
	return p.Register.Member(complaint.MemberID(r.PathValue("id")))
}

// member shows what one person may do and how to end it.
func (p *pages) member(w http.ResponseWriter, r *http.Request, who register.Person) {
	m, ok := p.memberOf(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	page := p.memberPage(who, m, m.Roles, m.Until.String())
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) memberPage(who register.Person, m store.Member, roles []access.Role, until string) template.Member {
	other := m.ID != who.Member.ID // what ends one's own account, or opens it anew, is on one's own page
	active := m.State == store.MemberActive
	page := template.Member{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, URL: "/staff/people/" + string(m.ID), Name: m.Name, Email: m.Email,
		State: stateTag(m), Until: template.Field{Value: until}, Left: m.State == store.MemberLeft, Invited: m.State == store.MemberInvited,
		MayEnd: other && who.MayTake(m), MaySignOut: other && active, MayReset: other && active && who.Leads()}
	page.Roles = roleOptions(who, roles)
	page.Successors = append(page.Successors, template.Option{Label: "Wie de klachten behandelt", Checked: true})
	for _, o := range p.Register.Active() {
		if o.ID != m.ID && o.State == store.MemberActive {
			page.Successors = append(page.Successors, template.Option{Value: string(o.ID), Label: o.Name, Hint: roleNote(o)})
		}
	}
	return page
}

// roleOptions offers the roles that this person may give.
func roleOptions(who register.Person, chosen []access.Role) []template.Option {
	var all []template.Option
	for _, role := range access.Roles() {
		has := slices.Contains(chosen, role)
		if !has && !slices.Contains(who.MayGive(), role) {
			continue
		}
		all = append(all, template.Option{Value: string(role), Label: roleWords[role], Hint: capital(mayWords[role]) + ".", Checked: has})
	}
	return all
}

func (p *pages) postMember(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	m, ok := p.memberOf(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	roles := rolesOf(f.Values["role"])
	until, err := day(f, "until")
	if err == nil {
		err = f.Failed() // half a form takes roles away
	}
	if err == nil {
		err = p.Register.ChangeMember(r.Context(), who, m.ID, roles, until)
	}
	if err == nil {
		p.SetFlash(w, "member")
		http.Redirect(w, r, "/staff/people/"+string(m.ID), http.StatusSeeOther)
		return
	}
	p.memberAgain(w, r, who, p.memberPage(who, m, roles, f.Line("until")), err)
}

// postLeaving ends somebody's access and hands over what they owed.
func (p *pages) postLeaving(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	m, ok := p.memberOf(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	err := f.Failed()
	if err == nil {
		err = p.Register.Leave(r.Context(), who, m.ID, complaint.MemberID(f.Line("successor")))
	}
	if err != nil {
		p.memberAgain(w, r, who, p.memberPage(who, m, m.Roles, m.Until.String()), err)
		return
	}
	p.SetFlash(w, "left")
	http.Redirect(w, r, "/staff/people", http.StatusSeeOther)
}

func (p *pages) memberAgain(w http.ResponseWriter, r *http.Request, who register.Person, page template.Member, err error) {
	if page.Errors = kit.Errors("nl", err); len(page.Errors) == 0 {
		p.refused(w, r, who, err, "people")
		return
	}
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}

// postInvitationAgain makes a new link; the one before it ends.
func (p *pages) postInvitationAgain(w http.ResponseWriter, r *http.Request, who register.Person) {
	m, ok := p.memberOf(r)
	if !ok {
		p.absent(w, r, who)
		return
	}
	token, err := p.Register.InviteAgain(r.Context(), who, m.ID)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.peoplePage(who, kit.Form{})
	page.Invitation = p.invited(m.Name, token)
	p.Render(w, r, http.StatusOK, page)
}

// emergency asks for a number and a reason; who may not, finds no such page.
func (p *pages) emergency(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.Render(w, r, http.StatusOK, p.emergencyPage(who, kit.Form{}))
}

func (p *pages) emergencyPage(who register.Person, f kit.Form) template.Emergency {
	return template.Emergency{Staff: p.base(who, ""), FormKey: template.FormKey{Key: kit.Key()}, Ref: field(f, "ref"), Reason: field(f, "reason")}
}

func (p *pages) postEmergency(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	ref := f.Line("ref")
	err := f.Failed()
	if err == nil {
		_, err = p.Register.BreakGlass(r.Context(), who, register.Order{Ref: ref, Key: formKey(who, f, r.PathValue("ref"), r.PathValue("noun"))}, f.Words("reason"))
	}
	if err == nil {
		http.Redirect(w, r, "/staff/complaints/"+ref, http.StatusSeeOther)
		return
	}
	page := p.emergencyPage(who, f)
	if page.Errors = kit.Errors("nl", err); errors.Is(err, register.ErrNotFound) {
		page.Errors = []template.ErrorLine{{Field: "ref", Text: kit.Sentence("nl", "glass_no_such")}}
	}
	if len(page.Errors) == 0 {
		p.failed(w, r, who, err)
		return
	}
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}
