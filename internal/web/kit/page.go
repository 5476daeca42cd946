package kit

import (
	"fmt"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/static"
	"wederhoor/internal/web/template"
)

// Public fills what every page for complainants has.
func (k *Kit) Public(lang string) template.Public {
	p := template.Public{Base: k.Base(lang), Phone: k.Register.Home().Phone, PhoneHours: k.Register.Home().PhoneHours, Confides: k.Register.HasConfidant(), HasReport: k.Register.Reports()}
	if lead, ok := k.Register.LeadMember(); ok {
		p.LeadName = lead.Name
	}
	return p
}

// Message shows the calm page for what could not be done. What somebody typed
// stands in it, so that it is not lost.
func (k *Kit) Message(w http.ResponseWriter, r *http.Request, status int, m template.Message) {
	if m.Public.OrgName == "" {
		m.Public = k.Public(m.Lang)
	}
	k.Render(w, r, status, m)
}

// Crash answers for a panic; the number is in the log, nothing was half stored.
func (k *Kit) Crash(w http.ResponseWriter, r *http.Request, what any) {
	number := k.Fault(r.Context(), fmt.Errorf("panic: %v", what), r.Pattern)
	k.Message(w, r, http.StatusInternalServerError, template.Message{Kind: "fault", Reference: number})
}

// Elsewhere refuses a form that another site made somebody send.
func (k *Kit) Elsewhere(w http.ResponseWriter, r *http.Request) {
	k.Logger.WarnContext(r.Context(), "a form from another site was refused", "method", r.Method)
	k.Message(w, r, http.StatusForbidden, template.Message{Heading: "Dit is niet verstuurd", Lead: Sentence("nl", "elsewhere")})
}

// NotStored answers somebody of the team when nothing can be stored: not even
// the page they were on can be drawn, because to open a dossier is written down.
// What they typed is given back to copy.
func (k *Kit) NotStored(w http.ResponseWriter, r *http.Request, f Form) {
	k.Message(w, r, http.StatusServiceUnavailable, template.Message{Heading: "Dit is nog niet opgeslagen", Lead: Sentence("nl", "unavailable"), Story: f.typed(), Resend: f.Resend(nil), Team: true})
}

// GiveBack answers a form of somebody of the team who must first do something else:
// what they typed stands on the page, with a button that sends it to the same address
// once that is done. A browser need not keep what stood in a form, and some do not.
// When nothing was typed it has not answered, and reports so.
func (k *Kit) GiveBack(w http.ResponseWriter, r *http.Request, f Form, m template.Message) bool {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		return false // a ceremony, which waits for an answer of its own
	}
	if m.Story = f.typed(); m.Story == "" {
		return false
	}
	_, kept := k.Files(r, &f)
	m.Resend, m.Team = f.Resend(kept), true
	k.Message(w, r, http.StatusUnauthorized, m)
	return true
}

// Resend is this form to send once more, with the files that an earlier try left
// behind. A form with a secret or with files that were not kept is not offered again.
func (f Form) Resend(kept []template.Kept) (again []template.Hidden) {
	if f.Failed() != nil || f.Unstored != nil || len(f.Refused) > 0 || len(f.Files) > len(kept) {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		switch name {
		case "password", "current", "code", "recovery":
			return nil
		case "kept":
			continue
		}
		for _, value := range f.Values[name] {
			again = append(again, template.Hidden{Name: name, Value: value})
		}
	}
	for _, k := range kept {
		again = append(again, template.Hidden{Name: "kept", Value: k.Token})
	}
	return again
}

// typed is every value that somebody can have typed, in a fixed order.
func (f Form) typed() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		switch name {
		case "key", "version", "password", "current", "code", "recovery", "me", "back", "kept", "lang", "shown":
		default:
			all = append(all, f.Values[name]...)
		}
	}
	return strings.TrimSpace(strings.Join(all, "\n\n"))
}

// Theme serves the colours of the organisation.
func (k *Kit) Theme(w http.ResponseWriter, r *http.Request) {
	home := k.Register.Home()
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(static.Theme(home.Hue, home.Chroma))
}

// Errors turns problems, a refusal or refused files into lines beside fields.
func Errors(lang string, err error) []template.ErrorLine {
	if refusal, ok := register.Refused(err); ok {
		return []template.ErrorLine{{Field: refusal.Field, Text: RefusalWords(lang, refusal)}}
	}
	var lines []template.ErrorLine
	if problems, ok := register.AsProblems(err); ok {
		for _, p := range problems {
			lines = append(lines, template.ErrorLine{Field: p.Field, Text: Sentence(lang, p.Code)})
		}
	}
	return lines
}

// FileErrors says which uploads were not taken and why.
func (f Form) FileErrors(lang string) []template.ErrorLine {
	var lines []template.ErrorLine
	for _, r := range f.Refused {
		lines = append(lines, template.ErrorLine{Field: "attachment", Text: Sentence(lang, r.Code, r.Name)})
	}
	return append(lines, Errors(lang, f.Failed())...)
}

// Size says how large a file is.
func Size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", n/1000)
	}
	return fmt.Sprintf("%d MB", (n+500_000)/1_000_000)
}

// FileRow is a file of a dossier as pages list it; one that was made unreadable only
// says so.
func FileRow(a complaint.Attachment, under string) template.FileRow {
	if a.Gone {
		return template.FileRow{Name: a.Name}
	}
	row := template.FileRow{Name: a.Name, URL: under + a.ID, When: Size(a.Size)}
	if doubt := a.Doubt(); doubt != "" {
		row.Doubt = Sentence("nl", "file_"+doubt)
	}
	return row
}
