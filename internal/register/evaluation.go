package register

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// EvaluationRows is how many rows one file of evaluation forms may have.
const EvaluationRows = 100_000

// Imported is what an import gave.
type Imported struct{ Rows, Fresh, Signals, Looks int }

// Answer is what was said in one form, as far as a person needs it to judge.
type Answer struct {
	Said     []Said
	Course   string    `json:",omitzero"`
	Trainer  string    `json:",omitzero"`
	Answered time.Time `json:",omitzero"` // zero: the form does not say
	Name     string    `json:",omitzero"`
	Email    string    `json:",omitzero"`
	Phone    string    `json:",omitzero"`
	Lang     string    `json:",omitzero"` // of a form of our own; "" is Dutch
	Level    evaluation.Level
	Names    []complaint.MemberID `json:",omitzero"` // of the team, whom it names: it is kept from them (R10)
	Note     string               `json:",omitzero"` // why it is no complaint
}

// Said is one answer, with why it was proposed.
type Said struct {
	Question, Text string
	Reasons        []evaluation.Reason `json:",omitzero"`
}

func (r *Register) formOf(ctx context.Context, t *sheet.Table) (evaluation.Form, bool, error) {
	raw, err := r.Store.EvaluationForm(ctx, r.Home().ID, t.Fingerprint())
	if errors.Is(err, store.ErrNotFound) {
		return evaluation.Propose(t, t.Preview), false, nil
	}
	var f evaluation.Form
	if err == nil {
		err = json.Unmarshal(raw, &f)
	}
	if err != nil {
		return f, false, fmt.Errorf("read the columns of a form: %w", err)
	}
	if again, ok := f.Again(t); ok {
		return again, true, nil
	}
	return evaluation.Propose(t, t.Preview), false, nil // the same headings, put together otherwise
}

// found is a row that a person is to look at.
type found struct {
	key      string
	signal   bool
	strength float64
	answer   Answer
}

// keepForm remembers the columns, without the answers that explained them.
func (r *Register) keepForm(t *store.Tx, print string, form evaluation.Form) error {
	bare := evaluation.Form{Columns: append([]evaluation.Column(nil), form.Columns...)}
	for i := range bare.Columns {
		bare.Columns[i].Examples = nil
	}
	raw, err := json.Marshal(bare)
	if err != nil {
		return fmt.Errorf("write the columns of a form: %w", err)
	}
	return t.KeepEvaluationForm(r.Home().ID, print, raw)
}

func addFound(t *store.Tx, org, evaluationID string, kind store.CandidateKind, row found) error {
	raw, err := json.Marshal(row.answer)
	if err != nil {
		return fmt.Errorf("write an answer: %w", err)
	}
	return t.AddCandidate(store.Candidate{Organisation: org, ID: store.NewID(), Evaluation: evaluationID, Kind: kind, Place: int(row.strength * 1000),
		Level: string(row.answer.Level), Named: row.answer.Names, Body: raw})
}

// foundIn judges one row and keeps of it what a person needs.
func (r *Register) foundIn(form evaluation.Form, row sheet.Row, key string) found {
	signal, ok := form.Judge(row)
	f := found{key: key, signal: ok, strength: signal.Strength, answer: Answer{Level: signal.Level}}
	for _, c := range form.Columns {
		if c.Index >= len(row.Cells) || strings.TrimSpace(row.Cells[c.Index].Text) == "" {
			continue
		}
		f.answer.take(c, row.Cells[c.Index], signal.Reasons)
	}
	f.answer.Names = r.named(f.answer.received())
	return f
}

// take keeps a cell where it belongs; what is of the tool, and marks that gave no
// reason, are left.
func (a *Answer) take(c evaluation.Column, cell sheet.Cell, all []evaluation.Reason) {
	text := strings.TrimSpace(cell.Text)
	switch {
	case c.Kind == evaluation.Course:
		a.Course = cmp.Or(a.Course, text)
	case c.Kind == evaluation.Trainer:
		a.Trainer = strings.TrimSpace(a.Trainer + " " + text)
	case c.Role == evaluation.Submitted && cell.Kind == sheet.Date:
		a.Answered = cell.Time
	case c.Role == evaluation.Name:
		a.Name = strings.TrimSpace(a.Name + " " + text)
	case c.Role == evaluation.Email && ValidEmail(text):
		a.Email = text
	case c.Role == evaluation.Phone:
		a.Phone = text
	case c.Kind != evaluation.Meta && c.Kind != evaluation.Identity:
		a.say(c, cell.Text, all)
	}
}

func (a *Answer) say(c evaluation.Column, text string, all []evaluation.Reason) {
	said := Said{Question: c.Name, Text: text}
	for _, reason := range all {
		if reason.Column == c.Index {
			said.Reasons = append(said.Reasons, reason)
		}
	}
	words := c.Kind == evaluation.Positive || c.Kind == evaluation.Improve || c.Kind == evaluation.Free
	if words || len(said.Reasons) > 0 {
		a.Said = append(a.Said, said)
	}
}

// received is the answer as a complaint: the question above every answer. What a
// dossier does not hold is cut, and says so.
func (a Answer) received() complaint.Received {
	var story strings.Builder
	for _, s := range a.Said {
		fmt.Fprintf(&story, "%s\n%s\n\n", s.Question, strings.TrimSpace(s.Text))
	}
	return complaint.Received{Channel: complaint.ChannelEvaluation, Written: true, From: complaint.FromUnknown, Lang: cmp.Or(a.Lang, "nl"),
		Story: clip(strings.TrimSpace(story.String()), complaint.StoryLimit, storyCut), About: clip(a.about(), complaint.AboutLimit, "…"),
		Name: clip(a.Name, complaint.NameLimit, "…"), Email: a.Email, Phone: clip(a.Phone, complaint.PhoneLimit, "…")}
}

const storyCut = "\n\n[Dit antwoord was langer. Hier staat het begin.]"

func (a Answer) about() string { return strings.Trim(a.Course+", "+a.Trainer, ", ") }

// TooLong tells what of an answer a dossier would hold only the begin of.
func (a Answer) TooLong() (story, about bool) {
	in := a.received()
	return strings.HasSuffix(in.Story, storyCut), in.About != a.about()
}

// clip keeps so many characters, with how that is told at the end.
func clip(s string, most int, told string) string {
	if all := []rune(s); len(all) > most {
		return strings.TrimSpace(string(all[:most-len([]rune(told))])) + told
	}
	return s
}
