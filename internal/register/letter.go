package register

import (
	"slices"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Sending is how a letter goes and who signs it.
type Sending struct {
	Via    complaint.Via
	Signer complaint.MemberID
}

// frame is what every letter has around its words.
func (r *Register) frame(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, signer complaint.MemberID) letter.Frame {
	home := r.Home()
	by, _ := r.Member(signer)
	f := letter.Frame{Lang: c.Received.Lang, Organisation: home.Name, Phone: home.Phone, Address: home.Address, Site: r.Site(),
		Ref: c.Received.Ref, Reader: c.Received.Name, ReceivedOn: c.ReceivedOn(p), Channel: c.Received.Channel,
		About: c.Received.About, Signer: by.Name, SignerRole: roleWords(c.Received.Lang, by), Code: code.Display(), Today: p.On(m.Now),
		Texts: textsOf(home, c.Received.Lang)}
	return f
}

func roleWords(lang string, m store.Member) string {
	words := map[string]map[string]string{
		"nl": {"lead": "hoofdtrainer", "deputy": "plaatsvervangend hoofdtrainer", "partner": "partner", "trainer": "trainer",
			"co_trainer": "co-trainer", "intervisor": "intervisor", "freelancer": "trainer", "coordinator": "klachtencoördinator"},
		"en": {"lead": "head trainer", "deputy": "deputy head trainer", "partner": "partner", "trainer": "trainer",
			"co_trainer": "co-trainer", "intervisor": "supervisor", "freelancer": "trainer", "coordinator": "complaints coordinator"},
	}[lang]
	if words == nil {
		return ""
	}
	for _, role := range m.Roles {
		if w := words[string(role)]; w != "" {
			return w
		}
	}
	return ""
}

// checkSending refuses what cannot leave: mail without a server, a signer who
// is not of the organisation or whom the complaint is about.
func (r *Register) checkSending(c complaint.Complaint, s Sending) error {
	if s.Via == complaint.ViaEmail && r.Mail == nil {
		return &complaint.Refusal{Code: "no_mail_server", Field: "via"}
	}
	if s.Signer == "" {
		return &complaint.Refusal{Code: "signer_missing", Field: "signer"}
	}
	if c.Conflicted(s.Signer) {
		return &complaint.Refusal{Code: "subject_cannot_handle", Field: "signer"}
	}
	return r.mustBeActive("signer", s.Signer)
}

// writeLetter turns composed text into the event that keeps it, with what was
// read in that text.
func writeLetter(c complaint.Complaint, s Sending, t letter.Text) complaint.LetterWritten {
	id := store.NewID()
	l := complaint.LetterWritten{ID: id, Via: s.Via, Lang: c.Received.Lang, Signer: s.Signer, HoldsCode: true, Subject: t.Subject, Text: t.Body, Name: c.Received.Name, Parts: t.Parts}
	if s.Via == complaint.ViaEmail {
		l.To, l.MessageID = c.Received.Email, id+ours
	}
	return l
}

// leaves looks at the text that would really leave: one that lacks what its
// procedure demands, or that shows a gap, is refused and says what is missing.
func leaves(p complaint.Procedure, purpose complaint.LetterPurpose, t letter.Text) func([]complaint.Entry, error) ([]complaint.Entry, error) {
	return func(entries []complaint.Entry, err error) ([]complaint.Entry, error) {
		lacks := t.Missing(p.Requirements.LetterContains[purpose])
		if err != nil || len(lacks) == 0 {
			return entries, err
		}
		refusal := &complaint.Refusal{Code: "letter_lacks", Field: "text"}
		for _, part := range lacks {
			refusal.Args = append(refusal.Args, string(part))
		}
		return nil, refusal
	}
}

// namesAppeal reports whether a procedure tells the road to appeal in a letter
// that is not the answer.
func namesAppeal(p complaint.Procedure, purpose complaint.LetterPurpose) bool {
	return slices.Contains(p.Requirements.LetterContains[purpose], complaint.PartAppeal) ||
		purpose == complaint.LetterExtension && p.Extension.OpensAppeal
}
