package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// questionnaireLine is how many characters the name of a course may have, and its dates.
const questionnaireLine = 120

// QuestionnaireDays is how long a questionnaire may take answers.
const QuestionnaireDays = 366

// teaching are the roles whose courses are evaluated (S4).
var teaching = []access.Role{access.Lead, access.Deputy, access.Trainer, access.CoTrainer, access.Intervisor, access.Freelancer}

// Teaches reports whether there are questionnaires for this person: who leads makes
// them for everybody, who teaches for their own courses.
func (p Person) Teaches() bool { return p.Proven() && p.Has(teaching...) }

// Course is what a questionnaire is about.
type Course struct {
	Name     string
	Trainers []Trainer
	Dates    string `json:",omitzero"` // as people say it: "12 en 19 november"
	Lang     string // of who takes part: nl or en; the other is one click away
}

// Trainer is who gave a course, by the name of then.
type Trainer struct {
	Member complaint.MemberID
	Name   string
}

// Questionnaire is an evaluation form of our own, as a page shows it.
type Questionnaire struct {
	ID             string
	Course         Course
	Code           vault.Code // of its address
	Opened, Closes time.Time
	Open           bool
	Filled         Few // how many filled it in
}

// Few is a number that is only told from FewLimit on, and when it is none
// (domain 4.3).
type Few struct {
	N   int
	Few bool // more than none and fewer than FewLimit; N is 0
}

// FewLimit is the smallest number of people that is told outside the circle of who
// leads.
const FewLimit = 5

func few(n int) Few {
	if n > 0 && n < FewLimit {
		return Few{Few: true}
	}
	return Few{N: n}
}

// Has reports whether this person gave the course.
func (c Course) Has(m complaint.MemberID) bool {
	return slices.ContainsFunc(c.Trainers, func(t Trainer) bool { return t.Member == m })
}

// names is who gave it, in one line.
func (c Course) names() string {
	var all []string
	for _, t := range c.Trainers {
		all = append(all, t.Name)
	}
	return strings.Join(all, ", ")
}

// seesAll reports whether this person is in the circle that numbers are not kept
// small for: who leads, and did not give the course.
func seesAll(who Person, c Course) bool { return who.Leads() && !c.Has(who.Member.ID) }

func mayFollow(who Person, c Course) bool {
	return who.Teaches() && (who.Leads() || c.Has(who.Member.ID))
}

// Teachers lists who can have given a course that this person asks about, by name:
// who does not lead is always among them.
func (r *Register) Teachers() []store.Member {
	return slices.DeleteFunc(r.Active(), func(m store.Member) bool { return !slices.ContainsFunc(teaching, m.Has) })
}

// CourseAsked is what somebody typed to make a questionnaire.
type CourseAsked struct {
	Name, Dates, Lang string
	Trainers          []complaint.MemberID
	Until             calendar.Date // the last day on which it takes answers
	Key               string        // of the form: sent twice it is one; at least 16 characters
}

// Ask makes a questionnaire and opens it.
func (r *Register) Ask(ctx context.Context, who Person, in CourseAsked) (id string, err error) {
	if !who.Teaches() {
		return "", ErrNotFound
	}
	course, problems := r.course(who, in)
	problems = append(problems, r.untilProblems(in.Until)...)
	if len(problems) > 0 {
		return "", problems
	}
	raw, err := json.Marshal(course)
	if err != nil {
		return "", fmt.Errorf("write a questionnaire: %w", err)
	}
	sum := sha256.Sum256([]byte(string(who.Member.ID) + "\x00" + in.Key))
	q := store.Questionnaire{Organisation: who.Organisation(), ID: hex.EncodeToString(sum[:16]), Closes: in.Until.EndOfDay(r.Procedure().Zone()), Body: raw}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.AddQuestionnaire(q); err != nil {
			return err
		}
		return t.Log(r.line(who.visitor(), store.LogEvaluation, "", "asked"))
	})
	if errors.Is(err, store.ErrLost) {
		err = nil // sent twice
	}
	return q.ID, err
}

func (r *Register) course(who Person, in CourseAsked) (Course, Problems) {
	c := Course{Name: strings.TrimSpace(in.Name), Dates: strings.TrimSpace(in.Dates), Lang: in.Lang}
	var problems Problems
	switch {
	case c.Name == "":
		problems = append(problems, Problem{"course", "course_missing"})
	case utf8.RuneCountInString(c.Name) > questionnaireLine:
		problems = append(problems, Problem{"course", "line_too_long"})
	}
	if utf8.RuneCountInString(c.Dates) > questionnaireLine {
		problems = append(problems, Problem{"dates", "line_too_long"})
	}
	if c.Lang != "en" {
		c.Lang = "nl"
	}
	for _, m := range r.Teachers() {
		if slices.Contains(in.Trainers, m.ID) || m.ID == who.Member.ID && !who.Leads() {
			c.Trainers = append(c.Trainers, Trainer{m.ID, m.Name})
		}
	}
	if len(c.Trainers) == 0 {
		problems = append(problems, Problem{"trainer", "trainer_missing"})
	}
	return c, problems
}

func (r *Register) untilProblems(until calendar.Date) Problems {
	today := r.Procedure().On(r.Now())
	switch {
	case until.IsZero():
		return Problems{{"until", "day_unclear"}}
	case until.Before(today):
		return Problems{{"until", "until_past"}}
	case today.AddDays(QuestionnaireDays).Before(until):
		return Problems{{"until", "until_far"}}
	}
	return nil
}

// Questionnaires lists those that this person may follow, the newest first.
func (r *Register) Questionnaires(ctx context.Context, who Person) (all []Questionnaire, err error) {
	if !who.Teaches() {
		return nil, ErrNotFound
	}
	rows, err := r.Store.Questionnaires(ctx, who.Organisation())
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		q, err := r.questionnaire(who, row)
		if err != nil {
			return nil, err
		}
		if mayFollow(who, q.Course) {
			all = append(all, q)
		}
	}
	return all, nil
}

func (r *Register) questionnaire(who Person, row store.Questionnaire) (q Questionnaire, err error) {
	q = Questionnaire{ID: row.ID, Code: row.Code, Opened: row.Opened, Closes: row.Closes, Open: r.Now().Before(row.Closes), Filled: few(row.Filled)}
	if err := json.Unmarshal(row.Body, &q.Course); err != nil {
		return q, fmt.Errorf("read a questionnaire: %w", err)
	}
	if seesAll(who, q.Course) {
		q.Filled = Few{N: row.Filled}
	}
	return q, nil
}

// QuestionnaireOf opens one that this person may follow. What is not there and what
// is of another are the same.
func (r *Register) QuestionnaireOf(ctx context.Context, who Person, id string) (Questionnaire, error) {
	if !who.Teaches() {
		return Questionnaire{}, ErrNotFound
	}
	row, err := r.Store.QuestionnaireByID(ctx, who.Organisation(), id)
	if err != nil {
		return Questionnaire{}, err
	}
	q, err := r.questionnaire(who, row)
	if err == nil && !mayFollow(who, q.Course) {
		q, err = Questionnaire{}, ErrNotFound
	}
	return q, err
}

// StopAsking closes a questionnaire before its time. Closing what is closed is done.
func (r *Register) StopAsking(ctx context.Context, who Person, id string) error {
	q, err := r.QuestionnaireOf(ctx, who, id)
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.CloseQuestionnaire(who.Organisation(), q.ID); err != nil {
			return err
		}
		return t.Log(r.line(who.visitor(), store.LogEvaluation, "", "closed"))
	})
	if errors.Is(err, store.ErrLost) {
		return nil
	}
	return err
}
