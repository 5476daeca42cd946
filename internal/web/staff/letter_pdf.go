package staff

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

// letterPDF hands a letter over as a file to print or to keep. Its name holds
// the number and nothing else: it stays behind in a folder for downloads.
func (p *pages) letterPDF(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, l, err := p.Register.TakeLetter(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	raw, err := paper.PDF(p.onPaper(d, l))
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", strconv.Itoa(len(raw)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.Complaint.Received.Ref + ".pdf"}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	_, _ = w.Write(raw)
}

// onPaper is a letter as it goes into the envelope. The road to appeal stands
// below it when the letter itself does not tell it.
func (p *pages) onPaper(d register.Dossier, l complaint.Letter) paper.Letter {
	home, ref := p.Register.Home(), d.Complaint.Received.Ref
	out := paper.Letter{Lang: l.Lang, Title: l.Subject, Organisation: home.Name, Monogram: kit.Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma,
		Date: d.Procedure.On(l.WrittenAt).Words(l.Lang), Ref: "Klacht " + ref, Heading: headingOf(l, ref), Body: letter.Blocks(l.Text), Written: l.WrittenAt}
	if l.Lang == "en" {
		out.Ref = "Complaint " + ref
	}
	if home.Address != "" {
		out.Sender = strings.Split(home.Address, "\n")
	}
	if l.Name != "" {
		out.Address = []string{l.Name}
	}
	if !slices.Contains(l.Parts, complaint.PartAppeal) {
		out.Footer = letter.AppealLine(l.Lang, d.Procedure.Appeal)
	}
	return out
}

// lacking names the characters that the fonts of the file do not have.
func lacking(l paper.Letter) string {
	var all []string
	for _, r := range paper.Lacking(l) {
		all = append(all, string(r))
	}
	return strings.Join(all, " ")
}
