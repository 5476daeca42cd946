package register_test

import (
	"slices"
	"sync"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// TestTwoFactorsDoNotGoAtOnce: somebody takes the app away in one window and the passkey
// in another, each because the other is there. One of them stays, on one program and on
// two.
func TestTwoFactorsDoNotGoAtOnce(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		o := open(t, "")
		twoFactorsAtOnce(t, o, o)
	})
	t.Run("postgres", func(t *testing.T) {
		all := replicas(t, 2)
		twoFactorsAtOnce(t, all[0], all[1])
	})
}

func twoFactorsAtOnce(t *testing.T, a, b *office) {
	henk := a.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer).Member
	if err := a.SetSecondFactor(ctx, a.in(a.lead.Member.Email), store.SecondFactorRequired); err != nil {
		t.Fatal(err)
	}
	if err := b.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	one, other := a.at(henk, store.LevelFull), b.at(henk, store.LevelFull)
	for round := range 10 {
		passkey := store.Factor{ID: store.NewID(), Member: henk.ID, Kind: store.FactorPasskey, Shown: []byte{byte(round)}}
		app := store.Factor{Member: henk.ID, Kind: store.FactorApp, Shown: []byte(henk.ID)}
		err := a.Store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.DropFactors(henk.Organisation, henk.ID); err != nil {
				return err
			}
			return tx.AddFactors(henk.Organisation, passkey, app)
		})
		if err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		got, begin := make([]error, 2), make(chan struct{})
		for i, remove := range []func() error{
			func() error { return a.RemoveApp(ctx, one) },
			func() error { return b.RemovePasskey(ctx, other, passkey.ID) },
		} {
			both.Go(func() {
				<-begin
				got[i] = remove()
			})
		}
		close(begin)
		both.Wait()
		refused := 0
		for _, err := range got {
			switch {
			case err == nil:
			case code(err) == "last_factor":
				refused++
			default:
				t.Fatal(err)
			}
		}
		left, err := a.Store.Factors(ctx, henk.Organisation, henk.ID)
		if err != nil || refused != 1 || !slices.ContainsFunc(left, func(f store.Factor) bool { return f.Kind == store.FactorApp || f.Kind == store.FactorPasskey }) {
			t.Fatalf("round %d: %d of two refused, %d are left, %v", round, refused, len(left), err)
		}
	}
}
