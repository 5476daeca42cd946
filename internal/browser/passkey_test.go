package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const passkeysPage = "/staff/account/passkeys"

// TestAPasskeyAlone walks the first road of sign-in in a browser with a device:
// the password once, a passkey made, signed out, in with the passkey alone,
// renamed, removed, and then it opens nothing.
func TestAPasskeyAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		if !strings.HasPrefix(s.URL, "http://localhost:") {
			t.Fatalf("a passkey needs a name, and the program is at %s", s.URL)
		}
		tab := s.signIn(t)
		tab.PressOnly()
		device := tab.Device()
		tab.Go(s.URL + passkeysPage)
		tab.Click("[data-passkey-make] .btn")
		tab.hears(t, "Geef de passkey een naam")
		tab.Type("#name", "Mijn laptop")
		device.Skips(true)
		tab.Click("[data-passkey-make] .btn")
		tab.hears(t, "Laat je apparaat om je vinger")
		device.Skips(false)
		tab.makes(t, "Mijn laptop")
		if n := device.Keys(); n == 0 || !strings.Contains(tab.Text(".flash"), "toegevoegd") {
			t.Errorf("%d keys on the device; the page says:\n%s", n, tab.Text("main"))
		}
		tab.Type("#name", "Nog een keer")
		tab.Click("[data-passkey-make] .btn")
		tab.hears(t, "staat al een passkey van jou")

		tab.signOut(s)
		leave(tab, "[data-passkey-in] .btn")
		if !strings.HasPrefix(tab.Text("h1"), "Goede") {
			t.Fatalf("in with the passkey and saw:\n%s", tab.Text("main"))
		}
		tab.Go(s.URL + passkeysPage)
		if !strings.Contains(tab.Text(".rows"), "laatst gebruikt") {
			t.Errorf("it was used, and the page says:\n%s", tab.Text("main"))
		}
		tab.signOut(s)
		device.Recognises(false)
		tab.Click("[data-passkey-in] .btn")
		tab.hears(t, "gebruik je wachtwoord")
		device.Recognises(true)
		device.Skips(true)
		tab.Click("[data-passkey-in] .btn")
		tab.hears(t, "Inloggen met deze passkey lukte niet")
		device.Skips(false)
		leave(tab, "[data-passkey-in] .btn")

		tab.Go(s.URL + passkeysPage)
		tab.Click(".rows summary")
		set(tab, "#name-2", "")
		leave(tab, ".rows form[action$=name] .btn")
		if !strings.Contains(tab.Text(".err-sum"), "Geef de passkey een naam") {
			t.Errorf("a passkey without a name:\n%s", tab.Text("main"))
		}
		tab.Type("#name-2", "Laptop van Mirjam")
		leave(tab, ".rows form[action$=name] .btn")
		if got := tab.Text(".rows b"); got != "Laptop van Mirjam" {
			t.Errorf("renamed to %q", got)
		}
		tab.Click(".rows summary")
		leave(tab, ".rows form[action$=removal] .btn")
		if tab.Has(".rows form") || !strings.Contains(tab.Text("main"), "nog geen passkey") {
			t.Errorf("removed, and the page says:\n%s", tab.Text("main"))
		}
		tab.signOut(s)
		tab.Click("[data-passkey-in] .btn")
		tab.hears(t, "Inloggen met deze passkey lukte niet")
		tab.Go(s.URL + "/staff")
		if !strings.HasSuffix(tab.URL(), "/staff/sign-in") {
			t.Errorf("a removed passkey leads to %s", tab.URL())
		}
	})
}

// makes presses the button and waits until the passkey stands in the list.
func (tab *Tab) makes(t *testing.T, name string) {
	t.Helper()
	leave(tab, "[data-passkey-make] .btn")
	if !strings.Contains(tab.Text(".rows"), name) {
		t.Fatalf("the passkey is not in the list:\n%s", tab.Text("main"))
	}
}

// hears waits for a sentence from the script.
func (tab *Tab) hears(t *testing.T, words string) {
	t.Helper()
	said := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if said = Eval[string](tab, "document.querySelector('[data-passkey-said]')?.textContent || ''"); strings.Contains(said, words) {
			return
		}
	}
	t.Fatalf("the page says %q and not %q (console: %q)", said, words, tab.Console())
}

// signOut ends the session and comes back to the door.
func (tab *Tab) signOut(s running) {
	tab.t.Helper()
	tab.Go(s.URL + "/staff")
	tab.Click(".side .menu summary")
	leave(tab, ".side .menu-in form button")
}

// TestThePasskeyOfferedInTheField: who does not look for a button is offered the
// passkey where the address is typed, if the browser can.
func TestThePasskeyOfferedInTheField(t *testing.T) {
	site, accounts := demo(t)
	tab := New(t, 390, 844, false)
	signInAs(tab, site, accounts["lead"])
	if !Eval[bool](tab, "PublicKeyCredential.isConditionalMediationAvailable()") {
		t.Fatal("this browser cannot")
	}
	tab.Device()
	tab.Go(site + passkeysPage)
	tab.Type("#name", "Telefoon")
	tab.makes(t, "Telefoon")
	tab.Click(".only-small .menu summary")
	leave(tab, ".only-small .menu-in form button")
	for end := time.Now().Add(patience); !strings.HasSuffix(tab.URL(), "/staff"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("still at %s:\n%s", tab.URL(), tab.Text("main"))
		}
	}
}

// TestPasskeysAtAnAddressWithoutAName: a link to the name in place of the button.
func TestPasskeysAtAnAddressWithoutAName(t *testing.T) {
	site, accounts := demo(t)
	number := strings.Replace(site, "localhost", "127.0.0.1", 1)
	tab := New(t, 390, 844, false)
	tab.Go(number + "/staff/sign-in")
	if link := Eval[string](tab, "document.querySelector('[data-passkey-elsewhere] a').href"); link != site+"/staff/sign-in" || tab.Text("[data-passkey-in]") != "" {
		t.Errorf("it leads to %q:\n%s", link, tab.Text("main"))
	}
	signInAs(tab, number, accounts["lead"])
	inspect(t, tab, number, passkeysPage)
	if !strings.Contains(tab.Text("main"), "Passkeys werken hier op localhost") || tab.Text("[data-passkey-make]") != "" {
		t.Errorf("the page says:\n%s", tab.Text("main"))
	}
	if errs := tab.Console(); len(errs) > 0 {
		t.Errorf("the browser noted %q", errs)
	}
}

// TestPasskeyPagesAreForEverybody holds the pages with passkeys in them to WCAG,
// in both widths and themes, also without script.
func TestPasskeyPagesAreForEverybody(t *testing.T) {
	site, accounts := demo(t)
	people := []string{"lead", "deputy", "partner", "freelancer"} // who has a passkey does not come in by password alone
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			who := people[0]
			people = people[1:]
			t.Run(fmt.Sprintf("%d dark=%v", width, dark), func(t *testing.T) {
				tab := New(t, width, 900, dark)
				signInAs(tab, site, accounts[who])
				device := tab.Device()
				tab.Go(site + passkeysPage)
				tab.Type("#name", "Mijn laptop")
				tab.makes(t, "Mijn laptop")
				device.Leaves()
				look := func(page string) {
					inspect(t, tab, site, page)
					tab.Shot(fmt.Sprintf("passkey-%d-%v-%s", width, dark, strings.ReplaceAll(page[1:], "/", "_")))
				}
				look(passkeysPage)
				tab.Go(site + passkeysPage)
				tab.Shot(fmt.Sprintf("passkey-%d-%v-list", width, dark))
				if errs := tab.Console(); len(errs) > 0 {
					t.Errorf("the browser noted %q", errs)
				}
				door := New(t, width, 900, dark)
				door.PressOnly()
				door.Device()
				inspect(t, door, site, "/staff/sign-in")
				door.Shot(fmt.Sprintf("passkey-%d-%v-sign-in", width, dark))
				door.Click("[data-passkey-in] .btn")
				door.hears(t, "gebruik je wachtwoord")
				door.Shot(fmt.Sprintf("passkey-%d-%v-sign-in-refused", width, dark))
				bare := New(t, width, 900, dark)
				bare.NoScript()
				bare.Go(site + "/staff/sign-in")
				bare.Shot(fmt.Sprintf("passkey-%d-%v-sign-in-bare", width, dark))
				if bare.Text("[data-passkey-in]") != "" {
					t.Error("a button without script")
				}
			})
		}
	}
}
