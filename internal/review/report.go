package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/complaint"
)

// ReportWords are what people wrote for the public report. The figures come from the
// frozen overview, and nothing of a complaint comes along.
type ReportWords struct {
	Intro, Closing               string
	IntroEnglish, ClosingEnglish string    `json:",omitzero"` // empty: the Dutch words stand in both
	Measures                     []Measure `json:",omitzero"`
}

// Measure is an action as the public reads it: in words that a person chose for that.
// An action without words is not in the report.
type Measure struct {
	Action  string // its id
	Text    string
	English string `json:",omitzero"`
}

// Report is the public yearly report of one review.
type Report struct {
	Words     ReportWords // the last ones written
	WrittenBy complaint.MemberID
	WrittenAt time.Time
	Editions  []Edition // the first one first
	Withdrawn *Withdrawal
}

// Edition is the report as it was made public.
type Edition struct {
	Words     ReportWords
	Note      string // what changed since the one before; empty for the first
	WrittenBy complaint.MemberID
	By        complaint.MemberID
	At        time.Time
}

// Withdrawal is the end of a report that was public.
type Withdrawal struct {
	Reason string
	By     complaint.MemberID
	At     time.Time
}

func (p Report) after(e Recorded) Report {
	switch ev := e.Event.(type) {
	case ReportWritten:
		p.Words, p.WrittenBy, p.WrittenAt = ev.Words, e.By, e.At
	case ReportPublished:
		p.Editions = append(slices.Clip(p.Editions), Edition{p.Words, ev.Note, p.WrittenBy, e.By, e.At})
		p.Withdrawn = nil
	case ReportWithdrawn:
		p.Withdrawn = &Withdrawal{ev.Reason, e.By, e.At}
	default: // Review knows the rest
	}
	return p
}

// Last is the edition that was made public last, also when it was withdrawn since.
func (p Report) Last() (e Edition, ok bool) {
	if len(p.Editions) == 0 {
		return e, false
	}
	return p.Editions[len(p.Editions)-1], true
}

// Public reports whether anybody may read it now.
func (p Report) Public() bool { return len(p.Editions) > 0 && p.Withdrawn == nil }

// Changed reports whether words wait that no edition has.
func (p Report) Changed() bool {
	last, ok := p.Last()
	return p.WrittenBy != "" && (!ok || p.Withdrawn != nil || !last.Words.same(p.Words))
}

func (w ReportWords) same(o ReportWords) bool {
	return w.Intro == o.Intro && w.Closing == o.Closing && w.IntroEnglish == o.IntroEnglish && w.ClosingEnglish == o.ClosingEnglish && slices.Equal(w.Measures, o.Measures)
}

// Measure gives the words for an action; without any it is not in the report.
func (w ReportWords) Measure(action string) Measure {
	for _, m := range w.Measures {
		if m.Action == action {
			return m
		}
	}
	return Measure{Action: action}
}

// WriteReport sets the words of the public report.
func (r Review) WriteReport(w ReportWords) ([]Event, error) {
	if err := r.reports(); err != nil {
		return nil, err
	}
	w.Measures = slices.DeleteFunc(slices.Clone(w.Measures), func(m Measure) bool { return strings.TrimSpace(m.Text+m.English) == "" })
	for field, text := range map[string]string{"intro": w.Intro, "closing": w.Closing, "intro-en": w.IntroEnglish, "closing-en": w.ClosingEnglish} {
		if err := complaint.Fits(field, text, complaint.TextLimit); err != nil {
			return nil, err
		}
	}
	for _, m := range w.Measures {
		switch {
		case !r.knows(m.Action):
			return nil, refuse("", "review_no_action")
		case strings.TrimSpace(m.Text) == "":
			return nil, refuse(MeasureField(m.Action), "report_measure_dutch")
		}
		for _, text := range []string{m.Text, m.English} {
			if err := complaint.Fits(MeasureField(m.Action), text, complaint.AboutLimit); err != nil {
				return nil, err
			}
		}
	}
	if strings.TrimSpace(w.Intro) == "" {
		return nil, refuse("intro", "report_intro")
	}
	if r.Report.WrittenBy != "" && r.Report.Words.same(w) {
		return nil, nil
	}
	return []Event{ReportWritten{w}}, nil
}

// MeasureField is the field in which the words for an action are asked.
func MeasureField(action string) string { return "measure-" + action }

// reports refuses what needs frozen figures when there are none.
func (r Review) reports() error {
	switch {
	case r.End == nil:
		return refuse("", "review_not_concluded")
	case len(r.End.Overview.Figures) == 0:
		return refuse("", "report_no_figures")
	}
	return nil
}

// knows reports whether an action stands in the frozen overview.
func (r Review) knows(action string) bool {
	_, ok := r.Action(action)
	return ok || slices.ContainsFunc(r.End.Overview.Earlier, func(p Past) bool { return p.ID == action })
}

// PublishReport makes the last words public. Somebody else than who wrote them does,
// so that two people looked; alone says that there is nobody else.
func (r Review) PublishReport(by complaint.MemberID, alone bool, note string) ([]Event, error) {
	if err := r.reports(); err != nil {
		return nil, err
	}
	switch p := r.Report; {
	case p.WrittenBy == "":
		return nil, refuse("intro", "report_intro")
	case !p.Changed():
		return nil, refuse("", "report_same")
	case p.WrittenBy == by && !alone:
		return nil, refuse("", "report_second")
	case len(p.Editions) > 0 && strings.TrimSpace(note) == "":
		return nil, refuse("note", "report_note")
	case len(p.Editions) == 0:
		note = ""
	}
	return []Event{ReportPublished{note}}, complaint.Fits("note", note, complaint.AboutLimit)
}

// WithdrawReport takes the report away. The reason stands where it was.
func (r Review) WithdrawReport(reason string) ([]Event, error) {
	switch {
	case !r.Report.Public():
		return nil, refuse("", "report_not_public")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return []Event{ReportWithdrawn{reason}}, complaint.Fits("reason", reason, complaint.AboutLimit)
}

// ReportName is how a report stands in an address: the year in which its period ends,
// with "-2" when an earlier review ends in the same year.
func ReportName(all []Review, r Review) string {
	year, nth := r.Until.Year(), 1
	for _, o := range all {
		if o.Held() && o.ID != r.ID && o.Until.Year() == year && o.Until.Before(r.Until) {
			nth++
		}
	}
	if nth == 1 {
		return fmt.Sprint(year)
	}
	return fmt.Sprintf("%d-%d", year, nth)
}

// DossierOf is the dossier because of which an action was agreed on; "" when the review
// does not know it.
func (r Review) DossierOf(action string) string {
	if a, ok := r.Action(action); ok {
		return a.Dossier
	}
	if r.End == nil {
		return ""
	}
	for _, p := range r.End.Overview.Earlier {
		if p.ID == action {
			return p.Dossier
		}
	}
	return ""
}
