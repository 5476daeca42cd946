package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// reviewedAndOld is a complaint that was answered, closed and looked back on two
// years ago.
func (s *site) reviewedAndOld(stories ...string) (refs []string) {
	s.t.Helper()
	lead, leadID := s.signedIn()
	for _, story := range stories {
		_, ref := s.answered(lead, story)
		if a := s.post(lead, "/staff/complaints/"+ref+"/closing", url.Values{"reason": {"Klaar"}}); a.code != http.StatusSeeOther {
			s.t.Fatalf("close: %d\n%s", a.code, a.body)
		}
		refs = append(refs, ref)
	}
	day := s.reg.Procedure().On(s.clock.Now()).String()
	review := s.post(lead, "/staff/reviews", url.Values{"until": {day}, "day": {day}, "from": {day}, "attendee": {string(leadID)}}).Get("Location")
	for i := range stories {
		if a := s.post(lead, review+"/complaints/"+string(rune('1'+i)), url.Values{"extra": {"no"}, "reason": {"Goed zo"}}); a.code != http.StatusSeeOther {
			s.t.Fatalf("review: %d\n%s", a.code, a.body)
		}
	}
	if a := s.post(lead, review+"/conclusion", url.Values{}); a.code != http.StatusSeeOther {
		s.t.Fatalf("conclude: %d\n%s", a.code, a.body)
	}
	s.later(26 * 30 * 24 * time.Hour)
	return refs
}

// later moves the clock in steps that a register at work would see.
func (s *site) later(d time.Duration) {
	s.t.Helper()
	const step = 20 * 24 * time.Hour
	for ; d > 0; d -= step {
		s.clock.Advance(min(d, step))
		if err := s.store.Write(ctx, func(*store.Tx) error { return nil }); err != nil {
			s.t.Fatal(err)
		}
	}
}

// drained carries out everything that is due.
func (s *site) drained() {
	s.t.Helper()
	for range 50 {
		if done, err := s.reg.WorkOnce(ctx); err != nil {
			s.t.Fatal(err)
		} else if !done {
			return
		}
	}
	s.t.Fatal("the work does not end")
}

// TestTwoPeopleErase by the pages: what may go is shown, one proposes, another shows
// who they are and confirms, and after the wait it is gone.
func TestTwoPeopleErase(t *testing.T) {
	s := open(t)
	refs := s.reviewedAndOld("De zaal was koud", "De reader kwam niet", "De trainer kwam te laat")
	lead, _ := s.signedIn()
	page := s.get(lead, "/staff/retention")
	if page.code != http.StatusOK || !strings.Contains(page.body, "3 klachten mogen weg") || !strings.Contains(page.body, refs[0]) {
		t.Fatalf("what may go: %d\n%s", page.code, page.body)
	}
	if a := s.post(lead, "/staff/complaints/"+refs[2]+"/hold", url.Values{"reason": {" "}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("held without a reason: %d", a.code)
	}
	if a := s.post(lead, "/staff/complaints/"+refs[2]+"/hold", url.Values{"reason": {"Voor de verzekeraar"}}); a.code != http.StatusSeeOther {
		t.Errorf("held: %d\n%s", a.code, a.body)
	}
	if a := s.post(lead, "/staff/retention/proposals", url.Values{}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Kies eerst") {
		t.Errorf("nothing proposed: %d", a.code)
	}
	if a := s.post(lead, "/staff/retention/proposals", url.Values{"ref": {refs[2]}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "moet blijven") {
		t.Errorf("what must stay is proposed: %d", a.code)
	}
	if a := s.post(lead, "/staff/retention/proposals", url.Values{"ref": refs[:2]}); a.code != http.StatusSeeOther {
		t.Fatalf("propose: %d\n%s", a.code, a.body)
	}
	dossier := s.get(lead, "/staff/complaints/"+refs[0]).body
	if !strings.Contains(dossier, "weg. Voorgesteld door Mirjam de Wit.") || !strings.Contains(dossier, "erasure-stop") || !strings.Contains(dossier, "Wordt bewaard tot") {
		t.Error("the page of the dossier does not say so")
	}
	s.partnerConfirms(refs)
	s.later(15 * 24 * time.Hour)
	s.drained()
	lead, _ = s.signedIn()
	if a := s.get(lead, "/staff/complaints/"+refs[0]); a.code != http.StatusNotFound {
		t.Errorf("it is still there: %d", a.code)
	}
	if a := s.get(lead, "/staff/complaints/"+refs[1]); a.code != http.StatusOK {
		t.Errorf("what was stopped went: %d", a.code)
	}
	page = s.get(lead, "/staff/retention")
	if !strings.Contains(page.body, "bevestigd door") || !strings.Contains(page.body, "Voor de verzekeraar") && !strings.Contains(page.body, "moet blijven") {
		t.Errorf("afterwards:\n%s", page.body)
	}
}

func (s *site) partnerConfirms(refs []string) {
	t := s.t
	t.Helper()
	partner, _ := s.signedIn(access.Partner)
	page := s.get(partner, "/staff/retention")
	if page.code != http.StatusOK || strings.Contains(page.body, "koud") || !strings.Contains(page.body, refs[0]) {
		t.Errorf("a partner sees: %d\n%s", page.code, page.body)
	}
	if a := s.get(partner, "/staff"); !strings.Contains(a.body, "2 klachten wachten op een tweede persoon") {
		t.Error("Vandaag does not say so")
	}
	s.clock.Advance(10 * time.Minute)
	if a := s.post(partner, "/staff/retention/"+refs[0]+"/confirmation", url.Values{}); !strings.Contains(a.Get("Location"), "/staff/account/proof") {
		t.Errorf("confirmed without a fresh proof: %d %s", a.code, a.Get("Location"))
	}
	if a := s.post(partner, "/staff/account/proof", url.Values{"password": {words}, "back": {"retention"}}); a.Get("Location") != "/staff/retention" {
		t.Fatalf("proof: %d %s", a.code, a.Get("Location"))
	}
	for i, want := range []int{http.StatusSeeOther, http.StatusUnprocessableEntity} {
		ref, noun := refs[i], "confirmation"
		if i == 1 {
			noun = "stop"
		}
		if a := s.post(partner, "/staff/retention/"+ref+"/"+noun, url.Values{}); a.code != want {
			t.Errorf("%s of %s: %d", noun, ref, a.code)
		}
	}
	if a := s.post(partner, "/staff/retention/"+refs[1]+"/stop", url.Values{"reason": {"Er loopt nog iets"}}); a.code != http.StatusSeeOther {
		t.Errorf("stop: %d\n%s", a.code, a.body)
	}
}

// TestALeadDoesNotConfirmWhatTheyProposed, nor does anybody without a part.
func TestALeadDoesNotConfirmWhatTheyProposed(t *testing.T) {
	s := open(t)
	refs := s.reviewedAndOld("De zaal was koud")
	lead, _ := s.signedIn()
	if a := s.post(lead, "/staff/retention/proposals", url.Values{"ref": refs}); a.code != http.StatusSeeOther {
		t.Fatalf("propose: %d", a.code)
	}
	trainer, _ := s.signedIn(access.Trainer)
	for name, c := range map[string]*http.Client{"the same person": lead, "a trainer": trainer} {
		if a := s.post(c, "/staff/retention/"+refs[0]+"/confirmation", url.Values{}); a.code != http.StatusNotFound {
			t.Errorf("%s confirms: %d", name, a.code)
		}
	}
}
