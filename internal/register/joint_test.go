package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/review"
)

// TestTwoOrganisationsHoldOneReview: the head of the one gives a code, that of the other
// types it, and from then on each reads of the other what that one published: no more,
// and not before. The second to conclude freezes the hash of the first by itself, and
// the first says that the second was open.
func TestTwoOrganisationsHoldOneReview(t *testing.T) {
	eachDatabase(t, func(t *testing.T, here *partners) {
		there := here.neighbour()
		here.lead, there.lead = here.fresh(here.lead), there.fresh(there.lead)
		for range 6 {
			here.write("De zaal was koud, zei Tessa Jansen.")
		}
		there.write("De koffie was op.")
		ours, theirs := here.begin(here.lead, here.pieter), there.begin(there.lead, there.pieter)
		read := func(p *partners, who register.Person, v review.Review) register.Joint {
			t.Helper()
			j, err := p.Joint(ctx, who, v.ID)
			if err != nil {
				t.Fatal(err)
			}
			return j
		}
		if _, err := here.OfferJoint(ctx, here.pieter, ours.ID, here.key()); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a partner invites: %v", err)
		}
		key := here.key()
		code, err := here.OfferJoint(ctx, here.lead, ours.ID, key)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := here.OfferJoint(ctx, here.lead, ours.ID, key); err != nil || again.Display() != code.Display() {
			t.Errorf("the same form twice gives another code, %v", err)
		}
		refused := func(err error, code string) {
			t.Helper()
			if r, _ := register.Refused(err); r == nil || r.Code != code {
				t.Errorf("%v, not %s", err, code)
			}
		}
		if j := read(here, here.lead, ours); !j.Linked || j.Came || j.Part != nil {
			t.Errorf("before the other came: %+v", j)
		}
		refused(there.AcceptJoint(ctx, there.lead, theirs.ID, there.key(), "ABCD-EFGH"), "joint_unknown")
		refused(here.AcceptJoint(ctx, here.lead, ours.ID, here.key(), code.Display()), "review_joined")
		if err := there.AcceptJoint(ctx, there.pieter, theirs.ID, there.key(), code.Display()); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a partner accepts: %v", err)
		}
		if err := there.AcceptJoint(ctx, there.lead, theirs.ID, there.key(), code.Display()); err != nil {
			t.Fatal(err)
		}
		if j := read(here, here.pieter, ours); j.Part == nil || j.Part.Organisation != there.Home().Name || j.Part.Complaints != review.Few || j.Part.Decided != review.Few || len(j.Part.Attendees) != 2 {
			t.Errorf("we read %+v", j.Part)
		}
		for i := range 6 {
			here.goodAsItIs(here.pieter, ours, i+1)
			if j := read(there, there.pieter, theirs); j.Part == nil || j.Part.Complaints != 6 || j.Part.Decided != i+1 || j.Part.SHA256 != "" {
				t.Errorf("they read %+v", j.Part)
			}
		}
		if j := read(there, there.pieter, theirs); j.Part.Extra != 0 {
			t.Errorf("nothing more is needed, and they read %d", j.Part.Extra)
		}
		if _, err := there.Joint(ctx, here.pieter, theirs.ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the wall: %v", err)
		}
		first, err := here.ConcludeReview(ctx, here.lead, ours.ID, here.key())
		if err != nil {
			t.Fatal(err)
		}
		there.goodAsItIs(there.pieter, theirs, 1)
		second, err := there.ConcludeReview(ctx, there.lead, theirs.ID, there.key())
		if err != nil {
			t.Fatal(err)
		}
		if o := first.End.Overview.Beside; o == nil || o.SHA256 != "" || o.Organisation != there.Home().Name {
			t.Errorf("the first says of the second: %+v", o)
		}
		if o := second.End.Overview.Beside; o == nil || o.SHA256 != first.End.SHA256 || len(o.Attendees) != 2 {
			t.Errorf("the second says of the first: %+v", o)
		}
		refused(there.LeaveJoint(ctx, there.lead, theirs.ID, there.key()), "review_over")
	})
}

// TestACodeTiesTwoReviewsOnceAndNotForLong, and who lets go is read no more.
func TestACodeTiesTwoReviewsOnceAndNotForLong(t *testing.T) {
	eachDatabase(t, func(t *testing.T, here *partners) {
		there := here.neighbour()
		here.lead, there.lead = here.fresh(here.lead), there.fresh(there.lead)
		ours, theirs := here.begin(here.lead, here.pieter), there.begin(there.lead, there.pieter)
		offered := func() string {
			t.Helper()
			code, err := here.OfferJoint(ctx, here.lead, ours.ID, here.key())
			if err != nil {
				t.Fatal(err)
			}
			return code.Display()
		}
		accept := func(code string) error { return there.AcceptJoint(ctx, there.lead, theirs.ID, there.key(), code) }
		unknown := func(err error) {
			t.Helper()
			if r, _ := register.Refused(err); r == nil || r.Code != "joint_unknown" {
				t.Errorf("a code that is over: %v", err)
			}
		}
		leave := func(p *partners, v review.Review) {
			t.Helper()
			if err := p.LeaveJoint(ctx, p.lead, v.ID, p.key()); err != nil {
				t.Fatal(err)
			}
		}
		code := offered()
		leave(here, ours)
		unknown(accept(code)) // taken back
		code = offered()
		if err := accept(code); err != nil {
			t.Fatal(err)
		}
		leave(there, theirs)
		if j, err := here.Joint(ctx, here.lead, ours.ID); err != nil || !j.Came || j.Part != nil {
			t.Errorf("who let go is still read: %+v, %v", j, err)
		}
		unknown(accept(code)) // used
		leave(here, ours)
		code = offered()
		here.clock.Advance(register.JointWait + time.Second)
		stale := here.lead
		here.lead, there.lead = here.fresh(here.lead), there.fresh(there.lead)
		unknown(accept(code)) // too late
		leave(here, ours)
		if _, err := here.OfferJoint(ctx, stale, ours.ID, here.key()); !errors.Is(err, register.ErrProve) {
			t.Errorf("without a fresh proof: %v", err)
		}
	})
}
