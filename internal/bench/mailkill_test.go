package bench

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestKillMail kills the program at every piece of what it says to its mailbox and
// its mail server, and at moments in between. No mail and no letter is lost, and
// none is there twice.
func TestKillMail(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killMail(t, "") })
	t.Run("postgres", func(t *testing.T) { killMail(t, testkit.Postgres(t)) })
}

// postRoom is the program between a real Dovecot and a real Postfix, with a wire.
type postRoom struct {
	*server
	post     *testkit.MailServer
	inbox    *testkit.Inbox
	wire     *tripwire
	database string
	numbers  string
	lead     *http.Client

	complaints int
	answered   map[int]bool    // complainants who answered a letter or a receipt
	written    map[string]bool // complainants to whom a letter was written, as the page said
}

func killMail(t *testing.T, database string) {
	p := newPostRoom(t, database)
	for round := range *killRounds {
		p.comesIn(t, round)
		p.round(t, round)
	}
	p.finish(t)
	p.count(t)
}

func newPostRoom(t *testing.T, database string) *postRoom {
	t.Helper()
	p := &postRoom{post: testkit.Postfix(t), wire: &tripwire{}, database: database, numbers: testkit.FreeAddress(t), written: map[string]bool{}, answered: map[int]bool{}}
	p.inbox = testkit.Mailbox(t, p.post)
	args := []string{}
	if database != "" {
		args = append(args, "--database", database)
	}
	p.server = newServer(t, args...)
	p.server.args = append(p.server.args, "--mailbox", p.wire.through(t, p.inbox.URL("address=klachten@voorbeeld.example")),
		"--smtp", p.wire.through(t, p.post.URL()+"?from=klachten@voorbeeld.example"), "--undo", "0s", "--metrics", p.numbers)
	return p
}

func complainant(n int) string { return fmt.Sprintf("klager%d@elders.example", n) }

// comesIn puts a complaint in the mailbox, and an answer to a letter if there is one.
func (p *postRoom) comesIn(t *testing.T, round int) {
	t.Helper()
	from := complainant(p.complaints)
	p.inbox.Put(t, []byte(mailOf(from, "klachten@voorbeeld.example", fmt.Sprintf("Klacht %d", p.complaints), strings.Repeat("De zaal was koud. ", 1+round%7*3000))))
	p.complaints++
	for n := range p.complaints {
		for _, m := range p.post.Messages(complainant(n)) {
			if to := strings.Trim(m.Header.Get("Reply-To"), "<>"); to != "" && !p.answered[n] {
				p.inbox.Put(t, []byte(mailOf(complainant(n), to, "Re: uw klacht", fmt.Sprintf("Antwoord %d.", n))))
				p.answered[n] = true
				return
			}
		}
	}
}

var mails int

func mailOf(from, to, subject, text string) string {
	mails++
	return fmt.Sprintf("From: %s\r\nTo: %s\r\nDelivered-To: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <kill-%d@elders.example>\r\n\r\n%s\r\n",
		from, to, to, subject, time.Now().Format(time.RFC1123Z), mails, text)
}

// round runs the program until the wire kills it, or a moment by chance, or until
// there is nothing left to do.
func (p *postRoom) round(t *testing.T, round int) {
	t.Helper()
	dead := make(chan struct{})
	var once sync.Once
	die := func() { once.Do(func() { _ = p.cmd.Process.Kill(); close(dead) }) }
	step := int64(round + 1)
	if *killRounds < 100 {
		step = int64(1 + round*9)
	}
	if round%5 == 4 {
		p.wire.set(0, false, die)
		time.AfterFunc(time.Duration(100+rand.IntN(700))*time.Millisecond, die)
	} else {
		p.wire.set(step, round%2 == 0, die)
	}
	p.timePasses(t)
	if p.starts(t, dead) {
		p.acknowledge()
		p.settled(dead, 10*time.Second)
	}
	die()
	_ = p.cmd.Wait()
	p.cmd = nil
}

// starts starts the program; false means that it was killed before it answered.
func (p *postRoom) starts(t *testing.T, dead chan struct{}) bool {
	t.Helper()
	p.cmd = exec.Command(p.bin, append([]string{"serve", "--data", p.data(), "--addr", "127.0.0.1:0", "--master-key", p.key(), "--limits", "off"}, p.args...)...)
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return false
	}
	p.url = strings.TrimSuffix(strings.TrimSpace(line), "/")
	if p.lead == nil && !p.comesInside(t) {
		return false
	}
	select {
	case <-dead:
		return false
	default:
		return true
	}
}

// comesInside signs the lead in; her session outlives the program.
func (p *postRoom) comesInside(t *testing.T) bool {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	res, err := c.PostForm(p.url+"/staff/sign-in", url.Values{"email": {leadEmail}, "password": {password}})
	if err != nil {
		return false // killed
	}
	_ = res.Body.Close()
	p.lead = c
	return true
}

// timePasses ends leases and pauses while the program is dead, so that nobody
// waits for half an hour.
func (p *postRoom) timePasses(t *testing.T) {
	t.Helper()
	driver, address := "sqlite3", "file:"+filepath.Join(p.data(), "reg.db")+"?_pragma=busy_timeout(10000)"
	if p.database != "" {
		driver, address = "pgx", p.database+"?search_path=register"
		if strings.Contains(p.database, "?") {
			address = p.database + "&search_path=register"
		}
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, later := range []string{"UPDATE job SET lease_until = 0", "UPDATE mail_in SET lease_until = 0",
		"UPDATE job SET run_at = 0 WHERE state <> 'held'"} {
		if _, err := db.Exec(later); err != nil {
			t.Fatal(err)
		}
	}
}

var refInSubject = regexp.MustCompile(`\((\d{4}-\d+)\)`)

// acknowledge writes to complainants who know their number.
func (p *postRoom) acknowledge() {
	for n := range p.complaints {
		to := complainant(n)
		if p.written[to] {
			continue
		}
		for _, m := range p.post.Messages(to) {
			ref := refInSubject.FindStringSubmatch(m.Header.Get("Subject"))
			if ref == nil {
				continue
			}
			res, err := p.lead.PostForm(p.url+"/staff/complaints/"+ref[1]+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"De kachel is aan."}, "via": {"email"}})
			if err != nil {
				return // killed
			}
			_ = res.Body.Close()
			p.written[to] = true
			break
		}
	}
}

// settled waits until the program has nothing left to do.
func (p *postRoom) settled(dead chan struct{}, most time.Duration) bool {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		select {
		case <-dead:
			return false
		default:
		}
		n, err := p.read()
		if err == nil && n[`jobs{state="queued"}`] == 0 && n[`mails{state="stored"}`] == 0 && n.mails() == p.inbox.Count() {
			return true
		}
	}
	return false
}

type numbers map[string]int

func (n numbers) mails() (all int) {
	for name, count := range n {
		if strings.HasPrefix(name, "mails{") {
			all += count
		}
	}
	return all
}

func (p *postRoom) read() (numbers, error) {
	res, err := http.Get("http://" + p.numbers + "/metrics")
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	n := numbers{}
	for line := range strings.Lines(string(page)) {
		name, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "wederhoor_")), " ")
		if v, numberErr := strconv.ParseFloat(value, 64); ok && numberErr == nil {
			n[name] = int(v)
		}
	}
	return n, err
}

// finish lets the program do what is left, without the wire.
func (p *postRoom) finish(t *testing.T) {
	t.Helper()
	p.wire.set(0, false, nil)
	p.timePasses(t)
	never := make(chan struct{})
	if !p.starts(t, never) {
		t.Fatal("it does not start any more")
	}
	for range 3 { // receipts bring numbers, and numbers letters
		if !p.settled(never, 60*time.Second) {
			n, err := p.read()
			t.Fatalf("it does not come to rest: %v, %v", n, err)
		}
		time.Sleep(500 * time.Millisecond) // Postfix delivers
		p.acknowledge()
	}
	p.stop()
}

// count holds what is in the register against what went in and out.
func (p *postRoom) count(t *testing.T) {
	t.Helper()
	r, shut := p.inside(t, time.Now)
	defer shut()
	ctx := context.Background()
	if err := r.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	token, err := r.SignIn(ctx, leadEmail, password)
	if err != nil {
		t.Fatal(err)
	}
	lead, err := r.Recognise(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	totals, err := r.Store.MailTotals(ctx, r.Home().ID)
	if err != nil {
		t.Fatal(err)
	}
	unread, err := r.Store.ParkedMail(ctx, r.Home().ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range unread { // it died three times with this one in its hands: a person gets it
		if m.Reason != register.ParkedUnreadable {
			t.Errorf("a mail is parked: %s", m.Reason)
		}
	}
	receipts, letters, twice := p.delivered()
	said, messages, uncertain, lost := 0, 0, 0, 0
	seen := map[string]int{}
	for after := ""; ; {
		page := r.List(lead, register.Filter{View: "all", After: after})
		for _, it := range page.Items {
			d, err := r.Open(ctx, lead, it.Ref)
			if err != nil {
				t.Fatal(err)
			}
			said++
			seen[d.Complaint.Received.Email]++
			for _, e := range d.Complaint.History {
				if e.Event.Kind() == complaint.KindMessage {
					messages++
				}
			}
			for _, l := range d.Complaint.Letters {
				arrived := letters[d.Complaint.Received.Email] > 0
				switch {
				case l.State == complaint.LetterUncertain:
					uncertain++
				case l.State != complaint.LetterDone || !arrived:
					lost++
					t.Errorf("a letter is %s (%s), and it arrived: %v", l.State, l.Failure, arrived)
				}
			}
		}
		if after = page.Older; after == "" {
			break
		}
	}
	for who, n := range seen {
		if n != 1 {
			t.Errorf("%s has %d dossiers", who, n)
		}
	}
	t.Logf("%d rounds, %d complaints and %d answers by mail: %d dossiers, %d messages, ledger %v; %d receipts, %d letters, %d uncertain, %d lost, %d doubled",
		*killRounds, p.complaints, len(p.answered), said, messages, totals, receipts, len(letters), uncertain, lost, twice)
	if said+messages+len(unread) != p.complaints+len(p.answered) || said > p.complaints || messages > len(p.answered) || totals[store.MailStored] != 0 || twice != 0 || len(letters) == 0 {
		t.Error("something is lost or doubled")
	}
}

// delivered counts what Postfix delivered to complainants: receipts, who got a
// letter, and what somebody got twice.
func (p *postRoom) delivered() (receipts int, letters map[string]int, twice int) {
	letters = map[string]int{}
	for n := range p.complaints {
		to, got := complainant(n), map[string]int{}
		for _, m := range p.post.Messages(to) {
			if got[m.Header.Get("Message-Id")]++; got[m.Header.Get("Message-Id")] > 1 {
				twice++
			}
			if m.From == "" {
				receipts++
			} else {
				letters[to]++
			}
		}
		if letters[to] > 1 {
			twice++
		}
	}
	return receipts, letters, twice
}
