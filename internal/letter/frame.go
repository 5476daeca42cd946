package letter

import (
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Frame is what every letter has around its words.
type Frame struct {
	Lang         string // "nl" or "en"; anything else is Dutch
	Organisation string
	Phone        string
	Address      string
	Site         string // where a complaint can be followed, with or without https://
	Ref          string // number of the complaint
	Reader       string // complainant's name; "" when unknown
	ReceivedOn   calendar.Date
	Channel      complaint.Channel
	About        string
	Signer       string // "" is signed by the organisation
	SignerRole   string
	Code         string // receipt code for display; "" when not to be printed
	Today        calendar.Date
	Texts        map[Name]Own // words of the organisation in this language; none is ours
	draft        bool         // shows a text with its mistakes in it
}

// Text is a letter in words. Subject is the subject line: one line that never
// tells content. Body is plain text: a blank line between paragraphs, "- "
// before a list item, and **strong** within a line. See [Blocks].
type Text struct {
	Subject, Body string
	Parts         []complaint.Part // what the procedure may demand and the body really holds
	gaps          []complaint.Part // what the body shows as missing
}

// clean makes every typed field of the frame harmless, once, before use.
func (f Frame) clean() Frame {
	for _, field := range []*string{&f.Organisation, &f.Phone, &f.Address, &f.Ref, &f.Reader, &f.Signer, &f.SignerRole, &f.Code} {
		*field = line(*field)
	}
	// These two stand between markers of our own.
	f.Ref, f.Code = strings.ReplaceAll(f.Ref, "*", ""), strings.ReplaceAll(f.Code, "*", "")
	f.About = strings.TrimRight(clip(oneLine(f.About), aboutLimit), ".")
	f.Site = siteName(line(f.Site))
	return f
}

func (f Frame) lang() string {
	if f.Lang == "en" {
		return "en"
	}
	return "nl"
}

// day is "maandag 23 november", with the year when that is not this year's.
func (f Frame) day(d calendar.Date) string {
	switch {
	case d.IsZero():
		return f.words().gap(gapDate)
	case !f.Today.IsZero() && d.Year() != f.Today.Year():
		return d.Words(f.Lang)
	}
	return d.DayMonth(f.Lang)
}

// signature is who writes: below the closing words.
func (f Frame) signature() string {
	signer, from := f.Signer, f.Organisation
	if signer != "" && f.SignerRole != "" {
		from = f.words().roleAt(f.SignerRole, f.Organisation)
	}
	return join("\n", signer, from)
}

// when is the day of receipt, "" when nobody knows it.
func (f Frame) when() string {
	if f.ReceivedOn.IsZero() {
		return ""
	}
	return f.day(f.ReceivedOn)
}

func (f Frame) subject() string {
	if f.About == "" {
		return ""
	}
	return f.words().about(f.About)
}

func withRef(subject, ref string) string {
	if ref == "" {
		return subject
	}
	return subject + " (" + ref + ")"
}

// join leaves out what is empty.
func join(separator string, parts ...string) string {
	var some []string
	for _, part := range parts {
		if part != "" {
			some = append(some, part)
		}
	}
	return strings.Join(some, separator)
}
