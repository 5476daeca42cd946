package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/app"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// onLine serves a register whose PostgreSQL is at the other end of a line.
func onLine(t *testing.T) (*app.App, *testkit.Line) {
	t.Helper()
	w := testkit.NewLine(t, testkit.Postgres(t))
	dir := t.TempDir()
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Database: w.URL, Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler)})
	served(t, a)
	return a, w
}

// served answers until the test ends.
func served(t *testing.T, a *app.App) {
	t.Helper()
	serving, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- a.Serve(serving) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	until(t, "ready", func() bool { status, _, _ := ask(t, a.Site()+"/readyz"); return status == http.StatusOK })
}

// signedIn is a browser of who leads.
func signedIn(t *testing.T, a *app.App) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: 50 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if status, page := sends(t, c, a.Site()+"/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"fietsen door de regen"}}); status != http.StatusSeeOther {
		t.Fatalf("sign in: %d %.300s", status, page)
	}
	return c
}

// sends posts a form, or gets a page when there is none.
func sends(t *testing.T, c *http.Client, to string, form url.Values) (status int, page string) {
	t.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, to, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := c.Do(r)
	if err != nil {
		t.Errorf("%s: %v", to, err)
		return 0, ""
	}
	defer func() { _ = answer.Body.Close() }()
	var b bytes.Buffer
	_, _ = io.Copy(&b, answer.Body)
	return answer.StatusCode, b.String()
}

// TestADatabaseThatIsCutOff: people are told calmly and lose nothing, whoever sends
// people here hears it, and once the network is back nobody has to do anything: the same
// form comes in, once.
func TestADatabaseThatIsCutOff(t *testing.T) {
	a, w := onLine(t)
	c := signedIn(t, a)
	form := url.Values{"key": {store.NewID()}, "story": {"Het was koud in de zaal"}, "name": {"Tessa Jansen"}}
	for range 2 {
		w.Cut()
		if status, word, _ := ask(t, a.Site()+"/readyz"); status != http.StatusServiceUnavailable || word != "database\n" {
			t.Errorf("ready: %d %s", status, word)
		}
		if status, _, _ := ask(t, a.Site()+"/healthz"); status != http.StatusOK {
			t.Errorf("alive: %d", status)
		}
		if status, page := sends(t, c, a.Site()+"/staff", nil); status != http.StatusServiceUnavailable || !strings.Contains(page, "<main") {
			t.Errorf("Vandaag: %d %.200s", status, page)
		}
		if status, page := sends(t, http.DefaultClient, a.Site()+"/complaints", form); status != http.StatusServiceUnavailable || !strings.Contains(page, form.Get("story")) {
			t.Errorf("the form: %d %.200s", status, page)
		}
		if status, page := sends(t, http.DefaultClient, a.Site()+"/", nil); status != http.StatusOK || !strings.Contains(page, "story") {
			t.Errorf("the empty form: %d", status)
		}
		w.Mend()
		until(t, "ready again", func() bool { status, _, _ := ask(t, a.Site()+"/readyz"); return status == http.StatusOK })
		if status, page := sends(t, c, a.Site()+"/staff", nil); status != http.StatusOK {
			t.Errorf("Vandaag afterwards: %d %.200s", status, page)
		}
		if status, page := sends(t, http.DefaultClient, a.Site()+"/complaints", form); status != http.StatusOK || !strings.Contains(page, `id="receipt-code"`) {
			t.Errorf("the same form: %d", status)
		}
	}
	if n := len(a.Register.List(lead(t, a), register.Filter{View: "all"}).Items); n != 2 {
		t.Errorf("%d complaints", n)
	}
}

// TestFiguresAreNotReadFromTheDatabase: a page of figures asks the primary who it is that
// asks, and nothing of the dossiers, however many there are. So there is nothing to take
// off its shoulders with a standby.
func TestFiguresAreNotReadFromTheDatabase(t *testing.T) {
	a, w := onLine(t)
	c := signedIn(t, a)
	asked := func(path string) int64 {
		least := int64(1 << 40)
		for range 5 { // a look at what others stored may come in between
			before := w.Asked()
			if status, page := sends(t, c, a.Site()+path, nil); status != http.StatusOK {
				t.Fatalf("%s: %d %.200s", path, status, page)
			}
			least = min(least, w.Asked()-before)
		}
		return least
	}
	const figures, one = "/staff/figures", "/staff/complaints"
	few, list := asked(figures), asked(one)
	for n := range 60 {
		_, err := a.Register.Receive(ctx, complaint.ByComplainant, register.Submission{Key: fmt.Sprintf("more:%d", n), Intake: complaint.Intake{ReceivedAt: time.Now(),
			Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud", Name: "Tessa Jansen"}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	if many := asked(figures); many > few || many > 8 {
		t.Errorf("the figures of 61 complaints ask %d things, those of one %d", many, few)
	}
	if many := asked(one); many > list || many > 8 {
		t.Errorf("a list of 61 complaints asks %d things, of one %d", many, list)
	}
	t.Logf("asked of the primary: %d for figures, %d for a list", few, list)
}

func lead(t *testing.T, a *app.App) register.Person {
	t.Helper()
	m, ok := a.Register.LeadMember()
	if !ok {
		t.Fatal("nobody leads")
	}
	return register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
}
