package register

import (
	"context"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Invitation is what the page that invites whom a complaint is about asks.
type Invitation struct {
	Sending
	Member       complaint.MemberID // or, for somebody from outside:
	Name         string
	Lang         string
	Substance    string
	By           calendar.Date
	NameReleased bool
	Copy         bool     // the copy of the complaint goes along
	Blackout     []string // what to black out in it, besides
	Files        []string // ids of what came with the complaint and may be seen
}

// InviteSubject writes to whom the complaint is about, asks for their side, and puts
// that there for them to read.
func (r *Register) InviteSubject(ctx context.Context, who Person, o Order, x Invitation) (complaint.Complaint, error) {
	id := store.NewID()
	code, err := r.Store.SideCode(ctx, r.Home().ID, id)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, x.Sending); err != nil {
			return nil, err
		}
		text := r.invitation(c, p, m, x, code.Display())
		event := complaint.Invitation{Substance: x.Substance, By: x.By, NameReleased: x.NameReleased, Account: r.readsHere(x.Member),
			Copy: x.Copy, Blackout: x.Blackout, Files: x.Files}
		entries, err := c.Invite(p, m, event, r.writeInvitation(id, x, text))
		return leaves(p, complaint.LetterInvitation, text)(entries, err)
	})
}

// readsHere reports whether somebody can sign in, and so needs no code.
func (r *Register) readsHere(m complaint.MemberID) bool {
	member, ok := r.Member(m)
	return ok && r.works(member)
}

// invited is the name and the address of who is asked. Only a member has an
// address that we know to be theirs.
func (r *Register) invited(x Invitation) (name, email string) {
	if x.Member == "" {
		return x.Name, ""
	}
	m, _ := r.Member(x.Member)
	return m.Name, m.Email
}

func (x Invitation) lang() string {
	if x.Lang == "en" {
		return "en"
	}
	return "nl"
}

// writeInvitation is a letter that is none of the complainant's.
func (r *Register) writeInvitation(id string, x Invitation, t letter.Text) complaint.LetterWritten {
	name, email := r.invited(x)
	l := complaint.LetterWritten{ID: id, Via: x.Via, Lang: x.lang(), Signer: x.Signer, Reader: complaint.ReaderSubject, Member: x.Member,
		Subject: t.Subject, Text: t.Body, Name: name, Parts: t.Parts}
	if x.Via == complaint.ViaEmail {
		l.To, l.MessageID = email, id+ours
	}
	return l
}

func (r *Register) invitation(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, x Invitation, code string) letter.Text {
	f := r.frame(c, p, m, "", x.Signer)
	by, _ := r.Member(x.Signer)
	f.Lang, f.Texts, f.SignerRole = x.lang(), textsOf(r.Home(), x.lang()), roleWords(x.lang(), by)
	f.Reader, _ = r.invited(x)
	i := letter.Invitation{Substance: x.Substance, By: x.By, Page: letter.Page{Account: r.readsHere(x.Member), Code: code}}
	if x.Copy {
		i.Copy = c.CopyOf(x.NameReleased, x.Blackout)
		for _, a := range c.Received.Attachments {
			if slices.Contains(x.Files, a.ID) {
				i.Files = append(i.Files, a.Name)
			}
		}
		i.Withheld = len(c.Received.Attachments) - len(i.Files)
	}
	return letter.Invite(f, i)
}

// noCode stands in a letter that was not written yet.
const noCode = "XXXX-XXXX-XXXX-XXXX"

// PreviewInvitation shows the letter as it would leave.
func (r *Register) PreviewInvitation(d Dossier, x Invitation) letter.Text {
	return r.invitation(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, x, noCode)
}
