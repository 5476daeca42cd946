package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Case is what those who take part read of a complaint: its substance without the
// name of who complained or of whom it is about (R28).
type Case struct {
	Number       int
	Heading      string
	Category     string
	From         complaint.ComplainantKind
	Channel      complaint.Channel
	ReceivedOn   calendar.Date
	Story        string
	RemedySought string
	Actions      []string // taken at once
	Finding      complaint.Finding
	Reason       string
	Remedies     []string
	RemediesDone int
	ClosedOn     calendar.Date
	AnsweredOn   calendar.Date
	Stage        complaint.Stage
	Respond      complaint.Obligation
	Satisfied    *bool // nil: nobody asked
	Appeals      int
	Withdrawn    bool
}

// CaseOf takes the names out of a complaint. Facts that follow from its procedure
// (Stage, Respond, the days) are for the caller to fill in.
func CaseOf(number int, c complaint.Complaint) Case {
	hide := hider(number, c)
	k := Case{Number: number, Heading: hide(c.Heading()), Category: c.Category, From: c.Received.From, Channel: c.Received.Channel,
		Story: hide(c.Received.Story), RemedySought: hide(c.Received.RemedySought), Appeals: len(c.Appeals), Withdrawn: c.Withdrawn != nil}
	for _, a := range c.Actions {
		if !a.Event.Nothing && a.Event.Text != "" {
			k.Actions = append(k.Actions, hide(a.Event.Text))
		}
	}
	if d := c.Decision; d != nil {
		k.Finding, k.Reason, k.RemediesDone = d.Event.Finding, hide(d.Event.Reason), len(c.RemediesDone)
		for _, r := range d.Event.Remedies {
			k.Remedies = append(k.Remedies, hide(r.Words("nl")))
		}
	}
	if a := c.Acceptance; a != nil {
		k.Satisfied = &a.Event.Satisfied
	}
	return k
}

// hider replaces the names that the dossier knows, wherever they stand. Names that
// nobody entered as a name it cannot know.
func hider(number int, c complaint.Complaint) func(string) string {
	swaps := map[string]string{}
	add := func(full, instead string) {
		for _, part := range append([]string{strings.TrimSpace(full)}, strings.Fields(full)...) {
			part = strings.Trim(part, ".,;:()")
			low := strings.Map(unicode.ToLower, part)
			if _, taken := swaps[low]; !taken && utf8.RuneCountInString(part) >= 3 && !slices.Contains(particles, low) {
				swaps[low] = instead
			}
		}
	}
	who := Called(number)
	for _, name := range complainantNames(c) {
		add(name, who)
	}
	for _, s := range c.Subjects {
		add(s.Name, "de beklaagde")
	}
	if len(swaps) == 0 {
		return func(s string) string { return s }
	}
	names := make([]string, 0, len(swaps))
	for name := range swaps {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) }) // the whole name before its parts
	return func(s string) string { return replaceWords(s, names, swaps) }
}

// particles stand in names and in every other sentence.
var particles = []string{"van", "der", "den", "ten", "ter", "het", "von", "mevrouw", "meneer", "heer", "mevr", "dhr", "ing", "drs", "prof"}

// complainantNames are every name, address and number that the dossier ever had of
// who complained.
func complainantNames(c complaint.Complaint) []string {
	all := []string{c.Received.Name, c.Received.Email, c.Received.Phone}
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case complaint.Received:
			all = append(all, e.Name, e.Email, e.Phone)
		case complaint.Corrected:
			if e.Field == complaint.FieldName || e.Field == complaint.FieldEmail || e.Field == complaint.FieldPhone {
				all = append(all, e.Now, e.Was)
			}
		}
	}
	return all
}

// replaceWords replaces whole words only: "Jan" is not in "januari". Names are in lower
// case, the longest first.
func replaceWords(s string, names []string, swaps map[string]string) string {
	said, low := []rune(s), []rune(s)
	for i, r := range low {
		low[i] = unicode.ToLower(r)
	}
	var out strings.Builder
	for at := 0; at < len(said); {
		name := ""
		if at == 0 || !wordRune(said[at-1]) {
			name = nameAt(low[at:], names)
		}
		if name == "" {
			out.WriteRune(said[at])
			at++
			continue
		}
		out.WriteString(swaps[name])
		at += utf8.RuneCountInString(name)
	}
	return out.String()
}

// nameAt is the name that a text begins with, as a whole word; "" when there is none.
func nameAt(low []rune, names []string) string {
	for _, name := range names {
		n := []rune(name)
		if len(n) <= len(low) && slices.Equal(low[:len(n)], n) && wordEnds(low[len(n):]) {
			return name
		}
	}
	return ""
}

// wordEnds: nothing follows that belongs to the word, but for the s of "Tessas jas".
func wordEnds(rest []rune) bool {
	if len(rest) > 0 && rest[0] == 's' {
		rest = rest[1:]
	}
	return len(rest) == 0 || !wordRune(rest[0])
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
