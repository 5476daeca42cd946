package staff

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const (
	evaluationsPath = "/staff/evaluations"
	formsPath       = "/staff/evaluation-files"
	deskLength      = 20 // answers and files on one page; the strongest and the last
)

func (p *pages) evaluations(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showEvaluations(w, r, who, http.StatusOK)
}

func (p *pages) showEvaluations(w http.ResponseWriter, r *http.Request, who register.Person, status int, errs ...template.ErrorLine) {
	desk, err := p.Register.Evaluations(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	waiting, err := p.Register.WaitingAnswers(r.Context(), who, "", deskLength)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Evaluations{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Summary: answersWait(desk.Waiting), Imports: who.Leads(),
		Balance: balanceFacts(desk.Balance), Rate: rateWords(desk.Rate)}
	page.Flash, page.Errors = p.flash(w, r), errs
	for _, work := range desk.Works {
		page.Works = append(page.Works, workTask(work))
	}
	for _, f := range desk.Files[:min(len(desk.Files), deskLength)] {
		page.Files = append(page.Files, p.fileTask(f))
	}
	if more := desk.Waiting - len(waiting); more > 0 {
		page.More = fmt.Sprintf("Er wachten er nog %s. Je ziet hier de sterkste.", thousands(more))
	}
	for _, c := range waiting {
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
	page.Errors, page.Flash, page.Cut = errs, p.flash(w, r), cutWords(c.Answer)
	page.Halves = halves(c.Answer, f)
	for _, fact := range []template.Fact{{Name: "Training", Value: c.Course}, {Name: "Trainer", Value: c.Trainer}, {Name: "Van", Value: strings.Trim(c.Name+", "+c.Email, ", ")}} {
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
	evaluation.Unread: "geen lof gevonden", evaluation.Aside: "geen lof gevonden", evaluation.ToldUs: "antwoord op wat er is gebeurd", evaluation.WantsReply: "wil een reactie"}

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
	p.judgeAnswer(w, r, who, "evaluation_complaint", p.nextAnswer(r, who), func(id string, _ kit.Form) (string, error) {
		c, err := p.Register.RegisterCandidate(r.Context(), who, id)
		return c.Received.Ref, err
	})
}

func (p *pages) answerBelongs(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeAnswer(w, r, who, "evaluation_merged", p.nextAnswer(r, who), func(id string, f kit.Form) (string, error) {
		return f.Line("ref"), p.Register.MergeCandidate(r.Context(), who, id, f.Line("ref"))
	})
}

func (p *pages) answerIsNothing(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.judgeAnswer(w, r, who, "evaluation_dismissed", p.nextAnswer(r, who), func(id string, f kit.Form) (string, error) {
		return "", p.Register.DismissCandidate(r.Context(), who, id, f.Words("reason"))
	})
}

// answerIsTwo splits an answer: a form may hold two complaints.
func (p *pages) answerIsTwo(w http.ResponseWriter, r *http.Request, who register.Person) {
	here := func() string { return evaluationsPath + "/" + r.PathValue("id") }
	p.judgeAnswer(w, r, who, "evaluation_split", here, func(id string, f kit.Form) (string, error) {
		var second []int
		for _, v := range f.Values["second"] {
			if n, err := strconv.Atoi(v); err == nil {
				second = append(second, n)
			}
		}
		return "", p.Register.SplitCandidate(r.Context(), who, id, second)
	})
}

// halves are the sentences of an answer, to choose those that are a complaint by
// themselves; none when there is nothing to split.
func halves(a register.Answer, f kit.Form) (all []template.Option) {
	sentences := a.Sentences()
	if len(sentences) < 2 {
		return nil
	}
	for i, s := range sentences {
		value := strconv.Itoa(i)
		all = append(all, template.Option{Value: value, Label: s.Text, Checked: slices.Contains(f.Values["second"], value)})
	}
	return all
}

// cutWords say what a dossier would not hold of an answer.
func cutWords(a register.Answer) string {
	switch story, about := a.TooLong(); {
	case story:
		return "Dit antwoord is te lang voor een dossier. Het dossier krijgt het begin, en er staat bij dat er meer was."
	case about:
		return fmt.Sprintf("De training en de trainer zijn samen langer dan %d tekens. In het dossier staat het begin, met … erachter.", complaint.AboutLimit)
	}
	return ""
}

func (p *pages) judgeAnswer(w http.ResponseWriter, r *http.Request, who register.Person, done string, next func() string, decide func(string, kit.Form) (string, error)) {
	p.judge(w, r, who, done, judging{list: next,
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

// nextAnswer is the page of the answer that comes next, so that who judges one
// after the other goes on at once.
func (p *pages) nextAnswer(r *http.Request, who register.Person) func() string {
	return func() string {
		file := p.Register.FileOf(r.Context(), who, r.PathValue("id"))
		all, err := p.Register.WaitingAnswers(r.Context(), who, file, 1)
		if err != nil || len(all) == 0 {
			return evaluationsPath
		}
		return evaluationsPath + "/" + all[0].ID
	}
}
