package register

import (
	"testing"

	"wederhoor/internal/inmail"
	"wederhoor/internal/store"
)

// TestEveryMailHasOneEnd: each rule by itself, and which of two wins.
func TestEveryMailHasOneEnd(t *testing.T) {
	words := inmail.Message{From: inmail.Address{Email: "tessa@elders.example"}, Subject: "Klacht", Text: "De zaal was koud."}
	report := func(action string) inmail.Message {
		m := words
		m.Bounce = &inmail.Bounce{Recipients: []inmail.BouncedRecipient{{Action: "delivered"}, {Action: action}}}
		return m
	}
	with := func(change func(*inmail.Message)) inmail.Message { m := words; change(&m); return m }
	for name, c := range map[string]struct {
		in     incoming
		state  store.MailState
		reason string
	}{
		"words":                            {incoming{Message: words}, store.MailComplaint, ""},
		"by a machine":                     {incoming{Message: with(func(m *inmail.Message) { m.Automatic = []inmail.Reason{inmail.AutoSubmitted} })}, store.MailComplaint, ""},
		"a forged sender, new":             {incoming{Message: words, forged: true}, store.MailComplaint, ""},
		"a reply":                          {incoming{Message: words, thread: thread{dossier: "d"}, party: true}, store.MailReply, ""},
		"a reply that lay there before":    {incoming{Message: words, thread: thread{dossier: "d"}, party: true, before: true}, store.MailReply, ""},
		"a reply that is called spam":      {incoming{Message: with(func(m *inmail.Message) { m.Spam = true }), thread: thread{dossier: "d"}, party: true}, store.MailReply, ""},
		"a reply of a stranger":            {incoming{Message: words, thread: thread{dossier: "d"}}, store.MailParked, ParkedStranger},
		"a reply of a forger":              {incoming{Message: words, thread: thread{dossier: "d"}, party: true, forged: true}, store.MailParked, ParkedForged},
		"a reply of which we have half":    {incoming{Message: words, thread: thread{dossier: "d"}, party: true}, store.MailParked, ParkedNotWhole},
		"a number":                         {incoming{Message: words, hint: "2026-1", guess: "d", party: true}, store.MailParked, ParkedNumber},
		"spam":                             {incoming{Message: with(func(m *inmail.Message) { m.Spam = true })}, store.MailParked, ParkedSpam},
		"nobody":                           {incoming{Message: with(func(m *inmail.Message) { m.From.Email = "" })}, store.MailParked, ParkedNoSender},
		"nothing":                          {incoming{Message: inmail.Message{From: words.From}}, store.MailParked, ParkedEmpty},
		"only a file":                      {incoming{Message: inmail.Message{From: words.From, Attachments: []inmail.Attachment{{Name: "brief.pdf"}}}}, store.MailComplaint, ""},
		"only a subject":                   {incoming{Message: inmail.Message{From: words.From, Subject: "Bel mij"}}, store.MailComplaint, ""},
		"encrypted":                        {incoming{Message: inmail.Message{From: words.From, Subject: "…", Problems: []inmail.Problem{inmail.Encrypted}}}, store.MailParked, ParkedEncrypted},
		"encrypted, with words beside it":  {incoming{Message: with(func(m *inmail.Message) { m.Problems = []inmail.Problem{inmail.Encrypted} })}, store.MailComplaint, ""},
		"our own":                          {incoming{Message: words, thread: thread{own: true}}, store.MailRefused, RefusedOwn},
		"before we began":                  {incoming{Message: words, before: true}, store.MailRefused, RefusedBefore},
		"half":                             {incoming{Message: words}, store.MailParked, ParkedNotWhole},
		"a letter that failed":             {incoming{Message: report("failed"), thread: thread{dossier: "d", bounced: "x"}}, store.MailReport, ""},
		"a letter that failed, half of it": {incoming{Message: report("failed"), thread: thread{dossier: "d", bounced: "x"}}, store.MailReport, ""},
		"a letter that is late":            {incoming{Message: report("delayed"), thread: thread{dossier: "d", bounced: "x"}}, store.MailRefused, RefusedReport},
		"a report of something else":       {incoming{Message: report("failed")}, store.MailParked, ParkedReport},
		"an absence message to the bounce address": {incoming{Message: words, thread: thread{dossier: "d", bounced: "x"}, party: true}, store.MailReply, ""},
		"tried too often":                          {incoming{Message: words, tries: tooOften + 1, thread: thread{own: true}}, store.MailParked, ParkedUnreadable},
		"tried often":                              {incoming{Message: words, tries: tooOften}, store.MailComplaint, ""},
	} {
		c.in.whole = c.reason != ParkedNotWhole && name != "a letter that failed, half of it"
		if got := judge(c.in); got != (verdict{c.state, c.reason}) {
			t.Errorf("%s: %v, want %s %s", name, got, c.state, c.reason)
		}
	}
}
