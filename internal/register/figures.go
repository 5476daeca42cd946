package register

import (
	"context"
	"slices"
	"strings"
	"sync"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
	"wederhoor/internal/store"
)

// factOf derives what a dossier contributes to figures, under its own procedure.
func (r *Register) factOf(c complaint.Complaint) figures.Fact {
	return figures.FactOf(c, r.procedureOf(c), r.mark)
}

// nothingDue reports whether no day is left by which anything must be done in a dossier.
func (r *Register) nothingDue(c complaint.Complaint) bool {
	p, now := r.procedureOf(c), r.Now()
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, now)
	follow, _ := complaint.Owed(c, p, complaint.TermFollow, now)
	return !respond.Open() && !follow.Open()
}

// SeesFigures reports whether figures over all complaints are for this person:
// who leads, and the partners, who go through them once a year (S16).
func (p Person) SeesFigures() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.Partner)
}

// Signals sums up what rules found in evaluation forms, in a period. What names this
// person is not counted for them.
func (r *Register) Signals(ctx context.Context, who Person, p figures.Period) (figures.Signals, error) {
	if !who.SeesFigures() {
		return figures.Signals{}, nil
	}
	times, err := r.Store.SignalTimes(ctx, who.Organisation(), store.Naming{Not: who.Member.ID})
	if err != nil {
		return figures.Signals{}, err
	}
	proc := r.Procedure()
	var all []figures.Signal
	for _, x := range times {
		g := figures.Signal{Found: figures.DayOf(proc.On(x.Found)), Complaint: x.Complaint}
		if !x.Decided.IsZero() {
			g.Judged = figures.DayOf(proc.On(x.Decided))
		}
		all = append(all, g)
	}
	return figures.SignalsIn(all, p), nil
}

// viewOf is a period as somebody saw it, as long as it is fresh.
type viewOf struct {
	freshness
	view *figures.View
}

type viewKey struct {
	who    string
	period figures.Period
}

// Figures gives the figures of a period, over all complaints that may count for
// this person: what is about themselves does not. They are kept until a dossier
// changes or the day ends. The zero view is for who sees none.
func (r *Register) Figures(who Person, p figures.Period) *figures.View {
	return r.lookAt(who, p, p)[0]
}

// Compared gives the figures of a period beside those of one before it, which are made
// of the same complaints for the most part: they are read once.
func (r *Register) Compared(who Person, p, earlier figures.Period) (now, before *figures.View) {
	both := r.lookAt(who, figures.Period{From: earlier.From, To: p.To}, p, earlier)
	return both[0], both[1]
}

// lookAt are views of some periods, of which span holds all.
func (r *Register) lookAt(who Person, span figures.Period, periods ...figures.Period) []*figures.View {
	r.index.Wait()
	now := r.Now()
	fresh := freshness{changes: r.index.Changes(), day: r.Procedure().On(now)}
	facts := sync.OnceValue(func() []*figures.Fact { return r.index.Counted(who.Actor, span) })
	all := make([]*figures.View, len(periods))
	var each sync.WaitGroup
	for i, p := range periods {
		key := viewKey{who.Identity(), p}
		if kept, ok := r.views.Load(key); ok {
			if v := kept.(*viewOf); v.still(fresh.changes, fresh.day, now) {
				all[i] = v.view
				continue
			}
		}
		each.Go(func() {
			all[i] = figures.Look(facts(), p, fresh.day)
			r.views.Store(key, &viewOf{fresh, all[i]})
		})
	}
	r.views.Range(func(k, old any) bool { // what has changed since is of no use to anybody
		if !old.(*viewOf).still(fresh.changes, fresh.day, now) {
			r.views.Delete(k)
		}
		return true
	})
	each.Wait()
	return all
}

// behind is the complaints behind a figure, newest first, for a list: as far as this
// person may know of them.
func (r *Register) behind(who Person, f Filter) (all []index.Sight) {
	p, err := figures.ParsePeriod(f.Period)
	if err != nil || !who.SeesFigures() {
		return nil
	}
	for _, fact := range r.Figures(who, p).In(f.Figure) {
		if f.Cut != "" && !slices.ContainsFunc(f.Cut.All(fact), func(v string) bool { return r.Grouped(who, f.Cut, v) == f.Value }) {
			continue
		}
		if s, ok := r.index.KnownNumber(who.Actor, fact.Ref); ok {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, index.NewestFirst)
	return all
}

// Elsewhere stands for every service that is on no list: what was typed about it
// is no heading for a figure.
const Elsewhere = "*"

// Grouped is the value of a cut as figures show it to somebody. Without a list of
// services who leads sees what was typed; for others that could hold a name.
func (r *Register) Grouped(who Person, c figures.Cut, value string) string {
	if c != figures.ByService || value == "" {
		return value
	}
	listed := r.Home().Services
	if len(listed) == 0 && who.Leads() {
		return value
	}
	if best := r.listedService(value); best != "" {
		return best
	}
	return Elsewhere
}

// listedService is the service on the list that was meant; "" when there is none.
func (r *Register) listedService(value string) (best string) {
	typed := strings.ToLower(value)
	for _, s := range r.Home().Services { // the course with a date or a place behind it is that course
		if strings.HasPrefix(typed, strings.ToLower(s)) && len(s) > len(best) {
			best = s
		}
	}
	return best
}

// severities are ours and the words that old registers have for them; other words were typed.
var severities = append(complaint.Severities(), "laag", "middel", "hoog")

// onList gives a value of a cut when it stands on a list, and "" when somebody typed
// it: what was typed does not outlive its dossier.
func (r *Register) onList(c figures.Cut, value string) string {
	on := false
	switch c {
	case figures.ByCause:
		on = slices.Contains(complaint.Causes(), value)
	case figures.ByCategory:
		on = slices.ContainsFunc(r.allCategories(), func(k store.Category) bool { return k.Code == value })
	case figures.ByChannel:
		on = slices.Contains(complaint.Channels(), complaint.Channel(value))
	case figures.ByFrom:
		on = slices.Contains([]complaint.ComplainantKind{complaint.FromClient, complaint.FromParticipant, complaint.FromOther, complaint.FromUnknown}, complaint.ComplainantKind(value))
	case figures.BySeverity:
		on = slices.Contains(severities, strings.ToLower(value))
	case figures.ByGround:
		on = slices.Contains(complaint.InadmissibleGrounds(), complaint.InadmissibleGround(value))
	case figures.ByNorm:
		on = slices.ContainsFunc(r.Norms(), func(n store.Category) bool { return n.Code == value })
	case figures.ByService:
		return r.listedService(value)
	}
	if !on {
		return ""
	}
	return value
}
