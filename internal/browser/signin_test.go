package browser

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// digits waits for a code of the app that was not used yet.
func digits(t *testing.T, secret, used string) string {
	t.Helper()
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(500 * time.Millisecond) {
		code, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if code != used {
			return code
		}
	}
	t.Fatal("the app shows the same code for ever")
	return ""
}

func password(tab *Tab, site string) {
	tab.Go(site + "/staff/sign-in")
	tab.Type("[name=email]", leadEmail)
	tab.Type("[name=password]", leadWords)
	leave(tab, "main form .btn")
}

// TestSigningInWithASecondStep goes the whole road: the first sign-in sets the
// app up, the next asks its code, a recovery code works once.
func TestSigningInWithASecondStep(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, database string) {
		s := startWith(t, database, "required")
		tab := New(t, 390, 844, false)
		password(tab, s.URL)
		if !strings.HasSuffix(tab.URL(), "/staff/account/second-factor") {
			t.Fatalf("after the password: %s\n%s", tab.URL(), tab.Text("main"))
		}
		tab.Go(s.URL + "/staff/complaints")
		if !strings.HasSuffix(tab.URL(), "/staff/account/second-factor") {
			t.Fatalf("half-way one reaches %s", tab.URL())
		}
		check(t, tab)
		leave(tab, "main form .btn")
		if !Eval[bool](tab, "document.querySelector('img.qr').naturalWidth > 100") {
			t.Errorf("the picture is not shown: %q", tab.Console())
		}
		check(t, tab)
		secret := tab.Text("#app-key")
		used := digits(t, secret, "")
		tab.Type("[name=code]", used)
		leave(tab, "main form .btn-l")
		codes := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`).FindAllString(tab.Text("#recovery-codes"), -1)
		if len(codes) != 10 {
			t.Fatalf("%d recovery codes:\n%s", len(codes), tab.Text("main"))
		}
		check(t, tab)
		leave(tab, "main a.btn-l")
		if !strings.HasPrefix(tab.Text("h1"), "Goede") {
			t.Fatalf("set up, and then: %s", tab.Text("main"))
		}
		tab.Go(s.URL + "/staff/account")
		check(t, tab)

		again := New(t, 1280, 900, false)
		password(again, s.URL)
		if !again.Has("[name=code]") {
			t.Fatalf("the second time: %s\n%s", again.URL(), again.Text("main"))
		}
		check(t, again)
		again.Type("[name=code]", used)
		leave(again, "main form .btn-l")
		if !strings.Contains(again.Text(".err-sum"), "al gebruikt") {
			t.Errorf("a code works twice:\n%s", again.Text("main"))
		}
		again.Type("[name=code]", digits(t, secret, used))
		leave(again, "main form .btn-l")
		if !strings.HasPrefix(again.Text("h1"), "Goede") {
			t.Errorf("the code of the app: %s", again.Text("main"))
		}
		for round, says := range []string{"Goede", "Gebruik een herstelcode"} {
			lost := New(t, 390, 844, true)
			password(lost, s.URL)
			leave(lost, "main a[href$=recovery]")
			check(t, lost)
			lost.Type("[name=code]", strings.ToLower(codes[2]))
			leave(lost, "main form .btn-l")
			if !strings.HasPrefix(lost.Text("h1"), says) || round == 1 && !strings.Contains(lost.Text(".err-sum"), "al gebruikt") {
				t.Errorf("use %d of a recovery code: %s", round+1, lost.Text("main"))
			}
		}
	})
}

// enrol sets an app up in a tab that was sent to do so, and goes on to Vandaag.
func enrol(t *testing.T, tab *Tab) {
	t.Helper()
	if !strings.HasSuffix(tab.URL(), "/staff/account/second-factor") {
		t.Fatalf("nothing asks for a second step at %s", tab.URL())
	}
	leave(tab, "main form .btn")
	tab.Type("[name=code]", digits(t, tab.Text("#app-key"), ""))
	leave(tab, "main form .btn-l")
	leave(tab, "main a.btn-l")
}

// check holds the page that is open to what every page owes its reader.
func check(t *testing.T, tab *Tab) {
	t.Helper()
	page := strings.TrimPrefix(regexp.MustCompile(`^https?://[^/]+`).ReplaceAllString(tab.URL(), ""), "/")
	for _, v := range tab.Axe() {
		t.Errorf("%s: %v", page, v)
	}
	if tab.HorizontalScroll() {
		t.Errorf("%s scrolls sideways", page)
	}
	tab.Shot("road_" + strings.NewReplacer("/", "_", "?", "_", "=", "_").Replace(page) + fmt.Sprintf("_%d", Eval[int](tab, "innerWidth")))
}

// TestTheLockKeepsWhatWasTyped: after a while without input the page hides, asks
// the password, and gives back every word. Another tab hears of it.
func TestTheLockKeepsWhatWasTyped(t *testing.T) {
	s := start(t, "")
	tab := s.signIn(t)
	tab.Go(s.URL + "/staff/complaints/new")
	tab.Type("[name=story]", "De zaal was koud.")
	if Eval[string](tab, "document.body.dataset.lockAfter") != "600" {
		t.Error("it does not lock after ten minutes")
	}
	later(tab, 590)
	time.Sleep(1500 * time.Millisecond)
	if Eval[bool](tab, "document.querySelector('#lock').open") {
		t.Error("it locked before its time")
	}
	later(tab, 601)
	wait(tab, "document.querySelector('#lock').open")
	if Eval[bool](tab, "document.querySelector('main').checkVisibility({ visibilityProperty: true })") {
		t.Error("what was typed can be read behind the lock")
	}
	check(t, tab)
	tab.Press("Escape")
	tab.Press("Escape")
	tab.Press("Escape")
	if !Eval[bool](tab, "document.querySelector('#lock').open && document.activeElement.closest('#lock') !== null") {
		t.Error("Escape opens it, or the page behind it can be reached")
	}
	other := Eval[string](tab, "fetch('/staff').then(r => r.url)")
	if !strings.HasSuffix(other, "/staff/unlock") {
		t.Errorf("locked, another page gives %s", other)
	}
	tab.Type("#lock-password", "niet dit")
	tab.Press("Enter")
	wait(tab, "!document.querySelector('#lock .err').hidden")
	if !strings.Contains(tab.Text("#lock"), "Dit klopt niet") {
		t.Errorf("a wrong password says %q", tab.Text("#lock"))
	}
	check(t, tab)
	tab.Type("#lock-password", leadWords)
	tab.Press("Enter")
	wait(tab, "!document.querySelector('#lock').open")
	if got := Eval[string](tab, "document.querySelector('[name=story]').value"); got != "De zaal was koud." {
		t.Errorf("unlocked, the story says %q", got)
	}
	tab.Type("[name=story]", " En donker.")
	if got := Eval[string](tab, "document.querySelector('[name=story]').value"); got != "De zaal was koud. En donker." {
		t.Errorf("one cannot go on: %q", got)
	}
	Eval[bool](tab, "(fetch('/staff/sign-out', { method: 'POST' }), true)")
	time.Sleep(300 * time.Millisecond)
	later(tab, 1300)
	wait(tab, "document.querySelector('#lock').open")
	tab.Type("#lock-password", leadWords)
	tab.Press("Enter")
	wait(tab, "!document.querySelector('#lock [data-again]').hidden")
	if !strings.Contains(tab.Text("#lock"), "nieuw tabblad") {
		t.Errorf("signed out elsewhere it says %q", tab.Text("#lock"))
	}
	var heard []string
	for _, line := range tab.Console() {
		if !strings.Contains(line, "status of 4") { // what the browser says of every refusal
			heard = append(heard, line)
		}
	}
	if len(heard) > 0 {
		t.Errorf("the console says %q", heard)
	}
}

// later makes the page believe that so many seconds went by without input.
func later(tab *Tab, seconds int) {
	Eval[bool](tab, fmt.Sprintf("((now => { Date.now = () => now() + %d * 1000 })(window.realNow ??= Date.now.bind(Date)), true)", seconds))
}

func wait(tab *Tab, condition string) {
	tab.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if Eval[bool](tab, "("+condition+")") {
			return
		}
	}
	tab.t.Fatalf("never %s (console: %q)", condition, tab.Console())
}

// TestPagesOfOnesOwnAccount looks at each of them in both widths and themes.
func TestPagesOfOnesOwnAccount(t *testing.T) {
	s := start(t, "")
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			t.Run(fmt.Sprintf("%d dark=%v", width, dark), func(t *testing.T) {
				tab := New(t, width, 900, dark)
				name := func(page string) string {
					return fmt.Sprintf("%s-%d-%s", page, width, map[bool]string{true: "dark", false: "light"}[dark])
				}
				look := func(page string) {
					t.Helper()
					check(t, tab)
					tab.Shot(name(page))
				}
				tab.Go(s.URL + "/staff/sign-in")
				look("sign-in")
				tab.Type("[name=email]", "daan@voorbeeld.example")
				leave(tab, "main form .btn-2")
				look("mail-sent")
				tab.Go(s.URL + "/staff/sign-in/link?token=oud")
				look("link-over")
				tab.Go(s.URL + "/staff/reset?token=oud")
				look("reset-over")
				password(tab, s.URL)
				tab.Go(s.URL + "/staff/account")
				look("account")
				tab.Go(s.URL + "/staff/account/second-factor")
				look("second-factor")
				leave(tab, "main form .btn")
				look("app-setup")
				tab.Go(s.URL + "/staff/settings")
				look("settings")
				tab.Go(s.URL + "/staff/account")
				Eval[bool](tab, "(document.querySelector('#lock').showModal(), document.body.classList.add('locked'), true)")
				look("lock")
				tab.Go(s.URL + "/staff/account")
				Eval[string](tab, "fetch('/staff/lock', { method: 'POST' }).then(r => r.url)")
				tab.Go(s.URL + "/staff/unlock")
				look("unlock")
			})
		}
	}
}
