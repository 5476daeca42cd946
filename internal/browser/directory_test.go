package browser

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"wederhoor/internal/testkit"
)

// provided is the demo with a real provider of the organisation's own beside it.
func provided(t *testing.T, database string) (site string, accounts map[string][2]string) {
	t.Helper()
	address := testkit.FreeAddress(t)
	p := testkit.Provider(t, "http://"+strings.Replace(address, "127.0.0.1", "localhost", 1)) // as the program calls itself
	t.Setenv("WEDERHOOR_DIRECTORY", p.Setting())
	if database != "" {
		t.Setenv("WEDERHOOR_DATABASE", database)
	}
	return demoAt(t, address)
}

// atProvider fills in the provider's own page, as account.
func atProvider(tab *Tab, account string) {
	tab.t.Helper()
	arrives(tab, "/interaction/")
	tab.Type("[name=account]", account)
	tab.Click("[value=in]")
}

// arrives waits for a page that others lead to by themselves: its address ends
// with this path, or has it and more behind it.
func arrives(tab *Tab, path string) {
	tab.t.Helper()
	testkit.Eventually(tab.t, patience, func() bool {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		defer cancel()
		url, err := chromedp.Run(ctx, chromedp.Location())
		if err != nil { // the page went away under the question
			return false
		}
		return strings.HasSuffix(url, path) || strings.HasSuffix(path, "/") && strings.Contains(url, path)
	})
	tab.settle()
}

// TestTheDirectoryInABrowser walks the three roads with real cookies, real
// redirects and a real policy: an account is linked, it signs in, an invitation
// is accepted with it, and a namesake stays outside.
func TestTheDirectoryInABrowser(t *testing.T) {
	onBothDatabases(t, directoryRoads)
}

func directoryRoads(t *testing.T, database string) {
	site, accounts := provided(t, database)
	lead := New(t, 1280, 900, false)
	signInAs(lead, site, accounts["lead"])
	link(lead, site)
	if said := lead.Text("main"); !strings.Contains(said, "mirjam@voorbeeld.example") {
		t.Fatalf("after linking:\n%s", said)
	}

	tab := New(t, 390, 844, false)
	tab.Go(site + "/staff/sign-in")
	tab.Click("a[href='/staff/sign-in/directory']")
	atProvider(tab, "mirjam")
	arrives(tab, "/staff")
	if !strings.Contains(tab.Text("h1"), "Mirjam") {
		t.Fatalf("signed in and saw:\n%s", tab.Text("main"))
	}

	joined := New(t, 390, 844, false)
	joined.NoScript()
	joined.Go(invited(lead, site))
	joined.Click("form[action='/staff/invitation/directory'] .btn")
	atProvider(joined, "farida")
	arrives(joined, "/staff")
	if said := joined.Text("h1"); !strings.HasSuffix(said, "Farida") {
		t.Errorf("accepted and saw:\n%s", said)
	}

	twin := New(t, 390, 844, false)
	twin.Go(site + "/staff/sign-in/directory")
	atProvider(twin, "twin")
	if said := twin.Text("main"); !strings.Contains(said, "Dit account kennen we niet. Vraag Mirjam de Wit om een uitnodiging.") {
		t.Errorf("a namesake saw:\n%s", said)
	}
	for _, tab := range []*Tab{lead, tab, joined} {
		if said := tab.Console(); len(said) > 0 {
			t.Errorf("the console says %q", said)
		}
	}
}

// link gives who is signed in the account of mirjam at the provider.
func link(tab *Tab, site string) {
	tab.t.Helper()
	tab.Go(site + "/staff/account/directory")
	tab.Click("main form .btn")
	atProvider(tab, "mirjam")
	arrives(tab, "/staff/account/directory")
}

// invited makes an invitation and returns its link.
func invited(lead *Tab, site string) string {
	lead.Go(site + "/staff/people")
	lead.Type("[name=name]", "Farida Mulder")
	lead.Type("[name=email]", "farida@voorbeeld.example")
	choose(lead, "role", "trainer")
	send(lead)
	return lead.Text("#invitation-link")
}

// TestThePagesOfTheDirectoryAreForEverybody looks at each in both widths and
// both themes.
func TestThePagesOfTheDirectoryAreForEverybody(t *testing.T) {
	site, accounts := provided(t, "")
	lead := New(t, 1280, 900, false)
	signInAs(lead, site, accounts["lead"])
	link(lead, site)
	invitation := strings.TrimPrefix(invited(lead, site), site)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			t.Run(fmt.Sprintf("%d dark=%v", width, dark), func(t *testing.T) {
				tab := New(t, width, 900, dark)
				for name, page := range map[string]string{"sign-in": "/staff/sign-in", "invitation": invitation} {
					inspect(t, tab, site, page)
					tab.Shot(fmt.Sprintf("directory-%s-%d-%v", name, width, dark))
				}
				tab.Go(site + "/staff/sign-in/directory")
				atProvider(tab, "twin")
				faultless(t, tab, "stranger", width, dark)
				for _, role := range []string{"lead", "deputy"} { // linked, and not
					tab := New(t, width, 900, dark)
					signInAs(tab, site, accounts[role])
					inspect(t, tab, site, "/staff/account/directory")
					tab.Go(site + "/staff/account/directory") // everything folded again
					tab.Shot(fmt.Sprintf("directory-account-%s-%d-%v", role, width, dark))
				}
			})
		}
	}
}

// faultless is inspect for a page that cannot be asked for again.
func faultless(t *testing.T, tab *Tab, name string, width int, dark bool) {
	t.Helper()
	if !strings.Contains(tab.Text("h1"), "Je bent niet ingelogd") {
		t.Fatalf("saw:\n%s", tab.Text("main"))
	}
	for _, v := range tab.Axe() {
		t.Errorf("%s: %v", name, v)
	}
	if tab.HorizontalScroll() {
		t.Errorf("%s scrolls sideways", name)
	}
	tab.Shot(fmt.Sprintf("directory-%s-%d-%v", name, width, dark))
}

// TestTheSecretOfTheDirectoryIsNotSaid by what the program prints.
func TestTheSecretOfTheDirectoryIsNotSaid(t *testing.T) {
	bin := testkit.Binary(t)
	for _, c := range []struct{ setting, want string }{
		{"https://klant:geheim@login.example.org/x", "WEDERHOOR_DIRECTORY"},
		{"http://klant:geheim@login.example.org/x", "http:// is for loopback addresses only"},
		{"https://klant:ge/heim@login.example.org/x", "directory setting"},
	} {
		t.Setenv("WEDERHOOR_DIRECTORY", c.setting)
		args := []string{"demo", "--addr", "127.0.0.1:0"}
		if strings.HasPrefix(c.want, "WEDERHOOR") {
			args = []string{"serve", "--help"}
		}
		out, err := exec.Command(bin, args...).CombinedOutput()
		if said := string(out); strings.Contains(said, "heim") || !strings.Contains(said, c.want) || (err == nil) != (args[0] == "serve") {
			t.Errorf("%v, and it says:\n%s", err, said)
		}
	}
}
