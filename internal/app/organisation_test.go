package app_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/app"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestSettingsAreOfOneOrganisation: what two would share and must not, and what is for
// nobody here, keeps the program from starting; what is right goes to its own.
func TestSettingsAreOfOneOrganisation(t *testing.T) {
	dir := t.TempDir()
	cfg := app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Site: "https://klachten.voorbeeld.example", Logger: slog.New(slog.DiscardHandler)}
	a := opened(t, cfg)
	_, _, err := a.AddOrganisation(ctx, register.SetUp{Organisation: "De buren", LeadName: "Bas Buur", LeadEmail: "bas@buren.example", Password: "fietsen door de regen", Site: "https://Klachten.Buren.example"})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*app.Config){
		"a mailbox of both": func(c *app.Config) { c.Mailboxes = []string{"imap://u%40voorbeeld.example:geheim@127.0.0.1:9/"} },
		"a mailbox of nobody": func(c *app.Config) {
			c.Mailboxes = []string{"klachten.buren.exampel=imap://u%40voorbeeld.example:geheim@127.0.0.1:9/"}
		},
		"a sign-in of both":        func(c *app.Config) { c.Directory = []string{"https://c:geheim@login.example.org/"} },
		"one sender of both":       func(c *app.Config) { c.SMTP = []string{"smtp://127.0.0.1:9?from=klachten@voorbeeld.example"} },
		"a mail server of nobody":  func(c *app.Config) { c.SMTP = []string{"elders.example=smtp://127.0.0.1:9"} },
		"no address of the oldest": func(c *app.Config) { c.Site = "" },
		"the address of another":   func(c *app.Config) { c.Site = "https://klachten.buren.example:8443" },
	} {
		wrong := cfg
		change(&wrong)
		if a, err := app.Open(ctx, wrong); err == nil {
			t.Errorf("it starts with %s", what)
			_ = a.Close()
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: a password is told: %v", what, err)
		}
	}
	cfg.SMTP = []string{"smtp://127.0.0.1:9", theirs + "=smtp://127.0.0.1:9?from=klachten@buren.example"}
	cfg.Mailboxes = []string{ours + "=imap://een%40voorbeeld.example:geheim@127.0.0.1:9/", theirs + "=imap://twee%40buren.example:geheim@127.0.0.1:9/"}
	if a, err = app.Open(ctx, cfg); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if len(a.Registers()) != 2 {
		t.Fatalf("%d registers", len(a.Registers()))
	}
	us, them := a.Registers()[0], a.Registers()[1]
	if us.Mail.From() != "" || them.Mail.From() != "klachten@buren.example" || len(us.Mailboxes) != 1 || len(them.Mailboxes) != 1 || us.Mailboxes[0].Name() == them.Mailboxes[0].Name() {
		t.Error("the settings of one are of the other")
	}
	if us.Site() != "https://klachten.voorbeeld.example" || them.Site() != "https://klachten.buren.example" {
		t.Errorf("they are at %s and %s", us.Site(), them.Site())
	}
	for which, want := range map[string]*register.Register{"de buren": them, "klachten.buren.example": them, them.Home().ID: them, "klachten.voorbeeld.example": us, "Voorbeeld Trainingen": us, "": nil, "iemand": nil} {
		if got, err := a.Of(which); got != want || (want == nil) != (err != nil) {
			t.Errorf("%q is %v, %v", which, got, err)
		}
	}
}

// TestEachNameHasItsOwnPages, by the program as it is served.
func TestEachNameHasItsOwnPages(t *testing.T) {
	dir := t.TempDir()
	cfg := app.Config{Data: filepath.Join(dir, "data"), MasterKey: filepath.Join(dir, "master.key"), Site: "https://klachten.voorbeeld.example", Logger: slog.New(slog.DiscardHandler), Addr: testkit.FreeAddress(t), Metrics: testkit.FreeAddress(t)}
	a := opened(t, cfg)
	_, _, err := a.AddOrganisation(ctx, register.SetUp{Organisation: "De buren", LeadName: "Bas Buur", LeadEmail: "bas@buren.example", Password: "fietsen door de regen", Site: "http://buren.localhost"})
	if err != nil {
		t.Fatal(err)
	}
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	defer func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}()
	ask := func(address, host, path string) (int, string) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		raw, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(raw)
	}
	for host, want := range map[string]string{"klachten.voorbeeld.example": "Voorbeeld Trainingen", "buren.localhost:8080": "De buren", "elders.example": "Dit adres klopt niet", "127.0.0.1": "Dit adres klopt niet"} {
		if code, body := ask(cfg.Addr, host, "/"); !strings.Contains(body, want) {
			t.Errorf("%s: %d", host, code)
		}
	}
	until(t, "numbers of both", func() bool {
		_, body := ask(cfg.Metrics, "127.0.0.1", "/metrics")
		return strings.Contains(body, `wederhoor_index_filled{organisation="`+a.Registers()[0].Home().ID+`"} 1`) && strings.Contains(body, `wederhoor_index_filled{organisation="`+a.Registers()[1].Home().ID+`"} 1`) &&
			strings.Count(body, "wederhoor_build_info") == 1
	})
}
