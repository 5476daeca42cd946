package staff

import (
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// sendingPage fills who signs, how it goes, and the letter as it would be.
func (p *pages) sendingPage(v view, f kit.Form, text letter.Text) template.Sending {
	s := template.Sending{Via: f.Line("via"), Vias: p.vias(v.Complaint), Letter: p.paper(v, text)}
	if s.Via == "" {
		s.Via = s.Vias[0]
	}
	signer := complaint.MemberID(f.Line("signer"))
	if signer == "" {
		signer = v.who.Member.ID
	}
	s.Signers = p.others(v, signer)
	return s
}

// vias lists how a letter can reach this complainant, the best way first.
func (p *pages) vias(c complaint.Complaint) []string {
	var all []string
	if c.Received.Email != "" && p.Register.Mail != nil {
		all = append(all, "email")
	}
	if c.Received.CodeGiven && c.Received.Email == "" {
		all = append(all, "page")
	}
	all = append(all, "post", "hand")
	if c.Received.CodeGiven && c.Received.Email != "" {
		all = append(all, "page")
	}
	return all
}

// paper lays a text out as a letter.
func (p *pages) paper(v view, text letter.Text) template.Letter {
	home := p.Register.Home()
	l := template.Letter{OrgName: home.Name, OrgMonogram: kit.Initials(home.Name), LogoURL: kit.LogoURL(home), Date: v.today.Words(v.Complaint.Received.Lang),
		Ref: "Klacht " + v.Complaint.Received.Ref, Lang: v.Complaint.Received.Lang, Body: template.Paragraphs(text.Body)}
	if home.Address != "" {
		l.Sender = strings.Split(home.Address, "\n")
	}
	return l
}

// letter shows a letter as it was written, to read or to print.
func (p *pages) letter(w http.ResponseWriter, r *http.Request, who register.Person) {
	v, err := p.view(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	l, ok := v.Complaint.Letter(r.PathValue("id"))
	if !ok {
		p.absent(w, r, who)
		return
	}
	paper := p.paper(v, letter.Text{Subject: l.Subject, Body: l.Text})
	paper.Date, paper.Lang = v.Procedure.On(l.WrittenAt).Words(l.Lang), l.Lang
	if l.Name != "" {
		paper.Address = []string{l.Name}
	}
	paper.Heading, paper.Heading1 = kit.LetterHeading(l, v.Complaint.Received.Ref), true
	p.Render(w, r, http.StatusOK, p.letterPage(v, l, paper))
}

func (p *pages) letterPage(v view, l complaint.Letter, shown template.Letter) template.LetterPage {
	dossier := "/staff/complaints/" + v.Complaint.Received.Ref
	page := template.LetterPage{Base: p.Base(v.Complaint.Received.Lang), Letter: shown, BackURL: dossier, BackLabel: "Terug naar het dossier", PDFURL: dossier + "/letters/" + l.ID + "/pdf",
		Lacking: lacking(p.OnPaper(v.Complaint, v.Procedure, l))}
	if l.State == complaint.LetterToPost && v.May(v.who, access.Handle) {
		page.PostURL = "/staff/letters"
	}
	if l.Via == complaint.ViaEmail {
		page.MailURL = dossier + "/letters/" + l.ID + "/mail"
	}
	return page
}

// letterMail hands over the mail as it left, byte for byte.
func (p *pages) letterMail(w http.ResponseWriter, r *http.Request, who register.Person) {
	raw, err := p.Register.LetterMail(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	kit.Download(w, "application/octet-stream", "brief-"+r.PathValue("ref")+".eml")
	if _, err := w.Write(raw); err != nil {
		p.Fault(r.Context(), err, r.Pattern)
	}
}

func letterState(l complaint.Letter, now time.Time) string {
	switch l.StateAt(now) {
	case complaint.LetterDone:
		return viaWords[l.How]
	case complaint.LetterQueued:
		return "onderweg"
	case complaint.LetterDeferred:
		return "nog niet aangenomen"
	case complaint.LetterBounced:
		return "teruggekomen"
	case complaint.LetterToPost:
		return "nog te posten"
	case complaint.LetterUncertain:
		return "onzeker"
	}
	return "niet aangekomen"
}
