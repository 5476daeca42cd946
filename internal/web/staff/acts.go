package staff

import (
	"context"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// act is one thing that can be done to a complaint: the noun of its address and
// how its form becomes a call of the register.
type act struct {
	noun   string
	do     access.Action // what the button needs; the register asks again
	record func(context.Context, *pages, register.Person, register.Order, kit.Form) (complaint.Complaint, error)
	page   func(*pages, template.ActPage, view, kit.Form) template.Page
}

// acts is every act on a complaint, by its noun.
func acts() map[string]act {
	all := map[string]act{}
	for _, a := range []act{
		{"discussion", access.Assign, recordDiscussion, discussionPage},
		{"acknowledgement", access.Handle, recordAcknowledgement, acknowledgementPage},
		{"contact", access.Handle, recordContact, contactPage},
		{"hearing", access.Handle, recordHearing, hearingPage},
		{"invitation", access.Handle, recordInvitation, invitationPage},
		{"hearing-invitation", access.Handle, recordHearingSet, hearingSetPage},
		{"report", access.Handle, recordReport, reportPage},
		{"report-reaction", access.Handle, recordReaction, reactionPage},
		{"waiver", access.Decide, recordWaiver, waiverPage},
		{"side-closing", access.Handle, recordSideClosing, sideClosingPage},
		{"decision", access.Decide, recordDecision, decisionPage},
		{"response", access.Handle, recordResponse, responsePage},
		{"holding", access.Handle, recordHolding, holdingPage},
		{"extension", access.Handle, recordExtension, extensionPage},
		{"correction", access.Handle, recordCorrection, correctionPage},
		{"withdrawal", access.Handle, recordWithdrawal, withdrawalPage},
		{"inadmissibility", access.Decide, recordInadmissibility, inadmissibilityPage},
		{"reopening", access.Close, recordReopening, reopeningPage},
		{"closing", access.Close, recordClosing, closingPage},
		{"appeal", access.Handle, recordAppeal, appealPage},
		{"outcome", access.Decide, recordOutcome, outcomePage},
		{"follow-up", access.Decide, recordFollowUp, followUpPage},
		{"exception", access.Decide, recordException, exceptionPage},
		{"action", access.Handle, recordAction, actionPage},
		{"remedy", access.Handle, recordRemedy, remedyPage},
		{"acceptance", access.Handle, recordAcceptance, acceptancePage},
		{"delivery", access.Handle, recordDelivery, deliveryPage},
		{"readers", access.Assign, recordReaders, readersPage},
		{"subject", access.Handle, recordSubject, subjectPage},
		{"recusal", access.AddNote, recordRecusal, recusalPage},
		{"clearing", access.Assign, recordClearing, clearingPage},
		{"note", access.AddNote, recordNote, notePage},
		{"reading", access.Handle, recordReading, readingPage},
		{"hold", access.Keep, recordHold, holdPage},
		{"rectification", access.Handle, recordRectification, rectificationPage},
		{"restriction", access.Keep, recordRestriction, restrictionPage},
		{"redaction", access.Keep, recordRedaction, redactionPage},
		{"access-request", access.Disclose, recordAccessRequest, accessRequestPage},
		{"access-extension", access.Disclose, recordAccessExtension, accessExtensionPage},
		{"access-refusal", access.Disclose, recordAccessRefusal, accessRefusalPage},
		{"access-grant", access.Disclose, recordRequestGrant, requestGrantPage},
		{"access-delivery", access.Disclose, recordAccessDelivery, accessDeliveryPage},
		{"erasure-stop", access.AddNote, recordErasureStop, erasureStopPage},
	} {
		all[a.noun] = a
	}
	return all
}

func members(values []string) []complaint.MemberID {
	var ids []complaint.MemberID
	for _, v := range values {
		if v != "" {
			ids = append(ids, complaint.MemberID(v))
		}
	}
	return ids
}

// day reads a date field; what is not a date is a problem of that field.
func day(f kit.Form, name string) (calendar.Date, error) {
	d, err := readDate(f.Line(name))
	if err != nil {
		return d, register.Problems{{Field: name, Code: "day_unclear"}}
	}
	return d, nil
}

// readDate takes the browser's form and the way people write it: 25-11-2026.
func readDate(s string) (calendar.Date, error) {
	if s == "" {
		return calendar.Date{}, nil
	}
	if parts := strings.FieldsFunc(s, func(c rune) bool { return c == '-' || c == '/' || c == '.' }); len(parts) == 3 && len(parts[2]) == 4 {
		s = parts[2] + "-" + twoDigits(parts[1]) + "-" + twoDigits(parts[0])
	}
	return calendar.Parse(s)
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// happened turns the day and time of a form into a moment. Today without a time
// is now; another day is its noon.
func (p *pages) happened(f kit.Form, zone *time.Location) (time.Time, error) {
	d, err := day(f, "day")
	if err != nil || d.IsZero() {
		return time.Time{}, err
	}
	now := p.Now()
	if clock, err := time.Parse("15:04", f.Line("time")); err == nil {
		return time.Date(d.Year(), d.Month(), d.Day(), clock.Hour(), clock.Minute(), 0, 0, zone), nil
	}
	if d == calendar.DateOf(now, zone) {
		return now, nil
	}
	return d.In(zone), nil
}

func recordDiscussion(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	acknowledger := complaint.MemberID(f.Line("acknowledger"))
	return p.Register.Discuss(ctx, who, o, complaint.Discussed{With: members(f.Values["with"]), Acknowledger: acknowledger, Agreed: f.Words("agreed")})
}

func sending(who register.Person, f kit.Form) register.Sending {
	s := register.Sending{Via: complaint.Via(f.Line("via")), Signer: complaint.MemberID(f.Line("signer"))}
	if s.Signer == "" {
		s.Signer = who.Member.ID
	}
	return s
}

func acknowledgementOf(who register.Person, f kit.Form) (register.Acknowledgement, error) {
	a := register.Acknowledgement{Sending: sending(who, f), Kind: complaint.AcknowledgementKind(f.Line("kind")), Personal: f.Words("personal")}
	// The page holds both fields; only the one that goes with the choice counts.
	var err error
	switch a.Kind {
	case complaint.AcknowledgeAction:
		a.Action = f.Words("action")
	case complaint.AcknowledgePromise:
		a.Promise, err = day(f, "date")
	}
	return a, err
}

func recordAcknowledgement(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	a, err := acknowledgementOf(who, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.Acknowledge(ctx, who, o, a)
}

// howOf is the way that was chosen; what is not on the list is another way.
func howOf(f kit.Form) complaint.Channel {
	if f.Line("how") == "" {
		return ""
	}
	return channelOf(f.Line("how"))
}

func recordContact(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	reached := f.Line("reached")
	if reached != "yes" && reached != "attempt" {
		return complaint.Complaint{}, register.Problems{{Field: "reached", Code: "reached_missing"}}
	}
	return p.Register.Contact(ctx, who, o, complaint.Contacted{Attempt: reached == "attempt", How: howOf(f), Summary: f.Words("summary")})
}

func recordHearing(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	h := complaint.Heard{How: howOf(f), Statement: f.Words("statement"), Agreed: f.Line("agreed") == "yes"}
	h.Name = f.Line("who")
	for _, m := range p.Register.Active() {
		if m.Name == h.Name {
			h.Member = m.ID
		}
	}
	return p.Register.Hear(ctx, who, o, h)
}

func invitationOf(who register.Person, f kit.Form) (x register.Invitation, err error) {
	x = register.Invitation{Sending: sending(who, f), Member: complaint.MemberID(f.Line("member")), Name: f.Line("name"), Lang: f.Line("lang"),
		Substance: f.Words("substance"), NameReleased: f.Get("released") != "", Copy: f.Get("copy") != "", Files: f.Values["file"]}
	for _, words := range strings.Split(f.Words("blackout"), "\n") {
		if words = strings.TrimSpace(words); words != "" {
			x.Blackout = append(x.Blackout, words)
		}
	}
	x.By, err = day(f, "date")
	return x, err
}

func recordInvitation(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := invitationOf(who, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.InviteSubject(ctx, who, o, x)
}

func recordDecision(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	d := complaint.Decided{Finding: complaint.Finding(f.Line("finding")), Cause: f.Line("cause"), Reason: f.Words("reason")}
	if d.Finding.Founded() { // else the page does not show them, and nobody can take them away
		d.Norms = f.Values["norm"]
	}
	for i := range f.Values["remedy"] {
		r, err := remedyOf(f, i)
		if err != nil {
			return complaint.Complaint{}, err
		}
		if r != (complaint.Remedy{Owner: r.Owner}) {
			d.Remedies = append(d.Remedies, r)
		}
	}
	return p.Register.Decide(ctx, who, o, d)
}

// remedyOf is what a row promises; who does it is in every row, and alone is no promise.
func remedyOf(f kit.Form, i int) (complaint.Remedy, error) {
	at := func(name string) string {
		if i < len(f.Values[name]) {
			return strings.TrimSpace(f.Values[name][i])
		}
		return ""
	}
	wrong := func(name, code string) error { return register.Problems{{Field: nth(name, i), Code: code}} }
	r := complaint.Remedy{Text: at("remedy"), Kind: complaint.RemedyKind(at("remedy_kind")), Owner: complaint.MemberID(at("remedy_owner"))}
	var err error
	if r.By, err = readDate(at("remedy_by")); err != nil {
		return r, wrong("remedy_by", "day_unclear")
	}
	if r.Amount, err = complaint.ParseCents(at("remedy_amount")); err != nil {
		return r, wrong("remedy_amount", "amount_unclear")
	}
	if !r.Kind.Known() {
		return r, wrong("remedy_kind", "remedy_kind_unknown")
	}
	if r.Text == "" && r != (complaint.Remedy{Owner: r.Owner}) {
		return r, wrong("remedy", "remedy_empty")
	}
	return r, nil
}

// nth is how the page calls the field of a row, counted from 0.
func nth(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i+1)
}

func responseOf(who register.Person, f kit.Form) register.Response {
	return register.Response{Sending: sending(who, f), Words: f.Words("text")}
}

func recordResponse(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Respond(ctx, who, o, responseOf(who, f))
}

func holdingOf(who register.Person, f kit.Form) register.Holding {
	return register.Holding{Sending: sending(who, f), Progress: f.Words("progress"), Steps: f.Words("steps")}
}

func recordHolding(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Inform(ctx, who, o, holdingOf(who, f))
}

func extensionOf(p *pages, who register.Person, f kit.Form) (x register.Extension, err error) {
	x = register.Extension{Sending: sending(who, f), Reason: f.Words("reason"), Consent: f.Get("consent") != ""}
	if f.Get("subject_told") != "" {
		x.SubjectTold = p.Register.Procedure().On(p.Now())
	}
	x.Date, err = day(f, "date")
	return x, err
}

func recordExtension(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	x, err := extensionOf(p, who, f)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return p.Register.Extend(ctx, who, o, x)
}

// correctable are the fields of the page, in its order.
var correctable = []complaint.Field{complaint.FieldTitle, complaint.FieldCategory, complaint.FieldAbout, complaint.FieldKind, complaint.FieldSeverity, complaint.FieldCause,
	complaint.FieldName, complaint.FieldEmail, complaint.FieldPhone, complaint.FieldOutcome}

func recordCorrection(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	var changes []register.Change
	for _, field := range correctable {
		if f.Has(string(field)) { // a field that was not sent is not emptied
			changes = append(changes, register.Change{Field: field, Now: f.Line(string(field))})
		}
	}
	if f.Has("field") {
		changes = append(changes, register.Change{Field: complaint.Field(f.Line("field")), Now: f.Line("value")})
	}
	return p.Register.CorrectAll(ctx, who, o, changes, f.Words("reason"))
}

func recordWithdrawal(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	w := complaint.Withdrawn{How: howOf(f), Reason: f.Words("reason")}
	if f.Get("confirm") == "" {
		return p.Register.Withdraw(ctx, who, o, w)
	}
	return p.Register.WithdrawAndConfirm(ctx, who, o, w, confirmationOf(who, f))
}

func recordInadmissibility(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.RuleInadmissible(ctx, who, o, complaint.RuledInadmissible{Ground: complaint.InadmissibleGround(f.Line("ground")), Reason: f.Words("reason")}, sending(who, f))
}

func recordReopening(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Reopen(ctx, who, o, f.Words("reason"))
}

func confirmationOf(who register.Person, f kit.Form) register.Confirmation {
	return register.Confirmation{Sending: sending(who, f), Done: f.Words("did")}
}

func recordClosing(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	if f.Get("confirm") == "" {
		return p.Register.Close(ctx, who, o, f.Words("reason"))
	}
	return p.Register.CloseAndConfirm(ctx, who, o, f.Words("reason"), confirmationOf(who, f))
}

func recordException(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Except(ctx, who, o, complaint.Excepted{Step: complaint.TermID(f.Line("step")), Reason: f.Words("reason")})
}

func recordAction(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.TakeAction(ctx, who, o, complaint.ActionTaken{Text: f.Words("action")})
}

func recordAcceptance(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	if v := f.Line("accepted"); v != "yes" && v != "no" {
		return complaint.Complaint{}, register.Problems{{Field: "accepted", Code: "accepted_missing"}}
	}
	return p.Register.Accept(ctx, who, o, complaint.Accepted{Satisfied: f.Line("accepted") == "yes", How: howOf(f)})
}

func recordDelivery(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	how := map[string]complaint.Via{"posted": complaint.ViaPost, "handed": complaint.ViaHand, "arrived": complaint.ViaEmail}[f.Line("how")]
	return p.Register.Deliver(ctx, who, o, f.Line("letter"), how)
}

func recordReaders(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.ChangeReaders(ctx, who, o, members(f.Values["add"]), members(f.Values["remove"]))
}

func recordSubject(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	s := complaint.SubjectNamed{Member: complaint.MemberID(f.Line("member")), Name: f.Line("name")}
	if m, ok := p.Register.Member(s.Member); ok {
		s.Name = m.Name
	}
	return p.Register.NameSubject(ctx, who, o, s)
}

func recordNote(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.Note(ctx, who, o, f.Words("text"))
}
