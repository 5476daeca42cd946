package store

import (
	"context"
	"slices"
	"strings"
)

// What programs on one database keep in memory of it, see kept.
const (
	ofSettings = "settings" // who may do what, and what was promised
	ofReviews  = "reviews"
	ofRemoved  = "removed" // dossiers that are gone altogether
	ofClock    = "clock"
)

// kept are the tables of which programs keep something in memory: every statement
// that writes to one counts as a change, in the same transaction, so that no function
// can forget to say so. The log has its own count, organisation.log_size.
var kept = map[string]string{
	"organisation": ofSettings, "procedure_version": ofSettings, "member": ofSettings,
	"side":   ofSettings, // who was ever asked for their side
	"review": ofReviews, "review_event": ofReviews,
	"dossier": ofRemoved, "clock": ofClock,
}

// quiet is what is done with those tables and leaves memory as true as it was: of
// dossiers the log tells, and each program looks at its own clock.
var quiet = map[string][]string{"dossier": {"INSERT", "UPDATE"}, "clock": {"INSERT"}}

// changes says what a statement changes of what is kept in memory; "" for nothing.
func changes(query string) string {
	words := strings.Fields(query)
	if len(words) < 4 {
		return ""
	}
	verb, table, column := words[0], words[2], "" // INSERT INTO, DELETE FROM
	if verb == "UPDATE" {                         // UPDATE table SET column
		table, column = words[1], words[3]
	}
	if !slices.Contains([]string{"INSERT", "UPDATE", "DELETE"}, verb) || slices.Contains(quiet[table], verb) || column == "log_size" {
		return ""
	}
	return kept[table]
}

// noteChange counts a change that a statement makes.
func (t *Tx) noteChange(query string) error {
	what, known := t.s.changing.Load(query)
	if !known {
		what, _ = t.s.changing.LoadOrStore(query, changes(query))
	}
	if what == "" {
		return nil
	}
	_, err := t.exec("UPDATE generation SET n = n + 1 WHERE what = $1", what)
	return err
}

// Standing is how far a database is, for who keeps some of it in memory.
type Standing struct {
	Settings, Reviews, Removed, Clock int64
	Log                               map[string]int64 // events, per organisation
}

// Standing looks how far it is, in one small query.
func (s *Store) Standing(ctx context.Context) (st Standing, err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT what, n, 0 FROM generation UNION ALL SELECT id, log_size, 1 FROM organisation")
	if err != nil {
		return st, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	st.Log = map[string]int64{}
	counts := map[string]*int64{ofSettings: &st.Settings, ofReviews: &st.Reviews, ofRemoved: &st.Removed, ofClock: &st.Clock}
	for rows.Next() {
		var what string
		var n, log int64
		if err := rows.Scan(&what, &n, &log); err != nil {
			return st, unavailable(err)
		}
		if log == 1 {
			st.Log[what] = n
		} else if count := counts[what]; count != nil {
			*count = n
		}
	}
	return st, nil
}

const readSettings = "SELECT n FROM generation WHERE what = '" + ofSettings + "'"

// under gives a visitor as the settings are now: what somebody may do is not taken
// from memory, where it may be what another program ended a moment ago.
func (s *Store) under(ctx context.Context, who Visitor) (Visitor, error) {
	return who.now(ctx, func() (n int64, err error) { return n, s.reg.QueryRowContext(ctx, readSettings).Scan(&n) })
}

// Under is the same within an act, which nobody else's act comes between.
func (t *Tx) Under(who Visitor) (Visitor, error) {
	return who.now(t.ctx, func() (n int64, err error) { return n, t.row(readSettings).Scan(&n) })
}

func (v Visitor) now(ctx context.Context, settings func() (int64, error)) (Visitor, error) {
	if v.Under == nil {
		return v, nil
	}
	n, err := settings()
	if err != nil {
		return v, unavailable(err)
	}
	now, err := v.Under(ctx, n)
	now.doing = v.doing
	return now, err
}

// Settings is the number of the settings as this act sees them.
func (t *Tx) Settings() (n int64, err error) {
	if err := t.row(readSettings).Scan(&n); err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}

// Change is a dossier that changed, and how many events it has now.
type Change struct {
	ID      string
	Version int
}

// Since lists the dossiers of an organisation that changed in its log after one place
// and up to another.
func (s *Store) Since(ctx context.Context, organisation string, after, to int64) ([]Change, error) {
	return list(ctx, s.reg, func(scan func(...any) error) (c Change, err error) {
		if err := scan(&c.ID, &c.Version); err != nil {
			return c, unavailable(err)
		}
		return c, nil
	}, `SELECT id, version FROM dossier WHERE organisation = $1 AND id IN
		(SELECT dossier FROM event WHERE organisation = $1 AND pos > $2 AND pos <= $3)`, organisation, after, to)
}

// Dossiers lists the ids of all dossiers, for who keeps them in memory.
func (s *Store) Dossiers(ctx context.Context, organisation string) ([]string, error) {
	return s.ids(ctx, organisation)
}

// Shared reports whether other programs may work on this database at the same time.
func (s *Store) Shared() bool { return s.keys == s.reg }
