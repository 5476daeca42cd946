package staff

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// workWait is how long a page waits for a file that is nearly read; most are read
// before anybody would look at a page that says so.
const workWait = 1500 * time.Millisecond

// postEvaluation takes an uploaded file on and shows how far it is.
func (p *pages) postEvaluation(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	files, _ := p.Files(r, &f)
	switch err := f.Failed(); {
	case err != nil:
		p.badFile(w, r, who, f, err)
		return
	case len(f.Refused) > 0:
		p.showEvaluations(w, r, who, kit.Status(f), f.FileErrors("nl")...)
		return
	case len(files) != 1:
		p.showEvaluations(w, r, who, kit.Status(f), template.ErrorLine{Field: "attachment", Text: "Kies één bestand."})
		return
	}
	id, err := p.Register.StartEvaluation(r.Context(), who, files[0])
	if err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	p.awaited(w, r, who, id)
}

// awaited goes to where a file is after a moment: its columns, its answers, how far
// it is, or back with what is wrong.
func (p *pages) awaited(w http.ResponseWriter, r *http.Request, who register.Person, id string) {
	work, err := p.await(r.Context(), who, id)
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.SetFlash(w, "evaluation_imported")
		http.Redirect(w, r, formsPath+"/"+id, http.StatusSeeOther)
	case err != nil:
		p.failed(w, r, who, err)
	case work.State == store.WorkFailed:
		if err := p.Register.DropEvaluation(r.Context(), who, id); err != nil {
			p.failed(w, r, who, err)
			return
		}
		p.showEvaluations(w, r, who, http.StatusUnprocessableEntity, template.ErrorLine{Field: "attachment", Text: problemSentence(work.Problem) + " Er is niets ingelezen."})
	default:
		http.Redirect(w, r, formsPath+"/"+id, http.StatusSeeOther)
	}
}

func (p *pages) await(ctx context.Context, who register.Person, id string) (register.EvaluationWork, error) {
	moment, stop := context.WithTimeout(ctx, workWait)
	defer stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		work, err := p.Register.EvaluationWork(ctx, who, id)
		if err != nil || work.State == store.WorkAsking || work.State == store.WorkFailed {
			return work, err
		}
		select {
		case <-moment.Done():
			return work, nil
		case <-again.C:
		}
	}
}

// forms shows a file: how far it is, what its columns are, or the answers to judge.
func (p *pages) forms(w http.ResponseWriter, r *http.Request, who register.Person) {
	work, err := p.Register.EvaluationWork(r.Context(), who, r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.showAnswers(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
	case err != nil:
		p.failed(w, r, who, err)
	case work.State == store.WorkAsking:
		p.Render(w, r, http.StatusOK, p.columnsPage(who, work, kit.Form{}))
	default:
		p.Render(w, r, http.StatusOK, p.progressPage(who, work))
	}
}

func (p *pages) progressPage(who register.Person, work register.EvaluationWork) template.EvaluationProgress {
	page := template.EvaluationProgress{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Evaluaties", URL: evaluationsPath},
		Name: work.File.Name, URL: formsPath + "/" + work.ID, Line: workLine(work), Steps: fileSteps(0), Failed: work.State == store.WorkFailed}
	if work.State == store.WorkImporting {
		page.Steps = fileSteps(2)
		page.Percent = work.Done * 100 / max(work.Rows, 1)
	}
	return page
}

func workLine(work register.EvaluationWork) string {
	switch work.State {
	case store.WorkReading:
		return "We lezen het bestand."
	case store.WorkAsking:
		return "Kijk nog of de kolommen kloppen."
	case store.WorkImporting:
		return fmt.Sprintf("%s van %s formulieren bekeken.", thousands(work.Done), thousands(work.Rows))
	}
	return problemSentence(work.Problem) + " Er is niets ingelezen."
}

func workTask(work register.EvaluationWork) template.FileTask {
	return template.FileTask{Title: work.File.Name, URL: formsPath + "/" + work.ID, Line: workLine(work), Failed: work.State == store.WorkFailed}
}

// postForms takes in a file whose columns somebody confirmed.
func (p *pages) postForms(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id := p.ReadForm(w, r), r.PathValue("id")
	work, err := p.Register.EvaluationWork(r.Context(), who, id)
	switch {
	case errors.Is(err, register.ErrNotFound) || err == nil && work.State != store.WorkAsking: // somebody confirmed it already, or it went after a day
		http.Redirect(w, r, formsPath+"/"+id, http.StatusSeeOther)
		return
	case err == nil:
		err = f.Failed()
	}
	if err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	asked, errs := work, []template.ErrorLine(nil)
	work.Form.Columns = append([]evaluation.Column(nil), work.Form.Columns...)
	for i := range work.Form.Columns {
		if field := confirm(&work.Form.Columns[i], f); field != "" {
			errs = append(errs, template.ErrorLine{Field: field, Text: work.Form.Columns[i].Name + ": kies zelf. Wij kunnen het niet zien aan het formulier."})
		}
	}
	if len(errs) > 0 {
		page := p.columnsPage(who, p.recast(asked, f), f)
		page.Errors = errs
		p.Render(w, r, kit.Status(f), page)
		return
	}
	if err := p.Register.ConfirmEvaluation(r.Context(), who, id, work.Form); err != nil && !errors.Is(err, register.ErrStale) {
		p.badFile(w, r, who, f, err)
		return
	}
	p.awaited(w, r, who, id)
}

// recast gives a column the kind that was chosen for it, so that what is asked of
// that kind is on the page too.
func (p *pages) recast(work register.EvaluationWork, f kit.Form) register.EvaluationWork {
	work.Form.Columns = append([]evaluation.Column(nil), work.Form.Columns...)
	for i := range work.Form.Columns {
		c := &work.Form.Columns[i]
		kind, _, _ := columnFields(c.Index)
		if chosen := evaluation.Kind(f.Line(kind)); columnWords[chosen] != "" {
			c.Kind = chosen
		}
	}
	return work
}

// dropForms lets a file go that was not taken in.
func (p *pages) dropForms(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := f.Failed()
	if err == nil {
		err = p.Register.DropEvaluation(r.Context(), who, r.PathValue("id"))
	}
	if err != nil && !errors.Is(err, register.ErrNotFound) && !errors.Is(err, register.ErrStale) {
		p.badFile(w, r, who, f, err)
		return
	}
	http.Redirect(w, r, evaluationsPath, http.StatusSeeOther)
}

// badFile says what is wrong with a file. Nothing of it was kept.
func (p *pages) badFile(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, cause error) {
	lines := kit.Errors("nl", cause)
	switch {
	case errors.Is(cause, register.ErrUnavailable):
		p.notStored(w, r, f, cause)
		return
	case len(lines) == 0:
		p.failed(w, r, who, cause)
		return
	}
	p.showEvaluations(w, r, who, kit.Status(f), lines...)
}

// showAnswers shows the strongest answers of a file that wait, to judge on one page.
func (p *pages) showAnswers(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	id := r.PathValue("id")
	file, err := p.fileOf(r.Context(), who, id)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	waiting, err := p.Register.OpenAnswers(r.Context(), who, id, deskLength)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.EvaluationFile{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Evaluaties", URL: evaluationsPath}, URL: formsPath + "/" + id,
		Name: file.Name, Line: fileLine(file), Steps: fileSteps(2), Numbers: p.openNumbers(who), Balance: balanceFacts(file.Balance), AllReason: field(f, "all_reason")}
	page.Errors, page.Flash = errs, p.flash(w, r)
	if page.Rate = rateWords(file.Rate); page.Rate != "" {
		page.Rate = "Bij dit formulier: " + strings.ToLower(page.Rate[:1]) + page.Rate[1:]
	}
	if file.Waiting == 0 {
		page.Steps = fileSteps(3)
	}
	if file.Attentions > 1 {
		page.Attentions = countOf(file.Attentions, "reactie", "reacties")
	}
	if more := file.Waiting - len(waiting); more > 0 {
		page.More = fmt.Sprintf("Hierna wachten er nog %s.", thousands(more))
	}
	for i, c := range waiting {
		a := p.judged(c, i+1, f)
		if a.Like = p.Register.Like(who, c); a.Like != "" {
			_, _, ref := answerFields(c.ID)
			a.Ref = orElse(f, ref, a.Like)
		}
		page.Answers = append(page.Answers, a)
	}
	p.Render(w, r, status, page)
}

func (p *pages) fileOf(ctx context.Context, who register.Person, id string) (register.EvaluationFile, error) {
	desk, err := p.Register.Evaluations(ctx, who)
	if err != nil {
		return register.EvaluationFile{}, err
	}
	for _, f := range desk.Files {
		if f.ID == id {
			return f, nil
		}
	}
	return register.EvaluationFile{}, register.ErrNotFound
}

// judged is one answer on the page where several are judged.
func (p *pages) judged(c register.Candidate, n int, f kit.Form) template.JudgedAnswer {
	verdict, reason, ref := answerFields(c.ID)
	a := template.JudgedAnswer{Who: cmp.Or(c.Name, "zonder naam"), When: p.answerLine(c), URL: evaluationsPath + "/" + c.ID, N: n, Look: c.Kind == store.CandidateLook, Cut: cutWords(c.Answer),
		VerdictName: verdict, ReasonName: reason, RefName: ref, Reason: field(f, reason), Ref: field(f, ref), Splits: len(c.Sentences()) > 1,
		About: strings.Trim(c.Course+", "+c.Trainer, ", ")}
	for _, o := range []template.Option{{Value: "complaint", Label: "Klacht"}, {Value: "merged", Label: "Hoort bij een klacht"}, {Value: "none", Label: "Geen klacht"}} {
		o.Checked = f.Line(verdict) == o.Value
		a.Verdicts = append(a.Verdicts, o)
	}
	for _, s := range c.Said {
		part := saidPart(s)
		if s.IsMark() {
			a.Marks = append(a.Marks, fmt.Sprintf("%s: %s", s.Question, strings.TrimSpace(s.Text)))
			continue
		}
		for _, why := range part.Whys {
			if !slices.Contains(a.Whys, why) {
				a.Whys = append(a.Whys, why)
			}
		}
		a.Said = append(a.Said, part)
	}
	return a
}

func answerFields(id string) (verdict, reason, ref string) { return "v-" + id, "w-" + id, "n-" + id }

// postAnswers carries out what was chosen for the answers on the page. Each is an
// act by itself: what is wrong with one keeps none of the others.
func (p *pages) postAnswers(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	if err := f.Failed(); err != nil {
		p.badFile(w, r, who, f, err)
		return
	}
	done, errs := 0, []template.ErrorLine(nil)
	for name := range f.Values {
		id, ok := strings.CutPrefix(name, "v-")
		if !ok {
			continue
		}
		lines, err := p.judgeOne(r.Context(), who, id, f)
		switch {
		case errors.Is(err, register.ErrUnavailable):
			p.notStored(w, r, f, err)
			return
		case err != nil:
			p.failed(w, r, who, err)
			return
		case len(lines) > 0:
			errs = append(errs, lines...)
		case f.Line(name) != "":
			done++
		}
	}
	if len(errs) > 0 {
		p.showAnswers(w, r, who, f, kit.Status(f), errs...)
		return
	}
	if done > 0 {
		p.SetFlash(w, "evaluation_judged")
	}
	http.Redirect(w, r, formsPath+"/"+r.PathValue("id"), http.StatusSeeOther)
}

// judgeOne carries out one choice; the lines say what is wrong with it.
func (p *pages) judgeOne(ctx context.Context, who register.Person, id string, f kit.Form) (lines []template.ErrorLine, err error) {
	verdict, reason, ref := answerFields(id)
	at := ""
	switch f.Line(verdict) {
	case "complaint":
		at = verdict
		_, err = p.Register.RegisterCandidate(ctx, who, id)
	case "merged":
		at, err = ref, p.Register.MergeCandidate(ctx, who, id, f.Line(ref))
	case "none":
		at, err = reason, p.Register.DismissCandidate(ctx, who, id, f.Words(reason))
	default:
		return nil, nil
	}
	if errors.Is(err, register.ErrStale) || errors.Is(err, register.ErrNotFound) {
		return []template.ErrorLine{{Text: kit.Sentence("nl", "answer_judged")}}, nil
	}
	if lines = kit.Errors("nl", err); len(lines) > 0 {
		lines[0].Field = at
		return lines[:1], nil
	}
	return nil, err
}

// postAttentions puts the most careful proposals away together, with one reason.
func (p *pages) postAttentions(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := f.Failed()
	if err == nil {
		_, err = p.Register.DismissAttention(r.Context(), who, r.PathValue("id"), f.Words("all_reason"))
	}
	switch lines := kit.Errors("nl", err); {
	case err == nil, errors.Is(err, register.ErrStale):
		p.SetFlash(w, "evaluation_judged")
		http.Redirect(w, r, formsPath+"/"+r.PathValue("id"), http.StatusSeeOther)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) == 0:
		p.failed(w, r, who, err)
	default:
		p.showAnswers(w, r, who, f, kit.Status(f), lines...)
	}
}
