package kit

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
)

// WritePDF hands a letter over as a file to print or to keep. Its name holds the
// number and nothing else: it stays behind in a folder for downloads.
func (k *Kit) WritePDF(w http.ResponseWriter, c complaint.Complaint, p complaint.Procedure, l complaint.Letter) error {
	return WritePaper(w, c.Received.Ref, k.OnPaper(c, p, l))
}

// WriteProof hands over what proves that a complaint was filed.
func (k *Kit) WriteProof(w http.ResponseWriter, lang string, p complaint.Procedure, f complaint.Filing, check string) error {
	home := k.Register.Home()
	text := letter.Proof(lang, home.Name, p.On(f.At).Words(lang)+", "+calendar.Clock(f.At, p.Zone(), lang), check, k.Register.Site()+"/receipt-check", f)
	return WritePaper(w, f.Ref, paper.Letter{Lang: lang, Title: text.Subject, Organisation: home.Name, Monogram: Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma,
		Date: p.On(k.Now()).Words(lang), Heading: text.Subject, Body: letter.Blocks(text.Body), Written: f.At})
}

// WritePaper hands a page of A4 over under this name, which tells nothing.
func WritePaper(w http.ResponseWriter, name string, l paper.Letter) error {
	raw, err := paper.PDF(l)
	if err != nil {
		return err
	}
	Download(w, "application/pdf", name+".pdf")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	_, _ = w.Write(raw)
	return nil
}

// OnPaper is a letter as it goes into the envelope. The road to appeal stands
// below it when the letter itself does not tell it.
func (k *Kit) OnPaper(c complaint.Complaint, p complaint.Procedure, l complaint.Letter) paper.Letter {
	home, ref := k.Register.Home(), c.Received.Ref
	out := paper.Letter{Lang: l.Lang, Title: l.Subject, Organisation: home.Name, Monogram: Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma,
		Date: p.On(l.WrittenAt).Words(l.Lang), Ref: "Klacht " + ref, Heading: LetterHeading(l, ref), Body: letter.Blocks(l.Text), Written: l.WrittenAt}
	if l.Lang == "en" {
		out.Ref = "Complaint " + ref
	}
	if home.Address != "" {
		out.Sender = strings.Split(home.Address, "\n")
	}
	if l.Name != "" {
		out.Address = []string{l.Name}
	}
	answers := l.ToComplainant() && l.Purpose != complaint.LetterClosing // an answer follows, to this reader
	if answers && !slices.Contains(l.Parts, complaint.PartAppeal) {
		out.Footer = letter.AppealLine(l.Lang, p.Appeal)
	}
	return out
}

// LetterHeading is the subject without the number, which stands above it already.
func LetterHeading(l complaint.Letter, ref string) string {
	return strings.TrimSpace(strings.TrimSuffix(l.Subject, "("+ref+")"))
}
