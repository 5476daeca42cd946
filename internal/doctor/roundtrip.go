package doctor

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"wederhoor/internal/inmail"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
)

const (
	testHeader = "X-Wederhoor-Test"
	testTag    = "t-" // a register refuses what we mail to such an address as its own test
	skew       = 2 * time.Minute
	most       = 1 << 20 // bytes of a mail that may be ours
)

// came is the test as it lay in the mailbox.
type came struct {
	raw      []byte
	received time.Time // by the clock of the mail server
	took     time.Duration
}

// roundTrip mails to the mailbox where answers go, and waits for it there.
func (d *doctor) roundTrip(ctx context.Context) {
	switch {
	case d.server == nil || len(d.boxes) == 0:
		return
	case !d.RoundTrip:
		d.skip(said{"heen en weer: niet gevraagd", "round trip: not asked for"})
		return
	case !d.server.Tags():
		d.skip(said{"heen en weer: niet met verp=off", "round trip: not with verp=off"})
		return
	}
	got, ok := d.travel(ctx, d.boxes[0])
	if !ok {
		return
	}
	d.good(said{"heen en weer: de test kwam aan na %v", "round trip: the test arrived after %v"}, got.took.Round(time.Second/10))
	d.good(said{"plus-adressen: de brievenbus neemt ze aan", "plus addresses: the mailbox takes them"})
	d.compareClocks(got)
	d.judge(ctx, d.boxes[0], got.raw)
}

func (d *doctor) travel(ctx context.Context, b *mailbox.Box) (got came, ok bool) {
	token := strings.ToLower(rand.Text())
	to, fits := mail.Tagged(b.Address(), testTag+token[:16])
	if !fits {
		d.bad(said{"Neem een korter adres, of zet verp=off in --smtp.", "Take a shorter address, or put verp=off in --smtp."}, said{"plus-adressen: %s is te lang", "plus addresses: %s is too long"}, b.Address())
		return got, false
	}
	s, err := b.Open(ctx)
	if err != nil { // a line above says so
		return got, false
	}
	defer func() { _ = s.Close() }()
	before, err := s.UIDs(ctx)
	if err != nil {
		d.bad(whatToDo(err), said{"heen en weer: %v", "round trip: %v"}, err)
		return got, false
	}
	began := d.Now()
	if !d.send(ctx, b, to, token) {
		return got, false
	}
	bounded, cancel := context.WithTimeout(ctx, d.Patience)
	defer cancel()
	got, err = arrives(bounded, s, before, token)
	if err != nil {
		d.bad(said{"Kijk of de brievenbus adressen met een plus aanneemt (zet anders verp=off in --smtp), en in de map voor spam.", "See whether the mailbox takes addresses with a plus (if not, put verp=off in --smtp), and in the folder for spam."},
			said{"heen en weer: de test kwam niet aan binnen %v", "round trip: the test did not arrive within %v"}, d.Patience)
		return got, false
	}
	got.took = d.Now().Sub(began)
	return got, true
}

func (d *doctor) send(ctx context.Context, b *mailbox.Box, to, token string) bool {
	from := d.server.From()
	if from == "" {
		from = b.Address()
	}
	_, domain, _ := strings.Cut(from, "@")
	raw, err := mail.Compose(mail.Message{ID: testTag + token + "@" + domain, Date: d.Now(), From: from, FromName: "Wederhoor", To: to, Subject: "Wederhoor: test",
		Text: "Dit is een test van wederhoor doctor. U hoeft niets te doen.\r\n", Automatic: true, Headers: map[string]string{testHeader: token}})
	if err != nil {
		d.bad(said{"Kijk naar from in --smtp.", "Look at from in --smtp."}, said{"heen en weer: %v", "round trip: %v"}, err)
		return false
	}
	o := d.server.Send(ctx, from, to, raw)
	switch {
	case o.State == mail.Accepted, o.State == mail.Uncertain:
		return true
	case o.State == mail.Refused:
		d.bad(said{"Laat de server adressen met een plus aannemen, of zet verp=off in --smtp.", "Let the server take addresses with a plus, or put verp=off in --smtp."},
			said{"plus-adressen: de mailserver weigert de test: %s", "plus addresses: the mail server refuses the test: %s"}, o.Reason)
	default:
		d.bad(said{"Probeer het later nog eens, en kijk naar de mailserver.", "Try again later, and look at the mail server."}, said{"heen en weer: niet verstuurd: %s", "round trip: not sent: %s"}, o.Reason)
	}
	return false
}

// arrives waits for a mail with this token that was not there before.
func arrives(ctx context.Context, s *mailbox.Session, seen []uint32, token string) (got came, err error) {
	for {
		all, err := s.UIDs(ctx)
		if err != nil {
			return got, err
		}
		fresh := slices.DeleteFunc(slices.Clone(all), func(uid uint32) bool { return slices.Contains(seen, uid) })
		err = s.Fetch(ctx, fresh, most, func(item mailbox.Item) error {
			raw, err := io.ReadAll(io.LimitReader(item.Body, most))
			if err == nil && bytes.Contains(head(raw), []byte(testHeader+": "+token)) {
				got = came{raw: raw, received: item.Received}
			}
			return err
		})
		if err != nil || got.raw != nil {
			return got, err
		}
		seen = all
		if err := s.Wait(ctx, 5*time.Second); err != nil {
			return got, err
		}
	}
}

func head(raw []byte) []byte {
	h, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	return h
}

func (d *doctor) compareClocks(got came) {
	apart := d.Now().Sub(got.received)
	if got.received.IsZero() {
		return
	}
	if apart.Abs() > skew+got.took {
		d.bad(said{"Laat een van beide gelijk zetten (chrony): termijnen hangen ervan af.", "Have one of both kept right (chrony): terms depend on it."},
			said{"klok: %v verschil met de mailserver", "clock: %v apart from the mail server"}, apart.Round(time.Second))
		return
	}
	d.good(said{"klok: gelijk met de mailserver", "clock: the same as the mail server's"})
}

// judge reads what the receiving server saw, and verifies the signature.
func (d *doctor) judge(ctx context.Context, b *mailbox.Box, raw []byte) {
	m := inmail.Read(raw)
	d.signature(ctx, raw, m.From.Email)
	if m.AuthResults == nil {
		d.skip(said{"de ontvangende server schrijft geen Authentication-Results: vervalste afzenders zijn niet te zien", "the receiving server writes no Authentication-Results: forged senders cannot be seen"})
		return
	}
	if b.AuthServer() != "" && !strings.EqualFold(b.AuthServer(), m.AuthResults.Server) {
		d.bad(said{"Zet die naam in authserv van --mailbox.", "Put that name in authserv of --mailbox."}, said{"Authentication-Results is van %q en niet van %q", "Authentication-Results is of %q and not of %q"}, m.AuthResults.Server, b.AuthServer())
	} else if b.AuthServer() == "" {
		d.skip(said{"Authentication-Results van %q tellen niet: zet authserv in --mailbox", "Authentication-Results of %q do not count: put authserv in --mailbox"}, m.AuthResults.Server)
	}
	for _, method := range []string{"spf", "dkim", "dmarc"} {
		d.seen(m.AuthResults, method)
	}
}

func (d *doctor) seen(results *inmail.AuthResults, method string) {
	name := strings.ToUpper(method)
	best := ""
	for _, r := range results.Results {
		if r.Method == method && best != "pass" {
			best = r.Result
		}
	}
	switch best {
	case "pass":
		d.good(said{"%s bij de ontvanger: pass", "%s at the receiver: pass"}, name)
	case "", "none":
		d.skip(said{"%s bij de ontvanger: niet beoordeeld", "%s at the receiver: not judged"}, name)
	default:
		d.bad(said{"Kijk naar dat record en naar wat de mailserver doet met onze post.", "Look at that record and at what the mail server does with our mail."}, said{"%s bij de ontvanger: %s", "%s at the receiver: %s"}, name, best)
	}
}

// signature verifies DKIM ourselves, and whether it is of our own domain.
func (d *doctor) signature(ctx context.Context, raw []byte, from string) {
	all, err := dkim.VerifyWithOptions(bytes.NewReader(raw), &dkim.VerifyOptions{MaxVerifications: 5,
		LookupTXT: func(name string) ([]string, error) { return d.dns.LookupTXT(ctx, strings.TrimSuffix(name, ".")+".") }})
	if err != nil && !errors.Is(err, dkim.ErrTooManySignatures) || len(all) == 0 {
		d.skip(said{"DKIM: niet ondertekend; post die binnen één server blijft is dat vaak niet", "DKIM: not signed; mail that stays within one server often is not"})
		return
	}
	_, domain, _ := strings.Cut(strings.ToLower(from), "@")
	for _, v := range all {
		if v.Err == nil && (domain == v.Domain || strings.HasSuffix(domain, "."+v.Domain)) {
			d.good(said{"DKIM: de handtekening van %s klopt", "DKIM: the signature of %s is right"}, v.Domain)
			return
		}
	}
	d.bad(said{"Laat de mailserver ondertekenen met een sleutel van het eigen domein, en zet die in DNS.", "Have the mail server sign with a key of your own domain, and put that in DNS."}, said{"DKIM: geen geldige handtekening van %s", "DKIM: no valid signature of %s"}, domain)
}
