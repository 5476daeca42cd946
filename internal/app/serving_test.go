package app_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

const ours, theirs = "klachten.voorbeeld.example", "klachten.buren.example"

// installation is an organisation on a database that several programs share.
type installation struct {
	*testing.T
	cfg   app.Config
	first *app.App // listens, and serves once program has it
}

func sharedInstallation(t *testing.T, change func(*app.Config)) *installation {
	t.Helper()
	dir := t.TempDir()
	i := &installation{T: t, cfg: app.Config{Data: filepath.Join(dir, "data"), Database: testkit.Postgres(t), MasterKey: filepath.Join(dir, "master.key"), Site: "https://" + ours, Logger: slog.New(slog.DiscardHandler)}}
	cfg := i.cfg
	cfg.Addr = testkit.FreeAddress(t)
	if change != nil {
		change(&cfg)
	}
	i.first = opened(t, cfg)
	i.cfg.Site = cfg.Site
	i.program(cfg, i.first)
	return i
}

// program serves until the test ends; a nil one is opened first. It gives its address.
func (i *installation) program(cfg app.Config, a *app.App) (addr string) {
	i.Helper()
	if a == nil {
		cfg.Addr = testkit.FreeAddress(i)
		var err error
		if a, err = app.Open(ctx, cfg); err != nil {
			i.Fatal(err)
		}
		i.Cleanup(func() { _ = a.Close() })
		if err := a.Listen(ctx); err != nil {
			i.Fatal(err)
		}
	}
	serving, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- a.Serve(serving) }()
	i.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			i.Error(err)
		}
	})
	until(i.T, "ready", func() bool { return i.get(cfg.Addr, ours, "/readyz") == "ready\n" })
	return cfg.Addr
}

// command does what the command line does: it opens the register beside what serves.
func (i *installation) command(do func(a *app.App) error) {
	i.Helper()
	a, err := app.Open(ctx, i.cfg)
	if err != nil {
		i.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if err := do(a); err != nil {
		i.Fatal(err)
	}
}

func (i *installation) add(name, site string) (id string) {
	i.Helper()
	i.command(func(a *app.App) error {
		_, r, err := a.AddOrganisation(ctx, register.SetUp{Organisation: name, LeadName: "Bas Buur", LeadEmail: "bas@buren.example", Password: "fietsen door de regen", Site: site})
		if err == nil {
			id = r.Home().ID
		}
		return err
	})
	return id
}

func (i *installation) move(which, site string) {
	i.Helper()
	i.command(func(a *app.App) error {
		r, err := a.Of(which)
		if err != nil {
			return err
		}
		return r.MoveSite(ctx, site)
	})
}

func (i *installation) request(method, addr, host, path string, body io.Reader) string {
	i.Helper()
	r, err := http.NewRequestWithContext(ctx, method, "http://"+addr+path, body)
	if err != nil {
		i.Fatal(err)
	}
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		i.Error(err)
		return ""
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		i.Error(err)
	}
	return string(raw)
}

func (i *installation) get(addr, host, path string) string {
	i.Helper()
	return i.request(http.MethodGet, addr, host, path, nil)
}

// complains sends the form at a name, and reports whether a receipt came.
func (i *installation) complains(addr, host string) bool {
	i.Helper()
	page := i.request(http.MethodPost, addr, host, "/complaints", strings.NewReader(complaintForm().Encode()))
	return strings.Contains(page, `id="receipt-code"`)
}

func complaintForm() url.Values {
	return url.Values{"key": {store.NewID()}, "story": {"Het was koud in de zaal"}, "name": {"Tessa Jansen"}}
}

// TestAnOrganisationThatIsAddedIsServedByEveryProgram, without a restart: its pages, its
// work and its numbers. What was being sent to the organisation that was there comes in,
// and nobody is sent away from a program meanwhile.
func TestAnOrganisationThatIsAddedIsServedByEveryProgram(t *testing.T) {
	var one, numbers string
	i := sharedInstallation(t, func(c *app.Config) { one, numbers = c.Addr, testkit.FreeAddress(t); c.Metrics = numbers })
	two := i.program(i.cfg, nil)
	for _, addr := range []string{one, two} { // no names yet
		if page := i.get(addr, theirs, "/"); strings.Contains(page, "De buren") {
			t.Fatal("it is there before it was added")
		}
	}

	half, rest := io.Pipe()
	form, came := complaintForm().Encode(), make(chan string, 1)
	go func() { came <- i.request(http.MethodPost, one, ours, "/complaints", half) }()
	if _, err := rest.Write([]byte(form[:20])); err != nil {
		t.Fatal(err)
	}

	id := i.add("De buren", "https://"+theirs)
	for _, addr := range []string{one, two} {
		until(t, "pages of who was added", func() bool {
			if word := i.get(addr, ours, "/readyz"); word != "ready\n" {
				t.Errorf("meanwhile it is %q", word)
			}
			return strings.Contains(i.get(addr, theirs, "/"), "De buren")
		})
		if !strings.Contains(i.get(addr, ours, "/"), "Voorbeeld Trainingen") || !strings.Contains(i.get(addr, "elders.example", "/"), "Dit adres klopt niet") {
			t.Error("a name is not of who has it")
		}
		if !i.complains(addr, theirs) || !i.complains(addr, ours) {
			t.Error("a complaint does not come in")
		}
	}
	if _, err := rest.Write([]byte(form[20:])); err != nil {
		t.Fatal(err)
	}
	if err := rest.Close(); err != nil {
		t.Fatal(err)
	}
	if page := <-came; !strings.Contains(page, `id="receipt-code"`) {
		t.Errorf("what was being sent did not come in: %.300s", page)
	}
	until(t, "numbers of both, with what the other program took in", func() bool {
		page := i.get(numbers, "127.0.0.1", "/metrics")
		return strings.Contains(page, `wederhoor_index_dossiers{organisation="`+i.first.Register.Home().ID+`"} 4`) && strings.Contains(page, `wederhoor_index_dossiers{organisation="`+id+`"} 2`)
	})
}

// TestAnOrganisationThatMovesIsServedAtItsNewName: by every program, and for an hour also at
// the name where somebody may still be writing.
func TestAnOrganisationThatMovesIsServedAtItsNewName(t *testing.T) {
	const elsewhere, third = "klachten.elders.example", "klachten.derde.example"
	var one string
	var later atomic.Int64
	i := sharedInstallation(t, func(c *app.Config) {
		one, c.Now = c.Addr, func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	})
	two := i.program(i.cfg, nil)
	id := i.add("De buren", "https://"+theirs)
	shows := func(addr, host, what string) {
		t.Helper()
		until(t, what+" at "+host, func() bool { return strings.Contains(i.get(addr, host, "/"), what) })
	}
	shows(one, theirs, "De buren")
	shows(two, theirs, "De buren")
	i.move(id, "https://"+elsewhere)
	for _, addr := range []string{one, two} {
		shows(addr, elsewhere, "De buren")
		if !i.complains(addr, theirs) || !i.complains(addr, elsewhere) || !i.complains(addr, ours) {
			t.Error("a complaint does not come in")
		}
	}

	// A name is of who has it now, and the oldest may move too.
	i.add("De derde", "https://"+theirs)
	i.move(i.first.Register.Home().ID, "https://"+third)
	for _, addr := range []string{one, two} {
		shows(addr, theirs, "De derde")
		shows(addr, third, "Voorbeeld Trainingen")
		shows(addr, ours, "Voorbeeld Trainingen")
	}
	later.Store(int64(61 * time.Minute))
	shows(one, ours, "Dit adres klopt niet")
	shows(one, third, "Voorbeeld Trainingen")
	shows(two, ours, "Voorbeeld Trainingen") // there the hour is not over
}

// TestWhatCannotBeSharedKeepsWhoWasAddedOut: the log says once what has to be done, and who
// was there goes on. At the next start the program says the same.
func TestWhatCannotBeSharedKeepsWhoWasAddedOut(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*app.Config)
		says   string
	}{
		"a mailbox of both": {func(c *app.Config) { c.Mailboxes = []string{"imap://u%40voorbeeld.example:geheim@127.0.0.1:9/"} }, "say of which one a mailbox is"},
		"one sender of both": {func(c *app.Config) {
			c.SMTP = []string{"smtp://klachten:geheim@127.0.0.1:9?from=klachten@voorbeeld.example"}
		}, "leave from= out"},
		"a sign-in of both": {func(c *app.Config) { c.Directory = []string{"https://c:geheim@login.example.org/"} }, "say of which one a sign-in is"},
		"no address":        {func(c *app.Config) { c.Site = "" }, "has no address of its own"},
		"the same address":  {func(c *app.Config) { c.Site = "https://" + strings.ToUpper(theirs) }, "is reached by the name " + theirs},
	} {
		t.Run(what, func(t *testing.T) {
			said := new(testkit.Log)
			var cfg app.Config
			i := sharedInstallation(t, func(cc *app.Config) {
				cc.Logger = slog.New(slog.NewTextHandler(said, nil))
				c.change(cc)
				cfg = *cc
			})
			at := ours
			if what == "the same address" {
				at = theirs
			}
			before := i.get(cfg.Addr, at, "/")
			i.add("De buren", "https://"+theirs)
			until(t, "a line in the log", func() bool { return said.Holds("an organisation is not served at its address") && said.Holds(c.says) })
			if !strings.Contains(before, "Voorbeeld Trainingen") || !strings.Contains(i.get(cfg.Addr, at, "/"), "Voorbeeld Trainingen") || !i.complains(cfg.Addr, at) {
				t.Error("who was there does not go on")
			}
			if page := i.get(cfg.Addr, theirs, "/"); strings.Contains(page, "De buren") {
				t.Error("it is served")
			}
			if said.Holds("geheim") {
				t.Error("a password is told")
			}
			if again, err := app.Open(ctx, cfg); err == nil {
				_ = again.Close()
				t.Error("it starts")
			}
		})
	}
}

// TestWhoWasKeptOutIsServedOnceItCanBe: the oldest gets an address, and both are there.
func TestWhoWasKeptOutIsServedOnceItCanBe(t *testing.T) {
	said, addr := new(testkit.Log), ""
	i := sharedInstallation(t, func(c *app.Config) {
		c.Site, c.Logger, addr = "", slog.New(slog.NewTextHandler(said, nil)), c.Addr
	})
	i.add("De buren", "https://"+theirs)
	until(t, "a line in the log", func() bool { return said.Holds("has no address of its own") })
	i.move(i.first.Register.Home().ID, "https://"+ours)
	until(t, "both", func() bool {
		return strings.Contains(i.get(addr, theirs, "/"), "De buren") && strings.Contains(i.get(addr, ours, "/"), "Voorbeeld Trainingen")
	})
	if n := strings.Count(said.String(), "an organisation is not served at its address"); n != 1 {
		t.Errorf("the log says %d times that it is not served", n)
	}
}

// TestSettingsStayWithWhoHadThemAtTheStart: whoever gets the name that another had does not
// get its mail server, and the log says so.
func TestSettingsStayWithWhoHadThemAtTheStart(t *testing.T) {
	const elsewhere = "klachten.elders.example"
	said, addr := new(testkit.Log), ""
	i := sharedInstallation(t, func(c *app.Config) {
		c.SMTP = []string{fmt.Sprintf("%s=smtp://127.0.0.1:9?from=klachten@voorbeeld.example", ours)}
		c.Logger, addr = slog.New(slog.NewTextHandler(said, nil)), c.Addr
	})
	i.move("", "https://"+elsewhere)
	until(t, "the new name", func() bool { return said.Holds("there are settings for the name that an organisation had") })
	i.add("De buren", "https://"+ours)
	until(t, "a line in the log", func() bool { return said.Holds("until the next start\"") })
	for _, host := range []string{elsewhere, ours} {
		if !strings.Contains(i.get(addr, host, "/"), "Voorbeeld Trainingen") {
			t.Errorf("who was there is not at %s", host)
		}
	}
	if all := i.first.Registers(); len(all) != 1 || all[0].Mail.From() != "klachten@voorbeeld.example" {
		t.Error("the settings are not where they were")
	}
}
