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

// rightWords name what somebody asks: to choose it, in a list, in a row, and as told.
var rightWords = map[complaint.Right]struct{ choice, noun, row, told string }{
	complaint.RightAccess:   {"Inzien wat er staat", "inzage", "Inzage voor", "vroeg om inzage"},
	complaint.RightRectify:  {"Iets laten verbeteren", "verbeteren", "Verbeteren voor", "vroeg om iets te verbeteren"},
	complaint.RightErase:    {"Iets laten wissen", "wissen", "Wissen voor", "vroeg om iets te wissen"},
	complaint.RightRestrict: {"Er even niets mee laten doen", "beperken", "Beperken voor", "vroeg om er even niets mee te doen"},
	complaint.RightObject:   {"Bezwaar maken", "bezwaar", "Bezwaar van", "maakte bezwaar"},
}

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
	right, ok := complaint.RightOf(f.Line("right"))
	if !ok {
		return complaint.Complaint{}, register.Problems{{Field: "right", Code: "right_missing"}}
	}
	return p.Register.RequestAccess(ctx, who, o, complaint.AccessRequested{Right: right, As: complaint.Asker(f.Line("as")), Member: complaint.MemberID(f.Line("member")), Name: f.Line("name"),
		How: howOf(f), Proof: complaint.Proof(f.Line("proof")), Words: f.Words("words"), Lang: lang})
}

func accessRequestPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.AccessRequest{ActPage: page, As: f.Line("as"), Name: field(f, "name"), Words: field(f, "words"), Day: v.todayField(f), How: f.Line("how"),
		Proofs: proofOptions(f.Line("proof")), English: f.Line("lang") == "en", HasSubjects: len(v.Complaint.Subjects) > 0,
		Members: []template.Option{{Label: "Niemand van de organisatie", Checked: f.Line("member") == ""}}}
	for _, right := range complaint.Rights() {
		out.Rights = append(out.Rights, template.Option{Value: right.Code(), Label: rightWords[right].choice, Checked: f.Line("right") == right.Code() || !f.Has("right") && right == complaint.RightAccess})
	}
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

// accessRows are the requests of a dossier, for who may answer them.
func (p *pages) accessRows(v view) (all []template.AccessRow) {
	if !v.May(v.who, access.Disclose) {
		return nil
	}
	for _, x := range v.Complaint.Requests {
		row := template.AccessRow{Title: capital(p.askerName(v, x)) + ": " + rightWords[x.Right].noun, URL: requestURL(v.Complaint.Received.Ref, x), Line: "Gevraagd op " + v.Procedure.On(x.At).DayMonth("nl")}
		row.Tag, _ = p.accessTag(v, x)
		all = append(all, row)
	}
	return all
}

// requestURL is where a request is answered, or its answer is read.
func requestURL(ref string, x complaint.AccessRequest) string {
	switch {
	case x.Right == complaint.RightAccess:
		return packURL(ref, x.ID)
	case x.Answered != nil:
		return "/staff/complaints/" + ref + "/letters/" + x.Answered.Event.Letter
	}
	return grantURL(ref, x.ID)
}

func grantURL(ref, request string) string {
	return "/staff/complaints/" + ref + "/access-grant?request=" + request
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
	case v.Complaint.AccessDone(x) && x.Answered.Event.Letter != "":
		return template.Tag{Text: "gedaan", Icon: "check"}, "Gedaan, en verteld met een brief."
	case v.Complaint.AccessDone(x):
		return template.Tag{Text: "gegeven", Icon: "check"}, "Gegeven op " + v.Procedure.On(x.Answered.Happened).DayMonth("nl") + ", " + viaWords[x.Answered.Event.How] + "."
	}
	return template.Tag{Text: capital(left(due, v.today)), Tone: tone(due, v.today)}, "Antwoord uiterlijk " + due.DayMonth("nl") + ". Gevraagd op " + v.Procedure.On(x.At).DayMonth("nl") + "."
}

// accessToday are the requests that wait for an answer.
func (p *pages) accessToday(who register.Person) (all []template.AccessRow) {
	today := p.Register.Procedure().On(p.Now())
	for _, x := range p.Register.AccessRequests(who) {
		row := template.AccessRow{Title: fmt.Sprintf("%s %s, klacht %s", rightWords[x.Right].row, askerShort[x.As], x.Ref), Line: "Antwoord uiterlijk " + x.Due.DayMonth("nl"),
			Tag: template.Tag{Text: capital(left(x.Due, today)), Tone: tone(x.Due, today)}}
		if x.Made {
			row.Line += ". Het pakket is klaar, geef het nog."
		}
		if x.Written {
			row.Line += ". De brief is geschreven en moet nog aankomen."
		}
		switch {
		case !x.Does:
		case x.Right == complaint.RightAccess:
			row.URL = packURL(x.Ref, x.ID)
		case x.Written:
			row.URL = "/staff/complaints/" + x.Ref
		default:
			row.URL = grantURL(x.Ref, x.ID)
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
		x, _ := v.Complaint.AccessRequest(id)
		label := "naar de vraag"
		if x.Right == complaint.RightAccess {
			label = "naar het pakket"
		}
		if v.May(v.who, access.Disclose) {
			m.Link = template.Link{Label: label, URL: requestURL(v.Complaint.Received.Ref, x)}
		}
	}
	switch e := r.Event.(type) {
	case complaint.AccessRequested:
		x, _ := v.Complaint.AccessRequest(e.ID)
		m.Title, m.Text = capital(p.askerName(v, x))+" ("+askerWords[e.As]+") "+rightWords[e.Right].told, e.Words
		link(e.ID)
	case complaint.AccessExtended:
		m.Title, m.Text = by+" schreef dat het antwoord over gegevens langer duurt", e.Reason
	case complaint.PackMade:
		m.Title, m.Text = by+" maakte een inzagepakket", capital(proofOfWho[e.Proof])+" weten we wie het is."
		link(e.ID)
	case complaint.AccessAnswered:
		m.Title, m.Text = by+" gaf het inzagepakket", e.Reason
		switch {
		case e.Refused:
			m.Title = by + " wees de vraag over gegevens af"
		case e.Letter != "":
			m.Title = by + " schreef dat het is gedaan"
		}
	default:
		m.Class = ""
		return false
	}
	return true
}
