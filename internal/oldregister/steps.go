package oldregister

import (
	"errors"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// nothingYet is how "nog niets" is told, and written.
const nothingYet = "Nog niets"

// steps are what was done, each on the day that is told; a step without one gets
// the last day the row has, which the preview says.
func (x *reading) steps() {
	if s := x.texts[Action]; s != "" || x.has(ActionOn) {
		a := complaint.ActionTaken{Text: s}
		if fold(s) == fold(nothingYet) || fold(s) == "niets" {
			a = complaint.ActionTaken{Nothing: true}
		}
		x.step(a, ActionOn, x.days[ReceivedOn], Action)
	}
	if x.has(DiscussedOn, Agreed) {
		x.step(complaint.Discussed{Agreed: x.texts[Agreed]}, DiscussedOn, x.days[ReceivedOn], Agreed)
	}
	if x.has(AcknowledgedOn) {
		x.step(complaint.Acknowledged{}, AcknowledgedOn, time.Time{}, AcknowledgedOn)
	}
	if x.has(ContactedOn, Contact) {
		x.step(complaint.Contacted{Summary: x.texts[Contact]}, ContactedOn, x.last(), Contact)
	}
	x.extended()
	if x.has(DecidedOn, Decision, Finding, Remedies) {
		x.step(complaint.Decided{Finding: complaint.Finding(x.texts[Finding]), Reason: x.texts[Decision], Remedies: x.remedies()}, DecidedOn, x.last(), Decision)
	}
	if x.has(RespondedOn, Response) {
		x.step(complaint.Responded{Text: x.texts[Response]}, RespondedOn, x.last(), Response)
	}
	if s := x.texts[Satisfied]; s != "" {
		x.row.Past.Steps = append(x.row.Past.Steps, complaint.Entry{Event: complaint.Accepted{Satisfied: s == "yes", How: x.row.Past.Received.Channel}, Happened: x.last()})
	}
}

func (x *reading) has(fields ...Field) bool {
	for _, f := range fields {
		if x.texts[f] != "" || !x.days[f].IsZero() {
			return true
		}
	}
	return false
}

func (x *reading) step(e complaint.Event, on Field, otherwise time.Time, of Field) {
	at := x.days[on]
	if at.IsZero() {
		at = otherwise
		if x.at[on] == 0 { // one that could not be read is a fault of its own
			x.remark("no_day", of)
		}
	}
	x.row.Past.Steps = append(x.row.Past.Steps, complaint.Entry{Event: e, Happened: at})
}

// last is the latest day that the row tells.
func (x *reading) last() (at time.Time) {
	for _, f := range []Field{ReceivedOn, DecidedOn, RespondedOn, ClosedOn} {
		if x.days[f].After(at) {
			at = x.days[f]
		}
	}
	return at
}

// extended needs both its days: a date that nobody was told is no date (S14).
func (x *reading) extended() {
	if !x.has(ExtendedOn, ExtendedTo, ExtendedWhy) {
		return
	}
	if x.days[ExtendedTo].IsZero() || x.days[ExtendedOn].IsZero() {
		x.aside(ExtendedOn, ExtendedTo, ExtendedWhy)
		x.remark("extension_half", ExtendedTo)
		return
	}
	e := complaint.Extended{Date: calendar.DateOf(x.days[ExtendedTo], x.Procedure.Zone()), Reason: x.texts[ExtendedWhy]}
	x.step(e, ExtendedOn, time.Time{}, ExtendedTo)
}

// aside keeps what has no place here after all, under its own name.
func (x *reading) aside(fields ...Field) {
	for _, f := range fields {
		said := x.texts[f]
		if d := x.days[f]; !d.IsZero() {
			said = d.Format(time.DateOnly)
		}
		if said != "" {
			x.row.Past.Received.OldColumns = append(x.row.Past.Received.OldColumns, complaint.OldColumn{Name: f.Words(), Text: said})
		}
	}
}

func (x *reading) remedies() (all []complaint.Remedy) {
	for l := range strings.Lines(x.texts[Remedies]) {
		if l = strings.TrimSpace(l); l != "" {
			all = append(all, complaint.Remedy{Text: l})
		}
	}
	return all
}

// end closes what is told as history, in the way the status says.
func (x *reading) end() {
	p := &x.row.Past
	p.Closed, p.ClosedAt = &complaint.Closed{Reason: x.texts[Closing], Assumed: x.days[ClosedOn].IsZero()}, x.days[ClosedOn]
	switch x.texts[Status] {
	case statusWithdrawn:
		p.Closed.Reason = ""
		p.Steps = append(p.Steps, complaint.Entry{Event: complaint.Withdrawn{Reason: x.texts[Closing]}, Happened: x.last()})
	case statusInadmissible:
		p.Closed.Reason = ""
		p.Steps = append(p.Steps, complaint.Entry{Event: complaint.RuledInadmissible{Reason: x.texts[Closing]}, Happened: x.last()})
	}
	if p.Closed.Assumed && !x.row.Open {
		x.remark("no_end", ClosedOn)
	}
}

// places is the column to point at, of what the rules refuse.
var places = map[string]Field{"received": ReceivedOn, "old_ref": Ref, "story": Story, string(complaint.KindAction): ActionOn,
	string(complaint.KindDiscussed): DiscussedOn, string(complaint.KindAcknowledged): AcknowledgedOn, string(complaint.KindContacted): ContactedOn,
	string(complaint.KindExtended): ExtendedOn, string(complaint.KindDecided): DecidedOn, string(complaint.KindResponded): RespondedOn, string(complaint.KindClosed): ClosedOn,
	string(complaint.KindWithdrawn): ClosedOn, string(complaint.KindInadmissible): ClosedOn, "remedy": Remedies, "agreed": Agreed, "summary": Contact, "reason": Decision}

func (x *reading) refused(err error) {
	var r *complaint.Refusal
	if !errors.As(err, &r) {
		x.row.Faults = append(x.row.Faults, Fault{Code: "unclear"})
		return
	}
	f, ok := places[r.Field]
	if !ok {
		f = Field(r.Field)
	}
	for _, had := range x.row.Faults { // a day that cannot be read is told once
		if had.Field == f {
			return
		}
	}
	x.fault(r.Code, f, r.Args...)
}
