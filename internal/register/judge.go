package register

import (
	"strings"

	"wederhoor/internal/inmail"
	"wederhoor/internal/store"
)

// incoming is all that decides what becomes of a mail.
type incoming struct {
	inmail.Message
	thread
	whole  bool   // all of it was fetched
	before bool   // it lay in the mailbox long before that was connected
	test   bool   // wederhoor doctor sent it to see whether mail comes in
	party  bool   // who says to have sent it has a part in the dossier of the thread
	forged bool   // the receiving server says that the sender is not who they say
	hint   string // a number of ours in the subject …
	guess  string // … and the dossier that has it: for a person, never for us
	tries  int
}

// Reasons why a mail waits for a person.
const (
	ParkedNotWhole   = "not_whole"      // too large, or the mail server does not give it
	ParkedUnreadable = "unreadable"     // reading it failed again and again
	ParkedEncrypted  = "encrypted"      // nobody can read it here
	ParkedEmpty      = "empty"          // no word and no file
	ParkedNoSender   = "no_sender"      // nobody to answer
	ParkedSpam       = "spam"           // the receiving server calls it so
	ParkedStranger   = "possible_reply" // to one of our letters, from somebody else
	ParkedForged     = "forged_reply"   // to one of our letters, and the sender is not proven
	ParkedNumber     = "mentions_number"
	ParkedReport     = "report" // a mail that did not arrive, and we cannot tell which
)

// Reasons why a mail is not taken in.
const (
	RefusedOwn      = "own_mail"          // ours came back
	RefusedTest     = "own_test"          // wederhoor doctor sent it to itself
	RefusedReport   = "report_no_failure" // late, or delivered after all
	RefusedBefore   = "before_start"      // it lay there before the mailbox was connected
	RefusedByPerson = "by_person"         // somebody looked at it
)

// tooOften is how many tries to read one mail end on a person's desk.
const tooOften = 3

// verdict is what becomes of a mail. Being automatic is no part of it: that
// decides only whether we answer (domain S3, S5).
type verdict struct {
	state  store.MailState
	reason string
}

func parked(reason string) verdict  { return verdict{store.MailParked, reason} }
func refused(reason string) verdict { return verdict{store.MailRefused, reason} }

// judge decides. The first line that fits wins; what fits none is a complaint.
func judge(in incoming) verdict {
	switch {
	case in.tries > tooOften:
		return parked(ParkedUnreadable)
	case in.own:
		return refused(RefusedOwn)
	case in.test:
		return refused(RefusedTest)
	case in.bounced != "" && in.Bounce != nil:
		return judgeReport(in)
	case in.before && in.dossier == "":
		return refused(RefusedBefore)
	case !in.whole:
		return parked(ParkedNotWhole)
	case in.dossier != "":
		return judgeReply(in)
	case in.Bounce != nil:
		return parked(ParkedReport)
	}
	return judgeNew(in)
}

func judgeReport(in incoming) verdict {
	if _, ok := failed(in.Message); ok {
		return verdict{state: store.MailReport}
	}
	return refused(RefusedReport)
}

// judgeReply: the tag says which dossier, never who (security 2.2).
func judgeReply(in incoming) verdict {
	switch {
	case in.empty():
		return parked(ParkedEmpty)
	case in.forged:
		return parked(ParkedForged)
	case !in.party:
		return parked(ParkedStranger)
	}
	return verdict{state: store.MailReply}
}

func judgeNew(in incoming) verdict {
	switch {
	case in.Spam:
		return parked(ParkedSpam)
	case in.encrypted():
		return parked(ParkedEncrypted)
	case in.empty():
		return parked(ParkedEmpty)
	case in.From.Email == "":
		return parked(ParkedNoSender)
	case in.hint != "":
		return parked(ParkedNumber)
	}
	return verdict{state: store.MailComplaint}
}

func (in incoming) empty() bool {
	return strings.TrimSpace(in.Text) == "" && strings.TrimSpace(in.Subject) == "" && len(in.Attachments) == 0
}

// encrypted: there is nothing to read here. A signed mail can be read.
func (in incoming) encrypted() bool {
	for _, p := range in.Problems {
		if p == inmail.Encrypted {
			return strings.TrimSpace(in.Text) == "" || strings.Contains(in.Text, "-----BEGIN PGP MESSAGE-----")
		}
	}
	return false
}
