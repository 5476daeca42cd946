package sim

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"hash"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/cryptotest"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/powercut"
)

var (
	seeds    = flag.Int("seeds", 20, "how many small organisations live")
	fromSeed = flag.Uint64("from-seed", 1, "the first seed")
	tell     = flag.Bool("tell", false, "tell every step")
)

// TestSeeds lets small organisations live, each by its own dice, through all that
// goes wrong. What must always hold is looked at again and again.
func TestSeeds(t *testing.T) {
	w := newWorld(t)
	began, sum := time.Now(), counts{}
	for seed := *fromSeed; seed < *fromSeed+uint64(*seeds); seed++ { //nolint:gosec // a number of rounds
		l := w.live(t, seed)
		sum.add(l.counts)
		if t.Failed() && sum.failed > 4 {
			t.Fatal("that is enough")
		}
		if sum.lives%500 == 0 {
			t.Logf("so far: %s", sum)
		}
	}
	t.Logf("%s; %.1f ms a seed", sum, float64(time.Since(began).Milliseconds())/float64(*seeds))
	if sum.acknowledged == 0 || sum.faults == 0 {
		t.Error("nothing happened")
	}
}

// TestOneSeedIsOneLife: the same seed gives the same acts, with the same answers.
func TestOneSeedIsOneLife(t *testing.T) {
	w := newWorld(t)
	for seed := range uint64(3) {
		a, b := w.live(t, 1000+seed), w.live(t, 1000+seed)
		if a.steps == 0 || string(a.sum.Sum(nil)) != string(b.sum.Sum(nil)) {
			for i := range min(len(a.told), len(b.told)) {
				if a.told[i] != b.told[i] {
					t.Errorf("seed %d, step %d: %q, and again %q", 1000+seed, i, a.told[i], b.told[i])
					break
				}
			}
		}
	}
	if a, b := w.live(t, 1000), w.live(t, 1001); string(a.sum.Sum(nil)) == string(b.sum.Sum(nil)) {
		t.Error("two seeds gave one life")
	}
}

// TestLivesOnADiskThatLies: the same lives find what is lost when no sync is done.
func TestLivesOnADiskThatLies(t *testing.T) {
	w, found := newWorld(t), 0
	for seed := range uint64(8) {
		if _, err := w.lived(t, seed, true); err != nil {
			found++
		}
	}
	if found == 0 {
		t.Error("eight lives on a disk that lies noticed nothing")
	}
}

// world is what all lives begin with.
type world struct {
	disk   *powercut.Disk
	post   *post
	shared string
	dumps  string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{disk: founded(t), post: newPost(t), shared: t.TempDir(), dumps: t.TempDir()}
}

// life is one small organisation.
type life struct {
	*office
	counts
	seed   uint64
	rand   *rand.Rand
	ledger *ledger
	people []register.Person
	forms  []*form // that were acknowledged
	unsure []deed  // nobody knows whether they were done
	n      int
	full   int  // steps until somebody makes room
	lies   bool // its disk answers a sync and does none
	dump   string
	sum    hash.Hash
	told   []string
}

// live is one life; what did not hold fails the test.
func (w *world) live(t *testing.T, seed uint64) *life {
	t.Helper()
	l, err := w.lived(t, seed, false)
	if err != nil {
		l.failed++
		t.Errorf("seed %d: %v\n%s\nagain: go test ./internal/sim -run TestSeeds -v -args -seeds 1 -from-seed %d -tell", seed, err, strings.Join(l.told[max(0, len(l.told)-8):], "\n"), seed)
	}
	return l
}

func (w *world) lived(t *testing.T, seed uint64, lies bool) (l *life, err error) {
	t.Helper()
	cryptotest.SetGlobalRandom(t, seed)
	disk := w.disk.Copy(seed, w.shared)
	defer disk.Close()
	o := &office{disk: disk, data: filepath.Join(w.dumps, fmt.Sprint("data-", seed)), clock: testkit.NewClock(begin), post: w.post}
	defer func() { err = errors.Join(err, os.RemoveAll(o.data)) }()
	l = &life{office: o, seed: seed, lies: lies, rand: rand.New(rand.NewPCG(seed, 3)), ledger: newLedger(), dump: filepath.Join(w.dumps, "dump"), sum: sha256.New()}
	w.post.live(rand.New(rand.NewPCG(seed, 4)), disk.Cut)
	defer l.stop()
	err = l.whole()
	l.mails, l.acknowledged = w.post.mails, l.ledger.acknowledged()
	if *tell {
		t.Log("\n" + strings.Join(l.told, "\n"))
	}
	return l, err
}

// whole is a life from its first step until everything is quiet again.
func (l *life) whole() error {
	l.strike(powercut.Fault{})
	l.undo = time.Duration(l.rand.IntN(2)) * time.Minute
	if err := l.open(); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	for _, m := range l.Members() {
		l.people = append(l.people, person(m))
	}
	slices.SortFunc(l.people, func(a, b register.Person) int { return strings.Compare(a.Member.Email, b.Member.Email) })
	for range 25 + l.rand.IntN(25) {
		if err := l.step(); err != nil {
			return err
		}
	}
	return l.rest()
}

func (l *life) step() error {
	l.steps++
	var err error
	switch n := l.rand.IntN(100); {
	case n < 58:
		err = l.something()
	case n < 76:
		err = l.work(1 + l.rand.IntN(4))
	case n < 86:
		l.time()
	case n < 92:
		l.fault()
	case n < 95:
		err = l.restart()
	case n < 96:
		err = l.stored(l.office.store.Promise(ctx, l.Home().ID))
	case n < 98:
		err = l.sweep()
	default:
		err = l.check()
	}
	if err == nil {
		err = l.after()
	}
	return err
}

// say writes a step down; its words have no ids, for those differ.
func (l *life) say(format string, args ...any) {
	line := fmt.Sprintf("%3d  %s", l.steps, fmt.Sprintf(format, args...))
	l.told = append(l.told, line)
	fmt.Fprintln(l.sum, line)
}

// something is an act by somebody, or a new complaint.
func (l *life) something() error {
	switch n := l.rand.IntN(10); {
	case len(l.forms) == 0 || n == 0:
		return l.doing(l.complain())
	case n == 1 && len(l.unsure) > 0:
		d := l.unsure[l.rand.IntN(len(l.unsure))]
		d.name += " again"
		return l.doing(d)
	case n == 2:
		return l.doing(l.own(l.forms[l.rand.IntN(len(l.forms))]))
	}
	f := l.forms[l.rand.IntN(len(l.forms))]
	who := l.member()
	if l.odds(2) {
		who = l.leader()
	}
	a := acts[l.rand.IntN(len(acts))]
	o := register.Order{Ref: f.ref}
	if !l.odds(5) {
		o.Key = fmt.Sprint("key-", l.next())
	}
	switch l.rand.IntN(8) {
	case 0:
		o.Day = l.clock.Now().Add(-time.Duration(l.rand.IntN(200)) * time.Hour)
	case 1:
		o.Version = 1 + l.rand.IntN(4)
	case 2:
		o.Day = l.clock.Now().Add(30 * time.Hour)
	}
	return l.doing(deed{a.name, who.Member.Name, f, o.Key != "", a.make(l, who, o)})
}

// doing does it, and keeps what was answered.
func (l *life) doing(d deed) error {
	c, err := d.do()
	l.say("%s, %s, klacht %s: %s, %d", d.who, d.name, d.on.key, answered(err), c.Version)
	var problems register.Problems
	switch refusal, refused := register.Refused(err); {
	case err == nil:
		l.unsure = slices.DeleteFunc(l.unsure, func(u deed) bool { return strings.TrimSuffix(d.name, " again") == u.name && u.on == d.on })
		return errors.Join(l.ledger.done(c), l.twice(d, c.Version))
	case refused && refusal.Code == "":
		return fmt.Errorf("%s: a refusal without a reason", d.name)
	case refused, errors.Is(err, register.ErrStale), errors.Is(err, register.ErrNotFound), errors.As(err, &problems):
		l.refused++
		return nil
	case errors.Is(err, register.ErrUnavailable):
		l.unavailable++
		if d.keyed {
			l.unsure = append(l.unsure, d)
		}
		return nil
	}
	return fmt.Errorf("%s: %w", d.name, err)
}

// twice: somebody clicks twice, and it is done once.
func (l *life) twice(d deed, version int) error {
	if !d.keyed || !l.odds(6) {
		return nil
	}
	c, err := d.do()
	l.say("%s, %s, twice: %s, %d", d.who, d.name, answered(err), c.Version)
	switch _, refused := register.Refused(err); {
	case err == nil && c.Version != version:
		return fmt.Errorf("%s: done twice, versions %d and %d", d.name, version, c.Version)
	case refused:
		return fmt.Errorf("%s: the same again was refused: %w", d.name, err)
	}
	if errors.Is(err, register.ErrNotFound) { // it was about their own part
		return nil
	}
	return l.stored(err)
}

func answered(err error) string {
	switch refusal, refused := register.Refused(err); {
	case err == nil:
		return "done"
	case refused:
		return refusal.Code
	case errors.Is(err, register.ErrUnavailable):
		return "not stored"
	case errors.Is(err, register.ErrStale):
		return "stale"
	case errors.Is(err, register.ErrNotFound):
		return "not found"
	}
	return "fault"
}

// work lets the worker do some of what is queued.
func (l *life) work(most int) error {
	for n := range most {
		done, err := l.WorkOnce(ctx)
		if err := l.stored(err); err != nil {
			return fmt.Errorf("work: %w", err)
		}
		if !done || err != nil {
			l.say("work: %d, %s", n, answered(err))
			return nil
		}
	}
	l.say("work: %d", most)
	return nil
}

// sweep clears away what is over, as the program does every hour.
func (l *life) sweep() error {
	s := l.office.store
	_, err := s.Sweep(ctx)
	if err == nil {
		err = s.SweepMailed(ctx)
	}
	if err == nil {
		err = s.SweepTokens(ctx)
	}
	l.say("what is over is cleared away: %s", answered(err))
	return l.stored(err)
}

// stored lets pass that nothing could be stored.
func (l *life) stored(err error) error {
	if errors.Is(err, register.ErrUnavailable) {
		l.unavailable++
		return nil
	}
	return err
}

// time passes, mostly forward.
func (l *life) time() {
	d := time.Duration(1+l.rand.IntN(50)) * time.Hour
	switch l.rand.IntN(8) {
	case 0:
		d = time.Duration(l.rand.IntN(60)) * 24 * time.Hour
	case 1:
		d = -time.Duration(l.rand.IntN(30)) * time.Hour
	}
	l.clock.Advance(d)
	l.say("the clock moves %v", d)
}

func (l *life) nameOf(id complaint.MemberID) string {
	m, _ := l.Member(id)
	return m.Name
}

func (l *life) next() int { l.n++; return l.n }

// word is one that stands nowhere else.
func (l *life) word() string { return fmt.Sprintf("woord%d", l.next()) }

func (l *life) odds(n int) bool { return l.rand.IntN(n) == 0 }

func (l *life) today() calendar.Date { return l.Procedure().On(l.clock.Now()) }

// leader is the first who leads; it is a deputy.
func (l *life) leader() register.Person {
	return l.people[slices.IndexFunc(l.people, func(p register.Person) bool { return p.Leads() })]
}

func (l *life) member() register.Person { return l.people[l.rand.IntN(len(l.people))] }

func (l *life) sending(who register.Person) register.Sending {
	vias := []complaint.Via{complaint.ViaEmail, complaint.ViaEmail, complaint.ViaEmail, complaint.ViaPost, complaint.ViaPage, complaint.ViaHand}
	s := register.Sending{Via: vias[l.rand.IntN(len(vias))], Signer: who.Member.ID}
	if l.odds(6) {
		s.Signer = l.member().Member.ID
	}
	return s
}
