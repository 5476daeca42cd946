package staff

import (
	"context"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func recordRestriction(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	if f.Line("lift") == "" {
		return p.Register.Restrict(ctx, who, o, complaint.Restricted{Asked: complaint.AskedBy(f.Line("asked")), Reason: f.Words("reason")})
	}
	told, err := day(f, "told")
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.LiftRestriction(ctx, who, o, complaint.RestrictionLifted{Told: told, How: howOf(f), Reason: f.Words("reason")})
}

func restrictionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Restriction{ActPage: page, Reason: field(f, "reason"), Askers: askerOptions(f)}
	if x := v.Complaint.Restriction; x != nil {
		out.Since, out.Told = p.restrictedWords(v), field(f, "told")
		for _, c := range []complaint.Channel{complaint.ChannelLetter, complaint.ChannelEmail, complaint.ChannelPhone, complaint.ChannelConversation} {
			out.Hows = append(out.Hows, template.Option{Value: string(c), Label: capital(channelWords[c]), Checked: f.Line("how") == string(c)})
		}
	}
	return out
}

// restrictedWords say since when nothing is done with it, and why; "" when it is not so.
func (p *pages) restrictedWords(v view) string {
	x := v.Complaint.Restriction
	if x == nil {
		return ""
	}
	return "Beperkt sinds " + v.Procedure.On(x.Happened).DayYear("nl") + ", gevraagd door " + lowerFirst(askedByWords[x.Event.Asked]) + ": " + strings.TrimSpace(x.Event.Reason)
}

func lowerFirst(s string) string { return strings.ToLower(s[:min(1, len(s))]) + s[min(1, len(s)):] }
