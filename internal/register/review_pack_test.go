package register_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
)

// TestThePapersOfAReviewAreForOnePerson: who attends gets every complaint without a
// name, except what is about them; nobody else gets anything, and no old proof will do.
func TestThePapersOfAReviewAreForOnePerson(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		p.write("De zaal was koud. Tessa Jansen.")
		p.about(p.lotte, p.pieter)
		v := p.begin(p.lead, p.pieter)
		fresh := func(who register.Person) register.Person {
			who.Session.ProvedAt = p.clock.Now()
			return who
		}
		for who, want := range map[*register.Person]int{&p.lead: 2, &p.pieter: 1} {
			k, err := p.ReviewPack(ctx, fresh(*who), v.ID)
			if err != nil || len(k.Cases) != want {
				t.Errorf("%s gets %d complaints, not %d: %v", who.Member.Name, len(k.Cases), want, err)
			}
			for _, c := range k.Cases {
				if s := fmt.Sprintf("%+v", c.Case); strings.Contains(s, "Tessa") || strings.Contains(s, "Jansen") {
					t.Errorf("a name stands in %s", s)
				}
			}
			if strings.Contains(fmt.Sprintf("%+v", k.Cases), "merkwoord") == (want == 1) {
				t.Errorf("the complaint about Pieter is with %s wrongly", who.Member.Name)
			}
		}
		for _, who := range []register.Person{p.lotte, p.joined("Ada", "ada@voorbeeld.example", access.Auditor), p.joined("Bea", "bea@voorbeeld.example", access.Partner)} {
			if _, err := p.ReviewPack(ctx, fresh(who), v.ID); !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s gets it: %v", who.Member.Name, err)
			}
		}
		old := p.lead
		old.Session.ProvedAt = p.clock.Now().Add(-time.Hour)
		if _, err := p.ReviewPack(ctx, old, v.ID); !errors.Is(err, register.ErrProve) {
			t.Errorf("an old proof will do: %v", err)
		}
	})
}
