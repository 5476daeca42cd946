package browser

import (
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/testkit"
)

// TestTheFirstRun starts the program on an empty folder, as the README says, and
// sets it up in the browser: organisation, lead, confidant, and the recovery
// sheet typed back. A slip while typing does not lose the sheet.
func TestTheFirstRun(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		args := []string{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(dir, "data"), "--master-key", filepath.Join(dir, "master.key")}
		if database != "" {
			args = append(args, "--database", database)
		}
		p := testkit.Start(t, testkit.Binary(t), args...)
		if !strings.Contains(p.Output(), "/setup") {
			t.Errorf("it prints %q and not where to start", p.Output())
		}
		tab := New(t, 390, 844, false)
		inspect(t, tab, p.URL, "/setup")
		tab.Go(p.URL + "/")
		for name, value := range map[string]string{"organisation": "Voorbeeld Trainingen", "lead_name": "Mirjam de Wit", "lead_email": "mirjam@voorbeeld.example",
			"confidant_name": "Ilse Terpstra", "confidant_phone": "020 000 00 01"} {
			tab.Type("[name="+name+"]", value)
		}
		tab.Type("[name=password]", "kort")
		leave(tab, "main form .btn")
		if !strings.Contains(tab.Text(".err-sum"), "12 tekens") {
			t.Fatalf("a short password says:\n%s", tab.Text("main"))
		}
		tab.Type("[name=password]", "fietsen door de regen")
		leave(tab, "main form .btn")
		sheet := strings.Join(strings.Fields(Eval[string](tab, `document.querySelector('[name=shown]').value`)), "")
		if len(sheet) != 39 {
			t.Fatalf("the sheet shows %q", sheet)
		}
		tab.Type("[name=recovery]", "0000-0000")
		leave(tab, "main form:not([action*=sign]) .btn:not(.btn-2)")
		if !tab.Has(".err-sum") || Eval[string](tab, `document.querySelector('[name=shown]').value`) != sheet {
			t.Fatal("a slip lost the sheet, or was let through")
		}
		Eval[bool](tab, "(document.querySelector('[name=recovery]').value = '', true)")
		tab.Type("[name=recovery]", strings.ToLower(strings.ReplaceAll(sheet, "-", " ")))
		leave(tab, "main form:not([action*=sign]) .btn:not(.btn-2)")
		tab.Go(p.URL + "/staff")
		enrol(t, tab)
		if !strings.Contains(tab.Text("h1"), "Mirjam") || tab.Has(".flash") {
			t.Errorf("after setting up, Vandaag says:\n%s", tab.Text("main"))
		}
		tab.Go(p.URL + "/setup")
		if strings.Contains(tab.Text("main"), "Naam van") {
			t.Error("it can be set up a second time")
		}
	})
}
