package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Filled is one questionnaire as a participant fills it in. Nothing must be
// answered but something: Score is 1 to 10, and 0 is none.
type Filled struct {
	Lang                   string // the page was read in: nl or en
	Score                  int
	Good, Better, Happened string
	Name, Email            string // only of who wants a reply
	Key                    string // of the form: sent twice it is one answer
	Once                   bool   // the same browser answered before: another answer is the problem filled_before
}

// Questions are what a questionnaire asks, in one language.
type Questions struct{ Score, Good, Better, Happened, Reply, Yes string }

// QuestionsIn gives them in Dutch, or in English for "en".
func QuestionsIn(lang string) Questions {
	if lang == "en" {
		return Questions{"What score do you give this course?", "What was good?", "What can be better?", "Did anything happen that we should act on?", "Would you like a reply?", "Yes"}
	}
	return Questions{"Welk cijfer geeft u deze training?", "Wat was goed?", "Wat kan beter?", "Is er iets gebeurd waar wij iets mee moeten doen?", "Wilt u een reactie van ons?", "Ja"}
}

// kept is what stays of an answer. Of one that became a candidate the words are
// there, and come into a dossier or stay as no complaint.
type kept struct {
	Score        int    `json:",omitzero"`
	Good, Better string `json:",omitzero"`
}

// CourseAt is what the questionnaire at an address asks about. A wrong code, and
// one that takes no answers any more, are ErrNotFound alike.
func (r *Register) CourseAt(ctx context.Context, code vault.Code) (Course, error) {
	_, c, err := r.openQuestionnaire(ctx, code)
	return c, err
}

func (r *Register) openQuestionnaire(ctx context.Context, code vault.Code) (q store.Questionnaire, c Course, err error) {
	if q, err = r.Store.OpenQuestionnaire(ctx, r.Home().ID, code); err != nil {
		return q, c, err
	}
	if err := json.Unmarshal(q.Body, &c); err != nil {
		return q, c, fmt.Errorf("read a questionnaire: %w", err)
	}
	return q, c, nil
}

// FillIn takes what a participant answered. What a rule finds, what happened that we
// must act on and who wants a reply wait for a person, as with every evaluation (S3).
func (r *Register) FillIn(ctx context.Context, code vault.Code, in Filled) error {
	q, course, err := r.openQuestionnaire(ctx, code)
	if err != nil {
		return err
	}
	if err := in.check(); err != nil {
		return err
	}
	c, waits, err := r.candidateOf(q, course, in)
	if err != nil {
		return err
	}
	k := kept{in.Score, in.Good, in.Better}
	if waits {
		k = kept{Score: in.Score}
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("write what was filled in: %w", err)
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		first, err := t.FillIn(q, in.Key, store.FilledIn{Candidate: c.ID, Body: raw})
		if err == nil && first && in.Once {
			return Problems{{Code: "filled_before"}}
		}
		if err != nil || !first || !waits {
			return err
		}
		return t.AddCandidate(c)
	})
}

func (in Filled) check() error {
	var problems Problems
	if in.Score == 0 && in.Good+in.Better+in.Happened+in.Email+in.Name == "" {
		problems = append(problems, Problem{"score", "filled_nothing"})
	}
	if in.Score < 0 || in.Score > 10 {
		problems = append(problems, Problem{"score", "score_unknown"})
	}
	if in.Email != "" && !ValidEmail(in.Email) {
		problems = append(problems, Problem{"email", EmailProblem(in.Email)})
	}
	if in.Name != "" && in.Email == "" {
		problems = append(problems, Problem{"email", "reply_where"})
	}
	if len(problems) > 0 {
		return problems
	}
	return errors.Join(complaint.Fits("good", in.Good, remarkLimit), complaint.Fits("better", in.Better, remarkLimit),
		complaint.Fits("happened", in.Happened, remarkLimit), complaint.Fits("name", in.Name, questionnaireLine))
}

// remarkLimit is how many characters one answer may have.
const remarkLimit = 4000

// lookEvery is of how many answers without a signal one is offered for a look.
const lookEvery = 10

// candidateOf judges an answer; false when nobody has to look at it. The rules read
// no English: what is said there besides praise is looked at.
func (r *Register) candidateOf(q store.Questionnaire, course Course, in Filled) (store.Candidate, bool, error) {
	signal, found := evaluation.Own{Score: in.Score, Good: in.Good, Better: in.Better, Happened: in.Happened, Reply: in.Email != ""}.Judge()
	words := !evaluation.SaysNothing(in.Good) || !evaluation.SaysNothing(in.Better)
	unread := in.Lang == "en" && !evaluation.SaysNothing(in.Better)
	c := store.Candidate{Organisation: q.Organisation, ID: store.NewID(), Evaluation: q.ID, Kind: store.CandidateSignal, Place: int(signal.Strength * 1000)}
	switch {
	case found:
	case unread, words && (q.Filled+1)%lookEvery == 0:
		c.Kind = store.CandidateLook
	default:
		return store.Candidate{}, false, nil
	}
	a := r.answerOf(course, in, signal)
	raw, err := json.Marshal(a)
	if err != nil {
		return c, false, fmt.Errorf("write an answer: %w", err)
	}
	c.Body, c.Level, c.Named = raw, string(a.Level), a.Names
	return c, true, nil
}

// answerOf is what was filled in, as the desk shows every answer.
func (r *Register) answerOf(course Course, in Filled, signal evaluation.Signal) Answer {
	at := r.Now().In(r.Procedure().Zone())
	a := Answer{Course: strings.TrimSuffix(course.Name+", "+course.Dates, ", "), Trainer: course.names(), Name: in.Name, Email: in.Email, Level: signal.Level, Lang: in.Lang,
		Answered: time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)} // what stood on the clock, as a file has it
	q, score, reply := QuestionsIn(in.Lang), "", ""
	if in.Score > 0 {
		score = strconv.Itoa(in.Score)
	}
	if in.Email != "" {
		reply = q.Yes
	}
	for i, s := range []Said{{Question: q.Score, Text: score}, {Question: q.Good, Text: in.Good}, {Question: q.Better, Text: in.Better}, {Question: q.Happened, Text: in.Happened}, {Question: q.Reply, Text: reply}} {
		for _, reason := range signal.Reasons {
			if reason.Column == i {
				s.Reasons = append(s.Reasons, reason)
			}
		}
		if s.Text != "" {
			a.Said = append(a.Said, s)
		}
	}
	a.Names = r.named(a.received())
	return a
}

// ReadsOf is who reads what may be a complaint about a course: who leads, or else
// somebody who did not give it. False: only who gave it is there. A confidant reads
// no more than that; who leads reads every answer.
func (r *Register) ReadsOf(c Course) (store.Member, bool) {
	for _, role := range []access.Role{access.Lead, access.Deputy, access.Confidant} {
		for _, m := range r.Active() {
			if m.Has(role) && r.works(m) && !c.Has(m.ID) {
				return m, true
			}
		}
	}
	return store.Member{}, false
}

// About is who gave it and when, in one line.
func (c Course) About() string { return strings.Trim(c.names()+", "+c.Dates, ", ") }
