package bench

import (
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"wederhoor/internal/testkit"
)

// TestBenchMail takes a mailbox into the register and prints how many mails that
// is in a second, beside a loop that fetches the same mailbox and drops it. Memory
// must stay within bounds, also with large mails.
func TestBenchMail(t *testing.T) {
	mails, large := 50, 1
	if *report {
		mails, large = 5000, 20
	}
	t.Run("sqlite", func(t *testing.T) { takeIn(t, mails, large) })
	t.Run("postgres", func(t *testing.T) { takeIn(t, mails, large, "--database", testkit.Postgres(t)) })
}

func takeIn(t *testing.T, mails, large int, args ...string) {
	inbox := testkit.Mailbox(t, nil)
	inbox.PutMany(t, mails, ordinary)
	setting := inbox.URL("address=klachten@voorbeeld.example")
	began := time.Now()
	size := fetched(t, setting)
	bare := float64(mails) / time.Since(began).Seconds()

	p := &postRoom{inbox: inbox, numbers: testkit.FreeAddress(t), server: newServer(t, args...)}
	p.args = append(p.args, "--mailbox", setting, "--metrics", p.numbers)
	p.start(t)
	began = time.Now()
	peak := p.whole(t, mails)
	took := time.Since(began)
	rate := float64(mails) / took.Seconds()
	t.Logf("%d mails of %d MB in all: %.0f/s into the register, bare fetch loop %.0f/s, ratio %.2f; at most %d MB resident", mails, size>>20, rate, bare, rate/bare, peak)
	if peak > 256 {
		t.Errorf("%d MB resident", peak)
	}

	inbox.PutMany(t, large, heavy)
	peak = p.whole(t, mails+large)
	t.Logf("%d more of 20 MB each: at most %d MB resident", large, peak)
	if peak > 512 {
		t.Errorf("%d MB resident with large mails", peak)
	}
}

// whole waits until so many mails are settled and gives the most memory used.
func (p *postRoom) whole(t *testing.T, mails int) (peak int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		peak = max(peak, p.resident(t))
		n, err := p.read()
		if err == nil && n.mails() == mails && n[`mails{state="stored"}`] == 0 {
			return peak
		}
	}
	t.Fatal("the mails do not come in")
	return 0
}

// fetched is the bare loop; it says how many bytes there were.
func fetched(t *testing.T, setting string) (size int64) {
	t.Helper()
	u, err := url.Parse(setting)
	if err != nil {
		t.Fatal(err)
	}
	c, err := imapclient.DialInsecure(u.Host, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	secret, _ := u.User.Password()
	if err := c.Login(u.User.Username(), secret).Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		t.Fatal(err)
	}
	all := imap.UIDSet{}
	all.AddRange(1, 0)
	fetch := c.Fetch(all, &imap.FetchOptions{BodySection: []*imap.FetchItemBodySection{{Peek: true}}})
	for m := fetch.Next(); m != nil; m = fetch.Next() {
		for item := m.Next(); item != nil; item = m.Next() {
			if body, ok := item.(imapclient.FetchItemDataBodySection); ok {
				n, err := io.Copy(io.Discard, body.Literal)
				if err != nil {
					t.Fatal(err)
				}
				size += n
			}
		}
	}
	if err := fetch.Close(); err != nil {
		t.Fatal(err)
	}
	return size
}

// ordinary is a mail as people send them: text and HTML, one in four with a file.
func ordinary(i int) []byte {
	r := rand.New(rand.NewPCG(uint64(i), 7)) //nolint:gosec // a test
	said := strings.Repeat(text, 1+r.IntN(8))
	body := "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + said + "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>" + said + "</p></body></html>\r\n"
	file := ""
	if i%4 == 0 {
		file = attached(r, 1<<10+r.IntN(40<<10))
	}
	return []byte(fmt.Sprintf("From: Klager %d <klager%d@elders.example>\r\nTo: klachten@voorbeeld.example\r\nSubject: Klacht %d\r\nDate: %s\r\nMessage-ID: <bench-%d@elders.example>\r\nMIME-Version: 1.0\r\n",
		i, i, i, time.Now().Format(time.RFC1123Z), i) + "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" + body + "--b--\r\n" + file + "--m--\r\n")
}

func heavy(i int) []byte {
	r := rand.New(rand.NewPCG(uint64(i), 8)) //nolint:gosec // a test
	return []byte(fmt.Sprintf("From: klager%d@elders.example\r\nTo: klachten@voorbeeld.example\r\nSubject: Zwaar %d\r\nDate: %s\r\nMessage-ID: <zwaar-%d@elders.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nZie de bijlage.\r\n",
		i, i, time.Now().Format(time.RFC1123Z), i) + attached(r, 14<<20) + "--m--\r\n")
}

func attached(r *rand.Rand, size int) string {
	raw := make([]byte, size)
	for i := range raw {
		raw[i] = byte(r.Uint32()) //nolint:gosec // a test
	}
	return "--m\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=bijlage.bin\r\n\r\n" +
		base64.StdEncoding.EncodeToString(raw) + "\r\n"
}
