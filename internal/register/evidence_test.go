package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/norm"
	"wederhoor/internal/register"
)

func (p *partners) shows(who register.Person, year int) register.Evidence {
	p.t.Helper()
	e, err := p.Evidence(ctx, who, year)
	if err != nil {
		p.t.Fatal(err)
	}
	return e
}

// TestEvidenceIsOfTheRegisterAsItIs: a review counts when it is concluded, a reader of
// the procedure when they said so, and the auditor counts every complaint but is told
// no small number.
func TestEvidenceIsOfTheRegisterAsItIs(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		auditor := p.joined("Ada Audit", "ada@voorbeeld.example", access.Auditor)
		p.write("De zaal was koud.")
		p.write("Over de leiding.", p.lead)
		v := p.begin(p.lead, p.pieter, p.lotte)
		before := p.shows(auditor, 2025)
		if before.Reviews != 0 || before.HaveRead != 0 || before.Members != 4 || before.Exact || before.Count(figures.Received) != 2 {
			t.Errorf("the auditor finds %d reviews, %d of %d read it, %d complaints, exact %v", before.Reviews, before.HaveRead, before.Members, before.Count(figures.Received), before.Exact)
		}
		if own := p.shows(p.lead, 2025); own.Count(figures.Received) != 1 || !own.Exact {
			t.Errorf("what is about the lead counts for the lead: %d", own.Count(figures.Received))
		}
		p.goodAsItIs(p.lead, v, 1)
		p.goodAsItIs(p.pieter, v, 2)
		if _, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key()); err != nil {
			t.Fatal(err)
		}
		p.must(p.ConfirmProcedure(ctx, p.lead, p.Procedure().Version))
		after := p.shows(auditor, 2025)
		if after.Reviews != 1 || len(after.Held[0].End.SHA256) != 64 || after.HaveRead != 1 || !after.Published || !after.Keeps || len(after.Bodies) == 0 || !after.FourWeeks {
			t.Errorf("afterwards %d reviews, %d read it: %+v", after.Reviews, after.HaveRead, after.Register)
		}
		if earlier := p.shows(auditor, 2024); earlier.Reviews != 0 || earlier.Published || earlier.Keeps || earlier.Procedure.Version != 0 {
			t.Errorf("the year before the first procedure shows %+v", earlier.Register)
		}
		if got := p.shows(auditor, 2025).Until; got != p.today() {
			t.Errorf("the year that runs is looked at until %s", got)
		}
	})
}

// TestEvidenceIsForWhoLeadsAndTheAuditor, and not after the auditor's last day.
func TestEvidenceIsForWhoLeadsAndTheAuditor(t *testing.T) {
	p := partnersOn(t, "")
	for _, role := range []access.Role{access.Trainer, access.Partner, access.Coordinator, access.Confidant, access.PrivacyOfficer, access.Administrator} {
		who := p.joined("Iemand "+string(role), string(role)+"@elders.example", role)
		if _, err := p.Evidence(ctx, who, 2025); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s sees it: %v", role, err)
		}
	}
	auditor := p.joined("Ada Audit", "ada@voorbeeld.example", access.Auditor)
	p.shows(auditor, 2025)
	p.clock.Advance(2 * 365 * 24 * time.Hour)
	if session, err := p.SignIn(ctx, auditor.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("the auditor is let in for ever: %v, %v", session, err)
	}
}

// TestTermsOfTheNormItself: whatever the procedure says, an answer counts within the weeks
// of the law, and within more of them only when the complainant was told in time.
func TestTermsOfTheNormItself(t *testing.T) {
	p := partnersOn(t, "")
	order, page := func(ref string) register.Order { return register.Order{Ref: ref} }, register.Sending{Via: complaint.ViaPage, Signer: p.lead.Member.ID}
	soon, told, untold := p.write("Meteen.").Ref, p.write("Later, en dat is verteld.").Ref, p.write("Later.").Ref
	for _, ref := range []string{told, untold} {
		p.must2(p.Discuss(ctx, p.lead, order(ref), complaint.Discussed{Acknowledger: p.lead.Member.ID, Agreed: "Mirjam belt."}))
		p.acknowledgeBy(ref, complaint.ViaPage)
	}
	p.must2(p.Extend(ctx, p.lead, order(told), register.Extension{Sending: page, Date: p.today().AddDays(62), Reason: "De verhuurder is ziek."}))
	p.write("Hierop komt nooit antwoord.")
	p.handled(soon)
	p.later(55 * day) // the end of week eight
	for _, ref := range []string{told, untold} {
		p.must2(p.Decide(ctx, p.lead, order(ref), complaint.Decided{Finding: complaint.Upheld, Reason: "De kachel was stuk."}))
		p.must2(p.Respond(ctx, p.lead, order(ref), register.Response{Sending: page, Words: "Het spijt ons."}))
	}
	p.write("Van vandaag.")
	e := p.shows(p.lead, 2025)
	for law, want := range map[norm.Law][2]int{
		{Weeks: 6}:                      {1, 4},
		{Weeks: 6, More: 4}:             {2, 4},
		{Weeks: 10}:                     {3, 3}, // the fourth still runs
		{Weeks: 4, Kind: norm.Reaction}: {3, 4},
		{Weeks: 4, Kind: norm.Refusal}:  {0, 0},
	} {
		if in, due := e.Within(law); [2]int{in, due} != want {
			t.Errorf("within %+v are %d of %d, want %v", law, in, due, want)
		}
	}
}
