package register_test

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/testkit"
)

// TestWhoAgreedToDoSomethingIsReminded without a word of what: at once, before its day
// and when that has passed; not of what was moved to another day, and not any more once
// it was done.
func TestWhoAgreedToDoSomethingIsReminded(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	saskia := o.joined("Saskia Brouwer", "saskia@elders.example", access.Trainer)
	p := &partners{office: o, pieter: o.joined("Pieter Kooistra", "pieter@elders.example", access.Partner)}
	o.write("De zaal was koud.")
	v := p.begin(o.lead, p.pieter)
	p.extra(v, saskia, 30)
	if _, err := o.ConcludeReview(ctx, o.lead, v.ID, p.key()); err != nil {
		t.Fatal(err)
	}
	o.work()
	notice := server.Wait(t, "saskia@elders.example", 1, soon)[0]
	for _, secret := range []string{"thermometer", "zaal", "klager", "Tessa"} {
		if strings.Contains(strings.ToLower(string(notice.Raw)), strings.ToLower(secret)) {
			t.Errorf("the notice tells %q", secret)
		}
	}
	own, err := o.Actions(ctx, saskia, true)
	if err != nil || len(own) != 1 || own[0].Number != 0 || own[0].Dossier != "" {
		t.Fatalf("who does it knows because of which complaint: %+v, %v", own, err)
	}
	if err := o.MoveAction(ctx, o.lead, own[0].ID, p.key(), saskia.Member.ID, p.today().AddDays(60)); err != nil {
		t.Fatal(err)
	}
	p.after(31, server, 1) // the first day passed, and it was moved
	p.after(23, server, 2) // six days before its new day
	if err := o.FinishAction(ctx, o.as(saskia), own[0].ID, p.key(), "Ze hangen er."); err != nil {
		t.Fatal(err)
	}
	p.after(20, server, 2) // long past its day, and done
}

func (p *partners) after(days int, server *testkit.MailServer, want int) {
	p.t.Helper()
	p.clock.Advance(time.Duration(days) * 24 * time.Hour)
	p.work()
	if got := len(server.Wait(p.t, "saskia@elders.example", want, soon)); got != want {
		p.t.Errorf("after %d days she had %d notices, not %d", days, got, want)
	}
}
