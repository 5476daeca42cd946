package staff

import (
	"context"
	"fmt"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

var askerWords = map[complaint.Asker]string{complaint.AskerComplainant: "de klager", complaint.AskerSubject: "over wie de klacht gaat", complaint.AskerWitness: "getuige"}

var proofOfWho = map[complaint.Proof]string{complaint.ProofKnown: "door het adres of nummer dat we al hadden", complaint.ProofCode: "door de code van de eigen pagina",
	complaint.ProofAccount: "door in te loggen", complaint.ProofDocument: "door een paspoort of pas te laten zien"}

func proofOptions(chosen string) []template.Option {
	all := []template.Option{{Label: "Nog niet zeker", Checked: chosen == ""}}
	for _, x := range complaint.Proofs() {
		all = append(all, template.Option{Value: string(x), Label: capital(proofOfWho[x]), Checked: string(x) == chosen})
	}
	return all
}

func recordAccessRequest(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	lang := "nl"
	if f.Line("lang") == "en" {
		lang = "en"
	}
	return p.Register.RequestAccess(ctx, who, o, complaint.AccessRequested{As: complaint.Asker(f.Line("as")), Member: complaint.MemberID(f.Line("member")), Name: f.Line("name"),
		How: howOf(f), Proof: complaint.Proof(f.Line("proof")), Words: f.Words("words"), Lang: lang})
}

func accessRequestPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.AccessRequest{ActPage: page, As: f.Line("as"), Name: field(f, "name"), Words: field(f, "words"), Day: v.todayField(f), How: f.Line("how"),
		Proofs: proofOptions(f.Line("proof")), English: f.Line("lang") == "en", HasSubjects: len(v.Complaint.Subjects) > 0,
		Members: []template.Option{{Label: "Niemand van de organisatie", Checked: f.Line("member") == ""}}}
	for _, m := range p.Register.Members() {
		out.Members = append(out.Members, template.Option{Value: string(m.ID), Label: m.Name, Checked: string(m.ID) == f.Line("member")})
	}
	return out
}

// askerName is who asked, for who answers it.
func (p *pages) askerName(v view, x complaint.AccessRequest) string {
	if m, ok := p.Register.Member(x.Member); ok {
		return m.Name
	}
	if x.As == complaint.AskerComplainant && x.Name == "" {
		return complainantWords(v.Complaint.Received.Name)
	}
	return orSomebody(x.Name)
}

func accessLetterOf(who register.Person, f kit.Form) register.AccessLetter {
	return register.AccessLetter{Sending: sending(who, f), Request: f.Line("request"), Reason: f.Words("reason")}
}

func recordAccessExtension(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.ExtendAccess(ctx, who, o, accessLetterOf(who, f))
}

func recordAccessRefusal(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.RefuseAccess(ctx, who, o, accessLetterOf(who, f))
}

func accessExtensionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return p.accessLetterPage(page, v, f, complaint.LetterAccessLater)
}

func accessRefusalPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return p.accessLetterPage(page, v, f, complaint.LetterAccessRefused)
}

func (p *pages) accessLetterPage(page template.ActPage, v view, f kit.Form, purpose complaint.LetterPurpose) template.Page {
	req, _ := v.Complaint.AccessRequest(f.Line("request"))
	out := template.AccessLetter{ActPage: page, Refuse: purpose == complaint.LetterAccessRefused, Request: req.ID, Who: p.askerName(v, req), Reason: field(f, "reason")}
	if req.ID != "" {
		out.Until = complaint.AccessLast(v.Procedure, req).DayMonth("nl")
	}
	out.Sending = p.sendingPage(v, f, p.Register.PreviewAccess(v.Dossier, accessLetterOf(v.who, f), purpose))
	if out.Vias, out.Via = p.viasTo(req.Member), f.Line("via"); req.As == complaint.AskerComplainant {
		out.Vias = nil
		for _, via := range p.vias(v.Complaint) {
			if via != "page" { // it is no part of their complaint
				out.Vias = append(out.Vias, via)
			}
		}
	}
	if out.Via == "" {
		out.Via = out.Vias[0]
	}
	if req.Lang == "en" {
		out.Letter.Lang, out.Letter.Date = "en", v.today.Words("en")
	}
	return out
}

func recordAccessDelivery(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.GivePack(ctx, who, o, f.Line("request"), complaint.Via(f.Line("how")))
}

func accessDeliveryPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	req, _ := v.Complaint.AccessRequest(f.Line("request"))
	return template.AccessDelivery{ActPage: page, Request: req.ID, Who: p.askerName(v, req), How: f.Line("how"), Day: v.todayField(f)}
}

// accessRows are the requests of a dossier, for who may answer them.
func (p *pages) accessRows(v view) (all []template.AccessRow) {
	if !v.May(v.who, access.Disclose) {
		return nil
	}
	for _, x := range v.Complaint.Requests {
		row := template.AccessRow{Title: capital(p.askerName(v, x)), URL: packURL(v.Complaint.Received.Ref, x.ID), Line: "Gevraagd op " + v.Procedure.On(x.At).DayMonth("nl")}
		row.Tag, _ = p.accessTag(v, x)
		all = append(all, row)
	}
	return all
}

func packURL(ref, request string) string {
	return "/staff/complaints/" + ref + "/access-pack/" + request
}

// accessTag says how a request stands, and the same in a sentence.
func (p *pages) accessTag(v view, x complaint.AccessRequest) (template.Tag, string) {
	due := v.Complaint.AccessDue(v.Procedure, x)
	switch {
	case v.Complaint.AccessDone(x) && x.Answered.Event.Refused:
		return template.Tag{Text: "geweigerd", Icon: "check"}, "Geweigerd op " + v.Procedure.On(x.Answered.Happened).DayMonth("nl") + ", met een brief."
	case v.Complaint.AccessDone(x):
		return template.Tag{Text: "gegeven", Icon: "check"}, "Gegeven op " + v.Procedure.On(x.Answered.Happened).DayMonth("nl") + ", " + viaWords[x.Answered.Event.How] + "."
	}
	return template.Tag{Text: capital(left(due, v.today)), Tone: tone(due, v.today)}, "Antwoord uiterlijk " + due.DayMonth("nl") + ". Gevraagd op " + v.Procedure.On(x.At).DayMonth("nl") + "."
}

// accessToday are the requests that wait for an answer.
func (p *pages) accessToday(who register.Person) (all []template.AccessRow) {
	today := p.Register.Procedure().On(p.Now())
	for _, x := range p.Register.AccessRequests(who) {
		row := template.AccessRow{Title: fmt.Sprintf("Inzage voor %s, klacht %s", askerShort[x.As], x.Ref), Line: "Antwoord uiterlijk " + x.Due.DayMonth("nl"),
			Tag: template.Tag{Text: capital(left(x.Due, today)), Tone: tone(x.Due, today)}}
		if x.Made {
			row.Line += ". Het pakket is klaar, geef het nog."
		}
		if x.Does {
			row.URL = packURL(x.Ref, x.ID)
		}
		all = append(all, row)
	}
	return all
}

var askerShort = map[complaint.Asker]string{complaint.AskerComplainant: "de klager", complaint.AskerSubject: "wie de klacht betreft", complaint.AskerWitness: "een getuige"}

// tellAccess tells what was asked and given about what is kept.
func (p *pages) tellAccess(m *template.Moment, v view, r complaint.Recorded) bool {
	by := p.doer(r)
	m.Class = "note-in"
	link := func(id string) {
		if v.May(v.who, access.Disclose) {
			m.Link = template.Link{Label: "naar het pakket", URL: packURL(v.Complaint.Received.Ref, id)}
		}
	}
	switch e := r.Event.(type) {
	case complaint.AccessRequested:
		x, _ := v.Complaint.AccessRequest(e.ID)
		m.Title, m.Text = capital(p.askerName(v, x))+" ("+askerWords[e.As]+") vroeg om inzage", e.Words
		link(e.ID)
	case complaint.AccessExtended:
		m.Title, m.Text = by+" schreef dat de inzage langer duurt", e.Reason
	case complaint.PackMade:
		m.Title, m.Text = by+" maakte een inzagepakket", capital(proofOfWho[e.Proof])+" weten we wie het is."
		link(e.ID)
	case complaint.AccessAnswered:
		m.Title, m.Text = by+" gaf het inzagepakket", e.Reason
		if e.Refused {
			m.Title = by + " weigerde de inzage"
		}
	default:
		m.Class = ""
		return false
	}
	return true
}
