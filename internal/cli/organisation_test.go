package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSeveralOrganisationsFromTheCommandLine: one is added beside another, each with a
// sheet of its own. What is about one asks which, what is about the machine asks for
// every sheet, and each can go its own way.
func TestSeveralOrganisationsFromTheCommandLine(t *testing.T) {
	i := install(t)
	in := func(name string) string { return filepath.Join(filepath.Dir(i.data), name) }
	add := func(want int, name, address string) string {
		return i.run(want, "organisation", "add", "--name", name, "--url", address, "--lead-name", "Bas", "--lead-email", "m@voorbeeld.example", "--lead-password-file", in("password"))
	}
	theirs := in("theirs")
	i.write(theirs, recoveryOn(t, add(0, "De buren", "https://buren.example.org")))
	for address, says := range map[string]string{"https://BUREN.example.org:8443/": "another organisation is reached", "http://derde.example.org": "with https", "https://derde.example.org/x": "with https", "https://u:p@derde.example.org": "with https", "": "with https"} {
		if said := add(1, "De derde", address); !strings.Contains(said, says) {
			t.Errorf("at %q: %s", address, said)
		}
	}
	list := i.run(0, "organisation", "list")
	ids := regexp.MustCompile(`(?m)^[a-z2-7]{26}`).FindAllString(list, -1)
	if len(ids) != 2 || !strings.Contains(list, "De buren\thttps://buren.example.org\n") {
		t.Fatalf("the list is %q", list)
	}
	if said := i.run(1, "export", "--dossier", "2026-1", "--to", in("x")); !strings.Contains(said, "say which one") {
		t.Errorf("export of which: %s", said)
	}
	if said := i.run(1, "export", "--dossier", "2026-1", "--to", in("x"), "--organisation", "buren.example.org"); !strings.Contains(said, "no complaint 2026-1 here") {
		t.Errorf("export of one: %s", said)
	}
	i.run(0, "organisation", "move", "--organisation", ids[0], "--url", "https://voorbeeld.example.org")
	if said := i.run(1, "organisation", "move", "--organisation", ids[0], "--url", "https://buren.example.org"); !strings.Contains(said, "another organisation") {
		t.Errorf("to the same name: %s", said)
	}

	// A sheet is of one organisation; the master key is of all.
	if said := i.run(1, "key", "sheet"); !strings.Contains(said, "say which one") {
		t.Errorf("a new sheet of which: %s", said)
	}
	if err := os.Remove(i.key); err != nil {
		t.Fatal(err)
	}
	if said := i.run(1, "key", "recover", "--sheet-file", i.sheet); !strings.Contains(said, "each organisation has a sheet") {
		t.Errorf("one sheet of two: %s", said)
	}
	i.run(0, "key", "recover", "--sheet-file", i.sheet, "--sheet-file", theirs)
	if again := i.run(0, "organisation", "list"); strings.Count(again, "\n") != 2 {
		t.Errorf("after that: %s", again)
	}

	// And then the neighbours leave, with what is theirs.
	i.run(0, "backup", "--to", in("all"))
	i.run(0, "backup", "--to", in("all"), "--organisation", ids[1])
	alone := &installed{t: t, data: in("alone"), key: in("alone.key")}
	if said := alone.run(1, "restore", "--sheet-file", i.sheet, filepath.Join(in("all"), ids[1])); !strings.Contains(said, "does not open") {
		t.Errorf("with the sheet of another: %s", said)
	}
	alone.run(0, "restore", "--sheet-file", theirs, filepath.Join(in("all"), ids[1]))
	if list := alone.run(0, "organisation", "list"); strings.Count(list, "\n") != 1 || !strings.HasPrefix(list, ids[1]) {
		t.Errorf("alone: %s", list)
	}
	both := &installed{t: t, data: in("both"), key: in("both.key")}
	if said := both.run(1, "restore", "--sheet-file", theirs, in("all")); !strings.Contains(said, "a sheet of its own") {
		t.Errorf("all with one sheet: %s", said)
	}
	both.run(0, "restore", "--sheet-file", theirs, "--sheet-file", i.sheet, in("all"))
	split := &installed{t: t, data: in("split"), key: in("split.key")}
	split.run(0, "restore", "--sheet-file", i.sheet, "--organisation", ids[0], in("all"))
	if list := split.run(0, "organisation", "list"); strings.Count(list, "\n") != 1 || !strings.HasPrefix(list, ids[0]) {
		t.Errorf("split off: %s", list)
	}
}
