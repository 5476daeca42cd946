package store

import (
	"context"
	"slices"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// BreachReport is what an organisation wrote down about a breach: the facts, what
// they may lead to and what was done (AVG art. 33(5)).
type BreachReport struct {
	ID       string             `json:"-"`
	At       time.Time          `json:"at"` // saved last
	By       complaint.MemberID `json:"by"`
	Found    time.Time          `json:"found"` // when it was discovered: the 72 hours begin
	From     time.Time          `json:"from"`
	To       time.Time          `json:"to"`
	Dossiers []string           `json:"dossiers,omitempty"` // ids of what it is about
	Records  int                `json:"records"`
	Persons  int                `json:"persons"`
	Text     string             `json:"text,omitempty"`
	Erased   bool               `json:"erased,omitempty"` // the words went with a dossier
}

// BreachReports gives what was written down, the newest first. Whose a report may be
// depends on the dossiers in it: who calls asks that.
func (s *Store) BreachReports(ctx context.Context, organisation string) ([]BreachReport, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return breachReports(ctx, s.reg, orgKey, organisation)
}

func breachReports(ctx context.Context, q reader, orgKey vault.Key, organisation string) ([]BreachReport, error) {
	return list(ctx, q, func(scan func(...any) error) (b BreachReport, err error) {
		var sealed []byte
		if err := scan(&b.ID, &sealed); err != nil {
			return b, unavailable(err)
		}
		return b, openJSON(orgKey, organisation, "breach_report", b.ID, sealed, &b)
	}, "SELECT id, body FROM breach_report WHERE organisation = $1 ORDER BY at DESC, id", organisation)
}

// KeepBreachReport writes one down, or what changed in one.
func (t *Tx) KeepBreachReport(organisation string, b BreachReport) error {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return err
	}
	return t.keepBreachReport(orgKey, organisation, b)
}

func (t *Tx) keepBreachReport(orgKey vault.Key, organisation string, b BreachReport) error {
	sealed, err := sealJSON(orgKey, organisation, "breach_report", b.ID, b)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO breach_report (organisation, id, at, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, id) DO UPDATE SET at = excluded.at, body = excluded.body`, organisation, b.ID, b.At.UnixMilli(), sealed)
	return err
}

// quietBreaches takes the words out of reports that are about a dossier: they may tell
// of it. When it was, and how many it touched, stays.
func (t *Tx) quietBreaches(orgKey vault.Key, organisation, dossier string, which func(BreachReport) bool) (touched []string, err error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	all, err := breachReports(t.ctx, t.reg, orgKey, organisation)
	if err != nil {
		return nil, err
	}
	for _, b := range all {
		if !slices.Contains(b.Dossiers, dossier) || b.Text == "" || !which(b) {
			continue
		}
		b.Text, b.Erased = "", true
		if err := t.keepBreachReport(orgKey, organisation, b); err != nil {
			return nil, err
		}
		touched = append(touched, b.ID)
	}
	return touched, nil
}
