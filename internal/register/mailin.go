package register

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

const (
	mailLease    = time.Minute        // to settle one handful
	mailHandful  = 64                 // claimed at once; those that are settled together share commits
	mailBytes    = 64 << 20           // of mail in memory at once
	mailFiles    = 20                 // attachments taken apart; the whole mail is kept beside them
	mailBefore   = 7 * 24 * time.Hour // what lay there for longer when the box was connected is old post
	rawMail      = "e-mail.eml"
	restInRaw    = "\n\n[Het bericht is langer. De rest staat in " + rawMail + ".]"
	restInRawEng = "\n\n[The message is longer. The rest is in " + rawMail + ".]"
)

// SettleMail looks at the mails that were kept and not looked at yet, and says how
// many it settled. What fails stays, and is tried again.
func (r *Register) SettleMail(ctx context.Context) (settled int, err error) {
	for ctx.Err() == nil {
		all, err := r.Store.ClaimMail(ctx, r.Home().ID, mailLease, mailHandful)
		if err != nil || len(all) == 0 {
			return settled, err
		}
		n, err := r.settleAll(ctx, all)
		if settled += n; err != nil {
			return settled, err
		}
	}
	return settled, ctx.Err()
}

func (r *Register) settleAll(ctx context.Context, all []store.MailIn) (settled int, err error) {
	var each sync.WaitGroup
	var mu sync.Mutex
	room := semaphore.NewWeighted(mailBytes)
	for _, m := range all {
		size := min(m.Size, inmail.MaxSize) + 1<<20
		if err := room.Acquire(ctx, size); err != nil {
			break // stopped: they are claimed again later
		}
		each.Go(func() {
			defer room.Release(size)
			failed := r.settle(ctx, m)
			mu.Lock()
			defer mu.Unlock()
			if failed == nil {
				settled++
			} else if !errors.Is(failed, store.ErrLost) { // somebody else settled it
				err = errors.Join(err, failed)
			}
		})
	}
	each.Wait()
	return settled, err
}

// settle says what becomes of one mail, and does it, in one transaction.
func (r *Register) settle(ctx context.Context, m store.MailIn) error {
	in, err := r.understand(ctx, m)
	if err != nil {
		return err
	}
	return r.carryOut(ctx, m, in, judge(in))
}

func (r *Register) carryOut(ctx context.Context, m store.MailIn, in incoming, v verdict) error {
	switch v.state {
	case store.MailComplaint:
		_, err := r.openComplaint(ctx, m, in)
		return err
	case store.MailReply:
		return r.addReply(ctx, m, in, system(m.Organisation), in.dossier)
	case store.MailReport:
		return r.letterBounced(ctx, m, in)
	}
	summary, err := r.summaryOf(in)
	if err != nil {
		return err
	}
	return r.settleAs(ctx, m, in, func(*store.Tx) (store.Settlement, error) {
		return store.Settlement{State: v.state, Reason: v.reason, Dossier: cmp.Or(in.dossier, in.guess), Summary: summary}, nil
	})
}

// settleAs does what becomes of a mail and settles it, in one transaction; the
// same mail as an earlier one is only settled. Whoever judged it says so in with.
func (r *Register) settleAs(ctx context.Context, m store.MailIn, in incoming, do func(*store.Tx) (store.Settlement, error), with ...func(*store.Tx) error) error {
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if again, err := r.cameBefore(t, m, in); err != nil || again {
			return err
		}
		to, err := do(t)
		for _, also := range with {
			if err == nil {
				err = also(t)
			}
		}
		if err != nil {
			return err
		}
		return t.SettleMail(m, to)
	})
}

// understand reads a mail and finds out everything that decides about it.
func (r *Register) understand(ctx context.Context, m store.MailIn) (in incoming, err error) {
	in.tries, in.whole = m.Tries, m.Whole
	if in.tries > tooOften {
		return in, nil // reading it may be what goes wrong
	}
	message, proof, box, err := r.read(ctx, m)
	if err != nil {
		return in, err
	}
	in.Message, in.test, in.forged = message, r.isTest(message), proof == inmail.Fail
	in.before = !box.Since.IsZero() && m.Received.Before(box.Since.Add(-mailBefore))
	if in.thread, err = r.threadOf(ctx, in.Message); err != nil || in.own {
		return in, err
	}
	if in.dossier == "" {
		in.guess, in.hint, err = r.hinted(ctx, in.Message)
		return in, err
	}
	party, aside, err := r.partyOf(ctx, in)
	// An absence message answers the envelope, which only who got the letter knows.
	in.party = !aside && (party || in.bounced != "" && in.IsAutomatic())
	return in, err
}

// read opens a mail that was kept, with what its mailbox says of the sender.
func (r *Register) read(ctx context.Context, m store.MailIn) (message inmail.Message, proof inmail.Authenticity, box store.MailboxState, err error) {
	body, err := r.Store.OpenMail(ctx, m)
	if err != nil {
		return message, proof, box, err
	}
	defer func() { _ = body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(body, inmail.MaxSize+1))
	if err != nil {
		return message, proof, box, fmt.Errorf("read a mail that was kept: %w", err)
	}
	message = inmail.Read(raw)
	box, authServer, err := r.boxOf(ctx, m)
	return message, message.Authentic(authServer), box, err
}

// number is what our own numbers look like in a subject.
var number = regexp.MustCompile(`\b20\d\d-\d{4,9}\b`)

// hinted finds a number of ours in the subject. It is for a person: whoever
// guesses a number must get nowhere with it.
func (r *Register) hinted(ctx context.Context, m inmail.Message) (dossier, ref string, err error) {
	for _, ref := range number.FindAllString(m.Subject, 3) {
		id, err := r.Store.IDOf(ctx, r.Home().ID, ref)
		if err != nil {
			return "", "", err
		}
		if id != store.NoDossier {
			return id, ref, nil
		}
	}
	return "", "", nil
}

// cameBefore settles a mail that is the same as an earlier one.
func (r *Register) cameBefore(t *store.Tx, m store.MailIn, in incoming) (again bool, err error) {
	if in.tries > tooOften || m.State != store.MailStored {
		return false, nil
	}
	first, err := t.FirstMail(m, printOf(m, in))
	if err != nil || first {
		return false, err
	}
	return true, t.SettleMail(m, store.Settlement{State: store.MailAgain})
}

// printOf is what makes a mail the same mail: what it says, from whom and when,
// not the road by which it came. The same Message-ID with other words is another.
func printOf(m store.MailIn, in incoming) []byte {
	h := sha256.New()
	part := func(b []byte) {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		_, _ = h.Write(b)
	}
	for _, s := range []string{in.MessageID, in.From.Email, in.From.Name, in.Subject, in.Date.UTC().Format(time.RFC3339), in.Text} {
		part([]byte(s))
	}
	for _, a := range in.Attachments {
		part([]byte(a.Name))
		part(a.Bytes)
	}
	if in.MessageID == "" || in.Date.IsZero() { // too little to tell two short mails apart
		part(fmt.Appendf(nil, "%d", m.Received.Unix()))
	}
	if !m.Whole {
		part(fmt.Appendf(nil, "%d", m.Size))
	}
	return h.Sum(nil)
}

// openComplaint makes a dossier of a mail (S5).
func (r *Register) openComplaint(ctx context.Context, m store.MailIn, in incoming, with ...func(*store.Tx) error) (created store.Created, err error) {
	files, err := r.filesOf(ctx, m, in)
	if err != nil {
		return created, err
	}
	submission := Submission{Key: "mail-" + m.ID, Intake: r.intakeOf(m, in), Files: files}
	err = r.settleAs(ctx, m, in, func(t *store.Tx) (store.Settlement, error) {
		created, err = r.receive(t, complaint.ByComplainant, submission)
		return store.Settlement{State: store.MailComplaint, Dossier: created.ID}, err
	}, with...)
	return created, err
}

func (r *Register) intakeOf(m store.MailIn, in incoming) complaint.Intake {
	received := complaint.Received{Channel: complaint.ChannelEmail, Written: true, From: complaint.FromUnknown, Lang: cmp.Or(in.Lang, "nl"),
		Suspect: in.forged || in.Spam, Automatic: in.IsAutomatic(), Story: storyOf(in), Name: begin(in.From.Name, complaint.NameLimit)}
	if ValidEmail(in.From.Email) {
		received.Email = in.From.Email
		if mail.IsID(in.MessageID) {
			received.MessageID = in.MessageID
		}
	} else if in.From.Email != "" { // nothing of ours can go there: a person reads it in the name
		address := begin(in.From.Email, complaint.NameLimit)
		received.Name = strings.TrimSpace(begin(in.From.Name, complaint.NameLimit-utf8.RuneCountInString(address)-1) + " " + address)
	}
	return complaint.Intake{Received: received, ReceivedAt: earlier(m.Received, r.Now())}
}

// begin keeps of what a stranger made too long the first characters: no complaint
// is lost by a limit, and the whole is in the file.
func begin(s string, most int) string {
	switch {
	case utf8.RuneCountInString(s) <= most:
		return s
	case most < 1:
		return ""
	}
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}

func earlier(at, now time.Time) time.Time {
	if at.After(now) || at.Year() < 1990 {
		return now
	}
	return at
}

// storyOf is the subject and the text. A person must be able to read it, so what
// is longer ends in the file.
func storyOf(in incoming) string {
	subject, text := strings.TrimSpace(in.Subject), strings.TrimSpace(in.Text)
	if subject != "" && !strings.HasPrefix(text, subject) {
		text = strings.TrimSpace(subject + "\n\n" + text)
	}
	if text == "" {
		text = in.Attachments[0].Name // the file is the complaint
	}
	return cut(text, complaint.StoryLimit, in)
}

func cut(text string, most int, in incoming) string {
	rest := restInRaw
	if in.Lang == "en" {
		rest = restInRawEng
	}
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-utf8.RuneCountInString(rest)]) + rest
}

// filesOf seals the attachments, and takes the mail itself along as it came: the
// dossier holds its key from then on.
func (r *Register) filesOf(ctx context.Context, m store.MailIn, in incoming) ([]store.PendingFile, error) {
	var files []store.PendingFile
	for _, a := range in.Attachments[:min(len(in.Attachments), mailFiles)] {
		f, err := r.Store.PutFile(m.Organisation, a.Name, bytes.NewReader(a.Bytes), inmail.MaxSize)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	raw, err := r.Store.RawMail(ctx, m)
	return append(files, raw), err
}

// addReply lays a mail in a dossier, as what its complainant says more.
func (r *Register) addReply(ctx context.Context, m store.MailIn, in incoming, who store.Visitor, dossier string, with ...func(*store.Tx) error) error {
	message := complaint.MessageReceived{Channel: complaint.ChannelEmail, Automatic: in.IsAutomatic(), Text: messageOf(in)}
	return r.addMail(ctx, m, in, who, dossier, complaint.ByComplainant,
		func(c complaint.Complaint, _ complaint.Procedure, at complaint.Moment, files []complaint.Attachment) ([]complaint.Entry, error) {
			message.Attachments = files
			return c.Say(at, message)
		}, with...)
}

// addMail lays a mail with its files in a dossier, and settles it there.
func (r *Register) addMail(ctx context.Context, m store.MailIn, in incoming, who store.Visitor, dossier string, by complaint.MemberID,
	as func(complaint.Complaint, complaint.Procedure, complaint.Moment, []complaint.Attachment) ([]complaint.Entry, error), with ...func(*store.Tx) error) error {
	files, err := r.filesOf(ctx, m, in)
	if err != nil {
		return err
	}
	var attached []complaint.Attachment
	for _, f := range files {
		attached = append(attached, f.Attachment())
	}
	return r.settleAs(ctx, m, in, func(t *store.Tx) (store.Settlement, error) {
		order := Order{Day: earlier(m.Received, r.Now()), by: by, files: files}
		_, err := r.inside(t, who, dossier, order, access.Handle, func(c complaint.Complaint, p complaint.Procedure, at complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return as(c, p, at, attached)
		})
		return store.Settlement{State: store.MailReply, Dossier: dossier}, err
	}, with...)
}

// messageOf is what the writer wrote themselves; what they quote is in the file.
func messageOf(in incoming) string {
	own, _ := in.OwnWords()
	if own = strings.TrimSpace(own); own == "" {
		own = strings.TrimSpace(in.Text)
	}
	if own == "" {
		own = in.Subject
	}
	return cut(own, complaint.MessageLimit, in)
}

// letterBounced: what a mail server could not deliver is owed again.
func (r *Register) letterBounced(ctx context.Context, m store.MailIn, in incoming) error {
	return r.settleAs(ctx, m, in, func(t *store.Tx) (store.Settlement, error) {
		return store.Settlement{State: store.MailReport, Dossier: in.dossier}, r.bounced(t, in.bounced, in.Message)
	})
}

// summary is what a person sees of a mail before opening it.
type summary struct {
	From    string               `json:"from,omitzero"`
	Name    string               `json:"name,omitzero"`
	Subject string               `json:"subject,omitzero"`
	Begin   string               `json:"begin,omitzero"`
	Names   []complaint.MemberID `json:"names,omitzero"` // of the team, whom it names: it is kept from them (R10)
	Ref     string               `json:"ref,omitzero"`   // a number in its subject
	Note    string               `json:"note,omitzero"`  // why somebody refused it
}

func (r *Register) summaryOf(in incoming) ([]byte, error) {
	s := summary{From: in.From.Email, Name: in.From.Name, Subject: in.Subject, Begin: shorten(in.Text, 200), Ref: in.hint}
	s.Names = r.named(complaint.Received{Story: in.Subject + "\n" + in.Text})
	raw, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("write what is known of a mail: %w", err)
	}
	return raw, nil
}

// shorten gives the first words on one line.
func shorten(text string, most int) string {
	var line strings.Builder
	for word := range strings.FieldsSeq(text) {
		if line.Len()+len(word) > most {
			break
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(word)
	}
	return line.String()
}
