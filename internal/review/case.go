package review

import (
	"regexp"
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
			k.Remedies = append(k.Remedies, hide(r.Text))
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
			if utf8.RuneCountInString(part) >= 3 && !slices.Contains(particles, strings.ToLower(part)) {
				if _, taken := swaps[strings.ToLower(part)]; !taken {
					swaps[strings.ToLower(part)] = instead
				}
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
	words := make([]string, 0, len(swaps))
	for w := range swaps {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) }) // the whole name before its parts
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	find := regexp.MustCompile(`(?i)` + strings.Join(words, "|"))
	return func(s string) string { return replaceWords(find, s, swaps) }
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

// replaceWords replaces whole words only: "Jan" is not in "januari".
func replaceWords(find *regexp.Regexp, s string, swaps map[string]string) string {
	var out strings.Builder
	at := 0
	for _, m := range find.FindAllStringIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:m[0]])
		after, _ := utf8.DecodeRuneInString(s[m[1]:])
		if m[0] > 0 && wordRune(before) || m[1] < len(s) && wordRune(after) && !possessive(s[m[1]:]) {
			continue
		}
		out.WriteString(s[at:m[0]])
		out.WriteString(swaps[strings.ToLower(s[m[0]:m[1]])])
		at = m[1]
	}
	out.WriteString(s[at:])
	return out.String()
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// possessive: "Tessas jas" still names Tessa.
func possessive(rest string) bool {
	if !strings.HasPrefix(rest, "s") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return rest == "s" || !wordRune(next)
}
