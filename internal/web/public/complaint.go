package public

import (
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) form(lang string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.MarkCookies(w)
		p.Render(w, r, http.StatusOK, p.formPage(lang))
	}
}

func (p *pages) formPage(lang string) template.Form {
	f := template.Form{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}, AnswerBy: p.Register.PromisedOn().DayMonth(lang)}
	f.DutchURL, f.EnglishURL, f.Services = "/", "/en", p.Register.Home().Services
	if lead, ok := p.Register.LeadMember(); ok {
		if other, ok := p.Register.StandIn(lead.ID); ok {
			f.StandIn = other.Name
		}
		f.Lead = template.Who{Initials: kit.Initials(lead.Name), Name: lead.Name, Me: true, Note: leadNote(lang, p.Register.Home().Name)}
	}
	f.Appeal = p.Register.Procedure().Appeal[0].Reachable()
	return f
}

func leadNote(lang, organisation string) string {
	if lang == "en" {
		return "head trainer of " + organisation
	}
	return "hoofdtrainer van " + organisation
}

// receive registers a complaint from the form. Whatever goes wrong, what was
// typed comes back and the files that were taken need not be chosen again.
func (p *pages) receive(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	lang := lang(f.Get("lang"))
	if f.Unstored != nil {
		p.notReceived(w, r, lang, f, nil, f.Unstored)
		return
	}
	files, kept := p.Files(r, &f)
	problems := f.FileErrors(lang)
	if email := f.Line("email"); email != "" && !register.ValidEmail(email) {
		problems = append(problems, template.ErrorLine{Field: "email", Text: kit.Sentence(lang, register.EmailProblem(email))})
	}
	if f.Words("story") == "" {
		problems = append(problems, template.ErrorLine{Field: "story", Text: kit.Sentence(lang, "story_empty")})
	}
	if len(problems) > 0 {
		p.formAgain(w, r, kit.Status(f), lang, f, kept, problems)
		return
	}
	if p.tooOften(r) {
		p.formAgain(w, r, http.StatusTooManyRequests, lang, f, kept, []template.ErrorLine{{Text: kit.Sentence(lang, "too_often")}})
		return
	}
	receipt, err := p.Register.Receive(r.Context(), complaint.ByComplainant, submission(f, lang, files, p))
	switch {
	case err == nil:
		p.showReceipt(w, r, lang, receipt)
	case errors.Is(err, register.ErrUnavailable):
		p.notReceived(w, r, lang, f, kept, err)
	default:
		p.refusedForm(w, r, lang, f, kept, err)
	}
}

// notReceived says plainly that we do not have it, offers to send it once more, and
// says how else to reach us.
func (p *pages) notReceived(w http.ResponseWriter, r *http.Request, lang string, f kit.Form, kept []template.Kept, err error) {
	p.Fault(r.Context(), err, r.Pattern)
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: p.Public(lang), Kind: "not_received", Story: f.Get("story"), Resend: f.Resend(kept)})
}

func (p *pages) refusedForm(w http.ResponseWriter, r *http.Request, lang string, f kit.Form, kept []template.Kept, err error) {
	lines := kit.Errors(lang, err)
	if len(lines) == 0 {
		number := p.Fault(r.Context(), err, r.Pattern)
		p.Message(w, r, http.StatusInternalServerError, template.Message{Public: p.Public(lang), Kind: "not_received", Story: f.Get("story"), Reference: number})
		return
	}
	p.formAgain(w, r, http.StatusUnprocessableEntity, lang, f, kept, lines)
}

func submission(f kit.Form, lang string, files []store.PendingFile, p *pages) register.Submission {
	var subjects []complaint.SubjectNamed
	if lead, ok := p.Register.LeadMember(); ok && f.Get("about_lead") != "" {
		if _, ok := p.Register.StandIn(lead.ID); ok { // never a complaint that nobody can read
			subjects = append(subjects, complaint.SubjectNamed{Member: lead.ID, Name: lead.Name})
		}
	}
	return register.Submission{Key: "form:" + f.SubmissionKey(files), Files: files, Intake: complaint.Intake{ReceivedAt: p.Now(), Subjects: subjects, Received: complaint.Received{
		Channel: complaint.ChannelForm, Written: true, From: complaint.FromUnknown, Lang: lang, CodeGiven: true,
		PreferCall: f.Get("via") == "phone", Suspect: f.Get("website") != "",
		Story: f.Words("story"), RemedySought: f.Words("remedy_sought"), About: f.Line("about"),
		Name: f.Line("name"), Email: f.Line("email"), Phone: f.Line("phone"),
	}}}
}

// tooOften slows a network down only when the form as a whole is busy.
func (p *pages) tooOften(r *http.Request) bool {
	if !p.Limits {
		return false
	}
	own := p.complaints.Try(r.Context(), p.Network(r))
	return !p.flood.Try(r.Context(), "all") && !own
}

func (p *pages) formAgain(w http.ResponseWriter, r *http.Request, status int, lang string, f kit.Form, kept []template.Kept, errs []template.ErrorLine) {
	page := p.formPage(lang)
	page.Errors, page.Kept = errs, kept
	page.Key = f.SameKey(page.Key)
	page.Story.Value, page.Remedy.Value, page.About.Value = f.Get("story"), f.Get("remedy_sought"), f.Line("about")
	page.OfLead = f.Get("about_lead") != ""
	page.Name.Value, page.Email.Value, page.Telephone.Value, page.Via = f.Line("name"), f.Line("email"), f.Line("phone"), f.Get("via")
	p.Render(w, r, status, page)
}

// showReceipt answers with the code: at the address of the receipt when the
// browser keeps cookies, else at once. Nobody loses a code for want of a cookie.
func (p *pages) showReceipt(w http.ResponseWriter, r *http.Request, lang string, receipt register.Receipt) {
	if p.KeepsCookies(r) && p.SetReceipt(w, string(receipt.Code)) {
		http.Redirect(w, r, "/complaints/receipt", http.StatusSeeOther)
		return
	}
	p.Render(w, r, http.StatusOK, p.receiptPage(lang, receipt))
}

func (p *pages) receipt(w http.ResponseWriter, r *http.Request) {
	code, ok := p.Receipt(r)
	if !ok {
		http.Redirect(w, r, "/status", http.StatusSeeOther)
		return
	}
	receipt, err := p.Register.ReceiptOf(r.Context(), code)
	if err != nil {
		http.Redirect(w, r, "/status", http.StatusSeeOther)
		return
	}
	p.Render(w, r, http.StatusOK, p.receiptPage(lang(receipt.Complaint.Received.Lang), receipt))
}

func (p *pages) receiptPage(lang string, receipt register.Receipt) template.Receipt {
	proc, c := p.Register.Procedure(), receipt.Complaint
	page := template.Receipt{Public: p.Public(lang), Code: receipt.Code.Display(), Received: kit.When(lang, receipt.ReceivedAt, proc.Zone()),
		AnswerBy: receipt.Due.DayMonth(lang), Name: c.Received.Name, Story: c.Received.Story}
	page.LeadName = ""
	if m, ok := p.Register.AnswersFor(c); ok {
		page.LeadName = m.Name
	}
	page.Week = kit.WeekLine(lang, proc.On(receipt.ReceivedAt), receipt.Due, proc.On(p.Now()))
	switch {
	case c.Received.Email == "":
	case p.Register.Mail != nil:
		page.MailedTo = masked(c.Received.Email)
	default:
		page.Unmailed = true
	}
	return page
}

func masked(email string) string {
	name, domain, _ := strings.Cut(email, "@")
	if name == "" {
		return ""
	}
	return string([]rune(name)[:1]) + "•••@" + domain
}
