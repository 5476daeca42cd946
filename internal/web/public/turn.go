package public

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// turn is one act on a page that was opened with a code, whoever holds it.
type turn struct {
	lang    string
	of      string // what it is about, for who sends very much
	form    *kit.Form
	unknown func(text string)    // the code opens nothing any more
	page    func() template.Page // theirs, once it is done
}

// mended is the page with mistakes and with everything that was typed.
type mended func(lines []template.ErrorLine) template.Page

// take carries out one act and answers with their page: with what was done, or with
// what to mend.
func (p *pages) take(w http.ResponseWriter, r *http.Request, t turn, do func() error, again mended) {
	if p.Limits && (!p.said.Try(r.Context(), "network "+p.Network(r)) || !p.said.Try(r.Context(), t.of)) {
		p.Render(w, r, http.StatusTooManyRequests, again([]template.ErrorLine{{Text: kit.Sentence(t.lang, "said_often")}}))
		return
	}
	err := do()
	switch lines := kit.Errors(t.lang, err); {
	case err == nil:
		p.Render(w, r, http.StatusOK, t.page())
	case errors.Is(err, register.ErrNotFound):
		t.unknown(kit.Sentence(t.lang, "code_unknown"))
	case len(lines) > 0:
		p.Render(w, r, http.StatusUnprocessableEntity, again(lines))
	default:
		p.notKept(w, r, t.lang, *t.form, err)
	}
}

// keeps carries an act out on what was opened: the page shows it as it is afterwards.
func keeps[T any](opened *T, do func() (T, error)) func() error {
	return func() error {
		after, err := do()
		if err == nil {
			*opened = after
		}
		return err
	}
}

// filesOf keeps the files that came along; when it cannot it has answered. kept are
// the tickets with which a mended form brings them again.
func (p *pages) filesOf(w http.ResponseWriter, r *http.Request, t turn, kept *[]template.Kept, again mended) (files []store.PendingFile, ok bool) {
	if t.form.Unstored != nil {
		p.notKept(w, r, t.lang, *t.form, t.form.Unstored)
		return nil, false
	}
	files, *kept = p.Files(r, t.form)
	if problems := t.form.FileErrors(t.lang); len(problems) > 0 {
		p.Render(w, r, kit.Status(*t.form), again(problems))
		return nil, false
	}
	return files, true
}

// spoken are the fields in which somebody tells something, on any of these pages.
var spoken = []string{"message", "statement", "correction", "reason", "words", "why", "grounds"}

// notKept says plainly that nothing was sent, and gives back what was typed.
func (p *pages) notKept(w http.ResponseWriter, r *http.Request, lang string, f kit.Form, err error) {
	p.Fault(r.Context(), err, r.Pattern)
	typed := ""
	for _, name := range spoken {
		typed += f.Words(name)
	}
	t := p.Public(lang)
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: t, Heading: t.Text().Status.NotSent, Lead: kit.Sentence(lang, "unavailable"), Story: typed})
}
