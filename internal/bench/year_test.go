package bench

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// year fills a register with a year of complaints through the one door: one in
// three runs the whole road in a week, the others are taken back after two days.
type year struct {
	t     *testing.T
	r     *register.Register
	clock *testkit.Clock
	lead  register.Person
	days  [][]string // the numbers of the complaints of each day
}

const yearDays = 365

// fill makes so many complaints, up to now; the server must not run. It gives
// their numbers, oldest first.
func (s *server) fill(t *testing.T, dossiers int) (refs []string) {
	t.Helper()
	clock := testkit.NewClock(time.Now().AddDate(0, 0, -yearDays))
	r, shut := s.inside(t, clock.Now)
	defer shut()
	token, err := r.SignIn(context.Background(), leadEmail, password)
	if err != nil {
		t.Fatal(err)
	}
	y := year{t: t, r: r, clock: clock, days: make([][]string, yearDays)}
	if y.lead, err = r.Recognise(context.Background(), token); err != nil {
		t.Fatal(err)
	}
	for day := range yearDays {
		clock.Set(time.Now().AddDate(0, 0, day-yearDays+1).Add(-time.Minute))
		y.days[day] = make([]string, dossiers*(day+1)/yearDays-dossiers*day/yearDays)
		y.live(day)
	}
	return slices.Concat(y.days...)
}

// live does the work of one day, with many hands.
func (y *year) live(day int) {
	var wg sync.WaitGroup
	for i := range y.days[day] {
		wg.Go(func() { y.days[day][i] = y.receive(day, i) })
	}
	for ago, acts := range map[int][]act{1: {discuss, acknowledge}, 4: {decide, respond}, 6: {finish}} {
		for i, ref := range y.at(day - ago) {
			if i%3 == 0 {
				wg.Go(func() { y.do(ref, acts...) })
			}
		}
	}
	for i, ref := range y.at(day - 2) {
		if i%3 != 0 {
			wg.Go(func() { y.do(ref, withdraw, finish) })
		}
	}
	wg.Wait()
}

func (y *year) at(day int) []string {
	if day < 0 {
		return nil
	}
	return slices.Clone(y.days[day])
}

func (y *year) receive(day, i int) string {
	receipt, err := y.r.Receive(context.Background(), complaint.ByComplainant, register.Submission{Key: fmt.Sprintf("year-%d-%d", day, i),
		Intake: complaint.Intake{ReceivedAt: y.clock.Now(), Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl",
			CodeGiven: true, Story: fmt.Sprintf("Klacht over zaal%d. %s", day, text), Name: "Tessa Jansen", Email: "t.jansen@voorbeeld.example"}}})
	if err != nil {
		y.t.Error(err)
	}
	return receipt.Ref
}

type act func(context.Context, *year, register.Order) error

func (y *year) do(ref string, acts ...act) {
	for _, a := range acts {
		if err := a(context.Background(), y, register.Order{Ref: ref}); err != nil {
			y.t.Errorf("%s: %v", ref, err)
			return
		}
	}
}

func (y *year) me() complaint.MemberID { return y.lead.Actor.Member() }

func (y *year) page() register.Sending {
	return register.Sending{Via: complaint.ViaPage, Signer: y.me()}
}

func discuss(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Discuss(ctx, y.lead, o, complaint.Discussed{Acknowledger: y.me(), Agreed: "Mirjam bevestigt."})
	return err
}

func acknowledge(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Acknowledge(ctx, y.lead, o, register.Acknowledgement{Sending: y.page(), Kind: complaint.AcknowledgeAction, Action: "Het certificaat opnieuw aangevraagd."})
	return err
}

func decide(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Decide(ctx, y.lead, o, complaint.Decided{Finding: y.r.Procedure().Findings[0], Reason: "Het certificaat bleef bij ons liggen."})
	return err
}

func respond(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Respond(ctx, y.lead, o, register.Response{Sending: y.page(), Words: text})
	return err
}

func withdraw(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Withdraw(ctx, y.lead, o, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Het certificaat kwam vanmorgen."})
	return err
}

func finish(ctx context.Context, y *year, o register.Order) error {
	_, err := y.r.Close(ctx, y.lead, o, "Afgehandeld.")
	return err
}
