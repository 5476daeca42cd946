package register_test

import (
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestTwoSetUpsAtOnceMakeOneOrganisation: hashing a password takes long enough
// for a second form to arrive.
func TestTwoSetUpsAtOnceMakeOneOrganisation(t *testing.T) {
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r, err := register.New(ctx, register.Config{Store: s, Now: time.Now, Site: func() string { return "" }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var made atomic.Int32
	for range 4 {
		wg.Go(func() {
			_, err := r.SetUpOrganisation(ctx, setUp())
			switch {
			case err == nil:
				made.Add(1)
			case !errors.Is(err, register.ErrSetUpBefore):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	ids, err := s.Organisations(ctx)
	if err != nil || len(ids) != 1 || made.Load() != 1 {
		t.Errorf("%v, %d organisations, %d times made", err, len(ids), made.Load())
	}
}

func TestNumbersDoNotCount(t *testing.T) {
	o := open(t, "")
	seen, next, last := map[string]bool{}, 0, 0
	for range 40 {
		ref := o.complain("").Ref
		var n int
		if _, err := fmt.Sscanf(ref, "2026-%d", &n); err != nil || n < 1000 || seen[ref] {
			t.Errorf("number %s: %v", ref, err)
		}
		if n == last+1 {
			next++
		}
		seen[ref], last = true, n
	}
	if next > 3 {
		t.Errorf("%d of 40 numbers follow the one before", next)
	}
}

// TestANewPasswordEndsEverySession: who took a session over is out.
func TestANewPasswordEndsEverySession(t *testing.T) {
	o := open(t, "")
	token, err := o.SignIn(ctx, o.lead.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recognise(ctx, token); err != nil {
		t.Fatal(err)
	}
	err = o.Store.Write(ctx, func(t *store.Tx) error {
		return t.SetPassword(o.lead.Organisation(), o.lead.Member.ID, "$argon2id$anders")
	})
	if err != nil {
		t.Fatal(err)
	}
	again, err := register.New(ctx, o.Config) // nothing in the program changes a password while it runs yet
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.Recognise(ctx, token); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a session of before gave %v", err)
	}
	if _, err := again.SignIn(ctx, o.lead.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("the old password gave %v", err)
	}
}
