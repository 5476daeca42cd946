package browser

import (
	"fmt"
	"strings"
	"testing"
)

// TestAPasswordCanBeReadAndPasted (ASVS 6.2.6 and 6.2.7): by keyboard alone
// somebody sees what they typed, a password manager may fill it in, and it is
// covered again before it leaves.
func TestAPasswordCanBeReadAndPasted(t *testing.T) {
	s := start(t, "")
	tab := New(t, 390, 844, false)
	tab.Go(s.URL + "/staff/sign-in")
	const field = "document.querySelector('#password')"
	if got := Eval[string](tab, field+".type+' '+"+field+".autocomplete"); got != "password current-password" {
		t.Errorf("the field is a %q", got)
	}
	if Eval[bool](tab, `(() => { const e = new ClipboardEvent('paste', { bubbles: true, cancelable: true }); return !`+field+`.dispatchEvent(e) })()`) {
		t.Error("pasting is refused")
	}
	tab.Type("[name=email]", leadEmail)
	tab.Type("#password", leadWords)
	tab.Press("Tab")
	if got := Eval[string](tab, "document.activeElement.textContent.trim()"); got != "Toon wachtwoord" {
		t.Fatalf("after the password comes %q", got)
	}
	for press, want := range []string{"password false", "text true", "password false", "text true"} {
		if press > 0 {
			tab.Press([]string{"", "Enter", "Space", "Enter"}[press])
		}
		if got := Eval[string](tab, field+".type+' '+document.activeElement.getAttribute('aria-pressed')"); got != want {
			t.Errorf("after %d times: %q, want %q", press, got, want)
		}
	}
	check(t, tab)
	Eval[bool](tab, "(addEventListener('pagehide', () => { sessionStorage.left = "+field+".type }), true)")
	leave(tab, "main form .btn")
	if got := Eval[string](tab, "sessionStorage.left"); got != "password" {
		t.Errorf("it left as %q", got)
	}
	tab.Go(s.URL + "/staff/account")
	for _, id := range []string{"current", "password"} {
		tab.Click("[aria-controls=" + id + "]")
		if got := Eval[string](tab, fmt.Sprintf("document.querySelector('#%s').type", id)); got != "text" {
			t.Errorf("%s stays a %s", id, got)
		}
	}
	check(t, tab)
	Eval[bool](tab, "(sessionStorage.clear(), true)")
	bare := New(t, 390, 844, false)
	bare.NoScript()
	bare.Go(s.URL + "/staff/sign-in")
	if strings.Contains(bare.Text("main"), "Toon wachtwoord") {
		t.Error("without a script there is a button that does nothing")
	}
}
