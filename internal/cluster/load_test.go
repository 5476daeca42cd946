package cluster

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/store"
)

// answer is what came back on one request.
type answer struct {
	kind  string // acknowledged, refused calmly, by the proxy, cut off, or a status
	code  string
	rough string // an answer that nobody should get, whatever goes wrong behind it
}

var codeOnPage = regexp.MustCompile(`id="receipt-code">([0-9A-Z-]+)<`)

// load is people who send complaints and a team that works on them.
type load struct {
	*site
	*ledger
	eyes *http.Client // of somebody who only looks; everybody is the lead, and has five sessions at most
	stop chan struct{}
	all  sync.WaitGroup

	refsLock sync.Mutex
	refs     []string // numbers of dossiers, as the database has them
}

// pause is between two acts of one person: the machine is small, and this test is
// about what is lost and not about how much goes through.
const pause = 150 * time.Millisecond

func (s *site) load(t *testing.T, complainants, team int) *load {
	t.Helper()
	l := &load{site: s, ledger: newLedger(), stop: make(chan struct{})}
	for n := range complainants {
		l.all.Go(func() { l.complain(n) })
	}
	for n := range team {
		c := l.signIn(t)
		l.all.Go(func() { l.work(n, c) })
	}
	l.all.Go(l.look)
	return l
}

func (l *load) end() {
	close(l.stop)
	l.all.Wait()
}

func (l *load) stopped(wait time.Duration) bool {
	select {
	case <-l.stop:
		return true
	case <-time.After(wait):
		return false
	}
}

// complain sends one complaint after another. Who gets no receipt sends the same form
// again, as the page asks; one in ten gives up at once.
func (l *load) complain(client int) {
	c := anybody()
	for n := 0; !l.stopped(pause); n++ {
		name := fmt.Sprintf("klager%d-%d@elders.example", client, n)
		e := l.sent(l.complaints, name, &entry{email: name, text: fmt.Sprintf("Klager %d vertelt voor de keer %d wat er misging.", client, n), key: store.NewID(), file: n%5 == 4})
		for most := tries(n); e.tries < most && !l.told(e, l.complaint(c, e)) && !l.stopped(500*time.Millisecond); {
		}
	}
}

func tries(n int) int {
	if n%10 == 9 {
		return 1
	}
	return 240 // two minutes at least
}

func anybody() *http.Client {
	return &http.Client{Timeout: 50 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (l *load) complaint(c *http.Client, e *entry) answer {
	form := url.Values{"key": {e.key}, "story": {e.text}, "name": {"Tessa Jansen"}, "email": {e.email}}
	if !e.file {
		return read(c, l.url+"/complaints", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), e.text)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		_ = w.WriteField(name, values[0])
	}
	part, _ := w.CreateFormFile("attachment", "foto.txt")
	_, _ = io.WriteString(part, attachment(e.text))
	_ = w.Close()
	return read(c, l.url+"/complaints", w.FormDataContentType(), &body, e.text)
}

func attachment(story string) string { return "Bij: " + story }

// read sends a form and says what the answer means.
func read(c *http.Client, to, kind string, body io.Reader, typed string) answer {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, to, body)
	if err != nil {
		return answer{kind: err.Error()}
	}
	req.Header.Set("Content-Type", kind)
	res, err := c.Do(req)
	if err != nil {
		return answer{kind: "cut off"}
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	page := string(raw)
	switch {
	case err != nil:
		return answer{kind: "cut off"}
	case res.StatusCode == http.StatusSeeOther && !strings.Contains(res.Header.Get("Location"), "sign-in"):
		return answer{kind: "acknowledged"}
	case res.StatusCode == http.StatusOK && codeOnPage.MatchString(page):
		return answer{kind: "acknowledged", code: codeOnPage.FindStringSubmatch(page)[1]}
	case res.StatusCode == http.StatusServiceUnavailable && strings.Contains(page, "<main") && strings.Contains(page, typed):
		a := answer{kind: "refused calmly"}
		if res.Header.Get("Retry-After") == "" {
			a.rough = "503 without Retry-After"
		}
		return a
	case res.StatusCode >= 502 && !strings.Contains(page, "<main"):
		return answer{kind: fmt.Sprintf("%d by the proxy", res.StatusCode)}
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusConflict:
		return answer{kind: res.Status}
	}
	return answer{kind: res.Status, rough: fmt.Sprintf("%s %s: %.600s", to, res.Status, text(page))}
}

var tag = regexp.MustCompile(`(?s)<(style|script|head).*?</(style|script|head)>|<[^>]*>|\s+`)

func text(page string) string { return tag.ReplaceAllString(page, " ") }

// signIn signs the lead in; a session lives in the database and outlives everything.
func (l *load) signIn(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := anybody()
	c.Jar = jar
	res, err := c.PostForm(l.url+"/staff/sign-in", url.Values{"email": {leadEmail}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign in: %s", res.Status)
	}
	return c
}

// work is a member of the team: an acknowledgement that leaves as a letter, or a note.
func (l *load) work(who int, c *http.Client) {
	for n := 0; !l.stopped(pause); n++ {
		ref, fresh := l.pick()
		if ref == "" {
			continue
		}
		noun, e, form := "note", &entry{ref: ref, key: store.NewID(), text: fmt.Sprintf("Notitie %d van medewerker %d.", n, who)}, url.Values{}
		if fresh != nil {
			noun, e, form = "acknowledgement", fresh, url.Values{"kind": {"action"}, "action": {fresh.text}, "via": {"email"}}
		} else {
			l.sent(l.notes, e.text, e)
			form.Set("text", e.text)
		}
		form.Set("key", e.key)
		for most := tries(n); e.tries < most && !l.told(e, l.act(c, noun, e, form)) && !l.stopped(500*time.Millisecond); {
		}
	}
}

func (l *load) act(c *http.Client, noun string, e *entry, form url.Values) answer {
	return read(c, l.url+"/staff/complaints/"+e.ref+"/"+noun, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), e.text)
}

// pick takes a dossier. One in two times it is one that nobody acknowledged yet, if there is.
func (l *load) pick() (string, *entry) {
	l.refsLock.Lock()
	refs := l.refs
	l.refsLock.Unlock()
	if len(refs) == 0 {
		return "", nil
	}
	ref := refs[rand.IntN(len(refs))]
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.letters[ref] != nil || rand.IntN(2) == 0 {
		return ref, nil
	}
	e := &entry{ref: ref, key: store.NewID(), text: "We hebben de zaal voor " + ref + " verwarmd."}
	l.letters[ref] = e
	return ref, e
}

// look reads which dossiers there are, off the database itself.
func (l *load) look() {
	for !l.stopped(time.Second) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		if conn, err := pgx.Connect(ctx, l.address(database)); err == nil {
			if rows, err := conn.Query(ctx, "SELECT ref FROM register.dossier"); err == nil {
				if refs, err := pgx.CollectRows(rows, pgx.RowTo[string]); err == nil {
					l.refsLock.Lock()
					l.refs = refs
					l.refsLock.Unlock()
				}
			}
			_ = conn.Close(ctx)
		}
		cancel()
	}
}
