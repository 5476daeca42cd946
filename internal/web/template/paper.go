package template

import "strings"

// Letter is a letter as it is shown and printed.
type Letter struct {
	OrgName, OrgMonogram, LogoURL string
	Sender                        []string // address and site, top right; on screen also the date
	Address                       []string // whom it is to; empty in a preview
	Date                          string   // "17 november 2026"
	Ref                           string   // "Klacht 2026-042"
	Heading                       string
	Body                          []Paragraph
	Signature                     []string
	Footer                        string
	Lang                          string
	Heading1                      bool // the heading is the h1 of the page
}

// Paragraph is a paragraph or a list of a letter.
type Paragraph struct {
	Text   string
	Items  []string // a list instead of Text
	Strong bool
}

// Empty reports whether there is nothing to show yet.
func (l Letter) Empty() bool { return len(l.Body) == 0 }

// Paragraphs reads a plain text: empty lines separate, lines that all start with
// "- " make a list, a paragraph between ** and ** is strong.
func Paragraphs(text string) []Paragraph {
	var all []Paragraph
	for _, part := range paras(text) {
		lines := strings.Split(part, "\n")
		switch {
		case everyLine(lines, "- "):
			for i := range lines {
				lines[i] = strings.TrimPrefix(lines[i], "- ")
			}
			all = append(all, Paragraph{Items: lines})
		case len(part) > 4 && strings.HasPrefix(part, "**") && strings.HasSuffix(part, "**") && strings.Count(part, "**") == 2:
			all = append(all, Paragraph{Text: part[2 : len(part)-2], Strong: true})
		default:
			all = append(all, Paragraph{Text: part})
		}
	}
	return all
}

func everyLine(lines []string, prefix string) bool {
	for _, l := range lines {
		if !strings.HasPrefix(l, prefix) {
			return false
		}
	}
	return true
}

// letterWith completes a preview with the name and mark of the organisation.
func letterWith(l Letter, b Base) Letter {
	if l.OrgName == "" {
		l.OrgName, l.OrgMonogram, l.LogoURL = b.OrgName, b.OrgMonogram, b.LogoURL
	}
	return l
}
