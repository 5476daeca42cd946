package staff

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const mailPath = "/staff/mail"

// mailDesk shows the mail that waits for a person, and what became of the rest.
func (p *pages) mailDesk(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showDesk(w, r, who, http.StatusOK)
}

func (p *pages) showDesk(w http.ResponseWriter, r *http.Request, who register.Person, status int, errs ...template.ErrorLine) {
	desk, err := p.Register.Desk(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	zone := p.Register.Procedure().Zone()
	page := template.MailDesk{Staff: p.base(who, "mail"), Summary: mailWaits(len(desk.Waiting)), Leads: who.Leads()}
	page.Flash, page.Errors = p.flash(w, r), errs
	page.Names = template.Names{FormKey: template.FormKey{Key: kit.Key()}, Action: "/staff/names", Back: mailPath, Any: slices.ContainsFunc(desk.Waiting, hasSender)}
	if page.Names.Shown = !desk.Named.IsZero(); page.Names.Shown {
		page.Names.Until = calendar.Clock(desk.Named, zone, "nl")
	}
	for _, m := range desk.Waiting {
		page.Waiting = append(page.Waiting, mailTask(m, desk.Now, zone))
	}
	for _, b := range desk.Boxes {
		page.Boxes = append(page.Boxes, mailBox(b, desk.Now, zone))
	}
	if desk.Sending.On {
		page.Sending = []template.MailBox{sendingBox(desk.Sending, desk.Now, zone)}
	}
	page.Balance, page.Counts = balance(desk.Counts)
	for _, row := range desk.Ledger {
		page.Ledger = append(page.Ledger, mailLine(row, desk.Now, zone))
	}
	p.Render(w, r, status, page)
}

func mailTask(m register.Parked, now time.Time, zone *time.Location) template.MailTask {
	why := parkedWords[m.Reason]
	t := template.MailTask{Since: capital(recent(m.Received, now, zone)), Datetime: datetime(m.Received, zone), Subject: subjectOf(m), URL: mailPath + "/" + m.ID,
		From: sender(m), Begin: m.Begin, Why: why.why, ToDo: why.do}
	if m.Hidden {
		t.From = "naam verborgen"
	}
	return t
}

func hasSender(m register.Parked) bool { return m.Hidden || m.From+m.Name != "" }

func subjectOf(m register.Parked) string {
	if m.Subject == "" {
		return "E-mail zonder onderwerp"
	}
	return m.Subject
}

// sender is who says to have sent it; a name proves nothing, so the address is beside it.
func sender(m register.Parked) string {
	switch {
	case m.From == "" && m.Name == "":
		return "zonder afzender"
	case m.Name == "" || m.From == "":
		return m.From + m.Name
	}
	return m.Name + ", " + m.From
}

// openMail shows one mail as text.
func (p *pages) openMail(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showMail(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showMail(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	m, err := p.Register.OpenParked(r.Context(), who, r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrStale):
		p.judgedAlready(w, r, who)
		return
	case err != nil:
		p.failed(w, r, who, err)
		return
	}
	page := p.mailPage(who, m, f)
	page.Errors = errs
	p.Render(w, r, status, page)
}

// judgedAlready tells calmly that somebody was first. The ledger says what became of it.
func (p *pages) judgedAlready(w http.ResponseWriter, r *http.Request, who register.Person) {
	status := http.StatusConflict
	if r.Method == http.MethodGet {
		status = http.StatusOK
	}
	p.showDesk(w, r, who, status, template.ErrorLine{Text: kit.Sentence("nl", "mail_judged")})
}

func (p *pages) mailPage(who register.Person, m register.Opened, f kit.Form) template.MailOpened {
	zone := p.Register.Procedure().Zone()
	page := template.MailOpened{Staff: p.base(who, "mail"), FormKey: template.FormKey{Key: kit.Key(), Version: string(m.State)}, Crumb: template.Link{Label: "Binnengekomen e-mail", URL: mailPath},
		URL: mailPath + "/" + m.ID, Subject: subjectOf(m.Parked), Line: capital(when(m.Received, zone)), Quoted: m.Quoted, Problems: problemLines(m.Problems),
		BelongsHere: m.Ref != "", Number: orElse(f, "ref", m.Ref), Numbers: p.openNumbers(who), Reason: field(f, "reason")}
	page.Mail = template.Voice{Who: template.Who{Initials: kit.Initials(m.Name), Name: m.Name}, Role: m.From, Datetime: datetime(m.Received, zone), Text: strings.TrimSpace(m.Text)}
	if m.Name == "" {
		page.Mail.Name, page.Mail.Role = sender(m.Parked), ""
	}
	if m.From != "" && !m.Proven {
		page.Tags = append(page.Tags, template.Tag{Text: "afzender niet bewezen"})
	}
	if m.Automatic {
		page.Tags = append(page.Tags, template.Tag{Text: "door een computer verstuurd"})
	}
	if m.State == store.MailRefused {
		page.Refused = template.Note{Text: refusedNote(m.Parked, p.Now(), zone)}
	} else if why := parkedWords[m.Reason]; why.why != "" {
		page.Why = template.Note{Text: why.why + " " + why.do, Tone: "soon"}
	}
	for _, a := range m.Attachments {
		page.Attachments = append(page.Attachments, template.FileRow{Name: a.Name, When: kit.Size(a.Size)})
	}
	return page
}

func refusedNote(m register.Parked, now time.Time, zone *time.Location) string {
	s := "Deze e-mail is " + recent(m.Settled, now, zone) + " niet aangenomen. " + refusedWords[m.Reason]
	if m.Note != "" {
		s += " De reden: " + m.Note
	}
	return s
}

// openNumbers are the complaints that this person reads and that still run: where
// a reply most likely belongs.
func (p *pages) openNumbers(who register.Person) []string {
	var all []string
	for _, it := range p.Register.List(who, register.Filter{}).Items {
		if it.Reads {
			all = append(all, it.Ref)
		}
	}
	return all
}

// rawMail hands the mail over as it came.
func (p *pages) rawMail(w http.ResponseWriter, r *http.Request, who register.Person) {
	body, err := p.Register.RawParked(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failedMail(w, r, who, err)
		return
	}
	defer func() { _ = body.Close() }()
	kit.Download(w, "message/rfc822", "e-mail.eml")
	if _, err := io.Copy(w, body); err != nil {
		p.Fault(r.Context(), err, r.Pattern)
	}
}

func (p *pages) failedMail(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	if errors.Is(err, register.ErrStale) {
		p.judgedAlready(w, r, who)
		return
	}
	p.failed(w, r, who, err)
}

// mailIsComplaint, mailIsReply and mailIsNothing are the three answers to "Wat is dit?".
func (p *pages) mailIsComplaint(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeMail(w, r, who, "mail_complaint", func(j register.Judging, _ kit.Form) (string, error) {
		c, err := p.Register.RegisterParked(r.Context(), who, j)
		return c.Received.Ref, err
	})
}

func (p *pages) mailIsReply(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeMail(w, r, who, "mail_reply", func(j register.Judging, f kit.Form) (string, error) {
		return f.Line("ref"), p.Register.FileParked(r.Context(), who, j, f.Line("ref"))
	})
}

func (p *pages) mailIsNothing(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeMail(w, r, who, "mail_refusal", func(j register.Judging, f kit.Form) (string, error) {
		return "", p.Register.RefuseParked(r.Context(), who, j, f.Words("reason"))
	})
}

func (p *pages) judgeMail(w http.ResponseWriter, r *http.Request, who register.Person, done string, decide func(register.Judging, kit.Form) (ref string, err error)) {
	again := func(f kit.Form, status int, lines ...template.ErrorLine) { p.showMail(w, r, who, f, status, lines...) }
	p.judge(w, r, who, done, judging{list: func() string { return mailPath }, again: again,
		first: func(f kit.Form) {
			again(f, http.StatusConflict, template.ErrorLine{Text: kit.Sentence("nl", "mail_judged")})
		},
		by: func(f kit.Form) (string, error) {
			return decide(register.Judging{ID: r.PathValue("id"), Seen: store.MailState(f.Line("version"))}, f)
		}})
}

// mailNotes are the lines on Vandaag: what waits on the desk, and mail that does
// not flow.
func (p *pages) mailNotes(r *http.Request, who register.Person) (waits string, wrong []string, err error) {
	if !p.Register.MayJudge(who) || who.CameByLink() {
		return "", nil, nil
	}
	n, err := p.Register.WaitingMail(r.Context(), who)
	if err != nil {
		return "", nil, err
	}
	alarms, err := p.Register.AlarmsFor(r.Context(), who)
	for _, a := range alarms {
		if words, ok := alarmWords[a.Code]; ok {
			wrong = append(wrong, fmt.Sprintf(words, recent(a.Since, p.Now(), p.Register.Procedure().Zone())))
		}
	}
	return mailWaits(n), wrong, err
}

// mailWaits counts what waits in a sentence; "" when there is nothing.
func mailWaits(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "Eén e-mail wacht op jouw oordeel."
	}
	return number(n) + " e-mails wachten op jouw oordeel."
}

// problemLines says what was odd about a mail, each once and in plain words.
func problemLines[P ~string](all []P) []string {
	var lines []string
	said := map[string]bool{}
	for _, p := range all {
		if words := problemWords[string(p)]; words != "" && !said[words] {
			said[words] = true
			lines = append(lines, words)
		}
	}
	return lines
}

// mailLine says what became of one mail.
func mailLine(row register.LedgerRow, now time.Time, zone *time.Location) template.MailLine {
	l := template.MailLine{When: recent(row.Received, now, zone), Datetime: datetime(row.Received, zone), What: endWords[row.State]}
	switch row.State {
	case store.MailParked:
		l.Why = parkedWords[row.Reason].why
	case store.MailRefused:
		l.Why = refusedWords[row.Reason]
	}
	switch {
	case row.Opens:
		l.Link = template.Link{Label: "Bekijk", URL: mailPath + "/" + row.ID}
	case row.Ref != "":
		l.Link = template.Link{Label: "Klacht " + row.Ref, URL: "/staff/complaints/" + row.Ref}
	}
	return l
}

// balance adds up what became of every mail, so that anybody can see that none is lost.
func balance(counts map[store.MailState]int) (sentence string, facts []template.Fact) {
	total := 0
	for _, state := range ends {
		n := counts[state]
		if total += n; n > 0 {
			facts = append(facts, template.Fact{Name: countWords[state], Value: fmt.Sprint(n)})
		}
	}
	switch total {
	case 0:
		return "Er kwam nog geen e-mail binnen.", nil
	case 1:
		return "Er kwam één e-mail binnen.", facts
	}
	return fmt.Sprintf("Er kwamen %d e-mails binnen. Elke e-mail telt hier één keer mee.", total), append(facts, template.Fact{Name: "Samen", Value: fmt.Sprint(total)})
}
