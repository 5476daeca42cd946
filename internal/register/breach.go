package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/store"
)

// BreachTerm is how long there is to tell the authority of a breach, from when it was
// discovered (AVG art. 33(1)).
const BreachTerm = 72 * time.Hour

// BreachMost is how many rows a report holds; the same by the same person on one day
// is one row.
const BreachMost = 5000

// BreachQuery asks who saw what between two moments: of dossiers by their numbers, of
// the dossiers a person is in by name, of what one account did, or of all of it.
type BreachQuery struct {
	From, To time.Time // to is not included
	Refs     []string
	Person   string // words of a name; it stands in no address and no log
	Member   complaint.MemberID
}

// Breach is what the log tells of a period, oldest first.
type Breach struct {
	BreachQuery
	Opened   []Seen // what was read, and emergency access that was taken
	Left     []Seen // what was downloaded, exported or copied to a backup
	Refused  []Seen
	Dossiers []BreachDossier // that were opened or left
	Persons  int             // about whom the dossiers are, as far as the register knows
	Full     bool            // there is more than a report holds: choose less
}

// BreachDossier is one that was touched.
type BreachDossier struct{ ID, Ref string }

// SeesBreaches reports whether this person may ask who saw what in a period. Of each
// dossier the table of package access decides; who stands in for the leads asks about
// dossiers only.
func (p Person) SeesBreaches() bool {
	return p.ReadsLog() || p.Proven() && p.Has(access.Confidant)
}

// Breach puts together who saw what. That it was asked stands in the log: of each
// dossier, or of the account, or of all.
func (r *Register) Breach(ctx context.Context, who Person, q BreachQuery) (Breach, error) {
	b := Breach{BreachQuery: q}
	if !who.SeesBreaches() {
		return b, r.refuse(ctx, who, store.LogReport, "")
	}
	r.index.Wait()
	fold := folding{zone: r.Procedure().Zone(), at: map[foldKey]int{}, most: BreachMost}
	var err error
	switch {
	case len(q.Refs) > 0 || q.Person != "":
		err = r.breachOf(ctx, who, q, &fold)
	case !who.ReadsLog():
		return b, r.refuse(ctx, who, store.LogReport, "")
	default:
		err = r.breachWide(ctx, who, q, &fold)
	}
	if err != nil {
		return b, err
	}
	b.Full = fold.full
	slices.SortStableFunc(fold.rows, func(a, b Seen) int { return a.At.Compare(b.At) })
	for _, l := range fold.rows {
		b.put(l)
	}
	b.Persons = r.personsIn(who, b.Dossiers)
	return b, nil
}

// put lays a line where a report tells it, and leaves out what says nothing of what
// was seen.
func (b *Breach) put(l Seen) {
	switch {
	case !l.Allowed:
		b.Refused = append(b.Refused, l)
		return
	case slices.Contains([]access.Action{store.LogDownload, store.LogExport, store.LogBackup}, l.Action):
		b.Left = append(b.Left, l)
	case slices.Contains(saw, l.Action):
		b.Opened = append(b.Opened, l)
	default:
		return
	}
	if d := (BreachDossier{l.Dossier, l.Ref}); l.Dossier != "" && !slices.Contains(b.Dossiers, d) {
		b.Dossiers = append(b.Dossiers, d)
	}
}

// saw are the actions by which somebody sees something of a complaint.
var saw = []access.Action{access.ReadContent, access.ReadSummary, access.Review, access.ReadOwnSide, access.BreakGlass, access.Hear, access.Deliver,
	store.LogSearch, store.LogUnmask, store.LogMail, store.LogEvaluation, store.LogGrant}

// breachOf reads the log of dossiers, each by its own leave.
func (r *Register) breachOf(ctx context.Context, who Person, q BreachQuery, fold *folding) error {
	var ids []string
	for _, ref := range q.Refs {
		id, err := r.find(ctx, who, access.ReadLog, ref)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if len(q.Refs) == 0 {
		for _, e := range r.dossiersNaming(who, q.Person) {
			ids = append(ids, e.ID)
		}
		if len(ids) > BreachMost {
			ids, fold.full = ids[:BreachMost], true
		}
	}
	for _, id := range ids {
		h, err := store.OpenDossier[access.Log](ctx, r.Store, who.visitor().As(store.LogReport), id)
		if err != nil {
			return err
		}
		if err := r.breachLines(who, q, fold, func(part store.Stretch) ([]store.Line, error) { return store.LogOfDossier(ctx, h, part) }); err != nil {
			return err
		}
	}
	return r.breachLeft(ctx, who, q, fold)
}

// breachLeft are copies of everything, which hold each dossier too. Only who may read
// the whole log sees them.
func (r *Register) breachLeft(ctx context.Context, who Person, q BreachQuery, fold *folding) error {
	if !who.ReadsLog() {
		return nil
	}
	return r.breachLines(who, q, fold, func(part store.Stretch) ([]store.Line, error) {
		part.Actions = []access.Action{store.LogExport, store.LogBackup}
		lines, err := r.Store.LogOfAll(ctx, who.Organisation(), part)
		return slices.DeleteFunc(lines, func(l store.Line) bool { return l.Dossier != "" }), err
	})
}

func (r *Register) breachWide(ctx context.Context, who Person, q BreachQuery, fold *folding) error {
	m, known := r.Member(q.Member)
	if q.Member != "" && !known {
		return r.refuse(ctx, who, store.LogReport, "")
	}
	if err := r.log(ctx, who, store.LogReport, "", m.Name); err != nil {
		return err
	}
	return r.breachLines(who, q, fold, func(part store.Stretch) ([]store.Line, error) {
		if q.Member == "" {
			return r.Store.LogOfAll(ctx, who.Organisation(), part)
		}
		return r.Store.LogOfMember(ctx, who.Organisation(), q.Member, part)
	})
}

// breachLines reads a period to its end, or until the report is full. Who reads sees
// of it what the log itself would show them.
func (r *Register) breachLines(who Person, q BreachQuery, fold *folding, read func(store.Stretch) ([]store.Line, error)) error {
	const most = 500
	part := store.Stretch{Older: store.Place{At: q.To.UnixMilli()}, From: q.From, Most: most}
	for more := true; more && !fold.full; {
		lines, err := read(part)
		if err != nil {
			return err
		}
		more = len(lines) == most
		for _, l := range lines {
			part.Older = l.Place()
			if seen, ok := r.visible(who, l); ok {
				fold.add(seen)
			}
		}
	}
	return nil
}

// dossiersNaming are those in which a name stands, as far as this person may read both
// the dossier and its log. Not a page of them: who was not found would not be told.
func (r *Register) dossiersNaming(who Person, name string) (all []*index.Entry) {
	for _, e := range r.index.Search(who.Actor, name, BreachMost+1) {
		if access.May(who.Actor, access.ReadContent, e.Facts).OK && access.May(who.Actor, access.ReadLog, e.Facts).OK {
			all = append(all, e)
		}
	}
	return all
}

// personsIn counts about whom the dossiers are: who complained and whom it is about.
func (r *Register) personsIn(who Person, dossiers []BreachDossier) (n int) {
	for _, d := range dossiers {
		if s, ok := r.index.KnownNumber(who.Actor, d.Ref); ok {
			n += 1 + len(s.Entry().Complaint.Subjects)
		}
	}
	return n
}

// BreachReports are those that were saved, the newest first, that this person may read
// the log of every dossier of.
func (r *Register) BreachReports(ctx context.Context, who Person) ([]store.BreachReport, error) {
	if !who.ReadsLog() {
		return nil, nil
	}
	r.index.Wait()
	all, err := r.Store.BreachReports(ctx, who.Organisation())
	return slices.DeleteFunc(all, func(b store.BreachReport) bool { return !r.maySeeBreach(who, b) }), err
}

func (r *Register) maySeeBreach(who Person, b store.BreachReport) bool {
	return !slices.ContainsFunc(b.Dossiers, func(id string) bool {
		ref, v := r.index.VerdictOn(who.Actor, access.ReadLog, id)
		return ref != "" && !v.OK && v.Rule != "erased"
	})
}

// BreachReport is one that was saved.
func (r *Register) BreachReport(ctx context.Context, who Person, id string) (store.BreachReport, error) {
	all, err := r.BreachReports(ctx, who)
	if err != nil {
		return store.BreachReport{}, err
	}
	for _, b := range all {
		if b.ID == id {
			return b, r.log(ctx, who, store.LogReport, "", "")
		}
	}
	return store.BreachReport{}, r.refuse(ctx, who, store.LogReport, "")
}

// SaveBreach keeps a text with what it is about, and gives its id. Nothing of a report
// is kept otherwise. The same key twice is the same report.
func (r *Register) SaveBreach(ctx context.Context, who Person, key string, b Breach, found time.Time, text string) (string, error) {
	switch {
	case !who.ReadsLog():
		return "", r.refuse(ctx, who, store.LogReport, "")
	case strings.TrimSpace(text) == "":
		return "", Problems{{"text", "breach_text_missing"}}
	}
	if err := complaint.Fits("text", text, complaint.TextLimit); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(key))
	report := store.BreachReport{ID: hex.EncodeToString(sum[:16]), At: r.Now(), By: who.Member.ID, Found: found, From: b.From, To: b.To,
		Records: len(b.Dossiers), Persons: b.Persons, Text: text}
	for _, d := range b.Dossiers {
		report.Dossiers = append(report.Dossiers, d.ID)
	}
	return report.ID, r.Store.Write(ctx, func(t *store.Tx) error { return t.KeepBreachReport(who.Organisation(), report) })
}
