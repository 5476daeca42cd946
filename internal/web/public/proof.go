package public

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// statusReceipt hands the complainant the proof of what they filed.
func (p *pages) statusReceipt(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	_, filed, check, err := p.Register.Filed(r.Context(), o.code)
	if err == nil {
		err = p.WriteProof(w, lang(o.c.Received.Lang), o.proc, filed, check.Display())
	}
	if err != nil {
		p.broken(w, r, lang(o.form.Get("lang")), err)
	}
}

func (p *pages) receiptCheck(w http.ResponseWriter, r *http.Request) {
	p.Render(w, r, http.StatusOK, p.checkPage(lang(r.URL.Query().Get("lang"))))
}

func (p *pages) checkPage(lang string) template.ReceiptCheck {
	page := template.ReceiptCheck{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}}
	page.DutchURL, page.EnglishURL = "/receipt-check", "/receipt-check?lang=en"
	return page
}

// checkReceipt says whether a receipt is true. Whatever is wrong with one that is
// not, the answer is the same.
func (p *pages) checkReceipt(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	page := p.checkPage(lang(f.Get("lang")))
	page.Number.Value, page.Check.Value = f.Line("number"), f.Line("check")
	if p.Limits && !p.checks.Try(r.Context(), p.Network(r)) {
		page.Errors = []template.ErrorLine{{Field: "check", Text: kit.Sentence(page.Language(), "code_often")}}
		p.Render(w, r, http.StatusTooManyRequests, page)
		return
	}
	check, unread := vault.ParseCode(page.Check.Value)
	if unread != nil {
		check = "" // takes the same road
	}
	at, err := p.Register.CheckReceipt(r.Context(), page.Number.Value, check)
	switch {
	case err == nil:
		page.FiledOn = p.Register.Procedure().On(at).Words(page.Language())
	case errors.Is(err, register.ErrNotFound):
		page.Untrue = true
	default:
		p.broken(w, r, page.Language(), err)
		return
	}
	p.Render(w, r, http.StatusOK, page)
}
