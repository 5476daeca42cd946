package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// strict is an office that asks a second factor of everybody.
func strict(t *testing.T, address string) *office {
	t.Helper()
	o := open(t, address)
	who := o.in(o.lead.Member.Email)
	if err := o.SetSecondFactor(ctx, who, store.SecondFactorRequired); err != nil {
		t.Fatal(err)
	}
	return o
}

// in signs somebody in with their password.
func (o *office) in(email string) register.Person {
	o.t.Helper()
	token, err := o.SignInFrom(ctx, email, password, "Firefox op Windows")
	if err != nil {
		o.t.Fatal(err)
	}
	return o.who(token)
}

func (o *office) who(token identity.Token) register.Person {
	o.t.Helper()
	who, err := o.Recognise(ctx, token)
	if err != nil {
		o.t.Fatal(err)
	}
	return who
}

// digits is what the app shows now.
func (o *office) digits(secret string) string {
	o.t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), o.clock.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	return code
}

// enrolled is somebody who set up an app: their secret and recovery codes.
func (o *office) enrolled(who register.Person) (secret string, codes []string, after register.Person) {
	o.t.Helper()
	if err := o.StartApp(ctx, who); err != nil {
		o.t.Fatal(err)
	}
	app, err := o.PendingApp(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	done, err := o.ConfirmApp(ctx, who, o.digits(app.Secret()))
	if err != nil {
		o.t.Fatal(err)
	}
	o.clock.Advance(30 * time.Second) // the code that was shown is used
	after = who
	if done.Token != "" {
		after = o.who(done.Token)
	}
	return app.Secret(), done.Codes, after
}

func TestAPasswordAloneIsHalfWay(t *testing.T) {
	o := strict(t, "")
	half := o.in(o.lead.Member.Email)
	if half.Proven() || half.Leads() || !half.Enrols || half.Fresh(o.clock.Now()) || half.Session.Level != store.LevelPassword {
		t.Fatalf("a password gave %+v", half.Session)
	}
	code := o.complain("").Ref
	if _, err := o.Open(ctx, half, code); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way a dossier opens: %v", err)
	}
	for what, err := range map[string]error{
		"reset":    second(o.ResetAccess(ctx, half, "x")),
		"policy":   o.SetSecondFactor(ctx, half, "optional"),
		"codes":    second(o.NewRecoveryCodes(ctx, half)),
		"password": second(o.ChangePassword(ctx, half, password, "een heel ander lang woord")),
		"code":     second(o.ShowCode(ctx, half, "123456")),
		"prove":    o.Prove(ctx, half, password),
	} {
		if err == nil {
			t.Errorf("half-way one can do this: %s", what)
		}
	}
	_, codes, full := o.enrolled(half)
	if len(codes) != 10 || !full.Leads() || !full.Fresh(o.clock.Now()) {
		t.Fatalf("%d codes, %+v", len(codes), full.Session)
	}
	if _, err := o.Open(ctx, full, code); err != nil {
		t.Errorf("in full: %v", err)
	}
	if s, err := o.Store.Session(ctx, half.Organisation(), half.Session.Hash); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the half-way token still names a session: %+v, %v", s, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestACodeWorksOnce(t *testing.T) {
	o := strict(t, "")
	secret, _, _ := o.enrolled(o.in(o.lead.Member.Email))
	half, other := o.in(o.lead.Member.Email), o.in(o.lead.Member.Email)
	if half.Enrols {
		t.Fatal("who has an app could choose another")
	}
	if err := o.StartApp(ctx, half); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way, with an app: %v", err)
	}
	now := o.digits(secret)
	token, err := o.ShowCode(ctx, half, now[:3]+" "+now[3:])
	if err != nil || !o.who(token).Leads() {
		t.Fatal(err)
	}
	if _, err := o.ShowCode(ctx, half, o.digits(secret)); !errors.Is(err, register.ErrNotFound) && mistake(err) == "" {
		t.Errorf("the half-way session goes on: %v", err)
	}
	if _, err := o.ShowCode(ctx, other, now); mistake(err) != "second_wrong" {
		t.Errorf("the same code again: %v", err)
	}
	o.clock.Advance(30 * time.Second)
	late := o.digits(secret)
	o.clock.Advance(30 * time.Second)
	if _, err := o.ShowCode(ctx, other, late); err != nil {
		t.Errorf("the code of the step before: %v", err)
	}
}

// TestFiveWrongCodesEndASession, and ten an hour are the most for one account;
// a recovery code is a road beside that.
func TestFiveWrongCodesEndASession(t *testing.T) {
	o := strict(t, "")
	secret, codes, _ := o.enrolled(o.in(o.lead.Member.Email))
	for round := range 2 {
		half := o.in(o.lead.Member.Email)
		for i := range 5 {
			_, err := o.ShowCode(ctx, half, "000000")
			if ended := errors.Is(err, register.ErrEnded); ended != (i == 4) || !ended && mistake(err) != "second_wrong" {
				t.Errorf("round %d, try %d: %v", round, i+1, err)
			}
		}
		if _, err := o.Store.Session(ctx, half.Organisation(), half.Session.Hash); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the session is still there: %v", err)
		}
	}
	half := o.in(o.lead.Member.Email)
	if _, err := o.ShowCode(ctx, half, o.digits(secret)); mistake(err) != "second_often" {
		t.Errorf("after ten wrong ones: %v", err)
	}
	if token, err := o.ShowRecovery(ctx, half, codes[0]); err != nil || !o.who(token).Leads() {
		t.Errorf("a recovery code: %v", err)
	}
	o.clock.Advance(time.Hour)
	if _, err := o.ShowCode(ctx, o.in(o.lead.Member.Email), o.digits(secret)); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

func TestRecoveryCodesWorkOnce(t *testing.T) {
	o := strict(t, "")
	_, codes, full := o.enrolled(o.in(o.lead.Member.Email))
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	_, his, _ := o.enrolled(o.in(henk.Member.Email))
	for i, typed := range []string{strings.ToLower(codes[0]), strings.ReplaceAll(codes[1], "-", " ")} {
		if _, err := o.ShowRecovery(ctx, o.in(o.lead.Member.Email), typed); err != nil {
			t.Errorf("code %d: %v", i, err)
		}
		if _, err := o.ShowRecovery(ctx, o.in(o.lead.Member.Email), typed); mistake(err) != "recovery_code_wrong" {
			t.Errorf("code %d a second time: %v", i, err)
		}
	}
	if _, err := o.ShowRecovery(ctx, o.in(o.lead.Member.Email), his[0]); mistake(err) != "recovery_code_wrong" {
		t.Errorf("the code of a colleague: %v", err)
	}
	a, err := o.Account(ctx, full)
	if err != nil || a.Recovery != 8 || a.AppSince.IsZero() {
		t.Errorf("%+v, %v", a, err)
	}
	fresh, err := o.NewRecoveryCodes(ctx, full)
	if err != nil || len(fresh) != 10 || slices.Contains(codes, fresh[0]) {
		t.Fatalf("%v, %v", fresh, err)
	}
	if _, err := o.ShowRecovery(ctx, o.in(o.lead.Member.Email), codes[5]); mistake(err) != "recovery_code_wrong" {
		t.Errorf("a code of before: %v", err)
	}
}

// TestSessionsEnd: on idle, on age, on a change of the account, and the oldest
// of six (security 2.9).
func TestSessionsEnd(t *testing.T) {
	o := open(t, "")
	token := func() identity.Token {
		x, err := o.SignIn(ctx, o.lead.Member.Email, password)
		if err != nil {
			t.Fatal(err)
		}
		o.clock.Advance(time.Second)
		return x
	}
	over := func(x identity.Token) bool { return errors.Is(second(o.Recognise(ctx, x)), register.ErrNotFound) }
	idle := token()
	o.clock.Advance(29 * time.Minute)
	if over(idle) {
		t.Error("it ended before half an hour")
	}
	o.clock.Advance(31 * time.Minute)
	if !over(idle) {
		t.Error("it did not end after half an hour")
	}
	old := token()
	for range 47 {
		o.clock.Advance(15 * time.Minute)
		if over(old) {
			t.Fatal("who works is sent away")
		}
	}
	o.clock.Advance(16 * time.Minute)
	if !over(old) {
		t.Error("it did not end after twelve hours")
	}
	first := token()
	for range 4 {
		token()
	}
	if over(first) {
		t.Error("the first of five ended")
	}
	if sixth := token(); !over(first) || over(sixth) {
		t.Error("a sixth session did not end the first")
	}
}

func TestAChangedPasswordEndsTheOthers(t *testing.T) {
	o := open(t, "")
	here, there := o.in(o.lead.Member.Email), o.in(o.lead.Member.Email)
	next := "een heel ander lang woord"
	if _, err := o.ChangePassword(ctx, here, "niet dit", next); mistake(err) != "current_wrong" {
		t.Errorf("without the old one: %v", err)
	}
	if _, err := o.ChangePassword(ctx, here, password, "Welkom2026!!"); mistake(err) != "password_common" {
		t.Errorf("a common one: %v", err)
	}
	token, err := o.ChangePassword(ctx, here, password, next)
	if err != nil || !o.who(token).Leads() {
		t.Fatal(err)
	}
	a, err := o.Account(ctx, o.who(token))
	if err != nil || len(a.Sessions) != 1 || !a.Sessions[0].This {
		t.Errorf("left are %+v, %v", a.Sessions, err)
	}
	if _, err := o.Store.Session(ctx, there.Organisation(), there.Session.Hash); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the other one: %v", err)
	}
	if _, err := o.SignIn(ctx, o.lead.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("the old password: %v", err)
	}
}

func TestOnesOwnSessions(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	mine, other, his := o.in(o.lead.Member.Email), o.in(o.lead.Member.Email), o.in(henk.Member.Email)
	his2, err := o.Account(ctx, his)
	if err != nil || len(his2.Sessions) != 1 || his2.Sessions[0].Browser != "Firefox op Windows" {
		t.Fatalf("%+v, %v", his2, err)
	}
	if err := o.EndOwnSession(ctx, mine, his2.Sessions[0].ID); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("somebody else's: %v", err)
	}
	if err := o.EndOtherSessions(ctx, mine); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[*register.Person]bool{&mine: true, &other: false, &his: true} {
		_, err := o.Store.Session(ctx, who.Organisation(), who.Session.Hash)
		if (err == nil) != want {
			t.Errorf("%s: %v", who.Member.Name, err)
		}
	}
}

// TestWhatIsSensitiveAsksAgain: a proof counts for five minutes.
func TestWhatIsSensitiveAsksAgain(t *testing.T) {
	o := open(t, "")
	who := o.in(o.lead.Member.Email)
	o.clock.Advance(6 * time.Minute)
	for what, err := range map[string]error{"app": o.StartApp(ctx, who), "codes": second(o.NewRecoveryCodes(ctx, who)), "remove": o.RemoveApp(ctx, who),
		"policy": o.SetSecondFactor(ctx, who, "required")} {
		if !errors.Is(err, register.ErrProve) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := o.Prove(ctx, who, "verkeerd wachtwoord"); mistake(err) != "proof_wrong" {
		t.Errorf("a wrong password: %v", err)
	}
	if err := o.Prove(ctx, who, password); err != nil {
		t.Fatal(err)
	}
	s, err := o.Store.Session(ctx, who.Organisation(), who.Session.Hash)
	if err != nil {
		t.Fatal(err)
	}
	who.Session = s
	secret, _, _ := o.enrolled(who)
	o.clock.Advance(6 * time.Minute)
	if err := o.Prove(ctx, who, o.digits(secret)); err != nil {
		t.Errorf("with a code: %v", err)
	}
	if err := o.Lock(ctx, who); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		_ = o.Prove(ctx, who, "000000")
	}
	if err := o.Prove(ctx, who, "000000"); !errors.Is(err, register.ErrEnded) {
		t.Errorf("five wrong proofs: %v", err)
	}
}

func TestTheLastFactorStays(t *testing.T) {
	o := strict(t, "")
	_, _, full := o.enrolled(o.in(o.lead.Member.Email))
	if err := o.RemoveApp(ctx, full); mistake(err) != "last_factor" {
		t.Errorf("required: %v", err)
	}
	if err := o.SetSecondFactor(ctx, full, "optional"); err != nil {
		t.Fatal(err)
	}
	if half := o.in(o.lead.Member.Email); half.Proven() {
		t.Error("who chose an app is let in without it")
	}
	if err := o.RemoveApp(ctx, full); err != nil {
		t.Fatal(err)
	}
	a, err := o.Account(ctx, full)
	if err != nil || a.Recovery != 0 || !a.AppSince.IsZero() || !o.in(o.lead.Member.Email).Leads() {
		t.Errorf("afterwards: %+v, %v", a, err)
	}
}

func TestAskingMoreSendsTheOthersBack(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	his := o.in(henk.Member.Email)
	if err := o.SetSecondFactor(ctx, his, "required"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a trainer: %v", err)
	}
	mine := o.in(o.lead.Member.Email)
	if err := o.SetSecondFactor(ctx, mine, "required"); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[*register.Person]bool{&mine: true, &his: false} {
		if _, err := o.Store.Session(ctx, who.Organisation(), who.Session.Hash); (err == nil) != want {
			t.Errorf("%s: %v", who.Member.Name, err)
		}
	}
}

// TestAccessIsRestoredAfterADay: with a new password and nothing of before; and
// whoever still has their password can stop it.
func TestAccessIsRestoredAfterADay(t *testing.T) {
	o := strict(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	_, codes, his := o.enrolled(o.in(henk.Member.Email))
	_, _, lead := o.enrolled(o.in(o.lead.Member.Email))
	for what, err := range map[string]error{"oneself": second(o.ResetAccess(ctx, lead, lead.Member.ID)), "a trainer": second(o.ResetAccess(ctx, his, lead.Member.ID)), "nobody": second(o.ResetAccess(ctx, lead, "x"))} {
		if !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	stopped, err := o.ResetAccess(ctx, lead, henk.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.ChangePassword(ctx, his, password, "een heel ander lang woord"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.ResetOf(ctx, stopped.Token); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("he stopped it: %v", err)
	}
	back, err := o.ResetAccess(ctx, lead, henk.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(23 * time.Hour)
	if v, err := o.ResetOf(ctx, back.Token); err != nil || !v.Starts.Equal(back.Starts) || v.Member.ID != henk.Member.ID {
		t.Errorf("before its time: %+v, %v", v, err)
	}
	if err := o.UseReset(ctx, back.Token, "weer een ander lang woord"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("used before its time: %v", err)
	}
	o.clock.Advance(2 * time.Hour)
	if err := o.UseReset(ctx, back.Token, "kort"); mistake(err) != "password_short" {
		t.Errorf("a short password: %v", err)
	}
	if err := o.UseReset(ctx, back.Token, password); err != nil {
		t.Fatal(err)
	}
	if err := o.UseReset(ctx, back.Token, password); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	half := o.in(henk.Member.Email)
	if !half.Enrols {
		t.Error("his app is still there")
	}
	if _, err := o.ShowRecovery(ctx, half, codes[0]); err == nil {
		t.Error("his recovery codes still work")
	}
	late, err := o.ResetAccess(ctx, o.proved(lead), henk.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(97 * time.Hour)
	if err := o.UseReset(ctx, late.Token, password); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("after three days: %v", err)
	}
}

// proved is somebody who showed a factor just now.
func (o *office) proved(who register.Person) register.Person {
	who.Session.ProvedAt = o.clock.Now()
	return who
}
