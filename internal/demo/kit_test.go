package demo_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/demo"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

var ctx = context.Background()

// filled is a demo made at a moment, with somebody's view of it.
type filled struct {
	*register.Register
	store    *store.Store
	accounts []demo.Account
}

func fill(t *testing.T, now time.Time) filled {
	t.Helper()
	clock := demo.NewClock(func() time.Time { return now })
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	nobody, err := mail.ParseServer("smtp://127.0.0.1:1?from=klachten@voorbeeld.example") // the year must not mail anybody
	if err != nil {
		t.Fatal(err)
	}
	r, err := register.New(ctx, register.Config{Store: s, Now: clock.Now, Mail: nobody, Site: func() string { return "http://127.0.0.1:8080" },
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	accounts, err := demo.Fill(ctx, r, clock)
	if err != nil {
		t.Fatalf("now %s: %v", now, err)
	}
	t.Logf("filled in %s", time.Since(start).Round(time.Millisecond))
	if r.Mail != nobody || !clock.Now().Equal(now) {
		t.Error("the mail server is gone, or the clock was not let go")
	}
	if err := r.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	return filled{r, s, accounts}
}

// as signs in the way somebody at the screen does, with what was printed.
func (f filled) as(t *testing.T, who string) register.Person {
	t.Helper()
	i := slices.IndexFunc(f.accounts, func(a demo.Account) bool { return strings.HasPrefix(a.Email, who+"@") })
	token, err := f.SignIn(ctx, f.accounts[i].Email, f.accounts[i].Password)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Recognise(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (f filled) all(who register.Person) []register.Item {
	return f.List(who, register.Filter{View: "all"}).Items
}

func (f filled) search(t *testing.T, who register.Person, words string) []register.Item {
	t.Helper()
	items, err := f.Search(ctx, who, words)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func item(t *testing.T, items []register.Item, heading string) register.Item {
	t.Helper()
	for _, it := range items {
		if it.Heading == heading {
			return it
		}
	}
	t.Fatalf("no complaint %q", heading)
	return register.Item{}
}
