package staff

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func recordRecusal(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Recuse(ctx, who, o, complaint.Recused{Member: complaint.MemberID(f.Line("member")), Reason: f.Words("reason")})
}

// recusalPage offers oneself, and to who leads everybody else.
func recusalPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Recusal{ActPage: page, Reason: field(f, "reason")}
	for _, o := range p.others(v, complaint.MemberID(f.Line("member"))) {
		if o.Value == string(v.who.Member.ID) {
			o.Label += " (ik zelf)"
		} else if !v.May(v.who, access.Assign) {
			continue
		}
		out.Members = append(out.Members, o)
	}
	return out
}

func recordClearing(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Clear(ctx, who, o, complaint.SubjectCleared{Member: complaint.MemberID(f.Line("member")), Reason: f.Words("reason")})
}

func clearingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Clearing{ActPage: page, Reason: field(f, "reason")}
	for _, m := range p.Register.Members() {
		if v.Complaint.Conflicted(m.ID) {
			out.Members = append(out.Members, template.Option{Value: string(m.ID), Label: m.Name, Hint: roleNote(m), Checked: f.Line("member") == string(m.ID)})
		}
	}
	return out
}
