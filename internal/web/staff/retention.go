package staff

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const retentionPath = "/staff/retention"

var seesKeeping = register.Person.SeesKeeping

func (p *pages) retention(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showRetention(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showRetention(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	desk, err := p.Register.KeepDesk(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Retention{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Proposes: desk.Proposes, Alone: desk.Alone, Sentence: keepSentence(desk)}
	page.Flash, page.Errors = p.flash(w, r), errs
	if !desk.Clock.Sane() {
		page.Clock = p.clockWords(desk.Clock)
		if who.Administers() {
			page.ClockURL = retentionPath + "/clock"
		}
	}
	for _, k := range desk.MayGo {
		page.Choices = append(page.Choices, p.keepRow(k))
	}
	for i, k := range desk.Waiting {
		row := p.waitingRow(k)
		if row.Index = i + 1; r.PathValue("ref") == k.Ref {
			row.Field = field(f, "reason")
			row.Field.Error = page.Error("reason")
			page.Errors = atRow(errs, "reason", row.Index)
		}
		page.Waiting = append(page.Waiting, row)
	}
	page.Redacted = p.redactingRows(desk.Redacted, f, &page)
	for _, k := range desk.Over {
		page.Over = append(page.Over, p.keepRow(k))
	}
	for _, k := range desk.Held {
		page.Held = append(page.Held, p.keepRow(k))
	}
	for _, g := range desk.Gone {
		page.Gone = append(page.Gone, template.KeepRow{Title: "Klacht " + g.Ref, Line: fmt.Sprintf("Gewist op %s. Voorgesteld door %s, bevestigd door %s.", g.On.DayYear("nl"), orNobody(g.By), orNobody(g.Second))})
	}
	p.Render(w, r, status, page)
}

// atRow leads what is wrong with a field to the row it was typed in.
func atRow(all []template.ErrorLine, name string, row int) []template.ErrorLine {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Field == name && row > 1 { // the first has the name itself
			all[i].Field = fmt.Sprintf("%s-%d", name, row)
		}
	}
	return all
}

func orNobody(name string) string {
	if name == "" {
		return "iemand die weg is"
	}
	return name
}

// keepSentence says how it stands, in one sentence.
func keepSentence(d register.KeepDesk) string {
	if !d.Proposes {
		if len(d.Waiting) == 0 && len(d.Redacted) > 0 {
			return howMany(len(d.Redacted), "voorstel wacht", "voorstellen wachten") + " om iets onleesbaar te maken."
		}
		if len(d.Waiting) == 0 {
			return "Er wacht niets op jouw bevestiging."
		}
		return howMany(len(d.Waiting), "klacht wacht", "klachten wachten") + " op wissen."
	}
	s := howMany(len(d.MayGo), "klacht mag weg.", "klachten mogen weg.")
	if len(d.MayGo) == 0 {
		s = "Er mag nu geen klacht weg."
	}
	if d.Running > 0 {
		s += fmt.Sprintf(" Van %s loopt de bewaartermijn nog", howMany(d.Running, "klacht", "klachten"))
		if !d.NextOn.IsZero() {
			s += ", de eerste tot " + d.NextOn.DayYear("nl")
		}
		s += "."
	}
	return s
}

func (p *pages) clockWords(c store.Clock) string {
	proc := p.Register.Procedure()
	from := c.JumpedFrom
	if from.IsZero() {
		from = c.Latest
	}
	return fmt.Sprintf("De klok van de computer sprong van %s naar %s. Misschien klopt dat niet. Er wordt niets gewist tot iemand heeft gekeken.", proc.On(from).DayYear("nl"), proc.On(c.Now).DayYear("nl"))
}

func (p *pages) keepRow(k register.Keep) template.KeepRow {
	row := template.KeepRow{Ref: k.Ref, Title: "Klacht " + k.Ref, Line: "Ontvangen op " + k.ReceivedOn.DayYear("nl"), Why: whyKept(k.Why)}
	if k.Heading != "" {
		row.Title, row.URL = k.Heading, "/staff/complaints/"+k.Ref
		row.Line = k.Ref + " · ontvangen op " + k.ReceivedOn.DayYear("nl")
	}
	if !k.ClosedOn.IsZero() {
		row.Line += ", gesloten op " + k.ClosedOn.DayYear("nl")
	}
	if !k.KeptTo.IsZero() && !k.ClosedOn.IsZero() {
		row.Line += ". Bewaartermijn tot " + k.KeptTo.DayYear("nl")
	}
	row.Line += "."
	return row
}

func (p *pages) waitingRow(k register.Keep) template.KeepRow {
	row, x := p.keepRow(k), k.Proposal
	row.Tag = template.Tag{Text: "vanaf " + dayShort(x.From), Tone: "soon", Icon: "clock"}
	row.Line += " Voorgesteld door " + x.By + "."
	switch {
	case x.Second != "":
		row.Line += " Bevestigd door " + x.Second + "."
	case x.ProposedOwn:
		row.Line += " Iemand anders moet nog bevestigen."
	default:
		row.Line += " Er moet nog iemand bevestigen."
	}
	if x.MayConfirm {
		row.ConfirmURL = retentionPath + "/" + k.Ref + "/confirmation"
	}
	if x.MayStop {
		row.StopURL = retentionPath + "/" + k.Ref + "/stop"
	}
	return row
}

// whyKept says every reason why a dossier stays.
func whyKept(all []complaint.Kept) (words []string) {
	for _, k := range all {
		switch k.Code {
		case complaint.KeepHold:
			words = append(words, "Iemand legde vast dat deze klacht moet blijven.")
		case complaint.KeepRestricted:
			words = append(words, "De klacht is beperkt: hij wordt alleen bewaard.")
		case complaint.KeepOpen:
			words = append(words, "De klacht is nog niet gesloten.")
		case complaint.KeepAppeal:
			words = append(words, "Er loopt een beroep.")
		case complaint.KeepAppealTerm:
			words = append(words, "De klager kan nog in beroep tot en met "+k.On.DayYear("nl")+".")
		case complaint.KeepLetter:
			words = append(words, "Er moet nog een brief weg.")
		case complaint.KeepAccess:
			words = append(words, "Iemand wacht nog op antwoord over eigen gegevens.")
		case complaint.KeepUnread:
			words = append(words, "Er wacht een bericht op een reactie.")
		case complaint.KeepTerm:
			words = append(words, "De bewaartermijn loopt tot en met "+k.On.DayYear("nl")+".")
		case complaint.KeepForever:
			words = append(words, "De procedure noemt geen bewaartermijn.")
		case complaint.KeepReview:
			words = append(words, "De jaartoetsing heeft deze klacht nog niet afgerond.")
		case complaint.KeepReviewing:
			words = append(words, "De klacht staat op de lijst van de jaartoetsing die nu loopt.")
		case complaint.KeepActions:
			words = append(words, howMany(k.N, "actie uit de jaartoetsing is", "acties uit de jaartoetsing zijn")+" nog niet klaar.")
		}
	}
	return words
}

func (p *pages) postProposals(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	refs := f.Values["ref"]
	if len(refs) == 0 {
		p.showRetention(w, r, who, f, http.StatusUnprocessableEntity, template.ErrorLine{Text: "Kies eerst welke klachten weg mogen."})
		return
	}
	for _, ref := range refs {
		order := register.Order{Ref: ref, Key: formKey(who, f, ref, "erasure-proposal")}
		if _, err := p.Register.ProposeErasure(r.Context(), who, order); err != nil {
			p.retentionFailed(w, r, who, f, err)
			return
		}
	}
	p.retentionDone(w, r, "erasure_proposed")
}

func (p *pages) postConfirmation(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.onRetention(w, r, who, "erasure-confirmation", "erasure_confirmed", func(o register.Order, _ kit.Form) error {
		_, err := p.Register.ConfirmErasure(r.Context(), who, o)
		return err
	})
}

func (p *pages) postErasureStop(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.onRetention(w, r, who, "erasure-stop", "erasure-stop", func(o register.Order, f kit.Form) error {
		_, err := p.Register.StopErasure(r.Context(), who, o, f.Words("reason"))
		return err
	})
}

// onRetention carries out one act on a dossier of that page.
func (p *pages) onRetention(w http.ResponseWriter, r *http.Request, who register.Person, noun, done string, do func(register.Order, kit.Form) error) {
	f, ref := p.ReadForm(w, r), r.PathValue("ref")
	if err := do(register.Order{Ref: ref, Key: formKey(who, f, ref, noun)}, f); err != nil {
		p.retentionFailed(w, r, who, f, err)
		return
	}
	p.retentionDone(w, r, done)
}

func (p *pages) postClock(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	if err := p.Register.ClockIsRight(r.Context(), who); err != nil {
		p.retentionFailed(w, r, who, f, err)
		return
	}
	p.retentionDone(w, r, "clock")
}

func (p *pages) retentionDone(w http.ResponseWriter, r *http.Request, what string) {
	p.SetFlash(w, what)
	http.Redirect(w, r, retentionPath, http.StatusSeeOther)
}

func (p *pages) retentionFailed(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, err error) {
	lines := kit.Errors("nl", err)
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "retention")
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) > 0:
		p.showRetention(w, r, who, f, http.StatusUnprocessableEntity, lines...)
	default:
		p.failed(w, r, who, err)
	}
}

// keeping says on the page of a dossier how long it is kept, and what can be done.
func (p *pages) keeping(ctx context.Context, v view) (template.Keeping, error) {
	c := v.Complaint
	k, err := p.Register.KeptOf(ctx, v.who, v.Dossier)
	if err != nil {
		return template.Keeping{}, err
	}
	out, url := template.Keeping{}, "/staff/complaints/"+c.Received.Ref
	switch {
	case c.Hold != nil:
		out.Line = "Blijft bewaard tot iemand dat opheft: " + c.Hold.Event.Reason
	case k.KeptTo.IsZero():
		out.Line = "De procedure noemt geen bewaartermijn."
	case c.Closed == nil:
		out.Line = "Wordt bewaard tot " + k.KeptTo.DayYear("nl") + ", als de klacht vandaag sluit."
	default:
		out.Line = "Wordt bewaard tot " + k.KeptTo.DayYear("nl") + "."
	}
	if c.Closed != nil {
		out.Why = whyKept(slices.DeleteFunc(slices.Clone(k.Why), func(w complaint.Kept) bool {
			return w.Code == complaint.KeepHold || w.Code == complaint.KeepTerm || w.Code == complaint.KeepForever
		}))
	}
	if x := k.Proposal; x != nil {
		out.Soon = "Deze klacht mag vanaf " + x.From.DayYear("nl") + " weg. Voorgesteld door " + x.By + "."
		if x.MayStop {
			out.Acts = append(out.Acts, template.Link{Label: "Wis deze klacht niet", URL: url + "/erasure-stop"})
		}
	}
	out.Restricted = p.restrictedWords(v)
	if v.May(v.who, access.Keep) {
		out.Restrict = template.Link{Label: "Beperk deze klacht", URL: url + "/restriction"}
		if c.Restriction != nil {
			out.Restrict.Label = "Niet meer beperkt"
		}
		out.Redact = template.Link{Label: "Maak iets onleesbaar", URL: url + "/redaction"}
		if asked := c.Redaction; asked != nil {
			out.Redact.Label = "Bekijk wat onleesbaar moet worden"
		}
		out.Change = template.Link{Label: "Moet blijven", URL: url + "/hold"}
		if c.Hold != nil {
			out.Change.Label = "Hoeft niet meer"
		}
	}
	return out, nil
}

func recordHold(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	if f.Line("lift") != "" {
		return p.Register.LiftHold(ctx, who, o, f.Words("reason"))
	}
	return p.Register.PlaceHold(ctx, who, o, f.Words("reason"))
}

func holdPage(p *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.HoldForm{ActPage: page, Reason: field(f, "reason")}
	if h := v.Complaint.Hold; h != nil {
		out.Lift, out.Since = true, fmt.Sprintf("Vastgelegd door %s op %s: %s", p.name(h.By), v.Procedure.On(h.Happened).DayYear("nl"), h.Event.Reason)
	}
	return out
}

func recordErasureStop(ctx context.Context, p *pages, who register.Person, o register.Order, f kit.Form) (complaint.Complaint, error) {
	return p.Register.StopErasure(ctx, who, o, f.Words("reason"))
}

func erasureStopPage(_ *pages, page template.ActPage, v view, f kit.Form) template.Page {
	out := template.StopErasure{ActPage: page, Reason: field(f, "reason")}
	if x := v.Complaint.Proposal; x != nil {
		out.On = x.Event.From.DayYear("nl")
	}
	return out
}
