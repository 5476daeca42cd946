package register

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/oldregister"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// OldRows is how many rows of an old register one import takes. They come in with
// one commit, for which all who write wait.
const OldRows = 10_000

// ErrTooManyRows: an old register has more than OldRows.
var ErrTooManyRows = errors.New("more rows than one import takes")

// OldFile is a file with an old register that was read to its end.
type OldFile struct {
	Name string
	Rows int
	Plan oldregister.Plan // what its columns seem to tell

	table  *sheet.Table
	upload store.PendingFile
}

// Columns is what stands above the values, with some of them.
func (f OldFile) Columns() []OldColumn {
	all := make([]OldColumn, len(f.table.Columns))
	for i := range f.table.Columns {
		all[i].Name = f.Plan.Columns[i].Name
		for _, row := range f.table.Preview {
			if s := strings.TrimSpace(row.Cells[i].Text); s != "" && len(all[i].Examples) < 3 && !slices.Contains(all[i].Examples, shortened(s)) {
				all[i].Examples = append(all[i].Examples, shortened(s))
			}
		}
	}
	return all
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// OldColumn is one column of an old register.
type OldColumn struct {
	Name     string
	Examples []string
}

// ReadOldRegister reads an uploaded file to its end and proposes what its columns
// tell. What is wrong with it is a sheet.Problem or ErrTooManyRows; nothing is kept.
func (r *Register) ReadOldRegister(who Person, f store.PendingFile) (OldFile, error) {
	if !who.Leads() {
		return OldFile{}, ErrNotFound
	}
	return r.readOld(f)
}

func (r *Register) readOld(f store.PendingFile) (OldFile, error) {
	o := OldFile{Name: f.Name, upload: f}
	body, err := r.Store.OpenUpload(r.Home().ID, f)
	if err != nil {
		return o, err
	}
	defer func() { _ = body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(body, FileLimit))
	if err != nil {
		return o, fmt.Errorf("read an uploaded file: %w", err)
	}
	if o.table, err = sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{}); err != nil {
		return o, err
	}
	o.Plan = oldregister.Propose(o.table)
	err = o.table.Rows(func(sheet.Row) error {
		if o.Rows++; o.Rows > OldRows {
			return ErrTooManyRows
		}
		return nil
	})
	if err == nil && o.Rows == 0 {
		err = sheet.Problem{Code: sheet.NoRows}
	}
	return o, err
}

// OldRow is a row as it would come in, and what is to be known of it.
type OldRow struct {
	oldregister.Row
	Had  bool // taken over before, or here by its number
	Left bool // somebody leaves it out
	Own  bool // it is about who takes the register over

	key string
}

// Stops reports whether this row keeps the import from beginning.
func (o OldRow) Stops() bool {
	return !o.Had && !o.Left && len(o.Faults)+len(o.Unknown) > 0
}

// OldPreview is an old register as it would come in.
type OldPreview struct {
	OldFile
	Wrong   []oldregister.Wrong // in the plan; without rows then
	Rows    []OldRow
	Unknown []oldregister.Word // each once
	People  []OldName
	Open    int // rows that still run
	Had     int
	Left    int
	Stopped int // rows that keep it from beginning
	Fresh   int // rows that would come in
}

// OldName is somebody a complaint is about, as the old register names them.
type OldName struct {
	Name   string
	Member complaint.MemberID // of the team: as proposed, or as somebody said; or empty
}

// mostWords is how many words are asked about at once; a column with more of them
// is no column of fixed words.
const mostWords = 60

// PreviewOldRegister reads a file by a plan and says row by row what would come of
// it. Names that look like somebody of the team are proposed; a person confirms.
func (r *Register) PreviewOldRegister(ctx context.Context, who Person, file OldFile, plan oldregister.Plan) (OldPreview, error) {
	if !who.Leads() {
		return OldPreview{}, ErrNotFound
	}
	return r.previewOld(ctx, who, file, plan, "")
}

func (r *Register) previewOld(ctx context.Context, who Person, file OldFile, plan oldregister.Plan, id string) (OldPreview, error) {
	p := OldPreview{OldFile: file}
	if len(plan.Columns) != len(file.Plan.Columns) {
		return p, ErrStale
	}
	for i, c := range file.Plan.Columns { // the file says what stands above it
		plan.Columns[i].Name, plan.Columns[i].Doubt = c.Name, c.Doubt
		plan.Columns[i].GoesOn = c.GoesOn && plan.Columns[i].Field == c.Field
	}
	p.Plan = plan
	if p.Wrong = plan.Check(); len(p.Wrong) > 0 {
		return p, nil
	}
	if err := plan.Apply(file.table); err != nil {
		return p, err
	}
	if err := r.readRows(&p, id); err != nil {
		return p, err
	}
	if r.proposePeople(&p.Plan, p.Rows) {
		if err := r.readRows(&p, id); err != nil {
			return p, err
		}
	}
	if err := r.markHad(ctx, who, p.Rows); err != nil {
		return p, err
	}
	r.addUp(who, &p)
	return p, nil
}

func (r *Register) readRows(p *OldPreview, id string) error {
	p.Rows = nil
	reader := oldregister.Reader{Plan: p.Plan, Procedure: r.Procedure(), Categories: r.oldCategories(), Import: id, Now: r.Now()}
	return p.table.Rows(func(row sheet.Row) error {
		p.Rows = append(p.Rows, OldRow{Row: reader.Read(row)})
		return nil
	})
}

// proposePeople fills in whom a name means, of names that nobody was asked about.
func (r *Register) proposePeople(plan *oldregister.Plan, rows []OldRow) (filled bool) {
	team, all := r.Active(), map[string]string{}
	for _, row := range rows {
		for _, n := range row.Names {
			key := oldregister.NameKey(n)
			if _, had := plan.People[key]; had {
				all[key] = plan.People[key]
			} else if _, had := all[key]; !had {
				all[key] = string(proposed(n, team))
				filled = filled || all[key] != ""
			}
		}
	}
	plan.People = all
	return filled
}

func (r *Register) oldCategories() (all []oldregister.Choice) {
	for _, c := range r.Categories() {
		all = append(all, oldregister.Choice{Code: c.Code, Label: c.Label})
	}
	return all
}

// markHad finds the rows that are here already: taken over before, or ours by
// their number as far as this person may know.
func (r *Register) markHad(ctx context.Context, who Person, rows []OldRow) error {
	keys, seen := make([]string, len(rows)), map[string]int{}
	for i := range rows {
		rows[i].key = oldKey(rows[i].Past)
		if seen[rows[i].key]++; seen[rows[i].key] > 1 { // twice in one file is two rows
			rows[i].key += fmt.Sprint("\x00", seen[rows[i].key])
		}
		keys[i] = rows[i].key
	}
	had, err := r.Store.OldRows(ctx, who.Organisation(), keys)
	if err != nil {
		return err
	}
	ours := func(p complaint.Past) bool {
		s, ok := r.index.KnownNumber(who.Actor, p.Received.OldRef)
		return ok && r.Procedure().On(s.ReceivedAt()) == r.Procedure().On(p.ReceivedAt)
	}
	for i := range rows {
		p := rows[i].Past
		rows[i].Had = had[i] || ours(p)
	}
	return nil
}

// oldKey tells one row from another: by its number there and its day, or else by
// all that was told at first.
func oldKey(p complaint.Past) string {
	day := p.ReceivedAt.Format(time.DateOnly)
	if p.Received.OldRef != "" {
		return strings.Join([]string{"ref", p.Received.OldRef, day}, "\x00")
	}
	return strings.Join([]string{"row", day, p.Received.Story, p.Title, p.Received.Name}, "\x00")
}

// addUp adds up what the preview says, and keeps out what nobody could read.
func (r *Register) addUp(who Person, p *OldPreview) {
	words, people := map[oldregister.Word]bool{}, map[string]bool{}
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Had {
			p.Had++
			continue
		}
		row.Own = slices.ContainsFunc(row.Past.Subjects, func(s complaint.SubjectNamed) bool { return s.Member == who.Member.ID })
		if len(row.Past.Subjects) > 0 && !r.someoneLeft(row.Past.Subjects) {
			row.Faults = append(row.Faults, oldregister.Fault{Code: "nobody_left", Field: oldregister.Subject})
		}
		if row.Left = p.Plan.LeaveWrong && len(row.Faults) > 0; row.Left {
			p.Left++
			continue // nothing of it is asked
		}
		for _, n := range row.Names {
			if key := oldregister.NameKey(n); !people[key] {
				people[key] = true
				p.People = append(p.People, OldName{n, complaint.MemberID(p.Plan.People[key])})
			}
		}
		for _, w := range row.Unknown {
			w.Text = strings.TrimSpace(w.Text)
			key := oldregister.Word{Field: w.Field, Text: oldregister.WordKey(w.Text)}
			if !words[key] && len(p.Unknown) < mostWords {
				p.Unknown = append(p.Unknown, w)
			}
			words[key] = true
		}
		p.Stopped, p.Fresh, p.Open = p.Stopped+one(row.Stops()), p.Fresh+one(!row.Stops()), p.Open+one(row.Open)
	}
	slices.SortStableFunc(p.People, func(a, b OldName) int { return one(a.Member == "") - one(b.Member == "") })
	p.People = p.People[:min(len(p.People), mostWords)] // who is like nobody of the team needs no answer
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// proposed is who of the team a name means, when it means one of them.
func proposed(name string, team []store.Member) (found complaint.MemberID) {
	for _, m := range team {
		if strings.EqualFold(m.Name, name) {
			return m.ID
		}
	}
	words := wordsOf(name)
	for _, m := range team {
		if mentions(words, m, team) {
			if found != "" {
				return ""
			}
			found = m.ID
		}
	}
	return found
}

// oldBody is what an import keeps of itself.
type oldBody struct {
	Name string
	File *store.PendingFile `json:",omitempty"` // while it waits
	Plan *oldregister.Plan  `json:",omitempty"` // while it waits
	Left int                // rows that were left out
	Had  int
}

// StartOldImport queues the taking over of an old register. It is refused while a
// row still has something wrong that nobody leaves out.
func (r *Register) StartOldImport(ctx context.Context, who Person, p OldPreview) (id string, err error) {
	switch {
	case !who.Leads():
		return "", ErrNotFound
	case len(p.Wrong) > 0 || p.Stopped > 0:
		return "", &complaint.Refusal{Code: "old_rows_wrong"}
	case p.Fresh == 0:
		return "", &complaint.Refusal{Code: "old_nothing_new"}
	}
	for _, m := range p.Plan.People {
		if err := r.mustBeActive("people", complaint.MemberID(m)); err != nil {
			return "", err
		}
	}
	raw, err := json.Marshal(oldBody{Name: p.Name, File: &p.upload, Plan: &p.Plan, Left: p.Left, Had: p.Had})
	if err != nil {
		return "", fmt.Errorf("write an import: %w", err)
	}
	id = store.NewID()
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		t.After(r.Wake)
		return errors.Join(t.AddOldImport(store.OldImport{Organisation: who.Organisation(), ID: id, By: who.Member.ID, Rows: p.Fresh, Body: raw}),
			t.AddJob(store.Job{Organisation: who.Organisation(), Kind: store.JobTakeOver, Item: id}),
			t.Log(r.line(who.visitor(), store.LogOldRegister, "", "asked")))
	})
	return id, err
}
