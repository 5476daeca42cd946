package staff

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/template"
)

// logQuery reads what may stand in an address: ids, a kind and a place.
func logQuery(q url.Values) register.LogQuery {
	return register.LogQuery{Member: complaint.MemberID(q.Get("member")), Kind: register.LogKind(q.Get("kind")),
		Older: store.ParsePlace(q.Get("older")), Newer: store.ParsePlace(q.Get("newer"))}
}

// whoLooked shows who looked at one dossier.
func (p *pages) whoLooked(w http.ResponseWriter, r *http.Request, who register.Person) {
	ref, q := r.PathValue("ref"), logQuery(r.URL.Query())
	found, err := p.Register.WhoLooked(r.Context(), who, ref, q)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.logPage(who, found, q, "/staff/complaints/"+ref+"/log")
	page.Active, page.Ref, page.Crumb = "register", ref, template.Link{Label: "Klacht " + ref, URL: "/staff/complaints/" + ref}
	p.Render(w, r, http.StatusOK, page)
}

// logURL is where this person can see who looked.
func (v view) logURL() string {
	if !v.May(v.who, access.ReadLog) {
		return ""
	}
	return "/staff/complaints/" + v.Complaint.Received.Ref + "/log"
}

// whatSaw shows what accounts saw and tried.
func (p *pages) whatSaw(w http.ResponseWriter, r *http.Request, who register.Person) {
	q := logQuery(r.URL.Query())
	found, err := p.Register.WhatSaw(r.Context(), who, q)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.logPage(who, found, q, "/staff/log")
	page.Members = []template.Option{{Label: "Iedereen", Checked: q.Member == ""}}
	for _, m := range p.Register.Members() {
		o := template.Option{Value: string(m.ID), Label: m.Name, Checked: m.ID == q.Member}
		if m.State == store.MemberLeft {
			o.Hint = "gestopt"
		}
		page.Members = append(page.Members, o)
	}
	if m, ok := p.Register.Member(q.Member); ok {
		page.Filters = append(page.Filters, template.Link{Label: m.Name, URL: logURL("/staff/log", register.LogQuery{Kind: q.Kind})})
	}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) logPage(who register.Person, found register.LogPage, q register.LogQuery, address string) template.Log {
	page := template.Log{Staff: p.base(who, "settings"), ActionURL: address, Kinds: []template.Option{{Label: "Alles", Checked: q.Kind == ""}}}
	for _, k := range register.LogKinds() {
		page.Kinds = append(page.Kinds, template.Option{Value: string(k), Label: logKindWords[k], Checked: k == q.Kind})
	}
	if words := logKindWords[q.Kind]; words != "" {
		page.Filters = append(page.Filters, template.Link{Label: strings.ToLower(words), URL: logURL(address, register.LogQuery{Member: q.Member})})
	}
	if found.Newer != (store.Place{}) {
		page.NewerURL = logURL(address, register.LogQuery{Member: q.Member, Kind: q.Kind, Newer: found.Newer})
	}
	if found.Older != (store.Place{}) {
		page.OlderURL = logURL(address, register.LogQuery{Member: q.Member, Kind: q.Kind, Older: found.Older})
	}
	for _, l := range found.Lines {
		page.Lines = append(page.Lines, p.logLine(who, l))
	}
	return page
}

func logURL(address string, q register.LogQuery) string {
	values := url.Values{}
	for name, value := range map[string]string{"member": string(q.Member), "kind": string(q.Kind), "older": q.Older.String(), "newer": q.Newer.String()} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if len(values) == 0 {
		return address
	}
	return address + "?" + values.Encode()
}

func (p *pages) logLine(who register.Person, l register.Seen) template.LogLine {
	zone := p.Register.Procedure().Zone()
	line := template.LogLine{When: recent(l.At, p.Now(), zone), Datetime: datetime(l.At, zone), Who: l.Name, What: did(l), Ref: l.Ref}
	line.Refused = !l.Allowed && !l.AtTheDoor()
	switch {
	case l.Member == complaint.BySystem:
		line.Who = "Het register"
	case l.Name == "":
		line.Who = "Onbekend"
	}
	var roles []string
	for _, role := range l.Roles {
		roles = append(roles, strings.ToLower(roleWords[role]))
	}
	line.Roles = strings.Join(roles, ", ")
	if l.Times > 1 {
		line.Times = fmt.Sprintf("%d keer", l.Times)
	}
	if words := ruleWords[l.Rule]; words != nil && l.Member != complaint.BySystem {
		line.Why = fmt.Sprintf(words[0], firstWord(line.Who))
		if l.Member == who.Member.ID {
			line.Why = words[1]
		}
	}
	if l.Ref != "" {
		line.URL = "/staff/complaints/" + l.Ref
	}
	return line
}

// recent says when, near now in words: "vandaag 9.31", "13 nov 9.02".
func recent(at, now time.Time, zone *time.Location) string {
	day, today := calendar.DateOf(at, zone), calendar.DateOf(now, zone)
	clock := strings.TrimSuffix(calendar.Clock(at, zone, "nl"), " uur")
	switch {
	case day == today:
		return "vandaag " + clock
	case day == today.AddDays(-1):
		return "gisteren " + clock
	case day.Year() != today.Year():
		return fmt.Sprintf("%s %d %s", dayShort(day), day.Year(), clock)
	}
	return dayShort(day) + " " + clock
}
