package browser

import (
	"fmt"
	"strings"
	"testing"
)

// filledIn has a date that may be read two ways, a complaint by mark and words, two
// complaints in one form, praise, and one that belongs to the first.
const filledIn = `Tijdstempel;Jouw naam (hoeft niet);Training;Trainer;Tevredenheid (1-5);Overige opmerkingen
3-4-2026 16:00;Gerda de Boer;Lastige gesprekken;Joris Hamel;2;Het lesboek kon ik niet lezen. Mijn factuur klopt ook niet.
3-4-2026 16:02;;Lastige gesprekken;Joris Hamel;1;Begon een uur te laat.
4-4-2026 16:03;Dirk Hoekstra;Lastige gesprekken;Joris Hamel;2;Te weinig geoefend.
4-4-2026 16:04;;Lastige gesprekken;Joris Hamel;5;Fijne dag, veel geleerd!
`

// chooseFile puts a file in the field, as the window of the browser would.
func chooseFile(tab *Tab, name, content string) {
	tab.t.Helper()
	Eval[bool](tab, fmt.Sprintf(`(() => { const d = new DataTransfer(); d.items.add(new File([%q], %q)); document.querySelector('[type=file]').files = d.files; return true })()`, content, name))
}

// TestEvaluations walks a file of forms in and judges it, on both databases.
func TestEvaluations(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		for _, width := range []int{390, 1280} {
			evaluate(t, s, width)
		}
	})
}

func evaluate(t *testing.T, s running, width int) {
	tab := New(t, width, 900, false)
	signInAs(tab, s.URL, [2]string{leadEmail, leadWords})
	if width < 992 { // on a phone it is in the menu
		tab.Click(".bar .menu summary")
		leave(tab, ".bar .menu a[href='/staff/evaluations']")
	} else {
		leave(tab, ".nav a[href='/staff/evaluations']")
	}
	chooseFile(tab, "leeg.csv", "Tijdstempel;Tekst\n")
	leave(tab, "form[enctype] .btn")
	if !strings.Contains(tab.Text(".err-sum"), "staan geen reacties onder") {
		t.Fatalf("an empty form: %s", tab.Text("main"))
	}
	chooseFile(tab, "april.csv", strings.Replace(filledIn, "opmerkingen", fmt.Sprintf("opmerkingen bij %d", width), 1)) // a form of its own
	leave(tab, "form[enctype] .btn")
	inspectOpen(t, tab, "columns")
	leave(tab, "main form .btn")
	if said := tab.Text(".err-sum"); !strings.Contains(said, "Tijdstempel: kies zelf") || strings.Count(said, "kies zelf") != 1 {
		t.Fatalf("asked: %s", said)
	}
	inspectOpen(t, tab, "columns asked again")
	set(tab, "[name=dates-0]", "day")
	leave(tab, "main form .btn")
	inspectOpen(t, tab, "the file")
	if said := tab.Text("main"); !strings.Contains(said, "4 formulieren gelezen, 3 reacties gevonden") || !strings.Contains(said, "vrijdag 3 april") {
		t.Fatalf("the file: %s", said)
	}
	leave(tab, "a[href^='/staff/evaluations/']:not([href$=evaluations])")
	judgeApart(t, tab)
	judgeTogether(t, tab, s.URL)
}

// judgeApart makes a complaint of the first on its own page, by keyboard.
func judgeApart(t *testing.T, tab *Tab) {
	t.Helper()
	inspectOpen(t, tab, "one answer")
	reach(t, tab, "form[action$='/complaint'] button")
	Eval[bool](tab, "window.before = true")
	tab.Press("Enter")
	wait(tab, "window.before !== true && document.readyState === 'complete'")
	if !strings.Contains(tab.URL(), "/staff/complaints/") {
		t.Fatalf("a complaint leads to %s", tab.URL())
	}
}

// reach goes to a button or field with Tab alone.
func reach(t *testing.T, tab *Tab, sel string) {
	t.Helper()
	for stops := 0; !Eval[bool](tab, fmt.Sprintf("document.activeElement.matches(%q)", sel)); stops++ {
		if tab.Press("Tab"); stops > 80 {
			t.Fatalf("%s cannot be reached", sel)
		}
	}
}

// judgeTogether splits what is left, and judges all of it on one page by keyboard.
func judgeTogether(t *testing.T, tab *Tab, site string) {
	t.Helper()
	ref := refInURL.FindString(tab.URL())
	ref = ref[strings.LastIndex(ref, "/")+1:]
	tab.Go(site + "/staff/evaluations")
	leave(tab, ".tasks a[href^='/staff/evaluation-files/']")
	file := tab.URL()
	if Eval[bool](tab, "[...document.querySelectorAll('.ev')].some(e => e.textContent.includes('factuur'))") {
		Eval[bool](tab, "([...document.querySelectorAll('.ev')].find(e => e.textContent.includes('factuur')).querySelector('p a').id = 'apart', true)")
		leave(tab, "#apart")
		tab.Click("[name=second][value='1']")
		leave(tab, "form[action$='/split'] .btn")
		tab.Go(file)
	}
	left := Eval[int](tab, "document.querySelectorAll('.ev').length")
	reach(t, tab, ".ev [value=complaint]")
	tab.Press("ArrowRight") // belongs to a complaint
	reach(t, tab, ".ev-merged input")
	Eval[bool](tab, fmt.Sprintf("(document.activeElement.value = %q, true)", ref))
	reach(t, tab, ".ev:nth-of-type(2) [value=complaint]")
	tab.Press("ArrowRight")
	tab.Press("ArrowRight") // no complaint; why is left out
	inspectOpen(t, tab, "answers with choices")
	leave(tab, ".sticky-do .btn")
	if !strings.Contains(tab.Text(".err-sum"), "Schrijf op waarom") || Eval[int](tab, "document.querySelectorAll('.ev').length") != left-1 {
		t.Fatalf("half right: %s", tab.Text("main"))
	}
	inspectOpen(t, tab, "answers with a mistake")
	tab.Type(".ev-none input", "Al besproken in de training.")
	leave(tab, ".sticky-do .btn")
	for range left {
		if !tab.Has(".ev") {
			break
		}
		tab.Click(".ev [value=complaint]")
		leave(tab, ".sticky-do .btn")
	}
	if said := tab.Text("main"); !strings.Contains(said, "Alles is beoordeeld") || !strings.Contains(said, "Bij dit formulier: van de 4 beoordeelde voorstellen") {
		t.Errorf("at the end: %s", said)
	}
	tab.Go(site + "/staff/complaints/" + ref)
	if !strings.Contains(tab.Text("main"), "Overige opmerkingen") {
		t.Error("what belongs to it is not in the dossier")
	}
}
