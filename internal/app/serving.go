package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// lookEvery is how often a program looks whether another added an organisation, or gave
// one another address.
const lookEvery = time.Second

// formerAge is how long a name goes on to answer after its organisation moved: who was
// writing a complaint there can still send it.
const formerAge = time.Hour

// organisation is one as this program has it.
type organisation struct {
	*register.Register
	named  string      // the name by which it has its settings, until the next start
	whole  atomic.Bool // its index is
	pages  *kit.Kit    // nil: none are served yet
	former *kit.Kit    // its pages at the name it had; nil: none
	until  time.Time   // when those end
}

// serving is a program that answers, and what it does beside that for each organisation.
type serving struct {
	*App
	pages      *web.Sites
	background sync.WaitGroup

	work, keepingUp context.Context //nolint:containedctx // what begins later ends with the rest
	looked          chan struct{}   // closed: it looks no more
	said            map[string]trouble
}

// serving has the pages of all organisations as they are at the start; work ends before
// keepingUp does.
func (a *App) serving(work, keepingUp context.Context) *serving {
	s := &serving{App: a, work: work, keepingUp: keepingUp, looked: make(chan struct{}), said: map[string]trouble{}}
	all := a.all()
	for _, o := range all {
		o.pages = a.kitOf(o, a.wanted(o))
	}
	s.pages = web.NewSites(kitsOf(all)...)
	return s
}

// begin does what is done for each organisation, and looks for others.
func (s *serving) begin() {
	all := s.all()
	for _, o := range all {
		s.run(o)
	}
	s.background.Go(func() { s.fill(s.work, all...) })
	s.background.Go(s.lookAround)
}

// run does beside answering what is done for an organisation.
func (s *serving) run(o *organisation) {
	r := o.Register
	s.background.Go(func() { r.KeepUp(s.keepingUp) })
	s.background.Go(func() { r.Work(s.work) })
	s.background.Go(func() { r.KeepSnapshots(s.work) })
	s.background.Go(func() { r.WhileLeading(s.work, r.ReadMail) })
	s.background.Go(func() { r.WhileLeading(s.work, r.Watch) })
}

// drain says at every page that the program is about to stop. Nothing comes after it.
func (s *serving) drain() {
	<-s.looked
	for _, o := range s.all() {
		for _, k := range []*kit.Kit{o.pages, o.former} {
			if k != nil {
				k.Drain()
			}
		}
	}
}

// lookAround serves what others add and move until the program stops. On the embedded
// database there are no others.
func (s *serving) lookAround() {
	defer close(s.looked)
	if !s.store.Shared() {
		return
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.work.Done():
			return
		case <-tick.C:
		}
		s.say(s.work, "", s.look(s.work))
	}
}

// trouble is what is wrong with an organisation, and at how many looks it was.
type trouble struct {
	why   string
	looks int
}

// say logs what is still wrong at a second look, once, until it is something else or over:
// a move that another makes may be half seen at the first. of is the organisation; "" for
// all.
func (s *serving) say(ctx context.Context, of string, err error) {
	if err == nil {
		delete(s.said, of)
		return
	}
	now := s.said[of]
	if now.why != err.Error() {
		now = trouble{why: err.Error()}
	}
	now.looks++
	s.said[of] = now
	switch {
	case now.looks != 2 || ctx.Err() != nil:
	case of == "":
		s.cfg.Logger.ErrorContext(ctx, "it is not known which organisations there are", "error", err)
	default:
		s.cfg.Logger.ErrorContext(ctx, "an organisation is not served at its address", "organisation", of, "error", err)
	}
}

// look takes in which organisations there are now, and where. What one of them does not
// allow is in the log, and the others go on.
func (s *serving) look(ctx context.Context) error {
	if !s.Register.SetUp() {
		return nil
	}
	ids, err := s.store.Organisations(ctx)
	if err != nil {
		return err //nolint:wrapcheck // the caller says what it is
	}
	s.place(ctx)
	for _, id := range ids {
		if slices.ContainsFunc(s.all(), func(o *organisation) bool { return o.Home().ID == id }) {
			continue
		}
		s.say(ctx, id, s.add(ctx, id))
	}
	return nil
}

// add opens an organisation that was added, as it would be at a start. Its pages are there
// as soon as its index is whole: who sends people here need not wait for it.
func (s *serving) add(ctx context.Context, id string) error {
	home, err := s.store.Organisation(ctx, id)
	if err != nil {
		return err //nolint:wrapcheck // the caller says of which
	}
	host := home.Host()
	for _, o := range s.all() {
		switch at := s.wanted(o); {
		case at == "":
			return noAddress(o.Home())
		case at == host || o.pages != nil && o.pages.Host == host:
			return fmt.Errorf("%s is reached by the name %s", o.Home().Name, host)
		case o.named == host && s.named(host):
			return fmt.Errorf("the settings for %s are of %s until the next start", host, o.Home().Name)
		}
		if err := s.settle(&register.Config{}, o.named, true); err != nil { // nobody shared it before
			return err
		}
	}
	if host == "" {
		return noAddress(home)
	}
	r, err := s.openRegister(ctx, home, host, true)
	if err != nil {
		return err
	}
	o := &organisation{Register: r, named: host}
	s.take(o)
	s.run(o)
	s.background.Go(func() { s.fill(s.work, o) })
	s.cfg.Logger.InfoContext(ctx, "an organisation was added", "organisation", id, "address", home.Site)
	return nil
}

// place serves the pages of each organisation where it is now.
func (s *serving) place(ctx context.Context) {
	all, changed := s.all(), false
	for _, o := range all {
		if o.former != nil && !s.cfg.Now().Before(o.until) {
			o.former, changed = nil, true
		}
		host := s.wanted(o)
		if o.pages == nil && !o.whole.Load() {
			continue
		}
		if o.pages != nil && host == o.pages.Host && secure(o.Register) == o.pages.Secure {
			s.say(ctx, o.Home().ID, nil)
			continue
		}
		if err := s.free(all, o, host); err != nil {
			s.say(ctx, o.Home().ID, err)
			continue
		}
		s.move(ctx, o, host)
		changed = true
	}
	if changed {
		s.pages.Put(kitsOf(all), formerOf(all)...)
	}
}

// move makes the pages of an organisation for the name it has now.
func (s *serving) move(ctx context.Context, o *organisation, host string) {
	before := o.pages
	o.pages = s.kitOf(o, host)
	if before == nil {
		s.cfg.Logger.InfoContext(ctx, "an organisation is served", "organisation", o.Home().ID, "address", o.Site())
		return
	}
	if before.Host != host && before.Host != "" {
		o.former, o.until = before, s.cfg.Now().Add(formerAge)
	}
	s.cfg.Logger.InfoContext(ctx, "an organisation has another address", "organisation", o.Home().ID, "address", o.Site())
	if o.named != host && s.named(o.named) {
		s.cfg.Logger.WarnContext(ctx, "there are settings for the name that an organisation had: they stay with it until the next start, which needs them for the name it has now", "organisation", o.Home().ID, "name", o.named)
	}
}

// free refuses a name that another is reached by, or wants.
func (s *serving) free(all []*organisation, o *organisation, host string) error {
	if host == "" {
		return noAddress(o.Home())
	}
	for _, other := range all {
		if other != o && (other.pages != nil && other.pages.Host == host || s.wanted(other) == host) {
			return fmt.Errorf("%s is reached by the name %s", other.Home().Name, host)
		}
	}
	return nil
}

// wanted is the name an organisation has now; "" when it is the only one and answers to
// every name.
func (a *App) wanted(o *organisation) string {
	host := o.Home().Host()
	if o.Register == a.Register {
		return cmp.Or(host, a.host())
	}
	return host
}

// named reports whether a setting is for this name.
func (a *App) named(host string) bool {
	return slices.ContainsFunc(slices.Concat(a.cfg.SMTP, a.cfg.Mailboxes, a.cfg.Directory), func(value string) bool {
		name, _ := named(value)
		return name != "" && name == host
	})
}

// kitOf makes the pages of an organisation at a name.
func (a *App) kitOf(o *organisation, host string) *kit.Kit {
	k := &kit.Kit{Register: o.Register, Logger: a.cfg.Logger, Now: a.store.Now, Limits: a.cfg.Limits, Proxies: a.cfg.Proxies, Secure: secure(o.Register), Host: host}
	if o.Register == a.Register {
		k.SetupKey = a.setupKey
	}
	return k
}

func secure(r *register.Register) bool { return strings.HasPrefix(r.Site(), "https://") }

// kitsOf are the pages that are served, of each organisation.
func kitsOf(all []*organisation) (kits []*kit.Kit) {
	for _, o := range all {
		if o.pages != nil {
			kits = append(kits, o.pages)
		}
	}
	return kits
}

func formerOf(all []*organisation) (kits []*kit.Kit) {
	for _, o := range all {
		if o.former != nil {
			kits = append(kits, o.former)
		}
	}
	return kits
}
