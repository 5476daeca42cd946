package staff

import (
	"context"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func recordRectification(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Rectify(ctx, who, o, complaint.Rectified{Asked: complaint.AskedBy(f.Line("asked")), Wrong: f.Words("wrong"), Right: f.Words("right")})
}

func rectificationPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	return template.Rectification{ActPage: page, Story: v.Complaint.Received.Story, Wrong: field(f, "wrong"), Right: field(f, "right"), Askers: askerOptions(f)}
}

// askerOptions offers who asked for it.
func askerOptions(f kit.Form) (all []template.Option) {
	for _, code := range []complaint.AskedBy{complaint.AskedByComplainant, complaint.AskedBySubject, complaint.AskedByOther, complaint.AskedByOurselves} {
		all = append(all, template.Option{Value: string(code), Label: askedByWords[code], Checked: f.Line("asked") == string(code)})
	}
	return all
}

// rectifiedWords stand below the story.
func (p *pages) rectifiedWords(v view) string {
	var all []string
	for _, x := range v.Complaint.Rectified {
		all = append(all, "Verbeterd op "+v.Procedure.On(x.Happened).DayYear("nl")+" door "+p.name(x.By)+": niet “"+x.Event.Wrong+"” maar “"+x.Event.Right+"”.")
	}
	return strings.Join(all, " ")
}
