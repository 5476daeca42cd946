package letter

import (
	_ "embed"
	"html/template"
	"strings"
)

//go:embed mail.html
var mailSource string

// Parsed once; the source is part of the program.
var mailTemplate = template.Must(template.New("mail").Funcs(template.FuncMap{"lines": lines}).Parse(mailSource))

// mailPage is what the template shows.
type mailPage struct {
	Lang, Title, Preheader, Organisation, Footer string
	Blocks                                       []mailBlock
}

type mailBlock struct {
	Block
	Text         bool   // false when the button stands in for the text
	Href, Button string // at most one block of a mail has a button
	Tight        bool   // belongs to the list below
}

// HTML is the body of an e-mail: one column, inline styles, no images, nothing
// that tells us it was read. The hidden first line keeps content out of the
// preview on a locked screen.
func HTML(f Frame, t Text) string {
	link := siteURL(line(f.Site))
	f = f.clean()
	w := f.words()
	page := mailPage{Lang: "nl", Preheader: w.preheader(), Organisation: f.Organisation,
		Title:  strings.TrimSuffix(line(t.Subject), " ("+f.Ref+")"),
		Footer: join(" ", w.footer(f.Ref), w.onlyForYou(), join(", ", f.Organisation, f.Address, f.Phone)),
	}
	if f.Lang == "en" {
		page.Lang = "en"
	}
	button := -1
	for i, b := range Blocks(t.Body) {
		page.Blocks = append(page.Blocks, mailBlock{Block: b, Text: true})
		if i > 0 && b.First {
			page.Blocks[i-1].Tight = true
		}
		if f.Site != "" && strings.Contains(plainOf(b), f.Site) {
			button = i
		}
	}
	if button >= 0 && link != nil {
		last := &page.Blocks[button]
		last.Href, last.Button = link.String(), w.followButton()
		if own, only := sameSite(link, plainOf(last.Block)); only {
			last.Href, last.Button, last.Text = own, w.openRegister(), false
			if strings.Contains(own, "/status/") { // theirs, not the team's
				last.Button = w.confirmButton()
			}
		}
	}
	var out strings.Builder
	if err := mailTemplate.Execute(&out, page); err != nil {
		panic("letter: the mail template is broken: " + err.Error()) // writing to memory cannot fail
	}
	return out.String()
}

func plainOf(b Block) string {
	var s strings.Builder
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}

// lines is for mail programs that do not know white-space: pre-line.
func lines(s string) []string { return strings.Split(s, "\n") }
