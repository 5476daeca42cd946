package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
)

// TestWrongTriesCountAtAllProgramsTogether: who guesses at two programs by turns has
// no more tries than at one, also for what is counted in a session.
func TestWrongTriesCountAtAllProgramsTogether(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	token, err := a.SignIn(ctx, a.lead.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		o := all[i%2]
		if _, wrong := register.AsProblems(o.Prove(ctx, o.who(token), "verkeerd wachtwoord")); !wrong {
			t.Fatalf("try %d was no wrong try", i+1)
		}
	}
	if err := a.Prove(ctx, a.who(token), "verkeerd wachtwoord"); !errors.Is(err, register.ErrEnded) {
		t.Errorf("the fifth wrong try gave %v", err)
	}
	if _, err := b.Recognise(ctx, token); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the session goes on at the other program: %v", err)
	}
	// What every limit of the site is made of.
	at := []*register.Tries{a.Tries("form", 3, time.Hour), b.Tries("form", 3, time.Hour)}
	for i := range 3 {
		if !at[i%2].Try(ctx, "192.0.2.1") {
			t.Errorf("try %d is refused", i+1)
		}
	}
	if at[0].Try(ctx, "192.0.2.1") || at[1].Try(ctx, "192.0.2.1") || !at[0].Spent(ctx, "192.0.2.1") || !at[1].Spent(ctx, "192.0.2.1") {
		t.Error("a fourth try is allowed")
	}
	if !at[1].Try(ctx, "192.0.2.2") || !b.Tries("other", 3, time.Hour).Try(ctx, "192.0.2.1") {
		t.Error("somebody else pays for it")
	}
	at[0].Right(ctx, "192.0.2.1")
	if !at[1].Try(ctx, "192.0.2.1") || at[1].Try(ctx, "192.0.2.1") {
		t.Error("one that was taken back counts at the other program")
	}
	a.clock.Advance(time.Hour)
	if !at[1].Try(ctx, "192.0.2.1") {
		t.Error("tries of an hour ago still count")
	}
}

// TestALinkWorksOnceAtAllProgramsTogether.
func TestALinkWorksOnceAtAllProgramsTogether(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	invitation, err := a.Invite(ctx, a.as(a.lead), "Sanne Bos", "sanne@voorbeeld.example", []access.Role{access.Trainer})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.AcceptInvitation(ctx, invitation, password); err != nil {
		t.Error(err)
	}
	if err := a.AcceptInvitation(ctx, invitation, password); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("accepted again: %v", err)
	}
}

// TestASessionIsTheSameEverywhere: names that were asked for at one program are shown
// at the other and hidden again; so is a confidant's key, which lies in no database.
func TestASessionIsTheSameEverywhere(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	a.write("De zaal was koud.")
	token, err := a.SignIn(ctx, a.lead.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	name := func(o *office) string {
		who := o.who(token)
		items := o.List(who, register.Filter{View: "all"}).Items
		if _, err := o.Name(ctx, who, &items); err != nil {
			t.Fatal(err)
		}
		return items[0].Complainant
	}
	a.show(a.who(token))
	if name(a) != "Tessa Jansen" || name(b) != "Tessa Jansen" {
		t.Error("names that were asked for are not shown at both")
	}
	b.hide(b.who(token))
	if name(a) != "" || name(b) != "" {
		t.Error("names that were hidden are shown")
	}

	ilse := a.joined("Ilse Terpstra", "ilse@voorbeeld.example", access.Confidant)
	if token, err = a.SignIn(ctx, ilse.Member.Email, password); err != nil {
		t.Fatal(err)
	}
	sheet, err := a.MakeRoomKey(ctx, a.who(token))
	if err != nil {
		t.Fatal(err)
	}
	state := func(o *office, who register.Person) register.RoomState {
		got, err := o.RoomsOf(ctx, who)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	a.must(a.UnlockRooms(ctx, a.who(token), sheet.Display()))
	if state(b, b.who(token)) != register.RoomsOpen {
		t.Error("the confidant types their key again at each program")
	}
	if _, err := b.Rooms(ctx, b.who(token)); err != nil {
		t.Error(err)
	}
	if state(b, b.in(ilse.Member.Email)) != register.RoomsLocked {
		t.Error("it is open in another session")
	}
	a.clock.Advance(register.KeyShown - time.Minute)
	if state(b, b.who(token)) != register.RoomsOpen {
		t.Error("it closed too early")
	}
	a.clock.Advance(register.KeyShown - time.Minute)
	if state(a, a.who(token)) != register.RoomsOpen {
		t.Error("using it did not keep it open")
	}
	b.must(b.LockRooms(ctx, b.who(token)))
	if state(a, a.who(token)) != register.RoomsLocked {
		t.Error("closed at one program and open at the other")
	}
	a.must(a.UnlockRooms(ctx, a.who(token), sheet.Display()))
	a.clock.Advance(register.KeyShown)
	if state(b, b.who(token)) != register.RoomsLocked {
		t.Error("it never closes")
	}
}
