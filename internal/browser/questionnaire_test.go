package browser

import (
	"strings"
	"testing"
)

// TestAQuestionnaireFromTheRoomToTheDesk is made by a trainer, filled in on phones,
// one with no script, judged by who leads; and the trainer sees nothing of four and
// the outcome of five.
func TestAQuestionnaireFromTheRoomToTheDesk(t *testing.T) {
	site, accounts := demo(t)
	trainer := New(t, 1280, 900, false)
	signInAs(trainer, site, accounts["trainer"])
	trainer.Go(site + "/staff/questionnaires")
	leave(trainer, "main form .btn")
	if !strings.Contains(trainer.Text(".err-sum"), "over welke training") {
		t.Errorf("an empty one says:\n%s", trainer.Text("main"))
	}
	trainer.Type("[name=course]", "Lastige gesprekken")
	trainer.Type("[name=dates]", "24 november")
	leave(trainer, "main form .btn")
	address := Eval[string](trainer, "document.querySelector('#address a').href")
	page := Eval[string](trainer, "location.pathname")
	if !Eval[bool](trainer, "document.querySelector('svg.qr path').getBBox().width >= 21") {
		t.Error("the code is not drawn")
	}
	leave(trainer, "a[href$='/poster']")
	if text := trainer.Text("main"); !strings.Contains(text, "Scan de code") || !strings.Contains(text, strings.TrimPrefix(address, "http://")) {
		t.Errorf("the poster says:\n%s", text)
	}
	phone, plain := New(t, 390, 844, false), New(t, 390, 844, false)
	plain.NoScript()
	answer := func(phone *Tab, score, good, happened string) {
		t.Helper()
		phone.Go(address)
		phone.Click("[name=score][value='" + score + "']")
		if good != "" {
			phone.Type("[name=good]", good)
		}
		if happened != "" {
			phone.Type("[name=happened]", happened)
		}
		leave(phone, "main form .btn")
		if !strings.Contains(phone.Text("h1"), "We hebben uw antwoorden") {
			t.Fatalf("sent:\n%s", phone.Text("main"))
		}
	}
	phone.Go(address)
	leave(phone, "main form .btn")
	inspectOpen(t, phone, "questionnaire with nothing filled in")
	answer(phone, "9", "Veel geoefend", "")
	answer(phone, "8", "De groep", "De nooddeur zat op slot.")
	answer(phone, "8", "", "")
	answer(plain, "7", "De voorbeelden", "")
	trainer.Go(site + page)
	if text := trainer.Text("main"); !strings.Contains(text, "<5 antwoorden") || strings.Contains(text, "Gemiddeld") || strings.Contains(text, "geoefend") {
		t.Errorf("of four the trainer sees:\n%s", text)
	}
	answer(phone, "8", "De rust", "")
	inspectOpen(t, phone, "questionnaire thanks")
	trainer.Go(site + page)
	inspectOpen(t, trainer, "questionnaire with five")
	if text := trainer.Text("main"); !strings.Contains(text, "5 antwoorden") || !strings.Contains(text, "Gemiddeld cijfer") || !strings.Contains(text, "De rust") || strings.Contains(text, "De groep") || strings.Contains(text, "nooddeur") {
		t.Errorf("of five the trainer sees:\n%s", text)
	}
	lead := New(t, 390, 844, true)
	signInAs(lead, site, accounts["lead"])
	lead.Go(site + "/staff/evaluations")
	waits := Eval[string](lead, `[...document.querySelectorAll('.task')].find(t => t.innerText.includes('nooddeur')).querySelector('h3 a').getAttribute('href')`)
	lead.Go(site + waits)
	inspectOpen(t, lead, "questionnaire answer to judge")
	lead.Type("[name=reason]", "Meteen geregeld met het gebouw.")
	leave(lead, "form[action$='/refusal'] .btn")
	trainer.Go(site + page)
	if text := trainer.Text("main"); !strings.Contains(text, "De groep") || strings.Contains(text, "nooddeur") {
		t.Errorf("judged as no complaint, the trainer sees:\n%s", text)
	}
	leave(trainer, "form[action$='/closing'] .btn")
	phone.Go(address)
	if !strings.Contains(phone.Text("h1"), "staat niet open") {
		t.Errorf("closed, it says:\n%s", phone.Text("main"))
	}
	inspectOpen(t, phone, "questionnaire that is closed")
}
