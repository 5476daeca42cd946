package demo

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"strings"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// inBox is where the invented mail came in; no server has it.
const inBox = "demo"

// keep puts a mail in the ledger as the reader of a mailbox would, and lets the
// register say what it is.
func (y *year) keep(ctx context.Context, raw string) (store.MailIn, error) {
	home := y.r.Home().ID
	box, err := y.r.Store.MailboxID(ctx, home, inBox)
	if err != nil {
		return store.MailIn{}, fmt.Errorf("find the mailbox of the demo: %w", err)
	}
	file, err := y.r.Store.PutFile(home, "e-mail.eml", strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		return store.MailIn{}, fmt.Errorf("keep a mail of the demo: %w", err)
	}
	y.mails++
	now := y.clock.Now()
	err = y.r.Store.Write(ctx, func(t *store.Tx) error {
		return t.KeepMail(home, store.Arrival{Mailbox: box, Validity: 1, UID: y.mails, Size: int64(len(raw)), Whole: true, Received: now, Raw: file})
	})
	if err == nil {
		_, err = y.r.SettleMail(ctx)
	}
	if err != nil {
		return store.MailIn{}, fmt.Errorf("settle a mail of the demo: %w", err)
	}
	last, err := y.r.Store.MailLedger(ctx, home, now.Add(time.Millisecond), 1)
	if err == nil && len(last) == 0 {
		err = errors.New("the ledger of the demo is empty")
	}
	if err != nil {
		return store.MailIn{}, fmt.Errorf("find a mail of the demo: %w", err)
	}
	return last[0], nil
}

// plain is a mail with nothing but text.
func plain(from, subject string, at time.Time, text string) string {
	head := ""
	if from != "" {
		head = "From: " + from + "\r\n"
	}
	return head + "To: klachten@voorbeeld.example\r\nSubject: " + mime.QEncoding.Encode("utf-8", subject) + "\r\nDate: " + at.Format(time.RFC1123Z) +
		fmt.Sprintf("\r\nMessage-ID: <demo-%d@voorbeeld.example>\r\n", at.Unix()) +
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n"
}

// mailed is a complaint that came in by mail: nobody passed it on.
func (l *line) mailed() {
	at := l.moment(l.received, l.hour)
	l.acts = append(l.acts, act{at, func(ctx context.Context) error {
		m, err := l.keep(ctx, plain(l.name+" <"+l.address()+">", l.title, at, l.story))
		if err != nil {
			return err
		}
		if l.ref, err = l.opened(m); err != nil {
			return fmt.Errorf("%q: %w", l.title, err)
		}
		return nil
	}})
}

// opened is the number of the complaint that a mail became.
func (y *year) opened(m store.MailIn) (string, error) {
	for _, it := range y.r.List(y.people[mirjam], register.Filter{View: "all"}).Items {
		if it.ID == m.Dossier {
			return it.Ref, nil
		}
	}
	return "", fmt.Errorf("a mail became %s %s", m.State, m.Reason)
}

// desk is the mail of the last weeks that no program can judge: three wait for a
// person, one was looked at, and one came twice.
func (y *year) desk() {
	twice := ""
	y.mail(12*24*time.Hour, func(ctx context.Context, at time.Time) error {
		m, err := y.keep(ctx, plain("Zaalverhuur De Korf <info@dekorf.example>", "", at, ""))
		if err != nil {
			return err
		}
		return y.r.RefuseParked(ctx, y.people[mirjam], register.Judging{ID: m.ID}, "Een leeg bericht van de zaalverhuurder. Ik heb gebeld: het ging vanzelf weg.")
	})
	y.mail(50*time.Hour, func(ctx context.Context, at time.Time) error {
		twice = plain("", "Scan van de receptie", at, "Aan wie het aangaat\n\nDe koffie was op om tien uur en er was ook geen thee.\nWe hadden een volle dag betaald.\n\nEen deelnemer van dinsdag")
		_, err := y.keep(ctx, twice)
		return err
	})
	y.mail(49*time.Hour, func(ctx context.Context, _ time.Time) error {
		_, err := y.keep(ctx, twice)
		return err
	})
	y.mail(27*time.Hour, func(ctx context.Context, at time.Time) error {
		_, err := y.keep(ctx, plain("Marit Smit <marit.smit@elders.example>", "Rekening, klacht "+y.refs["Wouter Smit"], at,
			"Dag,\n\nIk werk samen met Wouter. Hij is er deze week niet.\nHet gaat om de post ‘extra uren’ op blad twee. Kunt u die eraf halen?\n\nMet groet,\nMarit Smit"))
		return err
	})
	y.mail(5*time.Hour, func(ctx context.Context, at time.Time) error {
		_, err := y.keep(ctx, plain("Jolien Akkerman <j.akkerman@elders.example>", "", at, ""))
		return err
	})
}

// mail plans something so long before now.
func (y *year) mail(ago time.Duration, do func(context.Context, time.Time) error) {
	at := y.now.Add(-ago)
	y.acts = append(y.acts, act{at, func(ctx context.Context) error { return do(ctx, at) }})
}
