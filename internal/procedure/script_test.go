package procedure

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"wederhoor/internal/complaint"
)

// TestTheRoadsOfAComplaint runs every script. The prose above "-- verloop --" is
// for people; the lines below it are acts and what is expected of them; under
// "-- vastgelegd --" stands what the register then holds. WRITE_GOLDEN=1 writes
// that last part.
func TestTheRoadsOfAComplaint(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { run(t, file) })
	}
}

func run(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) != 2 || archive.Files[0].Name != "verloop" || archive.Files[1].Name != "vastgelegd" {
		t.Fatal("a script has the parts verloop and vastgelegd")
	}
	s := &script{T: t}
	lines := bufio.NewScanner(strings.NewReader(string(archive.Files[0].Data)))
	for n := 1; lines.Scan(); n++ {
		if err := s.line(lines.Text()); err != nil {
			t.Fatalf("%s, regel %d van het verloop: %s\n\t%v", filepath.Base(file), n, lines.Text(), err)
		}
	}
	held := &archive.Files[1]
	if os.Getenv("WRITE_GOLDEN") != "" {
		held.Data = []byte(s.held())
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if string(held.Data) != s.held() {
		t.Errorf("vastgelegd is anders:\n%s", s.held())
	}
}

// script is one complaint with the clock of the story.
type script struct {
	*testing.T
	p       complaint.Procedure
	c       complaint.Complaint
	now     time.Time
	letters int
	appeals int
}

// line carries out one line: an act with its moment, or an expectation.
func (s *script) line(text string) error {
	text, _, _ = strings.Cut(text, "#")
	words, err := split(text)
	if err != nil || len(words) == 0 {
		return err
	}
	if words[0] == "geweigerd" {
		return s.refused(words[1:])
	}
	if check, ok := checks[words[0]]; ok {
		return check(s, words[1:])
	}
	entries, by, err := s.act(words)
	if err != nil {
		return err
	}
	for _, e := range entries {
		s.c = s.c.After(complaint.Recorded{Seq: s.c.Version + 1, Happened: e.Happened, Recorded: s.now, By: by, Event: e.Event})
	}
	return nil
}

// act is "verb day time …"; the moment moves the clock.
func (s *script) act(words []string) ([]complaint.Entry, complaint.MemberID, error) {
	act, ok := acts[words[0]]
	if !ok || len(words) < 3 {
		return nil, "", fmt.Errorf("onbekend: %q", words)
	}
	if err := s.at(words[1], words[2]); err != nil {
		return nil, "", err
	}
	entries, err := act(s, arguments(words[3:]))
	return entries, "hoofdtrainer", err
}

func (s *script) at(day, clock string) error {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, s.p.Zone())
	if err == nil && at.Before(s.now) {
		err = fmt.Errorf("het verhaal gaat terug in de tijd")
	}
	s.now = at
	return err
}

// refused is an act that must be refused, and why, in words.
func (s *script) refused(words []string) error {
	if len(words) < 2 || refusals[words[0]] == "" {
		return fmt.Errorf("een weigering noemt haar reden: %q", words)
	}
	_, _, err := s.act(words[1:])
	var r *complaint.Refusal
	if !errors.As(err, &r) || r.Code != refusals[words[0]] {
		return fmt.Errorf("niet geweigerd om %q, maar %w", words[0], errors.Join(err, errors.New("zo niet")))
	}
	return nil
}

// held is the register: when what happened, in words.
func (s *script) held() string {
	var b strings.Builder
	for _, r := range s.c.History {
		fmt.Fprintf(&b, "%s %s\n", s.p.On(r.Happened), heldWord(r.Event))
	}
	return b.String()
}

// split cuts a line into words; what stands between quotes is one word.
func split(text string) ([]string, error) {
	var words []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if text[0] != '"' {
			word, rest, _ := strings.Cut(text, " ")
			words, text = append(words, word), rest
			continue
		}
		quoted, rest, ok := strings.Cut(text[1:], `"`)
		if !ok {
			return nil, fmt.Errorf("een aanhalingsteken zonder einde")
		}
		words, text = append(words, quoted), rest
	}
	return words, nil
}
