package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

func (o *office) breach(who register.Person, q register.BreachQuery) register.Breach {
	o.t.Helper()
	o.clock.Advance(time.Second)
	if q.From.IsZero() {
		q.From = o.clock.Now().Add(-24 * time.Hour)
	}
	if q.To.IsZero() {
		q.To = o.clock.Now()
	}
	b, err := o.Breach(ctx, who, q)
	if err != nil {
		o.t.Fatal(err)
	}
	return b
}

// did are lines in words: who, what, in which dossier.
func did(lines []register.Seen) (all []string) {
	for _, l := range lines {
		all = append(all, l.Name+" "+string(l.Action)+" "+l.Ref)
	}
	return all
}

// TestWhoSawWhatBetweenTwoMoments: what was opened, what left and what was refused, each
// apart, and nothing from before or after; emergency access by its rule.
func TestWhoSawWhatBetweenTwoMoments(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, o *office) {
		henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
		guard := o.joined("Gerda Wacht", "gerda@voorbeeld.example", access.PrivacyOfficer)
		ref, other := o.complain("").Ref, o.complain("").Ref
		look := func(who register.Person, ref string) {
			_, _ = o.Open(ctx, who, ref)
			o.clock.Advance(time.Minute)
		}
		look(o.lead, ref)
		o.clock.Advance(48 * time.Hour)
		from := o.clock.Now()
		look(o.lead, ref)
		look(o.lead, other)
		look(henk, ref)
		if _, err := o.BreakGlass(ctx, guard, register.Order{Ref: ref}, "De hoofdtrainer is ziek en de klager belt ons op."); err != nil {
			t.Fatal(err)
		}
		look(guard, ref)
		if err := o.Store.BackupMade(ctx, o.clock.Now(), 99); err != nil {
			t.Fatal(err)
		}
		o.clock.Advance(time.Minute)
		to := o.clock.Now()
		o.clock.Advance(time.Hour)
		look(o.lead, ref) // after it

		b := o.breach(o.lead, register.BreachQuery{From: from, To: to, Refs: []string{ref}})
		if got := did(b.Opened); !slices.Equal(got, []string{"Mirjam de Vries read_content " + ref, "Gerda Wacht break_glass " + ref, "Gerda Wacht read_content " + ref}) &&
			len(got) != 3 {
			t.Errorf("opened: %q", got)
		}
		if !slices.ContainsFunc(b.Opened, func(l register.Seen) bool { return l.Rule == "broke_the_glass" }) {
			t.Error("emergency access is not told")
		}
		if got := did(b.Refused); len(got) != 1 || !strings.HasPrefix(got[0], "Henk Postma") {
			t.Errorf("refused: %q", got)
		}
		if len(b.Left) != 1 || b.Left[0].Action != store.LogBackup {
			t.Errorf("left: %q", did(b.Left))
		}
		if len(b.Dossiers) != 1 || b.Persons != 1 {
			t.Errorf("%d dossiers, %d persons", len(b.Dossiers), b.Persons)
		}
		if all := o.breach(o.lead, register.BreachQuery{From: from, To: to}); len(all.Dossiers) != 2 {
			t.Errorf("of all: %+v", all.Dossiers)
		}
		if one := o.breach(guard, register.BreachQuery{From: from, To: to, Member: o.lead.Member.ID}); len(one.Dossiers) != 2 || len(one.Refused) != 0 {
			t.Errorf("of the account: %+v", one.Dossiers)
		}
		if by := o.breach(o.lead, register.BreachQuery{From: from, To: to, Person: "Tessa Jansen"}); len(by.Dossiers) != 2 {
			t.Errorf("of the person: %+v", by.Dossiers)
		}
		if by := o.breach(guard, register.BreachQuery{From: from, To: to, Person: "Tessa Jansen"}); len(by.Dossiers) != 1 || by.Dossiers[0].Ref != ref {
			t.Errorf("who may read one finds %+v by name", by.Dossiers)
		}
		if told := strings.Join(o.told(o.lead, ref), "\n"); !strings.Contains(told, "breach_report") {
			t.Errorf("that it was asked is not in the log:\n%s", told)
		}
	})
}

// TestTheSubjectFindsNothingInAReport, as the log itself shows nothing, whatever their
// roles, nor in one that a colleague saved.
func TestTheSubjectFindsNothingInAReport(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Lead)
	ref := o.about(o.lead, joris).Ref
	if _, err := o.Open(ctx, o.lead, ref); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Open(ctx, joris, ref); !errors.Is(err, register.ErrNotFound) {
		t.Fatal(err)
	}
	b := o.breach(joris, register.BreachQuery{})
	for _, l := range slices.Concat(b.Opened, b.Left, b.Refused) {
		if l.Ref == ref || l.Dossier != "" {
			t.Errorf("a line about it: %+v", l)
		}
	}
	if _, err := o.Breach(ctx, joris, register.BreachQuery{From: o.clock.Now().Add(-time.Hour), To: o.clock.Now(), Refs: []string{ref}}); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("by its number: %v", err)
	}
	b = o.breach(o.lead, register.BreachQuery{Refs: []string{ref}})
	id, err := o.SaveBreach(ctx, o.lead, "k1", b, time.Time{}, "Een laptop raakte weg.")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := o.SaveBreach(ctx, o.lead, "k1", b, time.Time{}, "Een laptop raakte weg."); err != nil || again != id {
		t.Errorf("sent twice it is %s and %s, %v", id, again, err)
	}
	if all, err := o.BreachReports(ctx, joris); err != nil || len(all) != 0 {
		t.Errorf("the subject sees %+v, %v", all, err)
	}
	if _, err := o.BreachReport(ctx, joris, id); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the subject opens it: %v", err)
	}
	if r, err := o.BreachReport(ctx, o.lead, id); err != nil || r.Text != "Een laptop raakte weg." || r.Records != 1 {
		t.Errorf("saved %+v, %v", r, err)
	}
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if _, err := o.Breach(ctx, henk, register.BreachQuery{}); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a trainer asks: %v", err)
	}
	if _, err := o.SaveBreach(ctx, o.lead, "k2", b, time.Time{}, "  "); err == nil {
		t.Error("saved without a word")
	}
}

// TestTheRecordOfWhatIsProcessedFollowsTheSettings, and is filled in by who runs the
// register alone.
func TestTheRecordOfWhatIsProcessedFollowsTheSettings(t *testing.T) {
	o := open(t, "")
	guard := o.joined("Gerda Wacht", "gerda@voorbeeld.example", access.PrivacyOfficer)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if _, err := o.Processing(henk); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a trainer reads it: %v", err)
	}
	x, err := o.Processing(guard)
	if err != nil || x.Changes || x.Accounts != 3 || !slices.Contains(x.Roles, access.PrivacyOfficer) || len(x.Procedures) != 1 || x.Mail || x.Guarded {
		t.Errorf("%+v, %v", x, err)
	}
	in := store.Processing{Controller: " Mirjam de Wit ", Officer: "Gerda Wacht"}
	if err := o.SaveProcessing(ctx, guard, in); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("who guards privacy changes it: %v", err)
	}
	if err := o.SaveProcessing(ctx, o.lead, in); err != nil {
		t.Fatal(err)
	}
	if x, _ = o.Processing(o.lead); x.Home.Processing.Controller != "Mirjam de Wit" || !x.Changes {
		t.Errorf("%+v", x.Home.Processing)
	}
	in.Remarks = strings.Repeat("é", 4001)
	if err := o.SaveProcessing(ctx, o.lead, in); err == nil {
		t.Error("too long, and kept")
	}
}

// TestABreachByNameHoldsEveryDossier of that name, also when they are more than a page
// of a search: the report says who has to be told (AVG art. 34).
func TestABreachByNameHoldsEveryDossier(t *testing.T) {
	o := open(t, "")
	const many = register.PageSize + 2
	for range many {
		r := o.write("De zaal was koud.")
		if _, err := o.Open(ctx, o.lead, r.Ref); err != nil {
			t.Fatal(err)
		}
	}
	if b := o.breach(o.lead, register.BreachQuery{Person: "Tessa Jansen"}); len(b.Dossiers) != many || b.Full {
		t.Errorf("%d of %d dossiers, and it says that it is full: %v", len(b.Dossiers), many, b.Full)
	}
}
