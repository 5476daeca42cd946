package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// ownSides lists what was put there for who signed in: complaints in which they are
// mentioned. It is no list of dossiers, and leads to none.
func (p *pages) ownSides(w http.ResponseWriter, r *http.Request, who register.Person) {
	all, err := p.Register.OwnSides(r.Context(), who)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page := template.MemberSides{Staff: p.base(who, "side")}
	page.Words = page.Text().SideJe
	for _, o := range all {
		row := template.SideRow{Ref: o.Ref, URL: "/staff/side/" + o.ID, Asked: o.AskedOn.DayMonth("nl"), By: o.By.DayMonth("nl")}
		switch {
		case o.Over:
			row.Tag = template.Tag{Text: "klaar", Tone: "done"}
		case len(o.Said) > 0:
			row.Tag = template.Tag{Text: "je reageerde", Tone: "done", Icon: "check"}
		case o.Late:
			row.Tag = template.Tag{Text: "de datum is voorbij", Tone: "soon"}
		default:
			row.Tag = template.Tag{Text: left(o.By, p.Register.Procedure().On(p.Now())), Tone: "now"}
		}
		page.Rows = append(page.Rows, row)
	}
	p.Render(w, r, http.StatusOK, page)
}

// mine is a page of a member that was opened.
type mine struct {
	who  register.Person
	own  complaint.OwnSide
	key  register.SideKey
	form kit.Form
}

// ownSideOf opens it, or answers as for what is not there.
func (p *pages) ownSideOf(w http.ResponseWriter, r *http.Request, who register.Person) (m mine, ok bool) {
	m = mine{who: who, key: register.SideKey{Who: who, ID: r.PathValue("id")}}
	h, err := p.Register.OwnSide(r.Context(), who, m.key.ID)
	if err != nil {
		p.failed(w, r, who, err)
		return m, false
	}
	m.own = store.ReadSide(h)
	return m, true
}

// ownSideForm opens it with the form that was sent on it.
func (p *pages) ownSideForm(w http.ResponseWriter, r *http.Request, who register.Person) (mine, bool) {
	f := p.ReadForm(w, r)
	m, ok := p.ownSideOf(w, r, who)
	m.form = f
	return m, ok
}

func (p *pages) memberSide(m mine) template.MemberSide {
	page := template.MemberSide{Staff: p.base(m.who, "side")}
	page.OwnSide = kit.OwnSide("nl", "/staff/side/"+m.own.ID, page.Text().SideJe, p.Register.Procedure().Zone(), m.own,
		func(file string) string { return "/staff/side/" + m.own.ID + "/files/" + file })
	return page
}

func (p *pages) ownSide(w http.ResponseWriter, r *http.Request, who register.Person) {
	if m, ok := p.ownSideOf(w, r, who); ok {
		p.Render(w, r, http.StatusOK, p.memberSide(m))
	}
}

func (p *pages) ownSideFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	a, body, err := p.Register.SideFile(r.Context(), register.SideKey{Who: who, ID: r.PathValue("id")}, r.PathValue("file"))
	if err != nil {
		p.failedFile(w, r, who, err)
		return
	}
	p.HandOver(w, r, a.ID, a.Name, body)
}

func (p *pages) postOwnStatement(w http.ResponseWriter, r *http.Request, who register.Person) {
	m, ok := p.ownSideForm(w, r, who)
	if !ok {
		return
	}
	if m.form.Unstored != nil {
		p.notStored(w, r, m.form, m.form.Unstored)
		return
	}
	files, kept := p.Files(r, &m.form)
	again := func(lines []template.ErrorLine) template.MemberSide {
		page := p.ownSideWith(m, lines)
		page.Statement.Value, page.Kept = m.form.Get("statement"), kept
		return page
	}
	if problems := m.form.FileErrors("nl"); len(problems) > 0 {
		p.Render(w, r, kit.Status(m.form), again(problems))
		return
	}
	p.ownSideDo(w, r, m, func() (complaint.OwnSide, error) {
		return p.Register.SaySide(r.Context(), m.key, "statement:"+m.form.SubmissionKey(files), m.form.Words("statement"), files)
	}, p.base(who, "side").Text().SideJe.Sent, again)
}

func (p *pages) postOwnReport(w http.ResponseWriter, r *http.Request, who register.Person) {
	m, ok := p.ownSideForm(w, r, who)
	if !ok {
		return
	}
	p.ownSideDo(w, r, m, func() (complaint.OwnSide, error) {
		x, err := kit.ReactionOf(m.form)
		if err != nil {
			return m.own, err
		}
		return p.Register.ReactSide(r.Context(), m.key, "report:"+m.form.SubmissionKey(nil), x)
	}, p.base(who, "side").Text().SideJe.ReactionSent, func(lines []template.ErrorLine) template.MemberSide {
		page := p.ownSideWith(m, lines)
		page.BothSides = kit.WithReaction(page.BothSides, m.form, lines)
		return page
	})
}

func (p *pages) postOwnWaiver(w http.ResponseWriter, r *http.Request, who register.Person) {
	m, ok := p.ownSideForm(w, r, who)
	if !ok {
		return
	}
	p.ownSideDo(w, r, m, func() (complaint.OwnSide, error) {
		return p.Register.WaiveSide(r.Context(), m.key, "waiver:"+m.form.SubmissionKey(nil))
	}, p.base(who, "side").Text().SideJe.WaiveDone, func(lines []template.ErrorLine) template.MemberSide { return p.ownSideWith(m, lines) })
}

func (p *pages) ownSideWith(m mine, lines []template.ErrorLine) template.MemberSide {
	page := p.memberSide(m)
	page.Errors = lines
	page.Key = m.form.SameKey(page.Key)
	return page
}

// ownSideDo carries out one act of theirs and answers with their page: with what was
// done, or with what to mend and everything that was typed.
func (p *pages) ownSideDo(w http.ResponseWriter, r *http.Request, m mine, do func() (complaint.OwnSide, error), done string, again func([]template.ErrorLine) template.MemberSide) {
	own, err := do()
	switch lines := kit.Errors("nl", err); {
	case err == nil:
		m.own = own
		page := p.memberSide(m)
		page.Done = done
		p.Render(w, r, http.StatusOK, page)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, m.form, err)
	case len(lines) > 0:
		p.Render(w, r, http.StatusUnprocessableEntity, again(lines))
	default:
		p.failed(w, r, m.who, err)
	}
}
