package oldregister

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"wederhoor/internal/complaint"
	"wederhoor/internal/sheet"
)

// Teller writes complaints as rows of the shape.
type Teller struct {
	Zone     *time.Location
	Category func(code string) string
	Member   func(complaint.MemberID) string
	ISO      bool // dates as 2026-11-16, for CSV; a workbook has dates of its own
}

// Told is one complaint in the shape.
type Told struct {
	texts map[Field]string
	days  map[Field]time.Time
	extra []complaint.OldColumn
}

// Tell takes from a complaint what the register keeps of it (S13): the complaint,
// the decision and the handling, when and by whom.
func (w Teller) Tell(c complaint.Complaint) Told {
	r := c.Received
	t := Told{texts: map[Field]string{Ref: cmp.Or(r.OldRef, r.Ref), Channel: label(Channel, string(r.Channel)), Kind: label(Kind, string(cmp.Or(r.From, complaint.FromUnknown))),
		Name: r.Name, Email: r.Email, Phone: r.Phone, Lang: r.Lang, About: r.About, Title: c.Title, Story: r.Story, RemedySought: r.RemedySought,
		Severity: label(Severity, c.Severity)}, days: map[Field]time.Time{ReceivedOn: c.ReceivedAt}, extra: r.OldColumns}
	if c.Category != "" {
		t.texts[Category] = w.Category(c.Category)
	}
	var about, notes []string
	for _, s := range c.Subjects {
		about = append(about, cmp.Or(w.Member(s.Member), s.Name))
	}
	for _, e := range c.History {
		if n, ok := e.Event.(complaint.Noted); ok {
			notes = append(notes, n.Text)
		}
	}
	t.texts[Subject], t.texts[Note] = strings.Join(about, "; "), strings.Join(notes, "\n\n")
	for _, p := range r.OldPeople {
		t.texts[Field(p.Part)] = p.Name
	}
	w.people(t, c)
	t.early(c)
	t.late(c)
	t.status(c)
	return t
}

// people names who did what here; what an old register tells of it stays.
func (w Teller) people(t Told, c complaint.Complaint) {
	say := func(f Field, m complaint.MemberID) {
		if n := w.Member(m); n != "" {
			t.texts[f] = n
		}
	}
	say(Reporter, c.Reporter)
	say(Handler, c.Handler)
	done := func(f Field, by complaint.MemberID, recorded time.Time) {
		if !c.FromOldRegister(complaint.Recorded{Recorded: recorded}) {
			say(f, by)
		}
	}
	if d := c.Decision; d != nil {
		done(Decider, d.By, d.Recorded)
	}
	if a := c.Response; a != nil {
		done(Responder, a.By, a.Recorded)
	}
}

// early is what was done up to the decision.
func (t Told) early(c complaint.Complaint) {
	var did []string
	for _, a := range c.Actions {
		if t.days[ActionOn].IsZero() {
			t.days[ActionOn] = a.Happened
		}
		if a.Event.Nothing {
			did = append(did, nothingYet)
			continue
		}
		did = append(did, a.Event.Text)
	}
	t.texts[Action] = strings.Join(did, "\n")
	if d := c.Discussion; d != nil {
		t.days[DiscussedOn], t.texts[Agreed] = d.Happened, d.Event.Agreed
	}
	if a := c.Acknowledged; a != nil {
		if at, ok := c.ReachedAt(a.Event.Letter, a.Happened); ok {
			t.days[AcknowledgedOn] = at
		}
	}
	for _, x := range c.Contacts {
		if !x.Event.Attempt {
			t.days[ContactedOn], t.texts[Contact] = x.Happened, x.Event.Summary
			break
		}
	}
	for _, x := range c.Extensions {
		if at, ok := c.ReachedAt(x.Event.Letter, x.Happened); ok {
			d := x.Event.Date
			t.days[ExtendedOn], t.days[ExtendedTo] = at, time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, c.ReceivedAt.Location())
			t.texts[ExtendedTo], t.texts[ExtendedWhy] = d.String(), x.Event.Reason
		}
	}
}

// late is the decision, the answer and what the complainant found of it.
func (t Told) late(c complaint.Complaint) {
	if d := c.Decision; d != nil {
		t.days[DecidedOn], t.texts[Finding], t.texts[Decision] = d.Happened, label(Finding, string(d.Event.Finding)), d.Event.Reason
		var all []string
		for _, r := range d.Event.Remedies {
			all = append(all, r.Words("nl"))
		}
		t.texts[Remedies] = strings.Join(all, "\n")
	}
	if a := c.Response; a != nil {
		if at, ok := c.ReachedAt(a.Event.Letter, a.Happened); ok || a.Event.ByAction {
			if a.Event.ByAction {
				at = a.Happened
			}
			l, _ := c.Letter(a.Event.Letter)
			t.days[RespondedOn], t.texts[Response] = at, cmp.Or(l.Text, a.Event.Text)
		}
	}
	if a := c.Acceptance; a != nil {
		t.texts[Satisfied] = label(Satisfied, "no")
		if a.Event.Satisfied {
			t.texts[Satisfied] = label(Satisfied, "yes")
		}
	}
}

func (t Told) status(c complaint.Complaint) {
	s := statusOpen
	switch {
	case c.Withdrawn != nil:
		s, t.days[ClosedOn], t.texts[Closing] = statusWithdrawn, c.Withdrawn.Happened, c.Withdrawn.Event.Reason
	case c.Inadmissible != nil:
		s, t.days[ClosedOn], t.texts[Closing] = statusInadmissible, c.Inadmissible.Happened, c.Inadmissible.Event.Reason
	case c.Closed != nil && !(c.Closed.Event.Assumed && c.Received.OldOpen):
		s = statusClosed
	}
	if end := c.Closed; end != nil {
		t.days[ClosedOn] = end.Happened
		t.texts[Closing] = cmp.Or(t.texts[Closing], end.Event.Reason)
		if end.Event.Assumed {
			delete(t.days, ClosedOn)
		}
	}
	t.texts[Status] = label(Status, s)
}

// Write writes the header and a row for each, oldest first. What an old register
// had beside stands in columns of its own at the end.
func (w Teller) Write(out sheet.Writer, all []Told) error {
	rows := make([]map[string]sheet.Cell, len(all))
	long, beside := map[Field]int{}, []string(nil)
	for i, t := range all {
		rows[i] = w.cells(t, long, &beside)
	}
	slices.SortStableFunc(rows, func(a, b map[string]sheet.Cell) int { return strings.Compare(order(a), order(b)) })
	header := heading(long, beside)
	top := make([]sheet.Cell, len(header))
	for i, name := range header {
		top[i] = sheet.Cell{Text: name, Kind: sheet.Text}
	}
	if err := out.Row(top); err != nil {
		return err
	}
	for _, row := range rows {
		cells := make([]sheet.Cell, len(header))
		for i, name := range header {
			cells[i] = row[name]
		}
		if err := out.Row(cells); err != nil {
			return err
		}
	}
	return nil
}

func heading(long map[Field]int, beside []string) (header []string) {
	for _, s := range shape {
		header = append(header, s.name)
		for n := range long[s.field] {
			header = append(header, continued(s.name, n+1))
		}
	}
	slices.Sort(beside)
	return append(header, slices.Compact(beside)...)
}

// order puts the oldest first, and what came in at the same moment by all it says,
// so that the same register is written the same.
func order(row map[string]sheet.Cell) string {
	var b strings.Builder
	b.WriteString(row[shapeOf(ReceivedOn).name].Time.Format("2006-01-02 15:04:05"))
	for _, s := range shape {
		b.WriteString("\x00" + row[s.name].Text)
	}
	return b.String()
}

func (w Teller) cells(t Told, long map[Field]int, beside *[]string) map[string]sheet.Cell {
	row := map[string]sheet.Cell{}
	for _, s := range shape {
		if s.form == day {
			if at := t.days[s.field]; !at.IsZero() {
				row[s.name] = w.day(s.field, at, t.texts[s.field])
			}
			continue
		}
		for n, piece := range pieces(strings.TrimSpace(Clean(t.texts[s.field]))) {
			name := s.name
			if n > 0 {
				name = continued(s.name, n)
				long[s.field] = max(long[s.field], n)
			}
			row[name] = sheet.Cell{Text: piece, Kind: sheet.Text}
		}
	}
	for _, x := range t.extra {
		name, said := x.Name, strings.TrimSpace(Clean(x.Text))
		if said == "" {
			continue
		}
		if f, _ := fieldOf(name); f != Extra {
			name += ownColumn
		}
		*beside = append(*beside, name)
		row[name] = sheet.Cell{Text: said, Kind: sheet.Text}
	}
	return row
}

// day is a date, with a time when there is one.
func (w Teller) day(f Field, at time.Time, date string) sheet.Cell {
	at = at.In(w.Zone)
	clock := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
	if f == ExtendedTo { // a day of the calendar, of no zone
		clock, _ = time.Parse(time.DateOnly, date)
	}
	long, short := "02-01-2006 15:04:05", "02-01-2006"
	if w.ISO {
		long, short = "2006-01-02 15:04:05", time.DateOnly
	}
	if clock.Equal(clock.Truncate(24 * time.Hour)) {
		long = short
	}
	return sheet.Cell{Text: clock.Format(long), Kind: sheet.Date, Time: clock}
}

// mostInCell is how many characters go in one cell: a spreadsheet takes 32,767 of
// two bytes each.
const mostInCell = 16_000

// pieces cuts a text that is too long for one cell, never at a space: at the edge
// of a cell a space gets lost.
func pieces(s string) (all []string) {
	rest := []rune(s)
	for len(rest) > mostInCell {
		at := mostInCell
		for at > 1 && (unicode.IsSpace(rest[at-1]) || unicode.IsSpace(rest[at])) {
			at--
		}
		all, rest = append(all, string(rest[:at])), rest[at:]
	}
	if len(rest) > 0 {
		all = append(all, string(rest))
	}
	return all
}
