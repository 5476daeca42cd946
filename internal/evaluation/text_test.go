package evaluation_test

import (
	"bufio"
	"bytes"
	"hash/fnv"
	"os"
	"strings"
	"testing"

	"wederhoor/internal/evaluation"
)

type remark struct {
	label string
	asked evaluation.Question
	text  string
	test  bool // of the half that no rule was tuned on
}

func remarks(t testing.TB) []remark { return labelled(t, "testdata/remarks.tsv") }

func labelled(t testing.TB, file string) (all []remark) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(raw)); s.Scan(); {
		part := strings.Split(s.Text(), "\t")
		if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
			continue
		}
		if len(part) != 3 {
			t.Fatal("not a remark:", s.Text())
		}
		h := fnv.New32a()
		h.Write([]byte(part[2]))
		all = append(all, remark{part[0], evaluation.Question(part[1]), part[2], h.Sum32()>>16&1 == 1})
	}
	return all
}

// score counts what was found of what a person would call a complaint.
type score struct{ rows, strong, strongFound, bad, badFound, proposed int }

func (s *score) add(r remark, found bool) {
	s.rows++
	if found {
		s.proposed++
	}
	if r.label == "none" {
		return
	}
	s.bad++
	if found {
		s.badFound++
	}
	if r.label == "strong" {
		s.strong++
		if found {
			s.strongFound++
		}
	}
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// TestRemarks prints how many of the labelled remarks are found. A miss costs
// more than a look: recall at least 0.95 on strong signs and 0.85 in all, on
// either half; precision at least 0.6. Who wrote the remarks wrote the words too,
// so both halves flatter: what strangers write will be found less.
func TestRemarks(t *testing.T) {
	var halves [6]score
	tuning := os.Getenv("TUNE") != ""
	for _, r := range remarks(t) {
		found := len(evaluation.Text(r.text, r.asked)) > 0
		half := 0
		if r.test {
			half = 1
		}
		halves[half].add(r, found)
		if tuning && !r.test && found != (r.label != "none") {
			t.Logf("%s %s: %s %v", r.label, r.asked, r.text, evaluation.Text(r.text, r.asked))
		}
	}
	for i, file := range []string{"testdata/remarks-later.tsv", "testdata/remarks-blind.tsv", "testdata/remarks-blind2.tsv", "testdata/remarks-blind3.tsv"} {
		for _, r := range labelled(t, file) {
			halves[2+i].add(r, len(evaluation.Text(r.text, r.asked)) > 0)
		}
	}
	t.Log("half     rows  recall strong  recall all  precision")
	for i, s := range halves {
		strong, all, precise := share(s.strongFound, s.strong), share(s.badFound, s.bad), share(s.badFound, s.proposed)
		t.Logf("%-8s %4d  %.2f (%d of %d)  %.2f (%d of %d)  %.2f (%d of %d)", []string{"tuning", "test", "later", "blind", "blind 2", "blind 3"}[i], s.rows, strong, s.strongFound, s.strong, all, s.badFound, s.bad, precise, s.badFound, s.proposed)
		if i < 2 && (strong < .95 || all < .85 || precise < .6 || s.rows < 190) {
			t.Error("not good enough")
		}
	}
}
