package register_test

import (
	"errors"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
)

// TestTwoLeadsDoNotSendEachOtherAwayAtOnce: each at a program that did not hear of the
// other's act yet, and each may do it by what it knows. Somebody leads afterwards.
func TestTwoLeadsDoNotSendEachOtherAwayAtOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lotte := a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Lead)
	mirjam, other := a.as(a.lead), b.as(lotte)
	if err := a.Leave(ctx, mirjam, lotte.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	if err := b.Leave(ctx, other, mirjam.Member.ID, ""); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("sent away by who had left: %v", err)
	}
	lotte = a.joined("Lot Verhoef", "lot@voorbeeld.example", access.Lead)
	other = b.as(lotte)
	if err := a.ChangeMember(ctx, mirjam, mirjam.Member.ID, []access.Role{access.Trainer}, calendar.Date{}); err != nil {
		t.Fatal(err)
	}
	if code := mistake(b.ChangeMember(ctx, other, other.Member.ID, []access.Role{access.Trainer}, calendar.Date{})); code != "last_lead" {
		t.Errorf("both stopped leading: %q", code)
	}
}

// TestAnAdministratorGivesNoRoleBack that somebody who leads took at another program a
// moment before: only the last day was theirs to change.
func TestAnAdministratorGivesNoRoleBack(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lotte := a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	bram := a.joined("Bram Vos", "bram@voorbeeld.example", access.Administrator)
	admin := b.as(bram)
	if err := a.ChangeMember(ctx, a.as(a.lead), lotte.Member.ID, []access.Role{access.Trainer}, calendar.Date{}); err != nil {
		t.Fatal(err)
	}
	until := a.Procedure().On(a.clock.Now()).AddDays(30)
	if code := mistake(b.ChangeMember(ctx, admin, lotte.Member.ID, []access.Role{access.Deputy}, until)); code != "role_by_lead" {
		t.Errorf("the role is back: %q", code)
	}
	if m, _ := b.Member(lotte.Member.ID); m.Has(access.Deputy) {
		t.Errorf("roles %v", m.Roles)
	}
}
