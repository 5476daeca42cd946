package register_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

func (o *office) device() *testkit.Authenticator {
	return testkit.NewAuthenticator(o.t, "https://klachten.voorbeeld.example", "klachten.voorbeeld.example")
}

// at is somebody whose session has this level.
func (o *office) at(m store.Member, level store.SessionLevel) register.Person {
	o.t.Helper()
	token, now := identity.NewToken(), o.clock.Now()
	if err := o.Store.AddSession(ctx, store.Session{Organisation: m.Organisation, Hash: token.Hash(), Member: m.ID, Epoch: m.Epoch, Level: level, CreatedAt: now, SeenAt: now, ProvedAt: now}, 5); err != nil {
		o.t.Fatal(err)
	}
	return o.who(token)
}

func (o *office) add(who register.Person, name string, device *testkit.Authenticator) (identity.Token, error) {
	options, ceremony, err := o.BeginPasskey(ctx, who, name)
	if err != nil {
		return "", err
	}
	return o.AddPasskey(ctx, who, ceremony, device.Make(options))
}

func (o *office) byPasskey(device *testkit.Authenticator) (identity.Token, error) {
	o.t.Helper()
	options, ceremony, err := o.BeginPasskeySignIn(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.FinishPasskeySignIn(ctx, ceremony, device.SignIn(options), "")
}

func (o *office) passkeys(who register.Person) []register.Passkey {
	o.t.Helper()
	all, err := o.Passkeys(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func code(err error) string {
	if p, ok := register.AsProblems(err); ok {
		return p[0].Code
	}
	return ""
}

func TestAPasskeyFromMakingToRemoving(t *testing.T) {
	o := open(t, "")
	mirjam, device := o.in("mirjam@voorbeeld.example"), o.device()
	if session, err := o.add(mirjam, " Mijn laptop ", device); err != nil || session != "" {
		t.Fatalf("%q %v", session, err)
	}
	o.clock.Advance(time.Hour)
	device.Count = 7
	token, err := o.byPasskey(device)
	if err != nil {
		t.Fatal(err)
	}
	who := o.who(token)
	if who.Member.ID != mirjam.Member.ID || who.Session.Level != store.LevelFull || !who.Session.ProvedAt.Equal(o.clock.Now()) {
		t.Errorf("%+v", who.Session)
	}
	all := o.passkeys(who)
	if len(all) != 1 || all[0].Name != "Mijn laptop" || !all[0].UsedAt.Equal(o.clock.Now()) || all[0].UsedAt.Sub(all[0].MadeAt) != time.Hour {
		t.Fatalf("%+v", all)
	}
	o.clock.Advance(time.Minute)
	if err := o.RenamePasskey(ctx, who, all[0].ID, "Telefoon"); err != nil {
		t.Fatal(err)
	}
	if now := o.passkeys(who)[0]; now.Name != "Telefoon" || !now.UsedAt.Equal(all[0].UsedAt) {
		t.Errorf("renamed: %+v", now)
	}
	if _, err := o.byPasskey(device); !errors.Is(err, register.ErrSignIn) { // 7 again
		t.Errorf("the counter stood still: %v", err)
	}
	device.Count = 8
	if _, err := o.byPasskey(device); err != nil {
		t.Errorf("renaming broke it: %v", err)
	}
	if err := o.RemovePasskey(ctx, who, all[0].ID); err != nil {
		t.Fatal(err)
	}
	device.Count = 9
	if _, err := o.byPasskey(device); !errors.Is(err, register.ErrSignIn) || len(o.passkeys(who)) != 0 {
		t.Errorf("removed: %v", err)
	}
}

func TestACeremonyWorksOnceAndNotForLong(t *testing.T) {
	o := open(t, "")
	mirjam, device := o.in("mirjam@voorbeeld.example"), o.device()
	if _, err := o.add(mirjam, "Laptop", device); err != nil {
		t.Fatal(err)
	}
	options, ceremony, err := o.BeginPasskeySignIn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	wrong := *device
	wrong.Unverified = true
	if _, err := o.FinishPasskeySignIn(ctx, ceremony, wrong.SignIn(options), ""); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("unverified: %v", err)
	}
	if _, err := o.FinishPasskeySignIn(ctx, ceremony, device.SignIn(options), ""); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("a second try at the same challenge: %v", err)
	}
	options, ceremony, err = o.BeginPasskeySignIn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	answer := device.SignIn(options)
	for _, made := range []identity.Token{"", "geraden", identity.NewToken()} {
		if _, err := o.FinishPasskeySignIn(ctx, made, answer, ""); !errors.Is(err, register.ErrSignIn) {
			t.Errorf("with a guessed secret: %v", err)
		}
	}
	o.clock.Advance(register.PasskeyTime)
	if _, err := o.FinishPasskeySignIn(ctx, ceremony, answer, ""); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("after five minutes: %v", err)
	}
	mirjam = o.at(mirjam.Member, store.LevelFull)
	options, ceremony, err = o.BeginPasskey(ctx, mirjam, "Nog een")
	if err != nil {
		t.Fatal(err)
	}
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if _, err := o.AddPasskey(ctx, o.in(henk.Member.Email), ceremony, o.device().Make(options)); code(err) != "passkey_over" {
		t.Errorf("the ceremony of somebody else: %v", err)
	}
	if _, err := o.add(mirjam, "Dezelfde", device); code(err) != "passkey_known" {
		t.Errorf("the same key twice: %v", err)
	}
	if n := len(o.passkeys(mirjam)); n != 1 {
		t.Errorf("%d passkeys", n)
	}
}

func TestWhoMayAddAPasskey(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer).Member
	if _, err := o.add(o.at(henk, store.LevelLink), "Laptop", o.device()); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("by a mailed link: %v", err)
	}
	full := o.in(henk.Email)
	for name, want := range map[string]string{"": "passkey_nameless", "  ": "passkey_nameless", strings.Repeat("é", 61): "passkey_name_long"} {
		if _, err := o.add(full, name, o.device()); code(err) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	strange := o.device()
	strange.Origin = "https://kwaad.example"
	if _, err := o.add(full, "Laptop", strange); code(err) != "passkey_refused" {
		t.Errorf("of another site: %v", err)
	}
	half, device := o.at(henk, store.LevelPassword), o.device()
	if _, err := o.Passkeys(ctx, half); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way sees the list: %v", err)
	}
	token, err := o.add(half, "Telefoon", device)
	if err != nil || token == "" {
		t.Fatalf("the first factor: %q %v", token, err)
	}
	if who := o.who(token); who.Session.Level != store.LevelFull {
		t.Errorf("%+v", who.Session)
	}
	sessions, err := o.Store.Sessions(ctx, henk.Organisation, henk.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sessions {
		if s.Level == store.LevelPassword {
			t.Error("the half-way session is still there")
		}
	}
	if _, err := o.add(o.at(henk, store.LevelPassword), "Van een dief", o.device()); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way past a factor that is there: %v", err)
	}
	o.clock.Advance(register.PasskeyTime + time.Second)
	if _, err := o.add(full, "Laptop", o.device()); !errors.Is(err, register.ErrProve) {
		t.Errorf("proved too long ago: %v", err)
	}
	full = o.at(henk, store.LevelFull)
	for len(o.passkeys(full)) < 10 {
		if _, err := o.add(full, "Nog een", o.device()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.add(full, "Te veel", o.device()); code(err) != "passkey_many" {
		t.Errorf("the eleventh: %v", err)
	}
}

// TestAFirstPasskeyOpensTheSessionAndNoOther: it is kept and the session opened
// together; a session that ended while the browser was busy gets neither.
func TestAFirstPasskeyOpensTheSessionAndNoOther(t *testing.T) {
	o := strict(t, "")
	begun := func() (register.Person, identity.Token, []byte) {
		half := o.in(o.lead.Member.Email)
		options, ceremony, err := o.BeginPasskey(ctx, half, "Telefoon")
		if err != nil {
			t.Fatal(err)
		}
		return half, ceremony, o.device().Make(options)
	}
	half, ceremony, answer := begun()
	if err := o.Store.EndSession(ctx, half.Organisation(), half.Session.Hash); err != nil {
		t.Fatal(err)
	}
	if token, err := o.AddPasskey(ctx, half, ceremony, answer); token != "" || !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a session that ended is open again: %v", err)
	}
	if factors, err := o.Store.Factors(ctx, half.Organisation(), half.Member.ID); err != nil || len(factors) != 0 {
		t.Errorf("it left %d factors, %v", len(factors), err)
	}
	half, ceremony, answer = begun()
	token, err := o.AddPasskey(ctx, half, ceremony, answer)
	if err != nil {
		t.Fatal(err)
	}
	if s := o.who(token).Session; s.Level != store.LevelFull || !s.CreatedAt.Equal(half.Session.CreatedAt) {
		t.Errorf("it is another session: %+v", s)
	}
	if _, err := o.Store.Session(ctx, half.Organisation(), half.Session.Hash); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the half-way token still names a session: %v", err)
	}
}

func TestAPasskeyIsOfOnePerson(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer).Member
	mirjam, device := o.in("mirjam@voorbeeld.example"), o.device()
	his := o.device()
	if _, err := o.add(mirjam, "Laptop", device); err != nil {
		t.Fatal(err)
	}
	if _, err := o.add(o.in(henk.Email), "Telefoon", his); err != nil {
		t.Fatal(err)
	}
	id := o.passkeys(mirjam)[0].ID
	who := o.at(henk, store.LevelFull)
	if err := o.RemovePasskey(ctx, who, id); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("removed by somebody else: %v", err)
	}
	if err := o.RenamePasskey(ctx, who, id, "Van mij"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("renamed by somebody else: %v", err)
	}
	thief := *his
	thief.Handle = device.Handle
	if _, err := o.byPasskey(&thief); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("as somebody else with an own key: %v", err)
	}
	if _, err := o.byPasskey(o.device()); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("a key nobody has: %v", err)
	}
	if _, err := o.byPasskey(his); err != nil {
		t.Fatal(err)
	}
	if err := o.Leave(ctx, o.lead, henk.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := o.byPasskey(his); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("after leaving: %v", err)
	}
}

func TestTheLastRoadInStays(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer).Member
	first, second := o.device(), o.device()
	for _, d := range []*testkit.Authenticator{first, second} {
		if _, err := o.add(o.at(henk, store.LevelFull), "Laptop", d); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Store.Write(ctx, func(t *store.Tx) error { return t.SetPassword(henk.Organisation, henk.ID, "") }); err != nil {
		t.Fatal(err)
	}
	o.reload()
	token, err := o.byPasskey(first)
	if err != nil {
		t.Fatal(err)
	}
	who := o.who(token)
	all := o.passkeys(who)
	if err := o.RemovePasskey(ctx, who, all[1].ID); err != nil {
		t.Errorf("one of two: %v", err)
	}
	if err := o.RemovePasskey(ctx, who, all[0].ID); code(err) != "last_factor" || len(o.passkeys(who)) != 1 {
		t.Errorf("the only one: %v", err)
	}
}

func TestAnAddressWithoutAName(t *testing.T) {
	o := open(t, "")
	o.Site = func() string { return "http://127.0.0.1:8080" }
	if _, _, err := o.BeginPasskeySignIn(ctx); !errors.Is(err, register.ErrNoPasskeys) || o.HasPasskeys() {
		t.Errorf("%v", err)
	}
}

// reload opens the register anew on the same store.
func (o *office) reload() {
	o.t.Helper()
	var err error
	if o.Register, err = register.New(ctx, o.Config); err != nil {
		o.t.Fatal(err)
	}
}
