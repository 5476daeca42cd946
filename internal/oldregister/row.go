package oldregister

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"wederhoor/internal/complaint"
	"wederhoor/internal/sheet"
)

// Reader makes complaints of rows. Nothing in it changes with a row.
type Reader struct {
	Plan       Plan
	Procedure  complaint.Procedure // whose calendar the days are in
	Categories []Choice            // the organisation's
	Import     string              // its id
	Now        time.Time
}

// Row is one row as a complaint, and what a person should know of it first.
type Row struct {
	Number  int // as a spreadsheet counts
	Past    complaint.Past
	Open    bool     // it says, or lets see, that it still runs
	Names   []string // of whom it is about, as they stand there
	Unknown []Word   // words that nobody knows
	Faults  []Fault  // they keep it out
	Remarks []Fault  // what was made of something that is not clear
}

// Word is a word in a column that takes a few fixed ones.
type Word struct {
	Field Field
	Text  string
}

// Fault is what is wrong in a row, and in which column.
type Fault struct {
	Code   string // see the page; a code of a refusal too
	Column int    // from 1; 0 is the whole row
	Field  Field
	Args   []string
}

// reading is one row while it is being read.
type reading struct {
	*Reader
	row   Row
	texts map[Field]string
	days  map[Field]time.Time
	at    map[Field]int // the column of a field, from 1
	extra []complaint.OldColumn
}

// Read makes a complaint of a row. It is kept whole or not at all: a row with
// faults is not to be imported.
func (r *Reader) Read(row sheet.Row) Row {
	x := &reading{Reader: r, row: Row{Number: row.Number}, texts: map[Field]string{}, days: map[Field]time.Time{}, at: map[Field]int{}}
	for i, c := range r.Plan.Columns {
		if i < len(row.Cells) {
			x.take(i, c, row.Cells[i])
		}
	}
	for _, p := range row.Problems {
		if p.Code == sheet.Swallowed || p.Code == sheet.FaultValue || p.Code == sheet.ExtraCells {
			x.row.Remarks = append(x.row.Remarks, Fault{Code: string(p.Code), Column: p.Column})
		}
	}
	x.build()
	return x.row
}

func (x *reading) take(i int, c Planned, cell sheet.Cell) {
	words := Clean(cell.Text)
	if !c.GoesOn {
		words = strings.TrimSpace(words)
	}
	if words == "" || c.Field == Ignore {
		return
	}
	if _, ok := x.at[c.Field]; !ok {
		x.at[c.Field] = i + 1
	}
	switch s := shapeOf(c.Field); {
	case c.Field == Extra:
		x.extra = append(x.extra, complaint.OldColumn{Name: c.Name, Text: words})
	case s.form == day && cell.Kind == sheet.Date:
		t := cell.Time
		x.days[c.Field] = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, x.Procedure.Zone())
	case s.form == day:
		x.fault("day_unclear", c.Field)
	case s.form == code:
		x.code(c.Field, words)
	case c.GoesOn || x.texts[c.Field] == "":
		x.texts[c.Field] += words
	default:
		x.texts[c.Field] += "\n" + words
	}
}

func (x *reading) code(f Field, word string) {
	if c, ok := codeOf(f, x.Categories, word); ok {
		x.texts[f] = c
		return
	}
	if c, ok := x.Plan.Codes[f][WordKey(word)]; ok {
		x.texts[f] = c
		return
	}
	x.row.Unknown = append(x.row.Unknown, Word{f, word})
}

func (x *reading) fault(code string, f Field, args ...string) {
	x.row.Faults = append(x.row.Faults, Fault{Code: code, Column: x.column(f), Field: f, Args: args})
}

func (x *reading) remark(code string, f Field) {
	x.row.Remarks = append(x.row.Remarks, Fault{Code: code, Column: x.column(f), Field: f})
}

// column is where a field stands, or should have stood; 0 when no column tells it.
func (x *reading) column(f Field) int {
	if x.at[f] > 0 {
		return x.at[f]
	}
	return 1 + slices.IndexFunc(x.Plan.Columns, func(c Planned) bool { return c.Field == f })
}

// build puts the complaint together and asks the rules whether it can be.
func (x *reading) build() {
	x.row.Open = x.open()
	running := x.row.Open && x.Plan.takesUp(x.row.Number)
	p := &x.row.Past
	p.Received, p.ReceivedAt = x.received(), x.days[ReceivedOn]
	p.Title, p.Category, p.Severity, p.Note = x.texts[Title], x.texts[Category], x.texts[Severity], x.texts[Note]
	x.subjects()
	x.steps()
	if !running {
		x.end()
	}
	if p.ReceivedAt.IsZero() {
		if x.at[ReceivedOn] == 0 { // one that cannot be read is a fault already
			x.fault("received_empty", ReceivedOn)
		}
		return
	}
	if _, err := complaint.Recount(x.Procedure, *p, x.Now); err != nil {
		x.refused(err)
	}
}

// open: the register says so, or nothing in it says how it ended.
func (x *reading) open() bool {
	if s := x.texts[Status]; s != "" {
		return s == statusOpen
	}
	if slices.ContainsFunc(x.row.Unknown, func(w Word) bool { return w.Field == Status }) || !x.Plan.Has(Status, ClosedOn, DecidedOn, RespondedOn, Response) {
		return false
	}
	for _, f := range []Field{ClosedOn, Closing, DecidedOn, Decision, Finding, RespondedOn, Response} {
		if x.at[f] > 0 {
			return false
		}
	}
	return true
}

func (x *reading) received() complaint.Received {
	r := complaint.Received{Procedure: x.Procedure.ID, Version: x.Procedure.Version, Channel: complaint.Channel(x.texts[Channel]), From: complaint.ComplainantKind(x.texts[Kind]),
		Lang: x.texts[Lang], Story: x.texts[Story], RemedySought: x.texts[RemedySought], About: x.texts[About],
		Name: x.texts[Name], Email: x.texts[Email], Phone: x.texts[Phone],
		Imported: x.Import, OldOpen: x.row.Open, OldRef: x.texts[Ref], OldColumns: x.extra}
	if r.Channel == "" {
		r.Channel = complaint.ChannelOther
	}
	if r.From == "" {
		r.From = complaint.FromUnknown
	}
	if r.Lang != "nl" && r.Lang != "en" {
		r.Lang = "nl"
	}
	r.Written = r.Channel.Written()
	for _, f := range []Field{Reporter, Handler, Decider, Responder} {
		if n := x.texts[f]; n != "" {
			r.OldPeople = append(r.OldPeople, complaint.OldPerson{Part: string(f), Name: n})
		}
	}
	return r
}

// subjects names whom it is about: who is of the team, as somebody confirmed, is
// shut out of it from then on.
func (x *reading) subjects() {
	x.row.Names = names(x.texts[Subject])
	for _, n := range x.row.Names {
		x.row.Past.Subjects = append(x.row.Past.Subjects, complaint.SubjectNamed{Member: complaint.MemberID(x.Plan.People[NameKey(n)]), Name: n})
	}
}

// Clean makes the text of a cell safe to keep: one kind of line end, no control
// characters and none that turn text around on the screen.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case unicode.IsControl(c), c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069', c == '\u200e', c == '\u200f', c == '\u061c', c == '\ufeff':
			return -1
		}
		return c
	}, s)
}
