package register

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/store"
)

// Sentence is a part of an answer that can be a complaint by itself.
type Sentence struct {
	Said       int // of Answer.Said
	Start, End int // bytes of its text
	Text       string
}

// Sentences are what an answer can be split into. A mark is in both halves.
func (a Answer) Sentences() (all []Sentence) {
	for i, s := range a.Said {
		if s.IsMark() {
			continue
		}
		start := 0
		for at, r := range s.Text {
			end := at + utf8.RuneLen(r)
			if !strings.ContainsRune(".!?\n", r) || end < len(s.Text) && !strings.ContainsRune(".!?\n ", rune(s.Text[end])) {
				continue
			}
			all = appendSentence(all, i, s.Text, start, end)
			start = end
		}
		all = appendSentence(all, i, s.Text, start, len(s.Text))
	}
	return all
}

// IsMark tells a score or a choice from words: its reason has no place.
func (s Said) IsMark() bool {
	return slices.ContainsFunc(s.Reasons, func(r evaluation.Reason) bool { return r.End == 0 && r.Code != evaluation.ToldUs })
}

func appendSentence(all []Sentence, said int, text string, start, end int) []Sentence {
	if words := strings.Trim(text[start:end], " .!?\r\n\t"); words == "" {
		if n := len(all); n > 0 && all[n-1].Said == said { // "...": of the sentence before it
			all[n-1].End = end
			all[n-1].Text = strings.TrimSpace(text[all[n-1].Start:end])
		}
		return all
	}
	return append(all, Sentence{said, start, end, strings.TrimSpace(text[start:end])})
}

// part is the answer with only these sentences, and the marks.
func (a Answer) part(keep []Sentence) Answer {
	said := a.Said
	a.Said = nil
	for i, s := range said {
		if s.IsMark() {
			a.Said = append(a.Said, s)
			continue
		}
		if p := s.only(slices.DeleteFunc(slices.Clone(keep), func(k Sentence) bool { return k.Said != i })); p.Text != "" {
			a.Said = append(a.Said, p)
		}
	}
	return a
}

// only keeps sentences, each with the reasons in it.
func (s Said) only(keep []Sentence) Said {
	out := Said{Question: s.Question}
	for _, k := range keep {
		if out.Text != "" {
			out.Text += " "
		}
		text := s.Text[k.Start:k.End]
		lead := len(text) - len(strings.TrimLeft(text, " \r\n\t"))
		moved := len(out.Text) - k.Start - lead
		out.Text += strings.TrimSpace(text)
		for _, r := range s.Reasons {
			if r.End == 0 { // of the whole answer
				if !slices.Contains(out.Reasons, r) {
					out.Reasons = append(out.Reasons, r)
				}
				continue
			}
			if r.Start >= k.Start+lead && r.End <= k.End {
				r.Start, r.End = r.Start+moved, min(r.End+moved, len(out.Text))
				out.Reasons = append(out.Reasons, r)
			}
		}
	}
	return out
}

// SplitCandidate makes two of one answer: a form may hold two complaints (S3). The
// sentences that are named go to the second. Both wait; there is one signal more.
func (r *Register) SplitCandidate(ctx context.Context, who Person, id string, second []int) error {
	c, err := r.undecidedCandidate(ctx, who, id)
	if err != nil {
		return err
	}
	var here, there []Sentence
	for i, s := range c.Sentences() {
		if slices.Contains(second, i) {
			there = append(there, s)
		} else {
			here = append(here, s)
		}
	}
	if len(here) == 0 || len(there) == 0 {
		return &complaint.Refusal{Code: "split_nothing", Field: "second"}
	}
	first, err := r.half(c, c.ID, here)
	if err != nil {
		return err
	}
	part, err := r.half(c, store.NewID(), there)
	if err != nil {
		return err
	}
	return judgedElsewhere(r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.SplitCandidate(first, part); err != nil {
			return err
		}
		return t.Log(r.line(who.visitor(), store.LogEvaluation, "", "split"))
	}))
}

func (r *Register) half(c Candidate, id string, keep []Sentence) (store.Candidate, error) {
	a := c.part(keep)
	a.Names = r.named(a.received())
	raw, err := json.Marshal(a)
	if err != nil {
		return store.Candidate{}, fmt.Errorf("write a part of an answer: %w", err)
	}
	row := c.Candidate
	row.ID, row.Body, row.Named = id, raw, a.Names
	return row, nil
}

// DismissAttention says of all answers of a file that only ask for attention, and
// that this person may know, that they are no complaint, with one reason. Not so of
// graver ones: those are read one by one (domain: 5.3).
func (r *Register) DismissAttention(ctx context.Context, who Person, file, why string) (n int, err error) {
	if !r.MayJudge(who) {
		return 0, ErrNotFound
	}
	if strings.TrimSpace(why) == "" {
		return 0, &complaint.Refusal{Code: "reason_empty", Field: "all_reason"}
	}
	rows, err := r.Store.OpenCandidates(ctx, who.Organisation(), store.CandidateFilter{Naming: r.naming(who), Evaluation: file, Level: string(evaluation.Attention)})
	if err != nil {
		return 0, err
	}
	for part := range slices.Chunk(rows, importBatch) {
		done, err := r.dismissAll(ctx, who, part, why)
		if n += done; err != nil {
			return n, judgedElsewhere(err)
		}
	}
	return n, nil
}

func (r *Register) dismissAll(ctx context.Context, who Person, rows []store.Candidate, why string) (n int, err error) {
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		for _, row := range rows {
			c, err := candidate(row)
			if err != nil {
				return err
			}
			if row.Kind != store.CandidateSignal || !r.mayKnowCandidate(who, c) {
				continue
			}
			raw, err := withReason(c, why)
			if err != nil {
				return err
			}
			if err := t.SettleCandidate(row, string(evaluation.NoComplaint), "", raw); err != nil {
				return err
			}
			n++
		}
		return t.Log(r.line(who.visitor(), store.LogEvaluation, "", string(evaluation.NoComplaint)))
	})
	return n, err
}

// withReason is the answer with why it is no complaint.
func withReason(c Candidate, why string) ([]byte, error) {
	c.Note = shorten(why, 500)
	raw, err := json.Marshal(c.Answer)
	if err != nil {
		return nil, fmt.Errorf("write why an answer is no complaint: %w", err)
	}
	return raw, nil
}
