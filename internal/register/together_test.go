package register_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/testkit"
)

// neighbour is a second organisation over the store of the first, with a partner of it.
func (p *partners) neighbour() *partners {
	p.t.Helper()
	r, err := register.New(ctx, register.Config{Store: p.Store, Now: p.clock.Now, Site: func() string { return "https://klachten.buren.example" }, Logger: slog.New(slog.DiscardHandler), Beside: true})
	if err != nil {
		p.t.Fatal(err)
	}
	in := setUp()
	in.Organisation, in.LeadName, in.LeadEmail, in.Site = "De buren", "Bas Buur", "bas@buren.example", "https://klachten.buren.example"
	if _, err := r.SetUpOrganisation(ctx, in); err != nil {
		p.t.Fatal(err)
	}
	if err := r.Fill(ctx); err != nil {
		p.t.Fatal(err)
	}
	o := &office{Register: r, t: p.t, clock: p.clock}
	m, _ := r.LeadMember()
	o.lead = person(m)
	return &partners{office: o, pieter: o.joined("Noor Buur", "noor@buren.example", access.Partner)}
}

// TestPartnersOfTwoOrganisationsSitAtBothReviews (S16: Sporofyt's partners at the review
// of BuitengewoonPuur): each has an account as partner at the other's address. They go
// through both parts without names, see no complaint that runs, and never what is about
// them; each part is frozen in its own register, and the second says which the first was.
func TestPartnersOfTwoOrganisationsSitAtBothReviews(t *testing.T) {
	eachDatabase(t, func(t *testing.T, here *partners) {
		there := here.neighbour()
		guestHere := here.joined("Noor Buur", "noor@buren.example", access.Partner)
		guestThere := there.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner)
		ours := here.write("De zaal was koud, zei Tessa Jansen.")
		about := here.write("Het gesprek met haar liep niet goed.", guestHere)
		theirs := there.write("De koffie was op, zei Tessa Jansen.")
		part := map[*partners]review.Review{here: here.begin(here.lead, here.pieter, guestHere), there: there.begin(there.lead, there.pieter, guestThere)}

		for _, x := range []struct {
			at    *partners
			guest register.Person
			refs  []string
		}{{here, guestHere, []string{ours.Ref, about.Ref}}, {there, guestThere, []string{theirs.Ref}}} {
			view := x.at.seen(x.guest, part[x.at])
			if len(view.Items) != 1 {
				t.Errorf("%s sees %d complaints", x.guest.Member.Name, len(view.Items))
			}
			k, err := x.at.OpenCase(ctx, x.guest, part[x.at].ID, view.Items[0].Number)
			if err != nil || k.Ref != "" || strings.Contains(k.Case.Story+k.Case.Heading, "Tessa") || strings.Contains(k.Case.Story, "gesprek") {
				t.Errorf("%s reads %q of %q, %v", x.guest.Member.Name, k.Case.Story, k.Ref, err)
			}
			for _, ref := range x.refs {
				if x.at.knows(x.guest, ref) {
					t.Errorf("%s finds a complaint that runs", x.guest.Member.Name)
				}
			}
			x.at.goodAsItIs(x.guest, part[x.at], view.Items[0].Number)
		}

		// An account at one address is nobody at the other, at a review too.
		if _, err := here.Review(ctx, there.pieter, part[here].ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the account of there opens the review of here: %v", err)
		}
		if _, err := there.Review(ctx, guestHere, part[there].ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the account of here opens the review of there: %v", err)
		}
		if _, err := here.InviteUntil(ctx, here.lead, "Een ander", "NOOR@buren.example", []access.Role{access.Trainer}, here.until(nil)); err == nil {
			t.Error("one address has two accounts: what is about the one is not about the other")
		}

		// What is about the guest is decided without them, and each part ends by itself.
		hidden := 3 - here.seen(guestHere, part[here]).Items[0].Number
		if _, err := here.ConcludeReview(ctx, guestHere, part[here].ID, here.key()); err == nil {
			t.Error("concluded with one undecided")
		} else if r, _ := register.Refused(err); r == nil || r.Code != "review_left_to_others" || len(r.Args) > 0 {
			t.Errorf("it tells a guest of what is about them: %v", err)
		}
		here.goodAsItIs(here.lead, part[here], hidden)
		first, err := here.ConcludeReview(ctx, here.lead, part[here].ID, here.key())
		if err != nil {
			t.Fatal(err)
		}
		if err := there.WordReview(ctx, there.lead, part[there].ID, there.key(), "Samen gehouden met "+here.Home().Name+", overzicht "+first.End.SHA256); err != nil {
			t.Fatal(err)
		}
		second, err := there.ConcludeReview(ctx, there.lead, part[there].ID, there.key())
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(here.SignReview(ctx, guestHere, first.ID, here.key()), there.SignReview(ctx, guestThere, second.ID, there.key())); err != nil {
			t.Errorf("a guest signs: %v", err)
		}
		if !second.End.Untouched || !strings.Contains(second.End.Overview.Text, first.End.SHA256) || first.End.SHA256 == second.End.SHA256 {
			t.Error("the second part does not say which the first was")
		}
		for _, x := range []struct {
			at   *partners
			not  *partners
			mine review.Review
		}{{here, there, first}, {there, here, second}} {
			all, err := x.at.Store.Reviews(ctx, x.at.Home().ID)
			if err != nil || len(all) != 1 || all[0].ID != x.mine.ID {
				t.Errorf("%s keeps %d reviews, %v", x.at.Home().Name, len(all), err)
			}
		}
	})
}

// TestAProgramLeadsForAllItsOrganisations, or for none: the mail of the second is read
// by whoever reads that of the first, and by no other program.
func TestAProgramLeadsForAllItsOrganisations(t *testing.T) {
	first := partnersOn(t, testkit.Postgres(t))
	there := first.neighbour()
	program := func() (all []*register.Register) {
		turn := new(register.Turn)
		for _, o := range []*partners{first, there} {
			cfg := o.Config
			cfg.Organisation, cfg.Beside, cfg.Turn = o.Home().ID, false, turn
			r, err := register.New(ctx, cfg)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
		return all
	}
	one, other := program(), program()
	for _, p := range [][]*register.Register{one, other} {
		if err := p[0].TakePart(ctx); err != nil {
			t.Fatal(err)
		}
	}
	for i := range one {
		if _, leads := one[i].Leading(ctx); !leads {
			t.Errorf("the program leads, and not for organisation %d", i)
		}
		if _, leads := other[i].Leading(ctx); leads {
			t.Errorf("another program leads for organisation %d", i)
		}
	}
}
