package sim

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
)

type complaints map[string]complaint.Complaint

func (l *life) all() (complaints, error) {
	all := complaints{}
	err := l.office.store.All(ctx, l.Home().ID, nil, func(_ string, c complaint.Complaint) { all[c.Received.Ref] = c })
	return all, err
}

func (l *life) standing(ref string) (complaint.Complaint, bool) {
	i := slices.IndexFunc(l.forms, func(f *form) bool { return f.ref == ref })
	c, _, err := l.ByReceipt(ctx, l.forms[i].code)
	return c, err == nil
}

// check looks at everything that must always hold. While a fault is set it may
// strike here too, and then there is nothing to look at.
func (l *life) check() error {
	err := l.holds()
	if l.disk.Dead() || errors.Is(err, register.ErrUnavailable) {
		return nil
	}
	l.checks++
	return err
}

func (l *life) holds() error {
	all, err := l.all()
	if err != nil {
		return err
	}
	lost, err := l.ledger.lost(all)
	l.lost += lost
	if err != nil || lost > 0 {
		return wrong(err, "%d acknowledged acts are lost", lost)
	}
	for _, ref := range slices.Sorted(maps.Keys(all)) {
		c := all[ref]
		for _, look := range []func(complaint.Complaint) error{l.codeOpens, wordsOnce, l.lettersOnce, l.proven, l.unseen, l.waits} {
			if err := look(c); err != nil {
				return fmt.Errorf("%s: %w", c.Received.Story, err)
			}
		}
	}
	if err := l.figures(all); err != nil {
		return err
	}
	return l.rebuilt()
}

// codeOpens: the code that was shown opens this complaint, and who leads reads it.
func (l *life) codeOpens(c complaint.Complaint) error {
	i := slices.IndexFunc(l.forms, func(f *form) bool { return f.ref == c.Received.Ref })
	if i < 0 {
		return nil
	}
	got, _, err := l.ByReceipt(ctx, l.forms[i].code)
	if err != nil || got.Version != c.Version || got.Received.Story != l.forms[i].story {
		return wrong(err, "its code opens version %d of %d", got.Version, c.Version)
	}
	return l.fileOpens(c, l.forms[i])
}

// fileOpens: what was sent along is there for who leads it.
func (l *life) fileOpens(c complaint.Complaint, f *form) error {
	lead := l.leader()
	if f.file == "" || shutOut(c)[lead.Member.ID] || !l.odds(3) {
		return nil
	}
	_, body, err := l.File(ctx, lead, f.ref, f.file)
	if err != nil {
		return fmt.Errorf("its file: %w", err)
	}
	got, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil || string(got) != "foto bij "+f.story {
		return wrong(err, "its file is something else")
	}
	return nil
}

// wordsOnce: every word is of one act, and stands there once however often it was sent.
func wordsOnce(c complaint.Complaint) error {
	seen := map[string]bool{}
	for _, r := range c.History {
		text := ""
		switch e := r.Event.(type) {
		case complaint.Noted:
			text = e.Text
		case complaint.Contacted:
			text = e.Summary
		case complaint.MessageReceived:
			text = e.Text
		case complaint.Decided:
			text = e.Reason
		}
		if text != "" && seen[text] {
			return fmt.Errorf("%q stands there twice", text)
		}
		seen[text] = true
	}
	return nil
}

// lettersOnce: the machine hands a letter over once, and once more for each time a
// person asked; one that was taken back never; and one that it says was taken, was.
func (l *life) lettersOnce(c complaint.Complaint) error {
	asked, recalled, taken := map[string]int{}, map[string]bool{}, map[string]bool{}
	ids := map[string]string{}
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case complaint.LetterWritten:
			if e.Via == complaint.ViaEmail {
				ids[e.ID], asked[e.ID] = e.MessageID, 1
			}
		case complaint.LetterResent:
			asked[e.ID]++
		case complaint.LetterRecalled:
			recalled[e.ID] = true
		case complaint.LetterDelivered:
			if r.By == complaint.BySystem && e.How == complaint.ViaEmail {
				taken[e.ID] = true
			}
		}
	}
	for id, message := range ids {
		n := l.post.took(message)
		switch {
		case recalled[id] && n > 0:
			return errors.New("a letter left after it was taken back")
		case n > asked[id]:
			return fmt.Errorf("a letter was handed over %d times and asked for %d times", n, asked[id])
		case taken[id] && n == 0:
			return errors.New("a letter counts as delivered and was never taken")
		}
	}
	return nil
}

// proven: what counts as met has an event that met it, and a letter that reached
// somebody on that day and did not come back.
func (l *life) proven(c complaint.Complaint) error {
	p := l.procedure(c)
	for _, o := range complaint.Obligations(c, p, l.clock.Now()) {
		if o.MetOn.IsZero() || o.Appeal != "" {
			continue
		}
		if o.MetBy < 1 || o.MetBy > len(c.History) {
			return fmt.Errorf("%s is met by nothing", o.Term)
		}
		r := c.History[o.MetBy-1]
		on, letter := r.Happened, ""
		switch e := r.Event.(type) {
		case complaint.Acknowledged:
			letter = e.Letter
		case complaint.Responded:
			letter = e.Letter
		}
		if responded, ok := r.Event.(complaint.Responded); !ok || !responded.ByAction {
			if letter != "" {
				if on = reached(c, letter); on.IsZero() {
					return fmt.Errorf("%s is met by a letter that reached nobody", o.Term)
				}
			}
		}
		if p.On(on) != o.MetOn {
			return fmt.Errorf("%s is met on %v, and its proof is of %v", o.Term, o.MetOn, p.On(on))
		}
	}
	return nil
}

// reached is when a letter arrived by what its own events say; zero when it did not.
func reached(c complaint.Complaint, letter string) (at time.Time) {
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case complaint.LetterWritten:
			if e.ID == letter && e.Via == complaint.ViaPage { // it stands there at once
				at = r.Recorded
			}
		case complaint.LetterDelivered:
			if e.ID == letter {
				at = r.Happened
			}
		case complaint.LetterFailed:
			if e.ID == letter {
				at = time.Time{}
			}
		}
	}
	return at
}

// shutOut is who may see nothing of a complaint, by its events alone.
func shutOut(c complaint.Complaint) map[complaint.MemberID]bool {
	out := map[complaint.MemberID]bool{}
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case complaint.SubjectNamed:
			out[e.Member] = true
		case complaint.Recused:
			out[e.Member] = true
		case complaint.SubjectCleared:
			delete(out, e.Member)
		}
	}
	delete(out, "")
	return out
}

// unseen: whom it is about finds it by no road.
func (l *life) unseen(c complaint.Complaint) error {
	out := shutOut(c)
	for _, who := range l.people {
		if !out[who.Member.ID] {
			continue
		}
		has := func(items []register.Item) bool {
			return slices.ContainsFunc(items, func(it register.Item) bool { return it.Ref == c.Received.Ref })
		}
		today := l.Today(who)
		if has(l.List(who, register.Filter{View: "all"}).Items) || has(today.Mine) || has(today.Others) || has(today.Week) {
			return fmt.Errorf("%s has it in a list", who.Member.Name)
		}
		if l.Reads(who, c.Received.Ref) || l.OnlyFollows(who, c.Received.Ref) {
			return fmt.Errorf("%s may read it", who.Member.Name)
		}
		if !l.odds(4) {
			continue
		}
		if _, err := l.Open(ctx, who, c.Received.Ref); !errors.Is(err, register.ErrNotFound) && !errors.Is(err, register.ErrUnavailable) {
			return wrong(err, "%s opens it", who.Member.Name)
		}
	}
	return nil
}

// waits: what is owed stands before who leads, once, and late when its day is over.
func (l *life) waits(c complaint.Complaint) error {
	p, now := l.procedure(c), l.clock.Now()
	for _, o := range complaint.Obligations(c, p, now) {
		if late := p.On(now).After(o.Due); o.Open() && late != (o.Standing == complaint.Overdue) {
			return fmt.Errorf("%s of %v stands as %s on %v", o.Term, o.Due, o.Standing, p.On(now))
		}
	}
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, now)
	lead := l.leader()
	if !respond.Open() || shutOut(c)[lead.Member.ID] || c.Closed != nil {
		return nil
	}
	today, n := l.Today(lead), 0
	for _, it := range slices.Concat(today.Mine, today.Others) {
		if it.Ref == c.Received.Ref {
			n++
			if it.Respond.Due != respond.Due || it.Respond.Standing != respond.Standing {
				return fmt.Errorf("today says %v %s, and it is %v %s", it.Respond.Due, it.Respond.Standing, respond.Due, respond.Standing)
			}
		}
	}
	if n != 1 {
		return fmt.Errorf("it waits %d times before who leads", n)
	}
	return nil
}

func (l *life) procedure(c complaint.Complaint) complaint.Procedure {
	all := l.Versions()
	i := slices.IndexFunc(all, func(p complaint.Procedure) bool { return p.Version == c.Received.Version })
	return all[i].Prepared()
}

// figures: what is counted is what can be counted by hand.
func (l *life) figures(all complaints) error {
	lead := l.leader()
	for year := 2026; year <= 2028; year++ {
		want := map[figures.Set]int{}
		for _, c := range all {
			if c.ReceivedOn(l.procedure(c)).Year() != year || shutOut(c)[lead.Member.ID] {
				continue
			}
			want[figures.Received]++
			if c.Withdrawn != nil {
				want[figures.Withdrawn]++
			}
			if c.Inadmissible != nil {
				want[figures.Inadmissible]++
			}
		}
		view := l.Figures(lead, figures.Year(year))
		for _, s := range []figures.Set{figures.Received, figures.Withdrawn, figures.Inadmissible} {
			if got := view.Count(s); got != want[s] {
				return fmt.Errorf("%s in %d is %d, and counted by hand %d", s, year, got, want[s])
			}
		}
	}
	return nil
}

// rebuilt: lists are as they are after a start.
func (l *life) rebuilt() error {
	again, err := register.New(ctx, register.Config{Store: l.office.store, Now: l.clock.Now, Logger: slog.New(slog.DiscardHandler), Site: l.Site})
	if err == nil {
		err = again.Fill(ctx)
	}
	if err != nil {
		return fmt.Errorf("build the index again: %w", err)
	}
	for _, who := range l.people {
		a, b := shown(l.List(who, register.Filter{View: "all"}).Items), shown(again.List(who, register.Filter{View: "all"}).Items)
		if a != b {
			return fmt.Errorf("the list of %s is\n%s\nand built again\n%s", who.Member.Name, a, b)
		}
	}
	return nil
}

func shown(items []register.Item) string {
	var b strings.Builder
	for _, it := range items {
		fmt.Fprintf(&b, "%s %d %s %s %v %v %v %v %s %v\n", it.Ref, it.ReceivedAt.UnixMilli(), it.Stage, it.Next.Step, it.Next.Owner, it.Next.Due, it.Respond, it.Turn, it.Heading, it.Unread)
	}
	return b.String()
}
