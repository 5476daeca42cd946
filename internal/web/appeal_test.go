package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

const appealDay = 24 * time.Hour

// says expects these words on a page, and none of those after "not".
func says(t *testing.T, what, body string, words ...string) {
	t.Helper()
	want := true
	for _, w := range words {
		if w == "not" {
			want = false
			continue
		}
		if strings.Contains(body, w) != want {
			t.Errorf("%s: %q is there: %v", what, w, !want)
		}
	}
}

// refused expects a page that says why, with what was typed.
func (s *site) refused(a answer, words ...string) {
	s.t.Helper()
	if a.code != http.StatusUnprocessableEntity {
		s.t.Errorf("%d instead of a refusal", a.code)
	}
	says(s.t, "refusal", a.body, words...)
}

// TestAnAppealFromTheFirstWordToTheLetter, as the team and as the complainant see it.
func TestAnAppealFromTheFirstWordToTheLetter(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code, ref := s.answered(lead, "De zaal was koud")
	path, own := "/staff/complaints/"+ref, s.browser(false)
	page := func() string { return s.post(own, "/status", url.Values{"code": {code}}).body }
	s.clock.Advance(3 * appealDay)
	lead, _ = s.signedIn() // the session ended

	s.refused(s.post(lead, path+"/appeal", url.Values{"grounds": {"Het was <koud>."}}), "Kies bij wie het beroep ligt.", "Het was &lt;koud&gt;.")
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"7"}, "grounds": {"Het was koud."}}), "Kies bij wie het beroep ligt.")
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"1"}}), "Schrijf op waarom.")
	s.must(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Het was koud."}}))
	says(t, "dossier", s.get(lead, path).body, "In beroep", "Wacht op de uitspraak in beroep", "next-step appeal", "De klager ging in beroep bij Ilse Terpstra, tegen het besluit", path+"/outcome", "not", path+`/decision"`, path+`/closing"`)
	says(t, "register", s.get(lead, "/staff/complaints?status=appealed").body, ref, "In beroep")
	says(t, "Vandaag", s.get(lead, "/staff").body, ref, "Wacht op de uitspraak")
	says(t, "own page", page(), "De vertrouwenspersoon kijkt ernaar", "Uw klacht blijft open", "U ging in beroep bij Ilse Terpstra", "Het was koud.", "Nu: Ilse Terpstra kijkt naar uw klacht", "not", "Hoe vindt u dat we")

	says(t, "form", s.get(lead, path+"/appeal").body, "Er loopt al een beroep")
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Nog eens."}}), "Er loopt al een beroep")
	s.refused(s.post(lead, path+"/decision", url.Values{"finding": {"upheld"}, "reason": {"Toch wel."}}), "Deze klacht is in beroep", "Toch wel.")
	s.refused(s.post(lead, path+"/closing", url.Values{"reason": {"Klaar."}}), "Deze klacht is in beroep", "Klaar.")
	says(t, "closing", s.get(lead, path+"/closing").body, "Het beroep loopt nog")
	s.refused(s.post(lead, path+"/follow-up", url.Values{"appeal": {s.whole(ref).Appeals[0].ID}, "text": {"We betalen."}, "date": {"2026-12-20"}, "via": {"post"}}), "Er is nog geen uitspraak", "We betalen.")

	id := s.whole(ref).Appeals[0].ID
	s.refused(s.post(lead, path+"/outcome", url.Values{"appeal": {id}, "text": {"Betaal."}}), "Kies wat de uitspraak is.", "Betaal.")
	s.refused(s.post(lead, path+"/outcome", url.Values{"appeal": {"elders"}, "outcome": {"revised"}, "text": {"Betaal."}}), "Dit beroep staat niet in het dossier.")
	s.refused(s.post(lead, path+"/outcome", url.Values{"appeal": {id}, "outcome": {"revised"}, "text": {"Betaal."}, "day": {"2026-11-25"}}), "De uitspraak kan niet van daarvoor zijn")
	s.must(s.post(lead, path+"/outcome", url.Values{"appeal": {id}, "outcome": {"revised"}, "text": {"Betaal het terug."}, "binding": {"yes"}}))
	says(t, "correction", s.get(lead, path+"/correction").body, "Wat was de uitspraak in beroep?")
	s.refused(s.post(lead, path+"/correction", url.Values{"appeal_outcome": {"gewonnen"}, "reason": {"Verkeerd gelezen."}}), "Kies wat de uitspraak is.", "Verkeerd gelezen.")
	s.must(s.post(lead, path+"/correction", url.Values{"appeal_outcome": {"partly_revised"}, "reason": {"Verkeerd gelezen."}}))
	says(t, "corrected", s.get(lead, path).body, "paste de uitspraak in beroep aan", "Was: het besluit moet anders. Nu: het besluit moet voor een deel anders.")
	says(t, "own page", page(), "De uitspraak in uw beroep: ons besluit moet voor een deel anders")
	s.must(s.post(lead, path+"/correction", url.Values{"appeal_outcome": {"revised"}, "reason": {"Toch niet."}}))
	says(t, "dossier", s.get(lead, path).body, "Volg de uitspraak op", path+"/follow-up", "Uitspraak in beroep: het besluit moet anders", "Uitspraak opvolgen")
	says(t, "Vandaag", s.get(lead, "/staff").body, "Uitspraak opvolgen", path+"/follow-up")
	says(t, "own page", page(), "Er is een uitspraak over uw klacht", "De uitspraak in uw beroep: ons besluit moet anders", "Betaal het terug.", "zaterdag 5 december")
	s.refused(s.post(lead, path+"/closing", url.Values{"reason": {"Klaar."}}), "een brief over wat jullie met de uitspraak doen")

	s.refused(s.post(lead, path+"/follow-up", url.Values{"text": {"We betalen."}, "date": {"2026-11-01"}, "via": {"post"}}), "Deze dag is voorbij", "We betalen.")
	preview := s.post(lead, path+"/follow-up/preview", url.Values{"text": {"We betalen u terug."}, "date": {"2026-12-20"}, "via": {"page"}}).body
	says(t, "preview", preview, "Onze vertrouwenspersoon Ilse Terpstra heeft naar uw klacht gekeken.", "Wij moeten ons aan deze uitspraak houden.", "We betalen u terug.", "zondag 20 december")
	s.must(s.post(lead, path+"/follow-up", url.Values{"appeal": {id}, "text": {"We betalen u terug."}, "date": {"2026-12-20"}, "via": {"page"}}))
	says(t, "own page", page(), "U heeft antwoord", "U kreeg een brief: wat we met de uitspraak doen", "We betalen u terug.")
	s.refused(s.post(lead, path+"/follow-up", url.Values{"appeal": {id}, "text": {"Nog eens."}, "date": {"2026-12-20"}, "via": {"page"}}), "is al geschreven")
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Nog eens."}}), "Deze instantie heeft hier al naar gekeken")
	s.must(s.post(lead, path+"/closing", url.Values{"reason": {"Klaar."}}))
	if c := s.whole(ref); c.Closed == nil || c.AppealOpen() {
		t.Error("it is not over")
	}
}

// TestALateAnswerOpensTheRoad: on the own page, with who can be reached, from the
// day after; the answer stays owed.
func TestALateAnswerOpensTheRoad(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref, own := s.ref(lead), s.browser(false)
	path := "/staff/complaints/" + ref
	page := func(more ...string) string {
		return s.post(own, "/status", with(url.Values{"code": {code}}, more...)).body
	}
	early := "Beroep kan als er een antwoord is"
	says(t, "own page in time", page(), "not", "U hoeft niet op ons antwoord te wachten")
	says(t, "form in time", s.get(lead, path+"/appeal").body, early)
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Ik hoor niets."}}), early, "Ik hoor niets.")
	s.clock.Advance(8 * appealDay)
	lead, _ = s.signedIn() // the session ended
	says(t, "own page", page(), "U hoeft niet op ons antwoord te wachten", "U houdt recht op ons antwoord", "Ga in beroep", "Ilse Terpstra", "tel:0200000001", "Het spijt ons")
	says(t, "form", s.get(lead, path+"/appeal").body, "Er is nog geen antwoord, en de dag ervoor is voorbij")
	s.must(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Ik hoor niets."}}))
	says(t, "own page in appeal", page(), "De vertrouwenspersoon kijkt ernaar", "Uw klacht blijft open", "Dat is ons niet gelukt", "not", "U hoeft niet op ons antwoord te wachten")
	says(t, "dossier", s.get(lead, path).body, "In beroep", "omdat er geen antwoord kwam")
	s.must(s.post(lead, path+"/decision", url.Values{"finding": {"upheld"}, "reason": {"Het was twaalf graden"}}))
	s.must(s.post(lead, path+"/response", url.Values{"text": {"U had gelijk."}, "via": {"page"}}))
	s.refused(s.post(lead, path+"/closing", url.Values{"reason": {"Klaar."}}), "Deze klacht is in beroep")
	says(t, "own page with the answer", page(), "De vertrouwenspersoon kijkt ernaar", "U had gelijk.")
	says(t, "outcome", s.get(lead, path+"/outcome").body, "De klager krijgt gelijk")
}

// TestAWithdrawnComplaintCannotBeAppealed, in plain words on both sides; with it
// goes the appeal that ran.
func TestAWithdrawnComplaintCannotBeAppealed(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref, own := s.ref(lead), s.browser(false)
	path := "/staff/complaints/" + ref
	s.clock.Advance(8 * appealDay)
	lead, _ = s.signedIn() // the session ended
	s.must(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Ik hoor niets."}}))
	says(t, "withdrawing", s.post(own, "/status/withdrawal", url.Values{"code": {code}}).body, "Uw beroep stopt ook.")
	if a := s.post(own, "/status/withdrawal/confirm", url.Values{"code": {code}, "key": {aKey}}); a.code != http.StatusOK {
		t.Fatalf("withdrawn: %d", a.code)
	}
	if a := s.whole(ref).Appeals[0]; a.Running() || a.Ended.Event.Outcome != complaint.AppealWithdrawn || a.Ended.By != complaint.ByComplainant {
		t.Errorf("%+v", a)
	}
	says(t, "own page", s.post(own, "/status", url.Values{"code": {code}}).body, "In beroep gaan kan niet, want u heeft uw klacht ingetrokken.", "U trok uw beroep in", "not", "Ga in beroep")
	s.refused(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Toch wel."}}), "Deze klacht is ingetrokken", "Toch wel.")
	says(t, "dossier", s.get(lead, path).body, "not", path+`/appeal"`)
}

// TestAnAppealAfterItsTermIsTakenAndMarked: who hears it decides whether it still can be.
func TestAnAppealAfterItsTermIsTakenAndMarked(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()})
	in := setUp
	in.Preset = "disp" // to the ombudsman, within six months
	s.setUpWith(in)
	lead, _ := s.signedIn()
	code := s.complain("De rekening klopt niet")
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"promise"}, "date": {"2026-12-20"}, "via": {"page"}}))
	s.must(s.post(lead, path+"/decision", url.Values{"finding": {"not_upheld"}, "reason": {"Hij klopt wel"}}))
	s.must(s.post(lead, path+"/response", url.Values{"text": {"Hij klopt."}, "via": {"page"}}))
	own := s.browser(false)
	opinion := url.Values{"code": {code}, "opinion": {"no"}, "key": {aKey}}
	s.post(own, "/status/opinion", opinion)
	page := func() string { return s.post(own, "/status", url.Values{"code": {code}}).body }
	says(t, "own page in time", page(), "Dat kan tot en met dinsdag 25 mei 2027.")
	s.clock.Advance(200 * appealDay)
	lead, _ = s.signedIn()
	says(t, "own page", page(), "Dat kon tot en met dinsdag 25 mei 2027. Vraag daar of het nog kan.")
	says(t, "form", s.get(lead, path+"/appeal").body, "Dat is voorbij; die beslist zelf of het nog kan")
	s.must(s.post(lead, path+"/appeal", url.Values{"body": {"1"}, "grounds": {"Hij klopt niet."}}))
	says(t, "dossier", s.get(lead, path).body, "Dat was na de termijn.")
	says(t, "own page in appeal", page(), "Ilse Terpstra kijkt ernaar")
	if !s.whole(ref).Appeals[0].Late {
		t.Error("it is not marked")
	}
}

// TestNobodyElseAppeals: whom it is about, who reads along and who has no part in it
// get the answer of a number that is not there.
func TestNobodyElseAppeals(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	_, ref := s.answered(lead, "De zaal was koud")
	path := "/staff/complaints/" + ref
	henk, id := s.signedIn(access.Trainer)
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(id)}}))
	reads, reader := s.signedIn(access.Trainer)
	s.must(s.post(lead, path+"/readers", url.Values{"add": {string(reader)}}))
	stranger, _ := s.signedIn(access.Trainer)
	confidant, _ := s.signedIn(access.Confidant)
	form := url.Values{"body": {"1"}, "grounds": {"Ik ben het er niet mee eens."}, "outcome": {"revised"}, "text": {"x"}, "appeal": {"x"}, "date": {"2026-12-20"}, "via": {"post"}}
	for who, c := range map[string]*http.Client{"the subject": henk, "a reader": reads, "a stranger": stranger, "a confidant without a part in it": confidant} {
		for _, noun := range []string{"appeal", "outcome", "follow-up"} {
			for _, a := range []answer{s.get(c, path+"/"+noun), s.post(c, path+"/"+noun, form), s.post(c, path+"/"+noun+"/preview", form)} {
				if a.code != http.StatusNotFound {
					t.Errorf("%s, %s: %d", who, noun, a.code)
				}
			}
		}
	}
	if c := s.whole(ref); len(c.Appeals) != 0 {
		t.Error("an appeal was recorded")
	}
}

// TestTheDraftKeepsHowLongAnOutcomeMayWait: the form asks it, and the page that
// shows what changes says it.
func TestTheDraftKeepsHowLongAnOutcomeMayWait(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, "/staff/procedure/draft")
	form.Set("appeal_1_follow", "3")
	form.Set("appeal_1_follow_unit", "w")
	s.must(s.post(lead, "/staff/procedure/draft", form))
	says(t, "change", s.get(lead, "/staff/procedure/draft/publish").body, "opvolgen binnen 3 weken")
	if again := s.fields(lead, "/staff/procedure/draft"); again.Get("appeal_1_follow") != "3" || s.draft().Appeal[0].Follow.N != 3 {
		t.Errorf("%+v", s.draft().Appeal[0])
	}
	form = s.fields(lead, "/staff/procedure/draft")
	form.Set("appeal_1_follow", "9999")
	s.refused(s.post(lead, "/staff/procedure/draft", form), "Deze termijn is erg lang")
}
