package staff

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// backTo is where a fresh proof leads. Only these: an address in a form would be
// a road to anywhere.
func backTo(name string) string {
	if ref, ok := strings.CutPrefix(name, "outside-file/"); ok && plainRef.MatchString(ref) {
		return "/staff/complaints/" + ref + "/outside-file"
	}
	if at, ok := strings.CutPrefix(name, "access-pack/"); ok {
		if ref, id, _ := strings.Cut(at, "/"); plainRef.MatchString(ref) && plainID.MatchString(id) {
			return packURL(ref, id)
		}
	}
	switch name {
	case "second-factor":
		return "/staff/account/second-factor"
	case "passkeys":
		return "/staff/account/passkeys"
	case "directory":
		return "/staff/account/directory"
	case "settings":
		return "/staff/settings"
	case "people":
		return "/staff/people"
	case "rooms":
		return roomsPath
	case "register":
		return alongPath
	case "reviews":
		return reviewsPath
	case "checkpoint":
		return checkpointPath
	case "retention":
		return retentionPath
	}
	return "/staff/account"
}

// plainRef is how a complaint is numbered; what looks otherwise leads nowhere.
var plainRef = regexp.MustCompile(`^\d{4}-\d{1,12}$`)

// plainID is an id of our own making.
var plainID = regexp.MustCompile(`^[a-z2-7]{26}$`)

// prove asks who wants something sensitive to show again who they are.
func (p *pages) prove(w http.ResponseWriter, r *http.Request, back string) {
	http.Redirect(w, r, "/staff/account/proof?"+url.Values{"back": {back}}.Encode(), http.StatusSeeOther)
}

func (p *pages) proofPage(back string) template.Proof {
	return template.Proof{Base: p.Base("nl"), FormKey: template.FormKey{Key: kit.Key()}, ActionURL: "/staff/account/proof", Back: back}
}

func (p *pages) proof(w http.ResponseWriter, r *http.Request, who register.Person) {
	back := r.URL.Query().Get("back")
	if who.Fresh(p.Now()) {
		http.Redirect(w, r, backTo(back), http.StatusSeeOther) //nolint:gosec // one of our own pages, or the number of a complaint and nothing else
		return
	}
	p.Render(w, r, http.StatusOK, p.proofPage(back))
}

func (p *pages) postProof(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := p.Register.Prove(r.Context(), who, f.Get("password"))
	if lines := kit.Errors("nl", err); len(lines) > 0 {
		page := p.proofPage(f.Line("back"))
		page.Errors = lines
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	if err != nil {
		p.refused(w, r, who, err, f.Line("back"))
		return
	}
	http.Redirect(w, r, backTo(f.Line("back")), http.StatusSeeOther)
}

// postLock puts the session behind its lock; the page of the browser hides itself.
func (p *pages) postLock(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.Lock(r.Context(), who); err != nil {
		p.failed(w, r, who, err)
		return
	}
	if fromScript(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, "/staff/unlock", http.StatusSeeOther)
}

// fromScript reports whether the lock on a page asks, which shows a sentence and
// no page.
func fromScript(r *http.Request) bool { return r.Header.Get("X-Wederhoor") == "lock" }

func (p *pages) lockPage(notice string) template.Proof {
	return template.Proof{Base: p.Base("nl"), FormKey: template.FormKey{Key: kit.Key()}, ActionURL: "/staff/unlock", Locked: true, Notice: notice}
}

func (p *pages) unlock(w http.ResponseWriter, r *http.Request) {
	who, err := p.Register.Recognise(r.Context(), p.Session(r))
	switch {
	case err != nil:
		p.notKnown(w, r, err)
	case !who.Session.Locked:
		http.Redirect(w, r, nextStep(who), http.StatusSeeOther)
	default:
		p.Render(w, r, http.StatusOK, p.lockPage(""))
	}
}

// postUnlock opens the lock. me is who the page belongs to that asks: somebody
// else who signed in meanwhile does not open it.
func (p *pages) postUnlock(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	who, err := p.Register.Recognise(r.Context(), p.Session(r))
	script := fromScript(r)
	switch {
	case err == nil && f.Line("me") != "" && f.Line("me") != string(who.Member.ID):
		p.locked(w, r, script, http.StatusConflict, "proof_over")
		return
	case err == nil && who.Session.Level == store.LevelPassword:
		p.locked(w, r, script, http.StatusUnauthorized, "proof_over")
		return
	case err == nil && who.Session.Locked:
		err = p.Register.Prove(r.Context(), who, f.Get("password"))
	}
	problems, wrong := register.AsProblems(err)
	switch {
	case err == nil && script:
		w.WriteHeader(http.StatusNoContent)
	case err == nil:
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
	case errors.Is(err, register.ErrNotFound), errors.Is(err, register.ErrEnded):
		p.locked(w, r, script, http.StatusUnauthorized, "proof_over")
	case wrong:
		p.locked(w, r, script, http.StatusUnprocessableEntity, problems[0].Code)
	default:
		p.fault(w, r, register.Person{}, err)
	}
}

// locked says why it did not open: a sentence to a script, a page to a person.
func (p *pages) locked(w http.ResponseWriter, r *http.Request, script bool, status int, code string) {
	text := kit.Sentence("nl", code)
	if script {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text)) //nolint:gosec // our own sentence, as plain text
		return
	}
	if status == http.StatusUnprocessableEntity {
		page := p.lockPage("")
		page.Errors = []template.ErrorLine{{Field: "password", Text: text}}
		p.Render(w, r, status, page)
		return
	}
	p.away(w, r)
}
