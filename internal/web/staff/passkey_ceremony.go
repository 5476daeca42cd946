package staff

import (
	"encoding/json"
	"errors"
	"net/http"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

// passkeySite is where passkeys work: a script compares it with where it is.
func (p *pages) passkeySite() string {
	if !p.Register.HasPasskeys() {
		return ""
	}
	return p.Register.Site()
}

func (p *pages) beginPasskeySignIn(w http.ResponseWriter, r *http.Request) {
	if p.Limits && !p.begun.Try(r.Context(), p.Network(r)) {
		p.calmly(w, http.StatusTooManyRequests, "sign_in_slow")
		return
	}
	if _, ok := p.ReadJSON(w, r); !ok || !p.Register.SetUp() {
		p.calmly(w, http.StatusBadRequest, "passkey_sign_in")
		return
	}
	options, ceremony, err := p.Register.BeginPasskeySignIn(r.Context())
	p.begin(w, r, options, ceremony, err)
}

func (p *pages) begin(w http.ResponseWriter, r *http.Request, options []byte, ceremony identity.Token, err error) {
	if err != nil {
		p.failedCeremony(w, r, err)
		return
	}
	p.SetPasskey(w, ceremony)
	p.JSON(w, http.StatusOK, json.RawMessage(options))
}

func (p *pages) finishPasskeySignIn(w http.ResponseWriter, r *http.Request) {
	if p.Limits && !p.begun.Try(r.Context(), p.Network(r)) {
		p.calmly(w, http.StatusTooManyRequests, "sign_in_slow")
		return
	}
	answer, ok := p.ReadJSON(w, r)
	if !ok || !p.Register.SetUp() {
		p.calmly(w, http.StatusBadRequest, "passkey_sign_in")
		return
	}
	session, err := p.Register.FinishPasskeySignIn(r.Context(), p.TakePasskey(w, r), answer, identity.Browser(r.UserAgent()))
	if err != nil {
		p.failedCeremony(w, r, err)
		return
	}
	p.SetSession(w, session)
	p.JSON(w, http.StatusOK, map[string]string{"to": "/staff"})
}

func (p *pages) beginPasskey(w http.ResponseWriter, r *http.Request, who register.Person) {
	var asked struct {
		Name string `json:"name"`
	}
	if raw, ok := p.ReadJSON(w, r); !ok || json.Unmarshal(raw, &asked) != nil {
		p.calmly(w, http.StatusBadRequest, "passkey_refused")
		return
	}
	options, ceremony, err := p.Register.BeginPasskey(r.Context(), who, kit.Clean(asked.Name))
	p.begin(w, r, options, ceremony, err)
}

func (p *pages) finishPasskey(w http.ResponseWriter, r *http.Request, who register.Person) {
	answer, ok := p.ReadJSON(w, r)
	if !ok {
		p.calmly(w, http.StatusBadRequest, "passkey_refused")
		return
	}
	session, err := p.Register.AddPasskey(r.Context(), who, p.TakePasskey(w, r), answer)
	if err != nil {
		p.failedCeremony(w, r, err)
		return
	}
	if session != "" { // it was the second factor
		p.SetSession(w, session)
		p.JSON(w, http.StatusOK, map[string]string{"to": "/staff/account"})
		return
	}
	p.SetFlash(w, "passkey_added")
	p.JSON(w, http.StatusOK, map[string]string{"to": passkeysURL})
}

// calmly tells a script what to say.
func (p *pages) calmly(w http.ResponseWriter, status int, code string) {
	p.JSON(w, status, map[string]string{"error": kit.Sentence("nl", code)})
}

func (p *pages) failedCeremony(w http.ResponseWriter, r *http.Request, err error) {
	problems, _ := register.AsProblems(err)
	switch {
	case len(problems) > 0:
		p.calmly(w, http.StatusUnprocessableEntity, problems[0].Code)
	case errors.Is(err, register.ErrSignIn):
		p.calmly(w, http.StatusUnprocessableEntity, "passkey_sign_in")
	case errors.Is(err, register.ErrProve):
		p.calmly(w, http.StatusForbidden, "passkey_stale")
	case errors.Is(err, register.ErrNoPasskeys):
		p.calmly(w, http.StatusUnprocessableEntity, "passkey_none")
	case errors.Is(err, register.ErrNotFound):
		p.calmly(w, http.StatusNotFound, "passkey_refused")
	default:
		p.Fault(r.Context(), err, r.Pattern)
		p.calmly(w, http.StatusServiceUnavailable, "unavailable")
	}
}
