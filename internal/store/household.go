package store

import (
	"context"
	"slices"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Household is what an organisation has that belongs to no dossier, as a complete export
// holds it: who its people are, what was promised when, and how it went through its
// complaints each year.
type Household struct {
	ID         string         `json:"id"`
	Founded    int64          `json:"founded"` // Unix milliseconds
	Settings   Organisation   `json:"settings"`
	Members    []HouseMember  `json:"members"`
	Procedures []HouseRules   `json:"procedures"`
	Readings   []HouseReading `json:"readings"`
	Reviews    []HouseReview  `json:"reviews"`
}

// HouseMember is somebody who has an account, or had one; how they sign in stays behind.
type HouseMember struct {
	ID      complaint.MemberID `json:"id"`
	State   string             `json:"state"`
	Profile Member             `json:"profile"`
}

// HouseRules is one version of the procedure; From is when it came into force, in Unix
// milliseconds.
type HouseRules struct {
	Version   int                 `json:"version"`
	From      int64               `json:"from"`
	Procedure complaint.Procedure `json:"procedure"`
}

// HouseReading is that a member said to have read a version, at a moment in Unix
// milliseconds.
type HouseReading struct {
	Member  complaint.MemberID `json:"member"`
	Version int                `json:"version"`
	At      int64              `json:"at"`
}

// HouseReview is an annual review. Its chain is over the hashes of what was written, so
// that it holds wherever its words are sealed anew.
type HouseReview struct {
	ID     string       `json:"id"`
	Opened int64        `json:"opened"` // Unix milliseconds
	Events []HouseEvent `json:"events"`
}

// HouseEvent is one event of a review; see docs/event-log.md.
type HouseEvent struct {
	Seq     int    `json:"seq"`
	Pos     int64  `json:"pos"`
	Act     string `json:"act"`
	Written []byte `json:"written"` // SHA-256 of what was written
	Leaf    []byte `json:"leaf"`
	Says    string `json:"says"`
}

// Household opens all of it.
func (s *Store) Household(ctx context.Context, organisation string) (h Household, err error) {
	h.ID = organisation
	if h.Settings, err = s.Organisation(ctx, organisation); err != nil {
		return h, err
	}
	if err := s.reg.QueryRowContext(ctx, "SELECT created_at FROM organisation WHERE id = $1", organisation).Scan(&h.Founded); err != nil {
		return h, absent(err)
	}
	members, err := s.Members(ctx, organisation)
	if err != nil {
		return h, err
	}
	slices.SortFunc(members, func(a, b Member) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, m := range members {
		h.Members = append(h.Members, HouseMember{m.ID, m.State, m})
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return h, err
	}
	if h.Procedures, err = s.houseRules(ctx, organisation); err != nil {
		return h, err
	}
	h.Readings, err = list(ctx, s.reg, func(scan func(...any) error) (r HouseReading, err error) {
		return r, scan((*string)(&r.Member), &r.Version, &r.At)
	}, "SELECT member, version, at FROM procedure_read WHERE organisation = $1 ORDER BY at, member, version", organisation)
	if err != nil {
		return h, unavailable(err)
	}
	h.Reviews, err = s.houseReviews(ctx, orgKey, organisation)
	return h, err
}

func (s *Store) houseRules(ctx context.Context, organisation string) ([]HouseRules, error) {
	all, err := s.Procedures(ctx, organisation)
	if err != nil {
		return nil, err
	}
	from, err := list(ctx, s.reg, value[int64], "SELECT valid_from FROM procedure_version WHERE organisation = $1 AND version > 0 ORDER BY version", organisation)
	if err != nil {
		return nil, unavailable(err)
	}
	var rules []HouseRules
	for i, p := range all {
		rules = append(rules, HouseRules{p.Version, from[i], p})
	}
	return rules, nil
}

func (s *Store) houseReviews(ctx context.Context, orgKey vault.Key, organisation string) ([]HouseReview, error) {
	all, err := list(ctx, s.reg, func(scan func(...any) error) (r HouseReview, err error) {
		return r, scan(&r.ID, &r.Opened)
	}, "SELECT id, opened_at FROM review WHERE organisation = $1 ORDER BY opened_at, id", organisation)
	if err != nil {
		return nil, unavailable(err)
	}
	for i, r := range all {
		sealed, err := reviewEvents(ctx, s.reg, organisation, r.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range sealed {
			plain, err := openDocument(orgKey, organisation, "review_event", reviewPlace(r.ID, e.seq), e.body)
			if err != nil {
				return nil, err
			}
			all[i].Events = append(all[i].Events, HouseEvent{e.seq, e.pos, e.act, e.sum(), e.leaf, string(plain)})
		}
	}
	return all, nil
}
