// Package doctor looks whether an installation can do its work: names, mail
// servers, mailboxes, a round trip, and the machine itself. It opens no database
// and changes nothing; a mail to itself is all that it leaves.
package doctor

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"

	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
)

// Settings are those of serve, and how to look.
type Settings struct {
	Data, MasterKey string
	SMTP            string
	Mailboxes       []string
	Files           string // as for serve; empty: the data folder
	DNS             string // host:port of another resolver; "": that of the system
	RoundTrip       bool
	Lang            string // nl or en
	Now             func() time.Time
	Patience        time.Duration // for the round trip; zero: a minute
}

// said is one text in both languages.
type said struct{ nl, en string }

// report prints a line for each check and counts what is wrong.
type report struct {
	out   io.Writer
	lang  string
	wrong int
}

func (r *report) in(s said, args ...any) string {
	text := s.nl
	if r.lang == "en" {
		text = s.en
	}
	return fmt.Sprintf(text, args...)
}

func (r *report) good(what said, args ...any) { fmt.Fprintf(r.out, "✓ %s\n", r.in(what, args...)) }

// skip is for what was not looked at, or is worth knowing and not wrong.
func (r *report) skip(what said, args ...any) { fmt.Fprintf(r.out, "– %s\n", r.in(what, args...)) }

// bad says what is wrong and in one sentence what to do.
func (r *report) bad(do, what said, args ...any) {
	r.wrong++
	fmt.Fprintf(r.out, "✗ %s. %s\n", r.in(what, args...), r.in(do))
}

// doctor is one look.
type doctor struct {
	Settings
	*report
	server *mail.Server
	boxes  []*mailbox.Box
	dns    *net.Resolver
}

// Run looks at everything and prints what it finds. It returns how many things are
// wrong; a setting that cannot be read is one of them.
func Run(ctx context.Context, s Settings, out io.Writer) (wrong int) {
	if s.Patience == 0 {
		s.Patience = time.Minute
	}
	d := &doctor{Settings: s, report: &report{out: out, lang: s.Lang}, dns: resolver(s.DNS)}
	d.machine()
	d.files(ctx)
	d.settings()
	for _, domain := range d.domains() {
		d.domain(ctx, domain)
	}
	d.sending(ctx)
	for _, b := range d.boxes {
		d.reading(ctx, b)
	}
	d.roundTrip(ctx)
	return d.wrong
}

func (d *doctor) settings() {
	if d.SMTP == "" {
		d.skip(said{"geen mailserver ingesteld: brieven gaan op papier", "no mail server set: letters go on paper"})
	} else if server, err := mail.ParseServer(d.SMTP); err != nil {
		d.bad(said{"Verbeter de instelling --smtp.", "Mend the setting --smtp."}, said{"mailserver: %v", "mail server: %v"}, err)
	} else {
		d.server = server
		d.ends(said{"het wachtwoord van de mailserver", "the password of the mail server"}, server.Expires())
	}
	if len(d.Mailboxes) == 0 {
		d.skip(said{"geen brievenbus ingesteld: e-mail wordt niet gelezen", "no mailbox set: no e-mail is read"})
	}
	for _, setting := range d.Mailboxes {
		b, err := mailbox.Parse(setting)
		if err != nil {
			d.bad(said{"Verbeter de instelling --mailbox.", "Mend the setting --mailbox."}, said{"brievenbus: %v", "mailbox: %v"}, err)
			continue
		}
		d.boxes = append(d.boxes, b)
		d.ends(said{"het wachtwoord van " + b.Address(), "the password of " + b.Address()}, b.Expires())
	}
}

// soon is how long before its end a secret or certificate is something to do.
const soon = 30

// ends judges the day on which a secret ends.
func (d *doctor) ends(what said, at time.Time) {
	name, days := d.in(what), d.days(at)
	switch {
	case at.IsZero():
		d.skip(said{"%s: niemand zei wanneer het verloopt (expires=2027-03-01)", "%s: nobody said when it ends (expires=2027-03-01)"}, name)
	case days < soon:
		d.bad(said{"Maak een nieuw en pas de instelling aan.", "Make a new one and change the setting."}, said{"%s verloopt over %d dagen", "%s ends in %d days"}, name, days)
	default:
		d.good(said{"%s verloopt over %d dagen", "%s ends in %d days"}, name, days)
	}
}

func (d *doctor) days(until time.Time) int { return int(until.Sub(d.Now()).Hours() / 24) }
