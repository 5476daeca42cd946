package register

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/store"
)

// Results are what a questionnaire gave, as far as this person may know.
type Results struct {
	Questionnaire
	All          bool // to who leads: every answer, at once
	Counted      int  // answers that these are the results of; 0: too few to tell
	Scores       Scores
	Good, Better []string // in the order of the alphabet, which says nothing of who wrote them when
	Waiting      int      // remarks that are judged first; only to who leads
}

// Scores are what was given from 1 to 10.
type Scores struct {
	N            int // 0: none, or too few to tell
	Mean, Median float64
	Of           [11]int // how often each was given, by the score; Of[0] stays 0
}

// ResultsOf gives the results of a questionnaire. To who gave the course they come
// by five answers at a time: with fewer, or from the difference of two views, one
// could tell who answered what (domain 4.3). A remark that waits for a person, or
// that became a complaint, is not among them, and what happened that we must act on
// never is.
func (r *Register) ResultsOf(ctx context.Context, who Person, id string) (Results, error) {
	q, err := r.QuestionnaireOf(ctx, who, id)
	if err != nil {
		return Results{}, err
	}
	rows, err := r.Store.FilledIn(ctx, who.Organisation(), q.ID)
	if err != nil {
		return Results{}, err
	}
	res := Results{Questionnaire: q, All: seesAll(who, q.Course)}
	if err := r.tally(ctx, who, &res, rows); err != nil {
		return Results{}, err
	}
	return res, r.log(ctx, who, store.LogEvaluation, "", "results")
}

func (r *Register) tally(ctx context.Context, who Person, res *Results, rows []store.FilledIn) error {
	told := func(n int) int {
		if res.All {
			return n
		}
		return n - n%FewLimit
	}
	var scores []int
	for i, row := range rows {
		var k kept
		if err := json.Unmarshal(row.Body, &k); err != nil {
			return fmt.Errorf("read what was filled in: %w", err)
		}
		if k.Score > 0 {
			scores = append(scores, k.Score)
		}
		if i >= told(len(rows)) {
			continue
		}
		if row.Candidate != "" {
			var err error
			if k, err = r.judgedWords(ctx, who, res, row.Candidate); err != nil {
				return err
			}
		}
		res.remark(k)
	}
	res.Counted, res.Scores = told(len(rows)), scoresOf(scores[:told(len(scores))])
	slices.Sort(res.Good)
	slices.Sort(res.Better)
	return nil
}

func (res *Results) remark(k kept) {
	if !evaluation.SaysNothing(k.Good) {
		res.Good = append(res.Good, k.Good)
	}
	if !evaluation.SaysNothing(k.Better) {
		res.Better = append(res.Better, k.Better)
	}
}

// judgedWords are the words of an answer that a person found no complaint; of every
// other there are none.
func (r *Register) judgedWords(ctx context.Context, who Person, res *Results, id string) (k kept, err error) {
	row, err := r.Store.CandidateByID(ctx, who.Organisation(), id)
	if err != nil {
		return k, err
	}
	c, err := candidate(row)
	if err != nil {
		return k, err
	}
	switch {
	case c.Verdict == "" && res.All && r.mayKnowCandidate(who, c):
		res.Waiting++
	case c.Verdict == string(evaluation.NoComplaint) && (!res.All || r.mayKnowCandidate(who, c)):
		k = c.remarks()
	}
	return k, nil
}

// remarks are the two answers that who gave the course may read.
func (a Answer) remarks() (k kept) {
	q := QuestionsIn(a.Lang)
	for _, s := range a.Said {
		switch s.Question {
		case q.Good:
			k.Good = s.Text
		case q.Better:
			k.Better = s.Text
		}
	}
	return k
}

func scoresOf(all []int) (s Scores) {
	if len(all) == 0 {
		return s
	}
	all = slices.Sorted(slices.Values(all))
	sum := 0
	for _, n := range all {
		sum += n
		s.Of[n]++
	}
	half := len(all) / 2
	s.N, s.Mean, s.Median = len(all), float64(sum)/float64(len(all)), float64(all[half])
	if len(all)%2 == 0 {
		s.Median = float64(all[half-1]+all[half]) / 2
	}
	return s
}
