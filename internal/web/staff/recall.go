package staff

import (
	"fmt"
	"math"
	"net/http"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// recall takes a letter back before it leaves.
func (p *pages) recall(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.settleLetter(w, r, who, "recalled", func(o register.Order, letter string) error {
		_, err := p.Register.Recall(r.Context(), who, o, letter)
		return err
	})
}

// resend sends a letter with an uncertain end once more.
func (p *pages) resend(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.settleLetter(w, r, who, "resent", func(o register.Order, letter string) error {
		_, err := p.Register.Resend(r.Context(), who, o, letter)
		return err
	})
}

// settleLetter does something with one letter and goes back to the dossier; what
// was refused is said there.
func (p *pages) settleLetter(w http.ResponseWriter, r *http.Request, who register.Person, done string, do func(register.Order, string) error) {
	f := p.ReadForm(w, r)
	ref := r.PathValue("ref")
	err := f.Failed()
	if err == nil {
		err = do(register.Order{Ref: ref}, r.PathValue("id"))
	}
	if err == nil {
		p.SetFlash(w, done)
		http.Redirect(w, r, "/staff/complaints/"+ref, http.StatusSeeOther)
		return
	}
	lines := kit.Errors("nl", err)
	if len(lines) == 0 {
		p.failed(w, r, who, err)
		return
	}
	v, err := p.view(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.dossierPage(v)
	for i := range lines {
		lines[i].Field = "" // there is no field on this page
	}
	page.Errors = lines
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}

// flashUndo adds the way back as long as there is one, also after another page.
func (p *pages) flashUndo(f template.Flash, v view) template.Flash {
	undo, ok := p.Register.Undoable(v.who, v.Dossier)
	if !ok {
		return f
	}
	if f.Text == "" {
		f.Text = purposeWords[undo.Letter.Purpose] + ": nog niet weg."
	}
	f.UndoURL = "/staff/complaints/" + v.Complaint.Received.Ref + "/letters/" + undo.Letter.ID + "/recall"
	f.UndoKey, f.UndoFor = kit.Key(), "tot "+calendar.Clock(undo.Until, v.Procedure.Zone(), "nl")
	f.UndoLeft = fmt.Sprint(math.Ceil(undo.Until.Sub(v.Now).Seconds()))
	return f
}

// settle offers the two answers to "did this letter arrive?".
func settle(v view, l complaint.Letter) template.Settle {
	if l.State != complaint.LetterUncertain {
		return template.Settle{}
	}
	path := "/staff/complaints/" + v.Complaint.Received.Ref
	s := template.Settle{Letter: l.ID, ArrivedURL: path + "/delivery", FormKey: template.FormKey{Key: kit.Key()}}
	if !l.Resent {
		s.AgainURL = path + "/letters/" + l.ID + "/resend"
	}
	return s
}
