package browser

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

const oldList = "Nr;Datum;Klager;Kanaal;Klacht;Trainer;Besluit;Datum besluit;Status;Afgesloten op\n" +
	"K-1;18-03-2019;Noor Voorbeeld;telefoon;De zaal was de hele dag ijskoud.;T. Rainer;De kachel was stuk.;20-03-2019;gesloten;29-03-2019\n" +
	"K-2;02-05-2020;;postduif;Het ging veel te snel.;;;;gesloten;\n" +
	"K-3;02-05-2021;;brief;Er is nog iets open.;;;;open;\n" +
	"K-4;ooit;;brief;Hier staat geen dag.;;;;gesloten;\n"

// choosesFile puts a file in the field for it.
func choosesFile(tab *Tab, name, content string) {
	Eval[bool](tab, fmt.Sprintf(`(() => { const d = new DataTransfer(); d.items.add(new File([%s], %s)); document.querySelector('[type=file]').files = d.files; return true; })()`,
		strconv.Quote(content), strconv.Quote(name)))
}

// picks chooses an option of a list.
func picks(tab *Tab, name, value string) {
	if !Eval[bool](tab, fmt.Sprintf(`(() => { const s = document.querySelector('[name=%q]'); s.value = %q; return s.value === %q; })()`, name, value, value)) {
		tab.t.Fatalf("%s has no %q", name, value)
	}
}

// TestAnOldRegisterComesInAndGoes: the wizard, the progress that tells itself, the
// dossier as history, and the undo.
func TestAnOldRegisterComesInAndGoes(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		tab := s.signIn(t)
		tab.Go(s.URL + "/staff/complaints")
		leave(tab, "a[href='/staff/register']")
		inspectOpen(t, tab, "register along")
		choosesFile(tab, "oud.csv", oldList)
		leave(tab, "form[action='/staff/register/imports'] .btn")
		if tab.Text("h1") != "Wat staat in welke kolom?" {
			t.Fatalf("after the file: %s", tab.Text("main"))
		}
		inspectOpen(t, tab, "old columns")
		leave(tab, "main form .btn")
		inspectOpen(t, tab, "old rows")
		leave(tab, "main form .btn")
		if said := tab.Text(".err-sum"); !strings.Contains(said, "postduif") || !strings.Contains(said, "nog open") {
			t.Errorf("nothing answered: %q", said)
		}
		inspectOpen(t, tab, "old rows with mistakes")
		picks(tab, "word-0", "other")
		tab.Click("[name=running][value=no]")
		tab.Click("[name=leave]")
		leave(tab, "main form .btn")
		s.says(t, tab, tab.URL(), "3 klachten overgenomen")
		inspectOpen(t, tab, "old register taken over")
		done := tab.URL()
		tab.Type("#zoek", "K-1")
		tab.Press("Enter")
		leave(tab, "main a[href*='/staff/complaints/2019-']")
		if said := tab.Text("main"); !strings.Contains(said, "18 maart 2019") || !strings.Contains(said, "uit een oud register") || !strings.Contains(said, "K-1") {
			t.Errorf("the dossier: %s", said)
		}
		inspectOpen(t, tab, "old dossier")
		tab.Go(s.URL + "/staff")
		if said := tab.Text("main"); strings.Contains(said, "ijskoud") || strings.Contains(said, "nog iets open") {
			t.Errorf("history asks something today: %s", said)
		}
		tab.Go(done)
		leave(tab, "form[action$='/undo'] .btn")
		if said := tab.Text("main"); !strings.Contains(said, "Alles van deze keer is weg") {
			t.Errorf("after the undo: %s", said)
		}
		tab.Go(s.URL + "/staff/complaints?view=all")
		if strings.Contains(tab.Text("main"), "ijskoud") {
			t.Error("it is still in the list")
		}
	})
}
