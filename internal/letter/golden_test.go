package letter_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"wederhoor/internal/letter"
)

var update = flag.Bool("update", false, "write the letters to testdata instead of comparing them")

func TestGolden(t *testing.T) {
	for _, lang := range languages {
		all := everyLetter(lang)
		for _, name := range names(all) {
			compare(t, filepath.Join("testdata", lang, name+".txt"), all[name].Subject+"\n\n"+all[name].Body+"\n")
		}
		compare(t, filepath.Join("testdata", lang, "acknowledge.html"), letter.HTML(frame(lang), all["acknowledge-action-early-known"]))
		compare(t, filepath.Join("testdata", lang, "respond.html"), letter.HTML(frame(lang), all["respond-upheld-known"]))
		compare(t, filepath.Join("testdata", lang, "staff.html"), letter.HTML(letter.Frame{Lang: lang, Organisation: "Voorbeeld Trainingen",
			Site: "https://klachten.voorbeeld.example"}, all["staff-new"]))
	}
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run with -update and read the difference\n%s", path, got)
	}
}
