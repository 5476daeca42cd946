package public

import (
	"net/http"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// own is the act of a form on the complainant's page. Sent twice it is one; with
// other words it is another.
func (o opened) own(act string, files []store.PendingFile) register.Own {
	return register.Own{Code: o.code, Key: act + ":" + o.form.SubmissionKey(files), Files: files}
}

func (o opened) lang() string { return lang(o.c.Received.Lang) }

// ownTurn is an act on their page; done is what the page says afterwards.
func (p *pages) ownTurn(w http.ResponseWriter, r *http.Request, o *opened, done string) turn {
	return turn{lang: o.lang(), of: "complaint " + o.c.Received.Ref, form: &o.form,
		unknown: func(text string) { p.codeAgain(w, r, http.StatusNotFound, o.lang(), o.form, text) },
		page: func() template.Page {
			page := p.statusPage(o.c, o.proc, o.code)
			page.Done = done
			return page
		}}
}

// attempt carries out one act of a complainant.
func (p *pages) attempt(w http.ResponseWriter, r *http.Request, o opened, do func() (complaint.Complaint, error), done string, again mended) {
	p.take(w, r, p.ownTurn(w, r, &o, done), keeps(&o.c, do), again)
}

// statusAgain is their page with mistakes; the key stays, so that who sends the
// mended form twice sends it once.
func (p *pages) statusAgain(o opened, lines []template.ErrorLine) template.Status {
	page := p.statusPage(o.c, o.proc, o.code)
	page.Errors = lines
	page.Key = o.form.SameKey(page.Key)
	return page
}

// message takes what the complainant says more, with files.
func (p *pages) message(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	var kept []template.Kept
	again := func(lines []template.ErrorLine) template.Page {
		page := p.statusAgain(o, lines)
		page.Message.Value, page.Kept = o.form.Get("message"), kept
		return page
	}
	sent := p.Public(o.lang()).Text().Status.Sent
	files, ok := p.filesOf(w, r, p.ownTurn(w, r, &o, sent), &kept, again)
	if !ok {
		return
	}
	say := func() (complaint.Complaint, error) {
		c, err := p.Register.Say(r.Context(), o.own("message", files), o.form.Words("message"))
		if refusal, ok := register.Refused(err); ok && refusal.Field == "text" {
			err = register.Problems{{Field: "message", Code: refusal.Code}}
		}
		return c, err
	}
	p.attempt(w, r, o, say, sent, again)
}

// withdrawal tells what it means to withdraw and asks once more.
func (p *pages) withdrawal(w http.ResponseWriter, r *http.Request) {
	if o, ok := p.byCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.withdrawalPage(o, nil))
	}
}

func (p *pages) withdrawalPage(o opened, lines []template.ErrorLine) template.StatusWithdrawal {
	page := template.StatusWithdrawal{StatusForm: p.statusForm(o, lines), Reason: template.Field{Value: o.form.Get("reason")}}
	page.Over, page.Appeal = !withdrawable(o.c, o.proc, p.Now()), o.c.InAppeal()
	return page
}

// statusForm is what the pages behind the complainant's page share.
func (p *pages) statusForm(o opened, lines []template.ErrorLine) template.StatusForm {
	f := template.StatusForm{Public: p.Public(o.lang()), FormKey: template.FormKey{Key: kit.Key()}, Code: o.code.Display(), Ref: o.c.Received.Ref}
	f.Errors = lines
	return f
}

func (p *pages) withdraw(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		return p.Register.WithdrawOwn(r.Context(), o.own("withdrawal", nil), o.form.Words("reason"))
	}, p.Public(o.lang()).Text().Status.WithdrawnNow, func(lines []template.ErrorLine) template.Page { return p.withdrawalPage(o, lines) })
}

// opinion records how they find that it was handled.
func (p *pages) opinion(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		choice := o.form.Line("opinion")
		if choice != "yes" && choice != "no" {
			return o.c, register.Problems{{Field: "opinion", Code: "opinion_missing"}}
		}
		return p.Register.Opine(r.Context(), o.own("opinion", nil), choice == "yes", o.form.Words("words"))
	}, p.Public(o.lang()).Text().Status.OpinionNoted, func(lines []template.ErrorLine) template.Page {
		page := p.statusAgain(o, lines)
		page.Opinion, page.Words.Value = o.form.Line("opinion"), o.form.Get("words")
		return page
	})
}

// again asks who leads to take it up once more.
func (p *pages) again(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		return p.Register.AskAgain(r.Context(), o.own("again", nil), o.lang(), o.form.Words("why"))
	}, p.Public(o.lang()).Text().Status.AgainAsked, func(lines []template.ErrorLine) template.Page {
		page := p.statusAgain(o, lines)
		page.WhyAgain.Value = o.form.Get("why")
		return page
	})
}
