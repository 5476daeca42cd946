package register

import (
	"context"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// figuresOf is the figures of a review as they are now, over every complaint: what is
// about somebody who attends counts too, for the sums go to nobody without a name
// for what is small.
func (r *Register) figuresOf(v review.Review) []figures.Spread {
	period := figures.Period{From: v.From, To: v.Until}
	view := figures.Look(r.index.Counted(system(r.Home().ID).Actor, period), period, r.Procedure().On(r.Now()))
	all := view.Spreads(func(figures.Cut) func(string) string { return nil }, figures.ByCategory, figures.ByChannel, figures.ByFrom)
	for i, s := range all {
		if s.Cut != figures.ByCategory {
			continue
		}
		for _, code := range s.Columns {
			all[i].Labels = append(all[i].Labels, r.CategoryName(code))
		}
	}
	return all
}

// AnnualReport is the yearly report as anybody may read it: sums of which the small
// ones are hidden, and words that people wrote for it. It holds nothing of a complaint.
type AnnualReport struct {
	Name      string // in its address
	Period    figures.Period
	Received  string
	Few       bool // so few that there is no table
	Tables    []figures.Told
	Measures  []PublicMeasure // agreed on now
	Earlier   []PublicMeasure // agreed on at an earlier review
	Words     review.ReportWords
	Edition   int // 1 is the first; 0 is a draft
	Note      string
	On        calendar.Date // on which it was made public
	Withdrawn *review.Withdrawal
}

// PublicMeasure is an action in the words of the report, and for an earlier one
// whether it was done and whether it helped, as the review saw it.
type PublicMeasure struct {
	review.Measure
	Done   bool
	Effect review.Effect
}

// reportOf makes the report of these words.
func reportOf(all []review.Review, v review.Review, w review.ReportWords) AnnualReport {
	o := v.End.Overview
	a := AnnualReport{Name: review.ReportName(all, v), Period: figures.Period{From: o.From, To: o.Until}, Words: w}
	for _, s := range o.Figures {
		t := s.Tell()
		a.Received, a.Few = t.Sum, t.Withheld
		a.Tables = append(a.Tables, t)
	}
	if a.Few || a.Received == "0" {
		a.Tables = nil
	}
	for _, l := range o.Lines {
		for _, act := range l.Actions {
			if m := w.Measure(act.ID); m.Text != "" {
				a.Measures = append(a.Measures, PublicMeasure{Measure: m})
			}
		}
	}
	for _, p := range o.Earlier {
		if m := w.Measure(p.ID); m.Text != "" {
			a.Earlier = append(a.Earlier, PublicMeasure{m, p.Done, p.Effect})
		}
	}
	return a
}

// edition is the report as it was made public last.
func (r *Register) edition(all []review.Review, v review.Review) (a AnnualReport, ok bool) {
	e, ok := v.Report.Last()
	if !ok {
		return a, false
	}
	a = reportOf(all, v, e.Words)
	a.Edition, a.Note, a.Withdrawn = len(v.Report.Editions), e.Note, v.Report.Withdrawn
	a.On = r.Procedure().On(e.At)
	return a, true
}

// AnnualReports lists what is public, the last year first.
func (r *Register) AnnualReports(ctx context.Context) (public []AnnualReport, err error) {
	all, err := r.reviews(ctx)
	for _, v := range all {
		if a, ok := r.edition(all, v); ok && a.Withdrawn == nil {
			public = append(public, a)
		}
	}
	slices.SortStableFunc(public, func(a, b AnnualReport) int { return b.Period.To.Compare(a.Period.To) })
	return public, err
}

// Reports reports whether any is public. A register that cannot be read has none.
func (r *Register) Reports() bool {
	all, err := r.reviews(context.Background())
	return err == nil && slices.ContainsFunc(all, func(v review.Review) bool { return v.Report.Public() })
}

// AnnualReport is one of them by the name in its address. One that was withdrawn has
// no figures and no words any more, only when and why. ErrNotFound: there never was one.
func (r *Register) AnnualReport(ctx context.Context, name string) (AnnualReport, error) {
	all, err := r.reviews(ctx)
	if err != nil {
		return AnnualReport{}, err
	}
	for _, v := range all {
		a, ok := r.edition(all, v)
		switch {
		case !ok || a.Name != name:
		case a.Withdrawn != nil:
			return AnnualReport{Name: a.Name, Period: a.Period, Withdrawn: a.Withdrawn}, nil
		default:
			return a, nil
		}
	}
	return AnnualReport{}, ErrNotFound
}

// ReportDesk is the public report of a review for who writes or looks it over.
type ReportDesk struct {
	Review    ReviewView
	Draft     AnnualReport
	Lacks     bool // the review was concluded before figures were frozen: there is no report
	Writes    bool
	Publishes bool // there is something to publish, and this person may
	Waits     bool // there is something to publish, and somebody else has to
	Alone     bool // nobody else could: then who wrote it may publish it
}

// ReportDesk shows the public report of a review in the making, to who leads and who was there.
func (r *Register) ReportDesk(ctx context.Context, who Person, id string) (d ReportDesk, err error) {
	d.Review, err = r.Review(ctx, who, id)
	if err != nil || !d.Review.Held() || !r.reports(who, d.Review.Review) {
		return d, errOr(err, ErrNotFound)
	}
	all, err := r.reviews(ctx)
	if err != nil {
		return d, err
	}
	v := d.Review.Review
	if d.Lacks = len(v.End.Overview.Figures) == 0; d.Lacks {
		return d, nil
	}
	d.Draft, d.Writes = reportOf(all, v, v.Report.Words), who.Leads()
	d.Alone = r.alone(v)
	if v.Report.Changed() {
		d.Publishes = v.Report.WrittenBy != who.Member.ID || d.Alone
		d.Waits = !d.Publishes
	}
	return d, nil
}

func errOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// reports reports whether the public report of a review is there for this person.
func (r *Register) reports(who Person, v review.Review) bool {
	return who.Leads() || who.Attends() && v.Attends(who.Member.ID)
}

// alone reports whether nobody but its writer could look a report over.
func (r *Register) alone(v review.Review) bool {
	return !slices.ContainsFunc(r.Active(), func(m store.Member) bool {
		if m.ID == v.Report.WrittenBy || m.State != store.MemberActive {
			return false
		}
		a := access.New(m.Organisation, m.ID, m.Roles...)
		return a.Has(access.Lead, access.Deputy) || access.MayAttend(a) && v.Attends(m.ID)
	})
}

// onReport is an act on the public report, on the version that the person saw.
func (r *Register) onReport(ctx context.Context, who Person, id, key string, version int, may bool, decide func(review.Review) ([]review.Event, error)) error {
	v, _, err := r.reviewOf(ctx, who, id)
	if err != nil {
		return err
	}
	if !may || !r.reports(who, v) {
		return ErrNotFound
	}
	_, err = r.actReview(ctx, who, store.ReviewAct{ID: id, Key: key, Version: version, Decide: func(now review.Review, _ []review.Review) ([]review.Event, error) { return decide(now) }})
	return err
}

// WriteReport sets the words of the public report; who leads writes them. Measures of
// what this person may not know of stay as they were.
func (r *Register) WriteReport(ctx context.Context, who Person, id, key string, version int, w review.ReportWords) error {
	return r.onReport(ctx, who, id, key, version, who.Leads(), func(v review.Review) ([]review.Event, error) {
		hidden := r.hides(who.Member.ID, v)
		for _, m := range v.Report.Words.Measures {
			if dossier := v.DossierOf(m.Action); dossier != "" && hidden(dossier) {
				w.Measures = append(w.Measures, m)
			}
		}
		return v.WriteReport(w)
	})
}

// PublishReport makes the words that this person saw public: a second person, unless
// there is none.
func (r *Register) PublishReport(ctx context.Context, who Person, id, key string, version int, note string) error {
	return r.onReport(ctx, who, id, key, version, true, func(v review.Review) ([]review.Event, error) {
		return v.PublishReport(who.Member.ID, r.alone(v), note)
	})
}

// WithdrawReport takes the report away; who leads does.
func (r *Register) WithdrawReport(ctx context.Context, who Person, id, key, reason string) error {
	return r.onReport(ctx, who, id, key, 0, who.Leads(), func(v review.Review) ([]review.Event, error) { return v.WithdrawReport(reason) })
}
