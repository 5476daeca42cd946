package register

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// EvaluationRows is how many rows one file of evaluation forms may have.
const EvaluationRows = 20_000

// ErrTooManyRows: a file of evaluation forms has more than EvaluationRows.
var ErrTooManyRows = errors.New("more rows than one import takes")

// EvaluationFile is a file of filled in forms that was read to its end.
type EvaluationFile struct {
	Name  string
	Rows  int
	Form  evaluation.Form
	Known bool // somebody confirmed these columns before

	table *sheet.Table
}

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

// ReadEvaluation reads an uploaded file to its end and proposes what its columns
// mean. What is wrong with it is a sheet.Problem or ErrTooManyRows; nothing is kept.
func (r *Register) ReadEvaluation(ctx context.Context, who Person, f store.PendingFile) (EvaluationFile, error) {
	e := EvaluationFile{Name: f.Name}
	if !who.Leads() {
		return e, ErrNotFound
	}
	body, err := r.Store.OpenUpload(r.Home().ID, f)
	if err != nil {
		return e, err
	}
	defer func() { _ = body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(body, FileLimit))
	if err != nil {
		return e, fmt.Errorf("read an uploaded file: %w", err)
	}
	if e.table, err = sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{}); err != nil {
		return e, err
	}
	err = e.table.Rows(func(sheet.Row) error {
		if e.Rows++; e.Rows > EvaluationRows {
			return ErrTooManyRows
		}
		return nil
	})
	if err == nil && e.Rows == 0 {
		err = sheet.Problem{Code: sheet.NoRows}
	}
	if err != nil {
		return e, err
	}
	e.Form, e.Known, err = r.formOf(ctx, e.table)
	return e, err
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
	return evaluation.Propose(t, t.Preview), false, nil
}

// found is a row that a person is to look at.
type found struct {
	key      string
	signal   bool
	strength float64
	answer   Answer
}

// ImportEvaluation takes a file in, all of it or nothing. Rows that were imported
// before give nothing new.
func (r *Register) ImportEvaluation(ctx context.Context, who Person, f store.PendingFile, form evaluation.Form) (done Imported, err error) {
	e, err := r.ReadEvaluation(ctx, who, f)
	if err != nil {
		return done, err
	}
	if len(form.Columns) != len(e.table.Columns) {
		return done, ErrStale
	}
	for _, c := range form.Columns {
		if len(c.Doubts) > 0 {
			return done, &complaint.Refusal{Code: "column_doubtful", Field: fmt.Sprintf("kind-%d", c.Index)}
		}
	}
	keys, rows := e.table.Keys(form.Keys()...), []found(nil)
	if err := e.table.Rows(func(row sheet.Row) error {
		rows = append(rows, r.foundIn(form, e.table, row, keys.Of(row)))
		return nil
	}); err != nil {
		return done, err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		done, err = r.importRows(t, who, e, form, rows)
		return err
	})
	return done, err
}

func (r *Register) importRows(t *store.Tx, who Person, e EvaluationFile, form evaluation.Form, rows []found) (done Imported, err error) {
	org, id, print := r.Home().ID, store.NewID(), e.table.Fingerprint()
	lot, byKey := evaluation.NewLot(id), map[string]found{}
	done.Rows = len(rows)
	for _, row := range rows {
		first, err := t.FirstAnswer(org, id, print, row.key)
		if err != nil {
			return done, err
		}
		if !first {
			continue
		}
		done.Fresh++
		if !row.signal {
			lot.Offer(row.key)
			byKey[row.key] = row
			continue
		}
		done.Signals++
		if err := addFound(t, org, id, store.CandidateSignal, row); err != nil {
			return done, err
		}
	}
	for _, key := range lot.Drawn() {
		done.Looks++
		if err := addFound(t, org, id, store.CandidateLook, byKey[key]); err != nil {
			return done, err
		}
	}
	if err := r.keepForm(t, print, form); err != nil {
		return done, err
	}
	if err := t.AddEvaluation(store.Evaluation{Organisation: org, ID: id, Name: e.Name, Rows: done.Rows, Fresh: done.Fresh, NotProposed: done.Fresh - done.Signals}); err != nil {
		return done, err
	}
	return done, t.Log(r.line(who.visitor(), store.LogEvaluation, "", "imported"))
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
	return t.AddCandidate(store.Candidate{Organisation: org, ID: store.NewID(), Evaluation: evaluationID, Kind: kind, Place: int(row.strength * 1000), Body: raw})
}

// foundIn judges one row and keeps of it what a person needs.
func (r *Register) foundIn(form evaluation.Form, t *sheet.Table, row sheet.Row, key string) found {
	signal, ok := form.Judge(row)
	f := found{key: key, signal: ok, strength: signal.Strength, answer: Answer{Level: signal.Level}}
	for _, c := range form.Columns {
		if c.Index >= len(row.Cells) || strings.TrimSpace(row.Cells[c.Index].Text) == "" {
			continue
		}
		f.answer.take(c, t.Columns[c.Index].DatesDoubtful, row.Cells[c.Index], signal.Reasons)
	}
	f.answer.Names = r.named(f.answer.received())
	return f
}

// take keeps a cell where it belongs; what is of the tool, and marks that gave no
// reason, are left.
func (a *Answer) take(c evaluation.Column, doubtful bool, cell sheet.Cell, all []evaluation.Reason) {
	text := strings.TrimSpace(cell.Text)
	switch {
	case c.Kind == evaluation.Course:
		a.Course = cmp.Or(a.Course, text)
	case c.Kind == evaluation.Trainer:
		a.Trainer = strings.TrimSpace(a.Trainer + " " + text)
	case c.Role == evaluation.Submitted && cell.Kind == sheet.Date && !doubtful:
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

// received is the answer as a complaint: the question above every answer.
func (a Answer) received() complaint.Received {
	var story strings.Builder
	for _, s := range a.Said {
		fmt.Fprintf(&story, "%s\n%s\n\n", s.Question, strings.TrimSpace(s.Text))
	}
	text := []rune(strings.TrimSpace(story.String()))
	about := strings.Trim(a.Course+", "+a.Trainer, ", ")
	return complaint.Received{Channel: complaint.ChannelEvaluation, Written: true, From: complaint.FromUnknown, Lang: cmp.Or(a.Lang, "nl"),
		Story: string(text[:min(len(text), complaint.StoryLimit)]), About: about, Name: a.Name, Email: a.Email, Phone: a.Phone}
}
