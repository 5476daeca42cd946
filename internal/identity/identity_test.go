package identity_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/identity"
)

// rfcApp has the secret of RFC 6238, appendix B: "12345678901234567890".
func rfcApp(t *testing.T) identity.App {
	t.Helper()
	app, err := identity.ParseApp([]byte("otpauth://totp/Voorbeeld:mirjam@voorbeeld.example?algorithm=SHA1&digits=6&issuer=Voorbeeld&period=30&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// TestCodesOfSixDigits holds the codes to the vectors of RFC 6238 (their last
// six digits): each works in its own step and in the next, and never later.
func TestCodesOfSixDigits(t *testing.T) {
	app := rfcApp(t)
	for at, code := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		now := time.Unix(at, 0)
		for late, want := range map[time.Duration]bool{0: true, 30 * time.Second: true, 60 * time.Second: false, -30 * time.Second: false} {
			step, ok := app.Step(code, now.Add(late))
			if ok != want || ok && step != at/30 {
				t.Errorf("%s, %s after: %v, step %d", code, late, ok, step)
			}
		}
		if _, ok := app.Step(code[:3]+" "+code[3:], now); !ok {
			t.Errorf("%s with a space is not read", code)
		}
	}
	for _, wrong := range []string{"", "28708", "2870821", "287083", "twee87", "287082287082"} {
		if _, ok := app.Step(wrong, time.Unix(59, 0)); ok {
			t.Errorf("%q passes", wrong)
		}
	}
}

func TestAnAppIsKeptAndDrawn(t *testing.T) {
	app, err := identity.NewApp("Voorbeeld: Trainingen", "mirjam@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	again, err := identity.ParseApp(app.Bytes())
	if err != nil || again.Secret() != app.Secret() || len(strings.ReplaceAll(app.Secret(), " ", "")) != 32 {
		t.Errorf("%v: %q came back as %q", err, app.Secret(), again.Secret())
	}
	other, _ := identity.NewApp("Voorbeeld", "mirjam@voorbeeld.example")
	if other.Secret() == app.Secret() {
		t.Error("two apps have one secret")
	}
	raw, err := app.QR(240)
	if err != nil {
		t.Fatal(err)
	}
	if img, err := png.Decode(bytes.NewReader(raw)); err != nil || img.Bounds().Dx() != 240 {
		t.Errorf("the picture: %v", err)
	}
}

func TestPasswords(t *testing.T) {
	for password, want := range map[string]string{
		"fietsen door de regen":      "",
		"kaneel-vijver-lantaarn-73":  "",
		"een lang wachtwoord hier":   "",
		"kort":                       "password_short",
		"elf tekens!":                "password_short",
		"ëëëëëëëëëëë":                "password_short",
		strings.Repeat("wijs ", 60):  "password_long",
		"aaaaaaaaaaaaaa":             "password_common",
		"abcabcabcabcabc":            "password_common",
		"123456789012":               "password_common",
		"qwertyuiop123":              "password_common",
		"1q2w3e4r5t6y":               "password_common",
		"Wachtwoord2026":             "password_common",
		"W@chtw00rd2026!":            "password_common",
		"Welkom012345":               "password_common",
		"zomervakantie26!":           "password_common",
		"Amsterdam-2026!!":           "password_common",
		"AjaxAmsterdam1":             "password_common",
		"summer winter 99":           "password_common",
		"!!Liverpool1892":            "password_common",
		"correcthorsebatterystaple":  "password_common",
		"Mirjam fietst naar huis":    "password_guessable",
		"het Voorbeeld van vandaag":  "password_guessable",
		"wederhoor voor iedereen":    "password_guessable",
		"ons klachtenregister is ok": "password_guessable",
	} {
		if got := identity.PasswordProblem(password, "Mirjam", "de", "Wit", "Voorbeeld"); got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
	if long := strings.Repeat("vijftig woorden lang ", 20)[:256]; identity.PasswordProblem(long) != "" {
		t.Error("256 characters are refused")
	}
}

// TestPasswordsAreTheirBytes: nothing is cut off, cleaned or folded.
func TestPasswordsAreTheirBytes(t *testing.T) {
	h, ctx := identity.NewHasher(1), context.Background()
	long := strings.Repeat("é", 200) + " einde"
	phc, err := h.Hash(ctx, long)
	if err != nil || !strings.HasPrefix(phc, "$argon2id$v=19$m=47104,t=2,p=1$") {
		t.Fatalf("%v: %s", err, phc)
	}
	for typed, want := range map[string]bool{long: true, long[:len(long)-1]: false, long + " ": false, strings.ToUpper(long): false, strings.Repeat("e\u0301", 200) + " einde": false} {
		if ok, err := h.Check(ctx, phc, typed); ok != want || err != nil {
			t.Errorf("%q…: %v, %v", typed[len(typed)-8:], ok, err)
		}
	}
	if ok, err := h.Check(ctx, "", long); ok || err != nil {
		t.Errorf("nobody's password: %v, %v", ok, err)
	}
}

func TestGuesses(t *testing.T) {
	g, now := identity.NewGuesses(time.Hour), time.Unix(1e9, 0)
	three := func(n int, _ time.Duration) bool { return n < 3 }
	for i := range 3 {
		if !g.Try("henk", now.Add(time.Duration(i)*time.Minute), three) {
			t.Fatalf("try %d is refused", i+1)
		}
	}
	if g.Try("henk", now.Add(4*time.Minute), three) || g.Count("henk", now.Add(4*time.Minute)) != 3 {
		t.Error("a fourth try is allowed")
	}
	if !g.Try("joris", now, three) {
		t.Error("somebody else pays for it")
	}
	if !g.Try("henk", now.Add(time.Hour), three) {
		t.Error("the first try still counts after an hour")
	}
	for range 20 {
		if !g.Try("lotte", now, three) {
			t.Fatal("right tries are counted")
		}
		g.Right("lotte")
	}
	g.Try("lotte", now, three)
	if g.Try("lotte", now.Add(time.Second), func(n int, ago time.Duration) bool { return n != 1 || ago != time.Second }) {
		t.Error("it does not say how long ago the last try was")
	}
	if g.Forget("lotte"); g.Count("lotte", now) != 0 {
		t.Error("what was forgotten still counts")
	}
}

func TestBrowsersInWords(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0":                                                        "Firefox op Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36 Edg/128.0":                   "Edge op Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari op een iPhone",
		"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36":                                "Chrome op Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15":                      "Safari op een Mac",
		"": "een browser", "curl/8.0": "een browser", "<script>": "een browser",
	} {
		if got := identity.Browser(agent); got != want {
			t.Errorf("%q for %q", got, agent)
		}
	}
}

// TestTooManyAtOnceAreAskedToWait (ASVS 15.2.2): a hash takes 46 MiB, so only so
// many run, and who waits too long is told instead of filling the memory.
func TestTooManyAtOnceAreAskedToWait(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	full := identity.NewHasher(0)
	if _, err := full.Hash(ctx, "fietsen door de regen"); !errors.Is(err, identity.ErrBusy) {
		t.Errorf("making: %v", err)
	}
	if ok, err := full.Check(ctx, "", "fietsen door de regen"); ok || !errors.Is(err, identity.ErrBusy) {
		t.Errorf("checking: %v, %v", ok, err)
	}
}
