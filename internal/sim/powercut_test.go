package sim

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/cryptotest"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit/powercut"
)

var (
	cuts    = flag.Int("cuts", 24, "how often the power is cut")
	fromCut = flag.Uint64("from-cut", 1, "the seed of the first cut")
)

// TestPowerCuts cuts the power under a register at work, at any step of its disk.
// What was acknowledged is there afterwards and opens; nothing is half; and what
// nobody knows of can be sent again and is there once.
func TestPowerCuts(t *testing.T) {
	began, sum := time.Now(), tally{}
	from := *fromCut
	disk := founded(t)
	for seed := from; seed < from+uint64(*cuts); seed++ { //nolint:gosec // a number of rounds
		c := newCut(t, seed, disk)
		if err := c.run(t); err != nil {
			t.Errorf("seed %d, %s: %v\nagain: go test ./internal/sim -run TestPowerCuts -args -cuts 1 -from-cut %d", seed, c.kind, err, seed)
		}
		sum.add(c.tally)
		if seed%100 == 0 {
			t.Logf("so far: %s", sum)
		}
	}
	t.Logf("%s, %.1f ms a cut", sum, float64(time.Since(began).Milliseconds())/float64(*cuts))
	if sum.lost > 0 || sum.acknowledged == 0 {
		t.Errorf("%d of %d lost", sum.lost, sum.acknowledged)
	}
}

// TestADiskThatLiesLosesComplaints: the same cuts find what is lost when the disk
// answers a sync and does none. Without that, finding nothing would say nothing.
func TestADiskThatLiesLosesComplaints(t *testing.T) {
	sum, broken := tally{}, 0
	disk := founded(t)
	for seed := range uint64(12) {
		c := newCut(t, seed, disk)
		c.lies, c.kind = true, cutAnywhere
		if err := c.run(t); err != nil {
			broken++
		}
		sum.add(c.tally)
	}
	t.Logf("%s, %d disks were not whole", sum, broken)
	if sum.lost == 0 && broken == 0 {
		t.Error("a disk that lies was not noticed")
	}
}

type tally struct{ cuts, acknowledged, lost, refused, steps int }

func (t *tally) add(o tally) {
	t.cuts, t.acknowledged, t.lost = t.cuts+o.cuts, t.acknowledged+o.acknowledged, t.lost+o.lost
	t.refused, t.steps = t.refused+o.refused, t.steps+o.steps
}

func (t tally) String() string {
	return fmt.Sprintf("%d cuts, %d acknowledged, %d told that nothing was stored, %d steps of the disk, %d lost", t.cuts, t.acknowledged, t.refused, t.steps, t.lost)
}

type kind string

const (
	cutAnywhere kind = "a cut anywhere"
	cutBetween  kind = "a cut between the keys and the register"
	syncFails   kind = "a sync that fails"
	syncAgain   kind = "a sync that fails, a program that starts again, and then a cut"
	diskFull    kind = "a full disk"
	fullBusy    kind = "a full disk under a crowd" // so that it is full halfway what shares a commit
	firstStart  kind = "a cut at the first start"
)

var kinds = []kind{cutAnywhere, cutAnywhere, cutAnywhere, cutBetween, syncFails, syncAgain, diskFull, fullBusy, firstStart}

// cut is one disk, from the first complaint until after the power came back.
type cut struct {
	*office
	tally
	kind   kind
	lies   bool
	rand   *rand.Rand
	ledger *ledger
	mu     sync.Mutex // of tally and errs
	errs   []error
	dumps  string
}

func newCut(t *testing.T, seed uint64, from *powercut.Disk) *cut {
	cryptotest.SetGlobalRandom(t, seed)
	c := &cut{kind: kinds[seed%uint64(len(kinds))], rand: rand.New(rand.NewPCG(seed, 2)), ledger: newLedger(), dumps: t.TempDir()}
	disk := powercut.New(seed, t.TempDir())
	if c.kind != firstStart {
		disk.Close()
		disk = from.Copy(seed, t.TempDir())
	}
	t.Cleanup(disk.Close)
	c.office = newOffice(t, disk)
	return c
}

// run cuts, gives the power back and looks.
func (c *cut) run(t *testing.T) error {
	if c.kind == firstStart {
		c.disk.Fail(powercut.Fault{CutAt: 1 + c.rand.IntN(560), Lies: c.lies})
		if c.open() == nil {
			_ = setUp(c.Register)
		}
	} else {
		if err := c.open(); err != nil {
			return fmt.Errorf("start: %w", err)
		}
		c.disk.Fail(c.fault())
	}
	if c.office.store != nil && c.SetUp() {
		c.work(c.people())
	}
	if err := c.mustHaveStopped(); err != nil {
		return err
	}
	if c.kind == syncAgain {
		if err := c.again(); err != nil {
			return err
		}
	}
	if err := c.fail(); err != nil {
		return err
	}
	return errors.Join(c.check(), errors.Join(c.errs...))
}

// people is how many work at once. What one does alone can be replayed step by step.
func (c *cut) people() int {
	if c.kind == fullBusy {
		return 40
	}
	return 4 - 3*c.rand.IntN(2)
}

func (c *cut) fault() powercut.Fault {
	f := powercut.Fault{Lies: c.lies}
	switch c.kind {
	case cutBetween:
		keys, after := false, 1+c.rand.IntN(40)
		f.CutWhen = func(s powercut.Step, file string) bool {
			if s == powercut.Sync && file == "keys.db-wal" {
				after--
				keys = after <= 0
			}
			return keys && strings.HasPrefix(file, "reg.db")
		}
	case syncFails, syncAgain:
		f.FailSync = 1 + c.rand.IntN(60)
	case diskFull:
		f.Full, f.Space = true, c.rand.Int64N(1<<20)
	case fullBusy:
		f.Full, f.Space = true, c.rand.Int64N(1<<23)
	default:
		f.CutAt = 1 + c.rand.IntN(1200)
	}
	return f
}

// mustHaveStopped: after a sync that failed nobody is told that anything is stored.
func (c *cut) mustHaveStopped() error {
	if !c.syncs() || c.refused == 0 {
		return nil
	}
	_, err := c.Receive(ctx, complaint.ByComplainant, submission("after", "na de fout", c.clock.Now()))
	c.ledger.send("after", "na de fout")
	if !errors.Is(err, register.ErrUnavailable) {
		return wrong(err, "after a sync that failed something was stored")
	}
	return nil
}

func (c *cut) syncs() bool { return c.kind == syncFails || c.kind == syncAgain }

// again starts only the program again. What the system still shows it may never
// reach the disk; what people are told now must be there after a cut all the same.
func (c *cut) again() error {
	c.disk.Cut()
	c.stop()
	if err := c.disk.Restart(); err != nil {
		return err
	}
	if err := c.open(); err != nil {
		return fmt.Errorf("start again: %w", err)
	}
	for _, f := range c.ledger.unsure() {
		c.receive(f)
	}
	c.disk.Fail(powercut.Fault{CutAt: 1 + c.rand.IntN(150)})
	c.cuts++ // so that what is done now has other words
	c.work(1)
	return nil
}

// fail is the cut itself, where it did not come by itself, and sometimes another
// while the program starts again.
func (c *cut) fail() error {
	steps, _ := c.disk.Steps()
	c.steps += steps
	c.disk.Cut()
	c.stop()
	c.cuts++
	if err := c.disk.Restore(); err != nil {
		return err
	}
	if c.lies || c.rand.IntN(2) == 0 {
		return nil
	}
	c.disk.Fail(powercut.Fault{CutAt: 1 + c.rand.IntN(30)})
	_ = c.open()
	c.disk.Cut()
	c.stop()
	c.cuts++
	return c.disk.Restore()
}

// check opens everything and holds it against what people were told.
func (c *cut) check() error {
	c.acknowledged += c.ledger.acknowledged()
	if err := c.open(); err != nil {
		c.lost += c.ledger.acknowledged()
		return fmt.Errorf("it does not start again: %w", err)
	}
	defer c.stop()
	if !c.SetUp() {
		if err := setUp(c.Register); err != nil || c.ledger.acknowledged() > 0 {
			return wrong(err, "set up again, with %d acknowledged", c.ledger.acknowledged())
		}
	}
	if err := c.compare(); err != nil {
		return err
	}
	for _, f := range c.ledger.unsure() {
		if !c.receive(f) {
			return errors.New("a form cannot be sent again")
		}
	}
	c.work(1)
	if err := c.compare(); err != nil {
		return err
	}
	c.stop()
	_, err := c.inspect(filepath.Join(c.dumps, "dump"))
	return err
}

// compare reads every complaint with the code of who sent it, and as who leads.
func (c *cut) compare() error {
	all := map[string]complaint.Complaint{}
	if err := c.office.store.All(ctx, c.Home().ID, nil, func(_ string, x complaint.Complaint) { all[x.Received.Ref] = x }); err != nil {
		return err
	}
	lost, err := c.ledger.lost(all)
	c.lost += lost
	if err != nil || lost > 0 {
		return wrong(err, "%d of %d are lost", lost, c.ledger.acknowledged())
	}
	lead := c.lead()
	for _, f := range c.ledger.forms {
		if !f.acknowledged {
			continue
		}
		x, _, err := c.ByReceipt(ctx, f.code)
		if err != nil || x.Received.Story != f.story {
			return wrong(err, "the code of %s opens something else", f.ref)
		}
		if d, err := c.Open(ctx, lead, f.ref); err != nil || d.Complaint.Received.Story != f.story {
			return wrong(err, "%s is something else to who leads", f.ref)
		}
	}
	return nil
}

func (c *cut) lead() register.Person {
	m, _ := c.LeadMember()
	return person(m)
}

// work is what some people do at the same time, until it does not go any more.
func (c *cut) work(people int) {
	var all sync.WaitGroup
	for n := range people {
		r := rand.New(rand.NewPCG(c.rand.Uint64(), uint64(n))) //nolint:gosec // a small number
		all.Go(func() { c.person(r, fmt.Sprintf("%d-%d", c.cuts, n)) })
	}
	all.Wait()
}

func (c *cut) person(r *rand.Rand, name string) {
	var mine []*form
	for n := range c.each() {
		var ok bool
		if len(mine) == 0 || r.IntN(3) == 0 {
			story := fmt.Sprintf("klacht %d van %s", n, name)
			if c.kind == fullBusy {
				story += strings.Repeat(" en zo voort", r.IntN(complaint.StoryLimit/13))
			}
			f := c.ledger.send(fmt.Sprintf("form:%s-%d", name, n), story)
			if ok = c.receive(f); ok {
				mine = append(mine, f)
			}
		} else {
			ok = c.act(r, mine[r.IntN(len(mine))].ref)
		}
		if !ok && (c.disk.Dead() || c.syncs()) {
			return
		}
		if !ok && r.IntN(3) == 0 {
			c.disk.Fail(powercut.Fault{}) // somebody made room
		}
	}
}

func (c *cut) each() int {
	if c.kind == fullBusy {
		return 5
	}
	return 24
}

func submission(key, story string, at time.Time) register.Submission {
	return register.Submission{Key: key, Intake: complaint.Intake{ReceivedAt: at, Received: complaint.Received{Channel: complaint.ChannelForm,
		Written: true, Lang: "nl", CodeGiven: true, Story: story, Name: "Tessa Jansen"}}}
}

func (c *cut) receive(f *form) bool {
	r, err := c.Receive(ctx, complaint.ByComplainant, submission(f.key, f.story, c.clock.Now()))
	if c.went(err) {
		c.note(c.ledger.receipt(f, r))
	}
	return err == nil
}

// act is something that who leads does with a complaint.
func (c *cut) act(r *rand.Rand, ref string) bool {
	lead := c.lead()
	o := register.Order{Ref: ref}
	var after complaint.Complaint
	var err error
	switch r.IntN(4) {
	case 0:
		after, err = c.Acknowledge(ctx, lead, o, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan",
			Sending: register.Sending{Via: complaint.ViaPage, Signer: lead.Member.ID}})
	case 1:
		after, err = c.Correct(ctx, lead, o, complaint.FieldTitle, fmt.Sprintf("titel %d", r.Int()), "duidelijker")
	case 2:
		after, err = c.Contact(ctx, lead, o, complaint.Contacted{Summary: strings.Repeat("Gebeld. ", 1+r.IntN(900))})
	default:
		after, err = c.Note(ctx, lead, o, strings.Repeat("Aantekening. ", 1+r.IntN(600)))
	}
	if _, refused := register.Refused(err); refused {
		return true
	}
	if c.went(err) {
		c.note(c.ledger.done(after))
	}
	return err == nil
}

// went reports whether something is stored. The only other answer is that it is not.
func (c *cut) went(err error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if errors.Is(err, register.ErrUnavailable) {
		c.refused++
	} else if err != nil {
		c.errs = append(c.errs, err)
	}
	return err == nil
}

func (c *cut) note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.errs = append(c.errs, err)
	}
}
