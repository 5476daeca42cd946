package staff

import (
	"context"
	"fmt"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func accessLetterOf(who register.Person, f kit.Form) register.AccessLetter {
	return register.AccessLetter{Sending: sending(who, f), Request: f.Line("request"), Reason: f.Words("reason")}
}

func recordAccessExtension(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.ExtendAccess(ctx, who, o, accessLetterOf(who, f))
}

func recordAccessRefusal(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.RefuseAccess(ctx, who, o, accessLetterOf(who, f))
}

func recordRequestGrant(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.GrantRequest(ctx, who, o, accessLetterOf(who, f))
}

// requestGrantPage is where a request that no pack answers is looked at, done and
// answered.
func requestGrantPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return p.accessLetterPage(page, v, f, complaint.LetterRequestGranted)
}

// granting tells what was asked and where it is done.
func (p *pages) granting(v view, x complaint.AccessRequest) *template.Granting {
	g := template.Granting{Words: x.Words, Undone: v.Complaint.Undone(x), Objects: x.Right == complaint.RightObject}
	g.Tag, g.Line = p.accessTag(v, x)
	g.Line = fmt.Sprintf("%s (%s) %s. %s", capital(p.askerName(v, x)), askerWords[x.As], rightWords[x.Right].told, g.Line)
	for _, noun := range doneBy[x.Right] {
		if a := acts()[noun]; v.May(v.who, a.do) {
			g.Do = append(g.Do, template.Link{Label: template.ActName(noun), URL: "/staff/complaints/" + v.Complaint.Received.Ref + "/" + noun})
		}
	}
	return &g
}

// doneBy are the acts that do what was asked.
var doneBy = map[complaint.Right][]string{complaint.RightRectify: {"rectification", "correction"}, complaint.RightErase: {"redaction"}, complaint.RightRestrict: {"restriction"},
	complaint.RightObject: {"restriction", "redaction"}}

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
		out.Vias = p.vias(v.Complaint)
	}
	if purpose == complaint.LetterRequestGranted {
		out.Grant = p.granting(v, req)
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
