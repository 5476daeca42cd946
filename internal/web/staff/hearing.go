package staff

import (
	"context"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// partyName is what a page calls a party.
func (p *pages) partyName(v view, x complaint.Party) string {
	if x.Reader == complaint.ReaderComplainant {
		return capital(complainantWords(v.Complaint.Received.Name)) + " (klager)"
	}
	if m, ok := p.Register.Member(x.Member); ok {
		return m.Name
	}
	return orSomebody(x.Name)
}

// partyOptions are the parties to choose one from.
func (p *pages) partyOptions(v view, chosen string) (all []template.Option) {
	for _, x := range v.Complaint.Parties() {
		all = append(all, template.Option{Value: x.Key(), Label: p.partyName(v, x), Checked: x.Key() == chosen})
	}
	return all
}

// hearingAt reads a day and a clock; an unreadable clock is a problem of its field.
func (p *pages) hearingAt(f kit.Form) (time.Time, error) {
	d, err := day(f, "date")
	if err != nil || d.IsZero() {
		return time.Time{}, err
	}
	clock, err := time.Parse("15:04", f.Line("clock"))
	if err != nil {
		return time.Time{}, register.Problems{{Field: "clock", Code: "clock_unclear"}}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), clock.Hour(), clock.Minute(), 0, 0, p.Register.Procedure().Zone()), nil
}

func (p *pages) hearingOf(who register.Person, f kit.Form) (x register.Hearing, err error) {
	x = register.Hearing{Sending: sending(who, f), Party: f.Line("party"), Place: f.Line("place")}
	x.At, err = p.hearingAt(f)
	return x, err
}

func recordHearingSet(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := p.hearingOf(who, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.SetHearing(ctx, who, o, x)
}

// hearingSetPage proposes the party who was not invited yet, and the day and place
// of the invitation to the other.
func hearingSetPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	x, _ := p.hearingOf(v.who, f)
	zone := v.Procedure.Zone()
	proposal := v.proposal(7)
	clock, place := "10:00", ""
	if set := v.Complaint.HearingsSet; len(set) > 0 && set[len(set)-1].Event.At.After(v.Now) {
		last := set[len(set)-1].Event
		proposal, clock, place = v.Procedure.On(last.At).String(), last.At.In(zone).Format("15:04"), last.Place
	}
	if x.Party == "" {
		x.Party = "complainant"
		for _, l := range v.Complaint.Lacks(v.Procedure) {
			if l.Duty == complaint.DutyHearing && len(v.Complaint.HearingsFor(l.To, v.Now)) == 0 {
				x.Party = l.To.Key()
				break
			}
		}
	}
	out := template.HearingInvitation{ActPage: page, Parties: p.partyOptions(v, x.Party), Date: orElse(f, "date", proposal), Clock: orElse(f, "clock", clock),
		Place: orElse(f, "place", place), DateMin: v.today.String()}
	filled := kit.Form{Values: map[string][]string{"date": {out.Date.Value}, "clock": {out.Clock.Value}}}
	x.At, _ = p.hearingAt(filled)
	x.Place = out.Place.Value
	out.Sending = p.sendingPage(v, f, p.Register.PreviewHearing(v.Dossier, x))
	out.Vias = p.viasFor()
	if f.Line("via") == "" {
		out.Via = out.Vias[0]
	}
	return out
}

// viasFor are the ways that one of the parties can be reached; what cannot be for the
// one that is chosen is said when it is sent.
func (p *pages) viasFor() []string {
	all := []string{"post", "hand", "page"}
	if p.Register.Mail != nil {
		all = append([]string{"email"}, all...)
	}
	return all
}

func reportOf(who register.Person, f kit.Form) (x register.Report, err error) {
	x = register.Report{Signer: sending(who, f).Signer, Heard: f.Values["heard"], Shown: f.Values["shown"], Vias: map[string]complaint.Via{},
		Present: f.Line("present"), Text: f.Words("text"), NameReleased: f.Get("released") != ""}
	for name := range f.Values {
		if key, ok := strings.CutPrefix(name, "via_"); ok {
			x.Vias[key] = complaint.Via(f.Line(name))
		}
	}
	x.React, err = day(f, "react")
	return x, err
}

func recordReport(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := reportOf(who, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.Report(ctx, who, o, x)
}

func reportPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	x, _ := reportOf(v.who, f)
	out := template.HearingReport{ActPage: page, Day: v.todayField(f), Present: field(f, "present"), Body: field(f, "text"),
		React: orElse(f, "react", v.proposal(7)), ReactMin: v.today.AddDays(1).String(),
		Released: x.NameReleased, Names: v.Complaint.Identifies(x.Present + "\n" + x.Text)}
	for _, party := range v.Complaint.Parties() {
		row := template.ReportParty{Key: party.Key(), Name: p.partyName(v, party), Heard: slices.Contains(x.Heard, party.Key()), Shown: slices.Contains(x.Shown, party.Key()), Via: f.Line(register.ViaField(party))}
		row.Vias = p.viasOf(v, party)
		if row.Via == "" {
			row.Via = row.Vias[0]
		}
		out.Parties = append(out.Parties, row)
	}
	return out
}

// viasOf lists how something reaches a party, the best way first.
func (p *pages) viasOf(v view, x complaint.Party) []string {
	if x.Reader == complaint.ReaderComplainant {
		return p.vias(v.Complaint)
	}
	all := p.viasTo(x.Member)
	if _, ok := v.Complaint.AskedOf(x, v.Now); ok {
		all = append(all, "page")
	}
	return all
}

func recordReaction(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := kit.ReactionOf(f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.React(ctx, who, o, f.Line("party"), x, howOf(f))
}

func reactionPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.ReportReactionPage{ActPage: page, Parties: p.partyOptions(v, f.Line("party")), How: f.Line("how"), Choice: f.Line("agrees"),
		Correction: field(f, "correction"), Day: v.todayField(f)}
	for _, r := range v.Complaint.Reports {
		out.Reports = append(out.Reports, template.Option{Value: r.Event.ID, Label: v.Procedure.On(r.Happened).DayMonth("nl"), Checked: r.Event.ID == f.Line("report")})
	}
	return out
}

func recordWaiver(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	w := complaint.DutyWaived{Duty: complaint.Duty(f.Line("duty")), Ground: complaint.Ground(f.Line("ground")), How: howOf(f), Words: f.Words("words")}
	return p.Register.Waive(ctx, who, o, f.Line("party"), w)
}

func waiverPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.Waiver{ActPage: page, Duty: f.Line("duty"), Ground: f.Line("ground"), How: f.Line("how"), Words: field(f, "words"), Day: v.todayField(f)}
	chosen := f.Line("party")
	if lacks := v.Complaint.Lacks(v.Procedure); len(lacks) > 0 && chosen == "" {
		chosen = lacks[0].To.Key()
		if out.Duty == "" {
			out.Duty = string(lacks[0].Duty)
		}
	}
	if out.Duty == "" {
		out.Duty = string(complaint.DutyHearing)
	}
	out.Parties = p.partyOptions(v, chosen)
	return out
}

func recordSideClosing(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.CloseSide(ctx, who, o, f.Line("side"), f.Words("reason"))
}

func sideClosingPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.SideClosing{ActPage: page, Reason: field(f, "reason")}
	for _, s := range v.Complaint.Sides {
		if _, open := v.Complaint.Asked(s.Event.Letter, v.Now); open {
			out.Sides = append(out.Sides, template.Option{Value: s.Event.Letter, Label: p.partyName(v, s.Event.Party()), Hint: "gevraagd op " + v.Procedure.On(s.Happened).DayMonth("nl"),
				Checked: s.Event.Letter == f.Line("side")})
		}
	}
	if len(out.Sides) == 1 {
		out.Sides[0].Checked = true
	}
	return out
}
