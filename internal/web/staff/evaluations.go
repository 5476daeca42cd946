package staff

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const evaluationsPath = "/staff/evaluations"

func (p *pages) evaluations(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showEvaluations(w, r, who, http.StatusOK)
}

func (p *pages) showEvaluations(w http.ResponseWriter, r *http.Request, who register.Person, status int, errs ...template.ErrorLine) {
	desk, err := p.Register.Evaluations(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	b := desk.Balance
	page := template.Evaluations{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Summary: answersWait(len(desk.Waiting)), Imports: who.Leads(),
		Balance: []template.Fact{{Name: "Klacht", Value: fmt.Sprint(b.Complaints)}, {Name: "Geen klacht", Value: fmt.Sprint(b.NoComplaint)},
			{Name: "Hoort bij een klacht", Value: fmt.Sprint(b.Merged)}, {Name: "Nog te beoordelen", Value: fmt.Sprint(b.Open)}, {Name: "Samen", Value: fmt.Sprint(b.Signals())}}}
	page.Flash, page.Errors = p.flash(w, r), errs
	if rate := desk.Rate; rate.Judged > 0 {
		page.Rate = fmt.Sprintf("Van de %d beoordeelde voorstellen waren er %d een klacht.", rate.Judged, rate.Complaints)
	}
	if rate := desk.Rate; rate.Looked > 0 {
		page.Rate += fmt.Sprintf(" Van de %d reacties die we niet voorstelden en jullie bekeken, waren er %d een klacht.", rate.Looked, rate.Missed)
	}
	for _, c := range desk.Waiting {
		page.Waiting = append(page.Waiting, template.AnswerTask{Title: answerTitle(c), URL: evaluationsPath + "/" + c.ID, Line: p.answerLine(c), Begin: begin(c)})
	}
	p.Render(w, r, status, page)
}

func answersWait(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "Eén reactie uit een evaluatie wacht op jouw oordeel."
	}
	return number(n) + " reacties uit evaluaties wachten op jouw oordeel."
}

func answerTitle(c register.Candidate) string { return cmp.Or(c.Course, "Reactie op een evaluatie") }

func (p *pages) answerLine(c register.Candidate) string {
	line := "Ingelezen op " + dayOf(c.Found, p.Register.Procedure().Zone())
	if !c.Answered.IsZero() {
		line = dayOf(c.Answered, time.UTC)
	}
	if c.Kind == store.CandidateLook {
		line += ", ter controle"
	}
	return line
}

func dayOf(at time.Time, zone *time.Location) string { return calendar.DateOf(at, zone).DayMonth("nl") }

// begin is the start of the longest answer: a mark by itself says little.
func begin(c register.Candidate) string {
	var longest []rune
	for _, s := range c.Said {
		if text := []rune(strings.TrimSpace(s.Text)); len(text) > len(longest) {
			longest = text
		}
	}
	return string(longest[:min(len(longest), 200)])
}

// postEvaluation reads a file: a form that is known is taken in, of another the
// columns are shown first.
func (p *pages) postEvaluation(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	files, kept := p.Files(r, &f)
	switch err := f.Failed(); {
	case err != nil:
		p.badFile(w, r, who, f, err)
		return
	case len(files) != 1 || len(kept) != 1:
		p.showEvaluations(w, r, who, kit.Status(f), template.ErrorLine{Field: "attachment", Text: "Kies één bestand."})
		return
	}
	e, err := p.Register.ReadEvaluation(r.Context(), who, files[0])
	if err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	if !e.Known {
		p.Render(w, r, http.StatusOK, p.columnsPage(who, e, kept[0].Token))
		return
	}
	p.takeIn(w, r, who, f, files[0], e)
}

func (p *pages) takeIn(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, file store.PendingFile, e register.EvaluationFile) {
	if _, err := p.Register.ImportEvaluation(r.Context(), who, file, e.Form); err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	p.SetFlash(w, "evaluation_imported")
	http.Redirect(w, r, evaluationsPath, http.StatusSeeOther)
}

// postColumns takes in a form whose columns somebody confirmed.
func (p *pages) postColumns(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	files, kept := p.Files(r, &f)
	if err := f.Failed(); err != nil || len(files) != 1 || len(kept) != 1 {
		p.showEvaluations(w, r, who, kit.Status(f), template.ErrorLine{Field: "attachment", Text: "Het bestand is er niet meer. Kies het opnieuw."})
		return
	}
	e, err := p.Register.ReadEvaluation(r.Context(), who, files[0])
	if err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	var errs []template.ErrorLine
	for i := range e.Form.Columns {
		if field := confirm(&e.Form.Columns[i], f); field != "" {
			errs = append(errs, template.ErrorLine{Field: field, Text: e.Form.Columns[i].Name + ": kies zelf. Wij kunnen het niet zien aan het formulier."})
		}
	}
	if len(errs) > 0 {
		page := p.columnsPage(who, e, kept[0].Token)
		page.Errors = errs
		p.Render(w, r, kit.Status(f), page)
		return
	}
	p.takeIn(w, r, who, f, files[0], e)
}

// confirm puts what somebody chose in a column; the field that was not answered
// comes back.
func confirm(c *evaluation.Column, f kit.Form) (missing string) {
	doubts := c.Doubts
	kind, direction, scale := columnFields(c.Index)
	chosen := evaluation.Kind(f.Line(kind))
	if !slices.Contains(evaluation.Kinds, chosen) {
		return kind
	}
	if chosen != c.Kind {
		c.Kind, c.Role = chosen, evaluation.NoRole
	}
	if chosen != evaluation.Score && chosen != evaluation.Words && chosen != evaluation.YesNo {
		c.Doubts = nil
		return ""
	}
	switch f.Line(direction) {
	case "high", "low":
		c.Reversed = f.Line(direction) == "low"
	default:
		if slices.Contains(doubts, evaluation.DoubtDirection) {
			return direction
		}
	}
	if chosen == evaluation.Score {
		if n, err := fmt.Sscanf(f.Line(scale), "%g-%g", &c.Scale.Min, &c.Scale.Max); (err != nil || n != 2) && (c.Scale.Max <= c.Scale.Min || slices.Contains(doubts, evaluation.DoubtScale)) {
			return scale
		}
	}
	c.Doubts = nil
	return ""
}

func columnFields(i int) (kind, direction, scale string) {
	return fmt.Sprintf("kind-%d", i), fmt.Sprintf("direction-%d", i), fmt.Sprintf("scale-%d", i)
}

var columnWords = map[evaluation.Kind]string{evaluation.Score: "Een cijfer", evaluation.Words: "Een oordeel in vaste woorden", evaluation.YesNo: "Ja of nee", evaluation.Positive: "Tekst: wat goed was",
	evaluation.Improve: "Tekst: wat beter kan", evaluation.Free: "Tekst: andere opmerkingen", evaluation.Identity: "Wie het invulde", evaluation.Course: "Training", evaluation.Trainer: "Trainer", evaluation.Meta: "Niet nodig"}

func (p *pages) columnsPage(who register.Person, e register.EvaluationFile, ticket string) template.EvaluationColumns {
	page := template.EvaluationColumns{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Evaluaties", URL: evaluationsPath},
		Name: e.Name, Line: fmt.Sprintf("%d rijen", e.Rows), Ticket: ticket}
	for _, c := range e.Form.Columns {
		page.Asks = append(page.Asks, columnAsk(c))
	}
	return page
}

func columnAsk(c evaluation.Column) template.ColumnAsk {
	a := template.ColumnAsk{Name: cmp.Or(c.Name, "Kolom zonder naam"), Examples: strings.Join(c.Examples, "; ")}
	a.KindName, a.DirectionName, a.ScaleName = columnFields(c.Index)
	if slices.Contains(c.Doubts, evaluation.DoubtKind) {
		a.Kinds = append(a.Kinds, template.Option{Label: "Kies"})
	}
	for _, k := range evaluation.Kinds {
		a.Kinds = append(a.Kinds, template.Option{Value: string(k), Label: columnWords[k], Checked: k == c.Kind && !slices.Contains(c.Doubts, evaluation.DoubtKind)})
	}
	if c.Kind == evaluation.Score || c.Kind == evaluation.Words || c.Kind == evaluation.YesNo {
		sure := !slices.Contains(c.Doubts, evaluation.DoubtDirection)
		if !sure {
			a.Directions = []template.Option{{Label: "Kies"}}
		}
		a.Directions = append(a.Directions, template.Option{Value: "high", Label: "Hoog of ja is goed", Checked: sure && !c.Reversed}, template.Option{Value: "low", Label: "Laag of nee is goed", Checked: sure && c.Reversed})
	}
	if c.Kind == evaluation.Score {
		a.Scales = scales(c)
	}
	return a
}

func scales(c evaluation.Column) (all []template.Option) {
	values := []string{"1-4", "1-5", "1-7", "0-10", "1-10"}
	own := fmt.Sprintf("%g-%g", c.Scale.Min, c.Scale.Max)
	sure := !slices.Contains(c.Doubts, evaluation.DoubtScale) && c.Scale.Max > c.Scale.Min
	if sure && !slices.Contains(values, own) {
		values = append(values, own)
	}
	if !sure {
		all = append(all, template.Option{Label: "Kies"})
	}
	for _, v := range values {
		all = append(all, template.Option{Value: v, Label: strings.Replace(v, "-", " tot en met ", 1), Checked: sure && v == own})
	}
	return all
}

// badFile says what is wrong with a file, and where. Nothing of it was kept.
func (p *pages) badFile(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, cause error) {
	var problem sheet.Problem
	lines := kit.Errors("nl", cause)
	switch {
	case errors.As(cause, &problem):
		lines = []template.ErrorLine{{Field: "attachment", Text: problemSentence(problem) + " Er is niets ingelezen."}}
	case errors.Is(cause, register.ErrTooManyRows):
		lines = []template.ErrorLine{{Field: "attachment", Text: fmt.Sprintf("Dit bestand heeft meer dan %d rijen. Verdeel het over meer bestanden. Er is niets ingelezen.", register.EvaluationRows)}}
	case errors.Is(cause, register.ErrUnavailable):
		p.notStored(w, r, f, cause)
		return
	case len(lines) == 0:
		p.failed(w, r, who, cause)
		return
	}
	p.showEvaluations(w, r, who, kit.Status(f), lines...)
}

var sheetWords = map[sheet.Code]string{
	sheet.NoContent: "Er staat niets in dit bestand.", sheet.NoRows: "Er staat een kop in dit bestand, maar er staan geen reacties onder.", sheet.TooManyColumns: "Dit bestand heeft te veel kolommen.",
	sheet.CellTooLong: "Hier staat te veel tekst in één vak. Vaak ontbreekt er een aanhalingsteken.", sheet.OpenQuote: "Hier begint een aanhalingsteken dat nergens eindigt.",
	sheet.HeaderChanged: "Hier begint een ander formulier. Maak er twee bestanden van.", sheet.Protected: "Dit bestand heeft een wachtwoord. Haal dat er eerst af.",
	sheet.OldExcel: "Dit is een oud Excel-bestand. Bewaar het als .xlsx.", sheet.OtherSheet: "Dit soort werkblad lezen we niet. Bewaar het als .xlsx of .csv.", sheet.Macros: "In dit bestand zitten macro's. Bewaar het als .xlsx.",
	sheet.Picture: "Dit is een plaatje, geen tabel.", sheet.NotASheet: "Dit is geen tabel. Kies een CSV- of Excel-bestand.", sheet.Damaged: "Dit bestand is beschadigd. Exporteer het opnieuw.",
}

func problemSentence(p sheet.Problem) string {
	text := cmp.Or(sheetWords[p.Code], "Dit bestand is te groot om te lezen.")
	switch {
	case p.Row > 0 && p.Column > 0:
		return fmt.Sprintf("Rij %d, kolom %s: %s", p.Row, p.Letter(), text)
	case p.Row > 0:
		return fmt.Sprintf("Rij %d: %s", p.Row, text)
	}
	return text
}

func (p *pages) candidate(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showCandidate(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showCandidate(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	c, err := p.Register.OpenCandidate(r.Context(), who, r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrStale):
		p.answerJudged(w, r, who)
		return
	case err != nil:
		p.failed(w, r, who, err)
		return
	}
	page := template.EvaluationAnswer{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Evaluaties", URL: evaluationsPath},
		URL: evaluationsPath + "/" + c.ID, Title: answerTitle(c), Line: p.answerLine(c), Look: c.Kind == store.CandidateLook, Number: field(f, "ref"), Numbers: p.openNumbers(who), Reason: field(f, "reason")}
	page.Errors = errs
	for _, fact := range []template.Fact{{Name: "Trainer", Value: c.Trainer}, {Name: "Van", Value: strings.Trim(c.Name+", "+c.Email, ", ")}} {
		if fact.Value != "" {
			page.Facts = append(page.Facts, fact)
		}
	}
	for _, s := range c.Said {
		page.Said = append(page.Said, saidPart(s))
	}
	p.Render(w, r, status, page)
}

var reasonWords = map[evaluation.Code]string{evaluation.LowScore: "een laag cijfer", evaluation.FairScore: "een matig cijfer", evaluation.BelowOwnMean: "veel lager dan de andere cijfers", evaluation.BadAnswer: "een slecht oordeel",
	evaluation.FairAnswer: "een matig oordeel", evaluation.SaidNo: "nee op deze vraag", evaluation.StrongSign: "een sterk signaal", evaluation.BadWord: "een negatief woord", evaluation.WeakWord: "een voorzichtig woord", evaluation.TooMuch: "te veel of te weinig",
	evaluation.Expected: "had meer verwacht", evaluation.DeniedPraise: "niet goed", evaluation.Lacked: "iets ontbrak", evaluation.NothingGood: "niets was goed", evaluation.Denied: "iets was niet zo",
	evaluation.ToldUs: "antwoord op wat er is gebeurd", evaluation.WantsReply: "wil een reactie"}

// saidPart cuts an answer where a reason stands; one without a place is the whole.
func saidPart(s register.Said) template.SaidPart {
	part, at := template.SaidPart{Question: s.Question}, 0
	reasons := slices.SortedFunc(slices.Values(s.Reasons), func(a, b evaluation.Reason) int { return cmp.Compare(a.Start, b.Start) })
	for _, reason := range reasons {
		if words := reasonWords[reason.Code]; !slices.Contains(part.Whys, words) {
			part.Whys = append(part.Whys, words)
		}
		from, to := reason.Start, reason.End
		if to == 0 {
			to = len(s.Text)
		}
		if from = max(from, at); to > len(s.Text) || from >= to {
			continue
		}
		part.Pieces = append(part.Pieces, template.Piece{Text: s.Text[at:from]}, template.Piece{Text: s.Text[from:to], Marked: true})
		at = to
	}
	part.Pieces = append(part.Pieces, template.Piece{Text: s.Text[at:]})
	return part
}

func (p *pages) answerIsComplaint(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeAnswer(w, r, who, "evaluation_complaint", func(id string, _ kit.Form) (string, error) {
		c, err := p.Register.RegisterCandidate(r.Context(), who, id)
		return c.Received.Ref, err
	})
}

func (p *pages) answerBelongs(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeAnswer(w, r, who, "evaluation_merged", func(id string, f kit.Form) (string, error) {
		return f.Line("ref"), p.Register.MergeCandidate(r.Context(), who, id, f.Line("ref"))
	})
}

func (p *pages) answerIsNothing(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeAnswer(w, r, who, "evaluation_dismissed", func(id string, f kit.Form) (string, error) {
		return "", p.Register.DismissCandidate(r.Context(), who, id, f.Words("reason"))
	})
}

func (p *pages) judgeAnswer(w http.ResponseWriter, r *http.Request, who register.Person, done string, decide func(string, kit.Form) (string, error)) {
	p.judge(w, r, who, done, judging{list: evaluationsPath,
		again: func(f kit.Form, status int, lines ...template.ErrorLine) {
			p.showCandidate(w, r, who, f, status, lines...)
		},
		first: func(kit.Form) { p.answerJudged(w, r, who) },
		by:    func(f kit.Form) (string, error) { return decide(r.PathValue("id"), f) }})
}

// answerJudged tells calmly that somebody was first.
func (p *pages) answerJudged(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showEvaluations(w, r, who, http.StatusConflict, template.ErrorLine{Text: kit.Sentence("nl", "answer_judged")})
}
