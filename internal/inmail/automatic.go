package inmail

import "strings"

// Reason is a stable code for why a mail looks written by a machine.
type Reason string

// The reasons, each enough by itself.
const (
	AutoSubmitted   Reason = "auto_submitted"    // RFC 3834
	PrecedenceBulk  Reason = "precedence"        // bulk, junk or list
	MailingList     Reason = "list"              // List-Id
	InboxRule       Reason = "inbox_rule"        // Exchange answered by a rule
	AutoReply       Reason = "auto_reply"        // fields of older programs
	EmptyReturnPath Reason = "empty_return_path" // nobody wants an answer
	Report          Reason = "report"            // bounce, read receipt, complaint of a provider
	Daemon          Reason = "daemon"            // the mail system itself
	AutoSubject     Reason = "subject"           // an absence message that says so only there
)

// absence begins the subject of absence messages that say so nowhere else.
var absence = []string{"afwezig:", "afwezigheid:", "afwezigheidsbericht:", "automatisch antwoord:", "automatische beantwoording:",
	"out of office:", "out of the office:", "automatic reply:", "auto reply:", "autoreply:", "auto-reply:", "auto:",
	"automatische antwort:", "abwesenheitsnotiz:", "réponse automatique:", "réponse automatique :", "absence:"}

// automatic leaves X-Auto-Response-Suppress out: people's programs write it
// too. Auto-Submitted: no settles what the subject could make one think.
func automatic(h header, m Message) (why []Reason) {
	add := func(is bool, r Reason) {
		if is {
			why = append(why, r)
		}
	}
	submitted := token(h.first("auto-submitted"))
	add(submitted != "" && submitted != "no", AutoSubmitted)
	switch token(h.first("precedence")) {
	case "bulk", "junk", "list", "auto_reply":
		add(true, PrecedenceBulk)
	}
	add(h.first("list-id") != "", MailingList)
	add(h.first("x-ms-exchange-inbox-rules-loop") != "", InboxRule)
	autoreply := token(h.first("x-autoreply"))
	add(autoreply != "" && autoreply != "no" || h.first("x-autorespond") != "", AutoReply)
	add(len(h.all("return-path")) > 0 && m.ReturnPath == "", EmptyReturnPath)
	add(token(h.first("content-type")) == "multipart/report", Report)
	local, _, _ := strings.Cut(strings.ToLower(m.From.Email), "@")
	add(local == "mailer-daemon", Daemon)
	if submitted == "" {
		subject := strings.ToLower(m.Subject)
		for _, begin := range absence {
			if strings.HasPrefix(subject, begin) {
				add(true, AutoSubject)
				break
			}
		}
	}
	return why
}

// token is the first word of a field, without comment or parameters.
func token(s string) string {
	s = strings.ToLower(strings.TrimSpace(clip(s, 200)))
	if i := strings.IndexAny(s, " \t;("); i >= 0 {
		s = s[:i]
	}
	return s
}
