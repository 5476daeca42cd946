// Package register is the one door: every act and every read of a complaint
// goes through it. It checks access, loads, lets package complaint decide, and
// records events, read models and queued work at once. It knows no HTTP and no
// SQL, and it decides nothing about the procedure.
package register

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/alarm"
	"wederhoor/internal/complaint"
	"wederhoor/internal/directory"
	"wederhoor/internal/identity"
	"wederhoor/internal/index"
	"wederhoor/internal/mail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/store"
	"wederhoor/internal/trace"
	"wederhoor/internal/vault"
)

// Errors that pages explain. ErrNotFound covers what is absent and what may not
// be seen; nobody learns which.
var (
	ErrNotFound    = store.ErrNotFound
	ErrStale       = store.ErrStale
	ErrUnavailable = store.ErrUnavailable
)

// Config is what the door needs besides the store.
type Config struct {
	Store *store.Store

	// Organisation is whose register this is. Empty: the only one there is, or the one that
	// SetUpOrganisation makes. Beside: one more that it makes, where there are some.
	Organisation string
	Beside       bool

	Now    func() time.Time
	Mail   *mail.Server // nil: letters are pages to print
	Site   func() string
	Logger *slog.Logger
	Undo   time.Duration // how long a letter waits before it leaves, so that it can be taken back
	Budget Budget        // zero: DefaultBudget

	// Mailboxes are where complaints are mailed to; the first is where answers go.
	Mailboxes []*mailbox.Box

	// Silence is after how long mail that does not flow is an alarm; zero:
	// DefaultSilence. Alarm is where that is told besides by mail; nil: nowhere.
	Silence time.Duration
	Alarm   *alarm.Road

	// Backups is where those of every night go; package app makes them.
	Backups   BackupPlan
	KeySource string // kind of place where the master key comes from; see config.Kind

	// Directory is the organisation's own provider; nil when there is none.
	Directory *directory.Directory

	// Hasher bounds what hashing passwords takes of the machine; registers on one machine
	// share it. nil: one of its own.
	Hasher *identity.Hasher

	// SnapshotFrom is from how many closed dossiers on a snapshot of the index is kept; zero:
	// 10,000.
	SnapshotFrom int

	// Turn says whether this program leads; registers in one program share it. nil: one of
	// its own.
	Turn *Turn
}

// ErrWhich says that an installation has several organisations, and nobody said which.
var ErrWhich = errors.New("there are several organisations here: say which one")

// Register serves one organisation, and can reach no other: an installation with
// several has as many registers over one store, each with its own index, members,
// caches and worker.
type Register struct {
	Config
	index   *index.Index
	wake    chan struct{}
	promise atomic.Bool // something was decided or closed since the last checkpoint
	untidy  atomic.Bool // it is time to clear away what is over
	todays  sync.Map    // looking → *todayOf
	lists   sync.Map    // looking → *listOf
	views   sync.Map    // looking and period → *viewOf
	heardOf sync.Map    // members who were ever asked for their side
	masks   masks
	making  chan struct{} // one file for a body outside at a time

	reviewed reviewed // every review, until one changes

	unlocked unlocked // keys of confidants, per session

	followed following // how far this program is with what others stored
	turn     *Turn     // whether this program leads

	heldSaid sync.Map // kind of automatic mail → when the log said that it waits

	takings sync.Map // imports of an old register that are being carried out → rows done

	codes  *Tries // codes of an app, per member (security 2.12)
	proofs *Tries // whatever is shown in a session, per session
	links  *Tries // mailed links, per member
	asks   *Tries // other addresses that complainants ask for, per dossier

	snapshotAt atomic.Uint64 // changes of the index that the last snapshot has

	mu         sync.RWMutex
	marks      vault.Key
	settings   int64 // their number, see store.Standing
	home       store.Organisation
	procedures []complaint.Procedure
	members    map[complaint.MemberID]store.Member
}

// HashesAtOnce is how many passwords a machine hashes at a time: each takes 46 MiB.
const HashesAtOnce = 2

// New opens the door. Without an organisation it is not set up yet: see Ready.
func New(ctx context.Context, cfg Config) (*Register, error) {
	if cfg.Budget == (Budget{}) {
		cfg.Budget = DefaultBudget
	}
	if cfg.Silence == 0 {
		cfg.Silence = DefaultSilence
	}
	if cfg.Hasher == nil {
		cfg.Hasher = identity.NewHasher(HashesAtOnce)
	}
	r := &Register{Config: cfg, index: index.New(), wake: make(chan struct{}, 1), making: make(chan struct{}, 1), turn: cmp.Or(cfg.Turn, new(Turn))}
	r.codes, r.proofs = r.Tries("codes", 10, time.Hour), r.Tries("proofs", 5, identity.SessionAge)
	r.links, r.asks = r.Tries("links", 3, time.Hour), r.Tries("addresses", 3, time.Hour)
	r.index.FactOf, r.index.Settled = r.factOf, r.nothingDue
	id, err := cfg.organisation(ctx)
	if err == nil && id != "" {
		err = r.load(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// organisation is whose register it is; "" when it has yet to be made.
func (cfg Config) organisation(ctx context.Context) (string, error) {
	if cfg.Organisation != "" || cfg.Beside {
		return cfg.Organisation, nil
	}
	ids, err := cfg.Store.Organisations(ctx)
	switch {
	case err != nil || len(ids) == 0:
		return "", err
	case len(ids) > 1:
		return "", ErrWhich
	}
	return ids[0], nil
}

// load reads the settings, the procedures and the people of the organisation.
func (r *Register) load(ctx context.Context, organisation string) error {
	st, err := r.Store.Standing(ctx) // before the rest: what changes meanwhile is read again
	if err != nil {
		return fmt.Errorf("see how far the register is: %w", err)
	}
	home, err := r.Store.Organisation(ctx, organisation)
	if err != nil {
		return fmt.Errorf("open the organisation: %w", err)
	}
	procedures, err := r.Store.Procedures(ctx, organisation)
	if err != nil {
		return fmt.Errorf("open the procedures: %w", err)
	}
	people, err := r.Store.Members(ctx, organisation)
	if err != nil {
		return fmt.Errorf("open the members: %w", err)
	}
	asked, err := r.Store.AskedMembers(ctx, organisation)
	if err != nil {
		return fmt.Errorf("look up who was asked for their side: %w", err)
	}
	marks, err := r.Store.Marks(ctx, organisation)
	if err != nil {
		return fmt.Errorf("open the key of the marks: %w", err)
	}
	for _, m := range asked {
		r.heardOf.Store(complaint.MemberID(m), true)
	}
	for i := range procedures {
		procedures[i] = procedures[i].Prepared()
	}
	members := map[complaint.MemberID]store.Member{}
	for _, m := range people {
		members[m.ID] = m
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if st.Settings < r.settings { // somebody else read later ones
		return nil
	}
	r.marks, r.settings, r.home, r.procedures, r.members = marks, st.Settings, home, procedures, members
	r.todays.Clear() // roles may have changed
	r.lists.Clear()
	r.views.Clear()
	return nil
}

// Fill builds the index; it runs in the background while the public form
// already takes complaints.
func (r *Register) Fill(ctx context.Context) error {
	// Every dossier leaves more behind than the index keeps of it. Collected
	// often, what is kept lies close together and the rest can be given back.
	defer debug.FreeOSMemory()
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	st, err := r.Store.Standing(ctx) // what comes in meanwhile is followed from here
	if err != nil {
		return err
	}
	r.followed.begin(r.Home().ID, st)
	if home := r.Home(); home.ID != "" {
		if err := r.takeInStored(ctx, home.ID); err != nil {
			return err
		}
	}
	r.index.Ready()
	return nil
}

// SetUp reports whether there is an organisation.
func (r *Register) SetUp() bool { return r.Home().ID != "" }

// Home is the organisation whose register this is.
func (r *Register) Home() store.Organisation {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.home
}

// Procedure is the version in force now.
func (r *Register) Procedure() complaint.Procedure {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.procedures[len(r.procedures)-1]
}

// procedureOf is the version a complaint is pinned to.
func (r *Register) procedureOf(c complaint.Complaint) complaint.Procedure {
	return r.procedureAt(c.Received.Version)
}

func (r *Register) procedureAt(version int) complaint.Procedure {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, p := range r.procedures {
		if p.Version == version {
			return p
		}
	}
	return r.procedures[len(r.procedures)-1]
}

// Person is somebody who signed in.
type Person struct {
	access.Actor
	Member  store.Member
	Session store.Session
	Enrols  bool // half-way, and with no second factor to show yet

	of       *Register // where they signed in
	settings int64     // the number of the settings under which this was said of them
	secret   vault.Key // of their session, which lies in their browser alone
}

// Leads reports whether this person leads the handling, and showed who they are.
func (p Person) Leads() bool { return p.Proven() && p.Has(access.Lead, access.Deputy) }

// SetsUp reports whether this is a lead who has yet to choose a second factor:
// right after the first page they may hand out the first invitations.
func (p Person) SetsUp() bool { return p.Enrols && p.Has(access.Lead) }

// Fresh reports whether this person showed a factor in the last five minutes.
func (p Person) Fresh(now time.Time) bool {
	return p.Proven() && now.Sub(p.Session.ProvedAt) <= identity.FreshAge
}

// Order is an act as it comes from a page.
type Order struct {
	Ref     string
	Version int       // of the dossier when the page was made
	Key     string    // the same key twice is the same act
	Day     time.Time // when it happened; zero: now

	by    complaint.MemberID // who did it, where that is not who asks
	files []store.PendingFile
	also  func(t *store.Tx, id string, after complaint.Complaint) error // kept with the act or not at all
}

// act is the spine: the only road by which a dossier changes.
func (r *Register) act(ctx context.Context, who Person, o Order, do access.Action, decide decision) (complaint.Complaint, error) {
	id, err := r.find(ctx, who, do, o.Ref)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return r.actOn(ctx, who, id, o, do, decide)
}

// decision is what an act makes of a complaint under its own procedure.
type decision func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error)

func (r *Register) actOn(ctx context.Context, who Person, id string, o Order, do access.Action, decide decision) (after complaint.Complaint, err error) {
	ctx, span := trace.Begin(ctx, trace.Act, trace.Kind(do))
	defer func() { span.End(err) }()
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		after, err = r.inside(t, who.visitor(), id, o, do, decide)
		return err
	})
	if errors.Is(err, ErrNotFound) { // undone with everything it wrote: the try is written apart
		return after, r.refuse(ctx, who, do, id)
	}
	return after, err
}

// inside is an act within a transaction that does more.
func (r *Register) inside(t *store.Tx, who store.Visitor, id string, o Order, do access.Action, decide decision) (complaint.Complaint, error) {
	who, err := r.now(t, who)
	if err != nil {
		return complaint.Complaint{}, err
	}
	moment := complaint.Moment{Now: r.Now(), Happened: o.Day}
	var of complaint.Complaint
	before, after, err := t.Act(store.Command{Actor: who.Actor, Action: do, Dossier: id, Version: o.Version, Key: o.Key,
		Decide: func(c complaint.Complaint, code vault.Code) ([]complaint.Entry, error) {
			of = c
			return decide(c, r.procedureOf(c), moment, code)
		},
		By:    o.by,
		Files: o.files,
		Mails: func(entries []complaint.Entry) ([]store.Mail, error) { return r.mails(t.Context(), id, of, entries) },
		View:  r.view,
		Jobs:  r.followUps,
	})
	if err == nil && o.also != nil && after.Version != before.Version {
		err = o.also(t, id, after)
	}
	if err == nil {
		err = r.endRooms(t, before, after)
	}
	if err == nil {
		err = t.Log(r.givenAndTaken(who, id, do, before, after)...)
	}
	if err == nil {
		t.After(func() {
			r.index.Put(who.Organisation(), id, after)
			r.noteAsked(after.History[len(before.History):])
			r.notePromise(after.History[len(before.History):])
			r.Wake()
		})
	}
	return after, err
}

// view is what the read model keeps: a state code and dates.
func (r *Register) view(c complaint.Complaint) store.View {
	return viewAt(c, r.procedureOf(c), r.Now())
}

func viewAt(c complaint.Complaint, p complaint.Procedure, now time.Time) store.View {
	v := store.View{Stage: complaint.StageOf(c, p, now), ReceivedOn: c.ReceivedOn(p).String()}
	if next, ok := complaint.NextDue(complaint.Obligations(c, p, now)); ok {
		v.DueOn = next.Due.String()
	}
	return v
}

// Refused returns the rule's answer if that is what err is.
func Refused(err error) (*complaint.Refusal, bool) {
	var refusal *complaint.Refusal
	return refusal, errors.As(err, &refusal)
}
