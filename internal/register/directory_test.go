package register_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/directory"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

const klachten = "https://klachten.voorbeeld.example"

// provided is an office with a real provider of its own, where a password alone
// is enough until a test says otherwise.
func provided(t *testing.T, site string) (*office, *testkit.Directory) {
	t.Helper()
	o, p := open(t, ""), testkit.Provider(t, site)
	o.clock.Set(time.Now()) // that of the provider
	var err error
	if o.Directory, err = directory.Parse(p.Setting(), o.clock.Now); err != nil {
		t.Fatal(err)
	}
	o.demand(store.SecondFactorOptional)
	return o, p
}

// demand changes whether the organisation asks a second factor.
func (o *office) demand(what string) {
	o.t.Helper()
	err := o.Store.EditOrganisation(ctx, o.Home().ID, func(home *store.Organisation) error { home.SecondFactor = what; return nil })
	if err != nil {
		o.t.Fatal(err)
	}
	if o.Register, err = register.New(ctx, o.Config); err != nil {
		o.t.Fatal(err)
	}
}

const callback = "/staff/sign-in/directory/callback"

// enter goes to the provider as account and comes back.
func (o *office) enter(p *testkit.Directory, site, account string) (register.Person, error) {
	o.t.Helper()
	ceremony, address, err := o.BeginDirectory(ctx, site+callback)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.arrive(ceremony, p.SignIn(o.t, address, account))
}

func (o *office) arrive(ceremony identity.Token, answer url.Values) (register.Person, error) {
	o.t.Helper()
	a, err := o.FinishDirectory(ctx, ceremony, answer, "")
	if err != nil || a.Session == "" {
		if a.Session != "" {
			o.t.Errorf("a session beside %v", err)
		}
		return register.Person{}, err
	}
	who, err := o.Recognise(ctx, a.Session)
	if err != nil {
		o.t.Fatal(err)
	}
	return who, nil
}

// accept invites somebody, who accepts with an account at the provider.
func (o *office) accept(p *testkit.Directory, email, account string) (register.Person, error) {
	o.t.Helper()
	invitation, err := o.Invite(ctx, o.lead, "Joris Hamel", email, []access.Role{access.Trainer})
	if err != nil {
		o.t.Fatal(err)
	}
	ceremony, address, err := o.BeginDirectoryInvited(ctx, invitation, klachten+callback)
	if err != nil {
		o.t.Fatal(err)
	}
	who, err := o.arrive(ceremony, p.SignIn(o.t, address, account))
	if _, stays := o.Invited(ctx, invitation); (stays == nil) == (err == nil) {
		o.t.Errorf("after %v the invitation: %v", err, stays)
	}
	return who, err
}

// link gives a signed-in member an account.
func (o *office) link(p *testkit.Directory, who register.Person, account string) error {
	o.t.Helper()
	ceremony, address, err := o.BeginDirectoryLink(ctx, who, klachten+callback)
	if err != nil {
		return err
	}
	_, err = o.arrive(ceremony, p.SignIn(o.t, address, account))
	return err
}

func (o *office) signIn(email string) register.Person {
	o.t.Helper()
	token, err := o.SignIn(ctx, email, password)
	if err != nil {
		o.t.Fatal(err)
	}
	who, err := o.Recognise(ctx, token)
	if err != nil {
		o.t.Fatal(err)
	}
	return who
}

func TestAnInvitationIsAcceptedWithTheDirectory(t *testing.T) {
	o, p := provided(t, klachten)
	who, err := o.accept(p, "joris@voorbeeld.example", "joris")
	if err != nil || who.Member.Name != "Joris Hamel" || who.Member.State != store.MemberActive || who.Member.Password != "" {
		t.Fatalf("%+v, %v", who.Member, err)
	}
	if _, err := o.SignIn(ctx, "joris@voorbeeld.example", ""); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("with no password at all: %v", err)
	}
	again, err := o.enter(p, klachten, "joris")
	if err != nil || again.Member.ID != who.Member.ID {
		t.Errorf("the next day: %+v, %v", again.Member, err)
	}
	if a, err := o.LinkedAccount(ctx, again); err != nil || !a.Linked || a.Email != "joris@voorbeeld.example" || a.Used.IsZero() {
		t.Errorf("%+v, %v", a, err)
	}
	if err := o.UnlinkAccount(ctx, again); err == nil || err.Error() != "directory: directory_last" {
		t.Errorf("the last road in is taken away: %v", err)
	}
	if _, err := o.accept(p, "ander@voorbeeld.example", "joris"); !errors.Is(err, register.ErrTaken) {
		t.Errorf("one account for two people: %v", err)
	}
}

// TestAnAddressLinksNothing: somebody makes an account with the address of a
// member, before or after that member has one.
func TestAnAddressLinksNothing(t *testing.T) {
	o, p := provided(t, klachten)
	for _, account := range []string{"mirjam", "twin", "henk"} {
		if who, err := o.enter(p, klachten, account); !errors.Is(err, register.ErrStranger) {
			t.Errorf("%s came in as %s: %v", account, who.Member.Name, err)
		}
	}
	if err := o.link(p, o.signIn("mirjam@voorbeeld.example"), "mirjam"); err != nil {
		t.Fatal(err)
	}
	if who, err := o.enter(p, klachten, "mirjam"); err != nil || who.Member.ID != o.lead.Member.ID {
		t.Errorf("%+v, %v", who.Member, err)
	}
	if who, err := o.enter(p, klachten, "twin"); !errors.Is(err, register.ErrStranger) {
		t.Errorf("twin came in as %s: %v", who.Member.Name, err)
	}
}

func TestASecondFactorAtTheProviderCounts(t *testing.T) {
	o, p := provided(t, klachten)
	for email, account := range map[string]string{"joris@voorbeeld.example": "joris", "farida@voorbeeld.example": "farida", "henk@elders.example": "henk"} {
		if _, err := o.accept(p, email, account); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		demand, account string
		want            store.SessionLevel
	}{
		{store.SecondFactorRequired, "joris", store.LevelPassword}, {store.SecondFactorRequired, "farida", store.LevelFull}, {store.SecondFactorRequired, "henk", store.LevelFull},
		{"", "joris", store.LevelPassword}, {store.SecondFactorOptional, "joris", store.LevelFull},
	} {
		o.demand(c.demand)
		if who, err := o.enter(p, klachten, c.account); err != nil || who.Session.Level != c.want {
			t.Errorf("%q %s: level %d, %v", c.demand, c.account, who.Session.Level, err)
		}
	}
}

func TestACeremonyIsForOneBrowserOnceAndSoon(t *testing.T) {
	o, p := provided(t, klachten)
	if err := o.link(p, o.signIn("mirjam@voorbeeld.example"), "mirjam"); err != nil {
		t.Fatal(err)
	}
	begin := func() (identity.Token, url.Values) {
		t.Helper()
		ceremony, address, err := o.BeginDirectory(ctx, klachten+callback)
		if err != nil {
			t.Fatal(err)
		}
		return ceremony, p.SignIn(t, address, "mirjam")
	}
	mine, answer := begin()
	other, _ := begin()
	for name, ceremony := range map[string]identity.Token{"no cookie": "", "a made-up cookie": identity.NewToken(), "another browser": other} {
		if _, err := o.arrive(ceremony, answer); !errors.Is(err, register.ErrDirectoryOver) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := o.arrive(mine, url.Values{"state": {"verzonnen"}, "error": {"access_denied"}}); !errors.Is(err, register.ErrDirectoryOver) {
		t.Errorf("a made-up answer: %v", err)
	}
	if _, err := o.arrive(mine, answer); err != nil {
		t.Errorf("and it ended the real one: %v", err)
	}
	if _, err := o.arrive(mine, answer); !errors.Is(err, register.ErrDirectoryOver) {
		t.Errorf("a second time: %v", err)
	}
	late, answer := begin()
	o.clock.Advance(register.DirectoryTime)
	if _, err := o.arrive(late, answer); !errors.Is(err, register.ErrDirectoryOver) {
		t.Errorf("after ten minutes: %v", err)
	}
}

func TestLinkingNeedsAFreshSessionThatLasts(t *testing.T) {
	o, p := provided(t, klachten)
	o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	who := o.signIn("mirjam@voorbeeld.example")
	if a, err := o.LinkedAccount(ctx, who); err != nil || a.Linked {
		t.Fatalf("%+v, %v", a, err)
	}
	ceremony, address, err := o.BeginDirectoryLink(ctx, who, klachten+callback)
	if err != nil {
		t.Fatal(err)
	}
	answer := p.SignIn(t, address, "mirjam")
	if err := o.Store.EndSession(ctx, who.Organisation(), who.Session.Hash); err != nil {
		t.Fatal(err)
	}
	if _, err := o.arrive(ceremony, answer); !errors.Is(err, register.ErrDirectoryOver) {
		t.Errorf("signed out meanwhile: %v", err)
	}
	who = o.signIn("mirjam@voorbeeld.example")
	if ceremony, address, err = o.BeginDirectoryLink(ctx, who, klachten+callback); err != nil {
		t.Fatal(err)
	}
	err = o.Store.Write(ctx, func(t *store.Tx) error { return t.SetPassword(who.Organisation(), who.Member.ID, who.Member.Password) })
	if err != nil {
		t.Fatal(err)
	}
	o.demand(store.SecondFactorOptional)
	if _, err := o.arrive(ceremony, p.SignIn(t, address, "mirjam")); !errors.Is(err, register.ErrDirectoryOver) {
		t.Errorf("another password meanwhile: %v", err)
	}
	who = o.signIn("mirjam@voorbeeld.example")
	if err := o.link(p, who, "mirjam"); err != nil {
		t.Fatal(err)
	}
	if err := o.link(p, o.signIn("henk@voorbeeld.example"), "mirjam"); !errors.Is(err, register.ErrTaken) {
		t.Errorf("somebody else's account: %v", err)
	}
	if err := o.link(p, who, "twin"); err != nil { // another account of her own
		t.Error(err)
	}
	if _, err := o.enter(p, klachten, "mirjam"); !errors.Is(err, register.ErrStranger) {
		t.Errorf("the account before it: %v", err)
	}
	if err := o.UnlinkAccount(ctx, who); err != nil {
		t.Error(err)
	}
	if _, err := o.enter(p, klachten, "twin"); !errors.Is(err, register.ErrStranger) {
		t.Errorf("after unlinking: %v", err)
	}
	o.clock.Advance(5*time.Minute + time.Second)
	if err := o.link(p, who, "mirjam"); !errors.Is(err, register.ErrProve) {
		t.Errorf("long after signing in: %v", err)
	}
	who.Session.Level = store.LevelPassword
	if err := o.link(p, who, "mirjam"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way: %v", err)
	}
}

func TestWhoLeftIsAStrangerAtTheDirectoryToo(t *testing.T) {
	o, p := provided(t, klachten)
	who, err := o.accept(p, "joris@voorbeeld.example", "joris")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Leave(ctx, o.lead, who.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := o.enter(p, klachten, "joris"); !errors.Is(err, register.ErrStranger) {
		t.Error(err)
	}
	if _, err := o.accept(p, "joris2@voorbeeld.example", "joris"); err != nil {
		t.Errorf("invited again: %v", err)
	}
}

// TestTheProviderSignsSomebodyOut catches the message that the real provider
// sends, and obeys it once.
func TestTheProviderSignsSomebodyOut(t *testing.T) {
	messages := make(chan string, 2)
	site := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/staff/sign-in/directory/logout" && r.Method == http.MethodPost && r.Header.Get("Origin") == "" {
			messages <- r.PostFormValue("logout_token")
		}
	}))
	defer site.Close()
	o, p := provided(t, site.URL)
	who := o.signIn("mirjam@voorbeeld.example")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	o.signIn(henk.Member.Email)
	ceremony, address, err := o.BeginDirectoryLink(ctx, who, site.URL+callback)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.arrive(ceremony, p.SignIn(t, address, "mirjam")); err != nil {
		t.Fatal(err)
	}
	message := func() string {
		p.SignOut(t)
		select {
		case m := <-messages:
			return m
		case <-time.After(10 * time.Second):
			t.Fatal("the provider says nothing")
			return ""
		}
	}
	first := message()
	if err := o.DirectoryLogout(ctx, first); err != nil {
		t.Fatal(err)
	}
	if o.sessions(who) != 0 || o.sessions(henk) != 1 {
		t.Errorf("%d and %d sessions", o.sessions(who), o.sessions(henk))
	}
	o.signIn("mirjam@voorbeeld.example")
	if err := o.DirectoryLogout(ctx, first); !errors.Is(err, register.ErrDirectoryInvalid) || o.sessions(who) != 1 {
		t.Errorf("the same message again: %v, %d sessions", err, o.sessions(who))
	}
	if _, err := o.enter(p, site.URL, "twin"); !errors.Is(err, register.ErrStranger) {
		t.Fatal(err)
	}
	if err := o.DirectoryLogout(ctx, message()); err != nil || o.sessions(who) != 1 {
		t.Errorf("about a stranger: %v, %d sessions", err, o.sessions(who))
	}
	if _, err := o.enter(p, site.URL, "mirjam"); err != nil {
		t.Fatal(err)
	}
	late := message()
	o.clock.Advance(directory.LogoutAge + 5*time.Second)
	if err := o.DirectoryLogout(ctx, late); !errors.Is(err, register.ErrDirectoryInvalid) || o.sessions(who) != 2 {
		t.Errorf("an old message: %v, %d sessions", err, o.sessions(who))
	}
}

func (o *office) sessions(who register.Person) int {
	o.t.Helper()
	all, err := o.Store.Sessions(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return len(all)
}

func TestWithoutADirectoryThereIsNone(t *testing.T) {
	o := open(t, "")
	_, _, begun := o.BeginDirectory(ctx, klachten+callback)
	_, finished := o.FinishDirectory(ctx, identity.NewToken(), url.Values{}, "")
	_, seen := o.LinkedAccount(ctx, o.signIn("mirjam@voorbeeld.example"))
	errs := []error{begun, seen, o.DirectoryLogout(ctx, "x"), o.UnlinkAccount(ctx, o.lead)}
	if o.DirectoryName() != "" || slices.ContainsFunc(errs, func(err error) bool { return !errors.Is(err, register.ErrNotFound) }) || !errors.Is(finished, register.ErrDirectoryOver) {
		t.Errorf("%q: %v, %v", o.DirectoryName(), errs, finished)
	}
}
