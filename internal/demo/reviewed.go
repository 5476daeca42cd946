package demo

import (
	"context"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
)

// reviewedAgo is how many days ago the last review was: long enough that the next
// is proposed, and not so long that it is late.
const reviewedAgo = 340

// doneAfter is how many days later an action was done.
const doneAfter = 55

// extras are what the partners agreed on then; the other complaints needed nothing.
var extras = []struct {
	text, owner, why, done string
	days                   int // after the review
}{
	{"Een vaste vervanger op het rooster voor elke intervisie.", saskia, "Afzeggen op de dag zelf komt vaker voor.", "Voor elke groep staat er nu een vervanger in het rooster.", 60},
	{"Voor elke oefening vertellen wat er gebeurt, en dat je mag weigeren.", joris, "Wie schrikt, leert niets. Dit geldt voor alle trainingen.", "", 300},
}

// reviewed is the review of a year ago: concluded and signed, with one action that was
// done since and one that was not.
func (y *year) reviewed() {
	lead := y.now.AddDate(0, 0, -reviewedAgo)
	at := time.Date(lead.Year(), lead.Month(), lead.Day(), 14, 0, 0, 0, y.cal.Zone)
	y.acts = append(y.acts, act{at, y.holdReview}, act{at.AddDate(0, 0, doneAfter), y.finishActions})
}

func (y *year) holdReview(ctx context.Context) error {
	mirjamNow, today := y.people[mirjam], y.r.Procedure().On(y.clock.Now())
	v, err := y.r.OpenReview(ctx, mirjamNow, "demo-review", register.NewReview{Day: today, Until: today,
		Attendees: []complaint.MemberID{y.members[mirjam], y.members[lotte], y.members[pieter]}})
	if err != nil {
		return fmt.Errorf("begin the review of the demo: %w", err)
	}
	for i, it := range v.Scope {
		d := register.ReviewDecision{Number: it.Number, Reason: "Goed opgelost. Er is niets meer nodig."}
		if i < len(extras) {
			x := extras[i]
			d.Extra, d.Reason, d.Action, d.Owner, d.Due = true, x.why, x.text, y.members[x.owner], today.AddDays(x.days)
		}
		if _, err := y.r.DecideReview(ctx, mirjamNow, v.ID, fmt.Sprint("demo-review-", it.Number), d); err != nil {
			return fmt.Errorf("decide at the review of the demo: %w", err)
		}
	}
	if err := y.r.WordReview(ctx, mirjamNow, v.ID, "demo-review-text", "We zijn tevreden over hoe snel iedereen een klacht doorgeeft. Volgend jaar kijken we of de intervisies rustiger lopen."); err != nil {
		return err
	}
	if v, err = y.r.ConcludeReview(ctx, mirjamNow, v.ID, "demo-review-end"); err != nil {
		return fmt.Errorf("conclude the review of the demo: %w", err)
	}
	if err := y.r.SignReview(ctx, mirjamNow, v.ID, "demo-review-sign"); err != nil {
		return err
	}
	return y.report(ctx, v.ID)
}

// report is what everybody may read of that review: written by one, looked over and
// published by another.
func (y *year) report(ctx context.Context, id string) error {
	d, err := y.r.ReportDesk(ctx, y.people[mirjam], id)
	if err != nil {
		return err
	}
	w := review.ReportWords{Intro: "Elke klacht telt voor ons. Eens per jaar lopen we ze allemaal nog eens door, en spreken we af wat er beter kan.", Closing: "Hebt u zelf iets te klagen? Vertel het ons. Daar leren we van.",
		IntroEnglish: "Every complaint counts for us. Once a year we go through all of them again and agree on what can be better.", ClosingEnglish: "Do you have a complaint yourself? Tell us. We learn from it."}
	public := []review.Measure{{Text: "Elke intervisiegroep krijgt een vaste vervanger.", English: "Every peer group gets a regular stand-in."}, {Text: "Voor elke oefening vertellen we wat er gebeurt, en dat u mag weigeren."}}
	for i, a := range d.Review.Actions {
		if i < len(public) {
			public[i].Action = a.ID
			w.Measures = append(w.Measures, public[i])
		}
	}
	if err := y.r.WriteReport(ctx, y.people[mirjam], id, "demo-report", d.Review.Version, w); err != nil {
		return fmt.Errorf("write the report of the demo: %w", err)
	}
	if d, err = y.r.ReportDesk(ctx, y.people[lotte], id); err != nil {
		return err
	}
	return y.r.PublishReport(ctx, y.people[lotte], id, "demo-report-out", d.Review.Version, "")
}

// finishActions does what was done of it. Each has one action of its own.
func (y *year) finishActions(ctx context.Context) error {
	for _, x := range extras {
		if x.done == "" {
			continue
		}
		own, err := y.r.Actions(ctx, y.people[x.owner], true)
		if err != nil || len(own) != 1 {
			return fmt.Errorf("%d actions of %s in the demo: %w", len(own), x.owner, err)
		}
		if err := y.r.FinishAction(ctx, y.people[x.owner], own[0].ID, "demo-review-done", x.done); err != nil {
			return fmt.Errorf("do an action of the demo: %w", err)
		}
	}
	return nil
}
