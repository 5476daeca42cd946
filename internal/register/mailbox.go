package register

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"wederhoor/internal/inmail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/store"
)

const (
	pollEvery  = time.Minute    // also where the server tells what is new
	countEvery = 24 * time.Hour // box against ledger
	fetchTries = 5              // in a quarter of an hour; then the mail is left in the box, and a person is told
	fetchCount = 32             // kept at once …
	fetchBytes = 8 << 20        // … or after this many bytes
)

// pauses are the waits after a mailbox could not be read; the last one repeats.
var pauses = []time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 5 * time.Minute}

// Box is a mailbox that is read, as who leads sees it.
type Box struct {
	store.MailboxState
	Address string
	Expires time.Time // of its password or secret; zero: not known
}

// Boxes are the mailboxes of this installation and how they fare.
func (r *Register) Boxes(ctx context.Context) ([]Box, error) {
	var all []Box
	for _, b := range r.Mailboxes {
		id, err := r.Store.MailboxID(ctx, r.Home().ID, b.Name())
		if err != nil {
			return nil, err
		}
		state, err := r.Store.MailboxOf(ctx, r.Home().ID, id)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		all = append(all, Box{state, b.Address(), b.Expires()})
	}
	return all, nil
}

// boxOf finds the mailbox that a mail came from: whose word on its sender counts,
// and since when it is read.
func (r *Register) boxOf(ctx context.Context, m store.MailIn) (state store.MailboxState, authServer string, err error) {
	for _, b := range r.Mailboxes {
		id, err := r.Store.MailboxID(ctx, m.Organisation, b.Name())
		if err != nil {
			return state, "", err
		}
		if id == m.Mailbox {
			authServer = b.AuthServer()
		}
	}
	state, err = r.Store.MailboxOf(ctx, m.Organisation, m.Mailbox)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return state, authServer, err
}

// ReadMail reads every mailbox until ctx ends.
func (r *Register) ReadMail(ctx context.Context) {
	var each sync.WaitGroup
	for _, b := range r.Mailboxes {
		each.Go(func() { r.readBox(ctx, b) })
	}
	each.Wait()
}

func (r *Register) readBox(ctx context.Context, b *mailbox.Box) {
	reader := &reader{r: r, box: b, failed: map[uint32]int{}}
	for tries := 0; ctx.Err() == nil; tries++ {
		if r.SetUp() {
			read, err := reader.watch(ctx)
			if read {
				tries = 0
			}
			if ctx.Err() == nil {
				r.Logger.Error("a mailbox cannot be read", "mailbox", reader.id, "trouble", troubleOf(err))
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(pauses[min(tries, len(pauses)-1)]):
		}
	}
}

// reader is one mailbox while it is being read.
type reader struct {
	r      *Register
	box    *mailbox.Box
	id     string
	failed map[uint32]int // how often a mail could not be fetched
	kept   func()         // tells who settles that there is more
}

// watch reads until something fails; read says whether it went well before.
func (b *reader) watch(ctx context.Context) (read bool, err error) {
	err = b.session(ctx, func(s *mailbox.Session) error {
		for {
			if err := b.round(ctx, s); err != nil {
				return err
			}
			read = true
			if err := s.Wait(ctx, pollEvery); err != nil {
				return err
			}
		}
	})
	return read, err
}

func (b *reader) session(ctx context.Context, do func(*mailbox.Session) error) error {
	home := b.r.Home().ID
	id, err := b.r.Store.MailboxID(ctx, home, b.box.Name())
	if err != nil {
		return err
	}
	b.id = id
	if _, err := b.r.Store.Mailbox(ctx, home, id); err != nil {
		return err
	}
	s, err := b.box.Open(ctx)
	if err == nil {
		err = do(s)
		_ = s.Close()
	}
	if err != nil && ctx.Err() == nil {
		err = errors.Join(err, b.r.Store.MailboxTried(ctx, home, id, troubleOf(err)))
	}
	return err
}

// round takes in what the ledger lacks, settles it meanwhile, and counts once a day.
func (b *reader) round(ctx context.Context, s *mailbox.Session) error {
	settled := b.settleBeside(ctx)
	missing, inBox, err := b.missing(ctx, s)
	if err == nil {
		err = b.takeIn(ctx, s, missing)
	}
	// What was kept does not wait for the rest, and a mail that cannot be settled
	// does not keep the mailbox from being read.
	if failed := settled(); failed != nil && ctx.Err() == nil {
		b.r.Logger.Error("a mail that came in could not be settled, and waits", "error", failed)
	}
	if err != nil {
		return err
	}
	if err := b.r.Store.MailboxTried(ctx, b.r.Home().ID, b.id, ""); err != nil {
		return err
	}
	return b.count(ctx, s, inBox)
}

// settleBeside settles what is kept while more is fetched. What it returns waits
// until all of it is settled.
func (b *reader) settleBeside(ctx context.Context) (wait func() error) {
	kept, done := make(chan struct{}, 1), make(chan error, 1)
	b.kept = func() {
		select {
		case kept <- struct{}{}:
		default: // it will see this too
		}
	}
	go func() {
		var failed error
		for range kept {
			_, err := b.r.SettleMail(ctx)
			failed = errors.Join(failed, err)
		}
		_, err := b.r.SettleMail(ctx)
		done <- errors.Join(failed, err)
	}()
	return func() error { close(kept); return <-done }
}

// missing lists the numbers in the box that the ledger lacks under this numbering.
// Neither the last number nor the seen flag says anything: other programs change
// them.
func (b *reader) missing(ctx context.Context, s *mailbox.Session) (missing []uint32, inBox int, err error) {
	all, err := s.UIDs(ctx)
	if err != nil {
		return nil, 0, err
	}
	seen, err := b.r.Store.SeenMail(ctx, b.r.Home().ID, b.id, s.Validity())
	if err != nil {
		return nil, 0, err
	}
	for _, uid := range all {
		if !seen[uid] {
			missing = append(missing, uid)
		}
	}
	return missing, len(all), nil
}

// takeIn fetches mails and keeps each before anybody looks inside. One that the
// server does not give again and again is entered without its text.
func (b *reader) takeIn(ctx context.Context, s *mailbox.Session, missing []uint32) error {
	fresh, failing := split(missing, func(uid uint32) bool { return b.failed[uid] == 0 })
	if err := b.fetch(ctx, s, fresh...); err != nil {
		return err
	}
	for _, uid := range failing {
		if b.failed[uid] < fetchTries {
			if err := b.fetch(ctx, s, uid); err != nil {
				return err
			}
			continue
		}
		a, err := b.arrival(s, mailbox.Item{UID: uid, Body: strings.NewReader("")})
		if err == nil {
			err = b.keep(ctx, []store.Arrival{a})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func split(all []uint32, is func(uint32) bool) (yes, no []uint32) {
	for _, uid := range all {
		if is(uid) {
			yes = append(yes, uid)
		} else {
			no = append(no, uid)
		}
	}
	return yes, no
}

func (b *reader) fetch(ctx context.Context, s *mailbox.Session, uids ...uint32) error {
	var waiting []store.Arrival
	var size int64
	left := slices.Clone(uids)
	err := s.Fetch(ctx, uids, inmail.MaxSize, func(item mailbox.Item) error {
		a, err := b.arrival(s, item)
		if err != nil {
			return err
		}
		left = slices.DeleteFunc(left, func(uid uint32) bool { return uid == item.UID })
		if waiting, size = append(waiting, a), size+a.Raw.Size; len(waiting) < fetchCount && size < fetchBytes {
			return nil
		}
		err = b.keep(ctx, waiting)
		waiting, size = nil, 0
		return err
	})
	if err != nil && len(left) > 0 && ctx.Err() == nil && !errors.Is(err, ErrUnavailable) {
		b.failed[left[0]]++
	}
	return errors.Join(err, b.keep(ctx, waiting))
}

func (b *reader) arrival(s *mailbox.Session, item mailbox.Item) (store.Arrival, error) {
	a := store.Arrival{Mailbox: b.id, Validity: s.Validity(), UID: item.UID, Size: item.Size, Whole: item.Whole, Received: item.Received}
	if a.Received.IsZero() {
		a.Received = b.r.Now()
	}
	raw, err := b.r.Store.PutFile(b.r.Home().ID, rawMail, item.Body, inmail.MaxSize)
	a.Raw = raw
	return a, err
}

func (b *reader) keep(ctx context.Context, waiting []store.Arrival) error {
	if len(waiting) == 0 {
		return nil
	}
	err := b.r.Store.Write(ctx, func(t *store.Tx) error { return t.KeepMail(b.r.Home().ID, waiting...) })
	b.kept()
	return err
}

// count holds the box against the ledger once a day: what is in the one must be in
// the other.
func (b *reader) count(ctx context.Context, s *mailbox.Session, inBox int) error {
	home := b.r.Home().ID
	state, err := b.r.Store.MailboxOf(ctx, home, b.id)
	if err != nil || b.r.Now().Sub(state.Counted) < countEvery {
		return err
	}
	missing, _, err := b.missing(ctx, s)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		b.r.Logger.Error("a mailbox holds mail that the ledger lacks", "mailbox", b.id, "missing", len(missing))
	}
	return b.r.Store.MailboxCounted(ctx, home, b.id, inBox, len(missing))
}

// troubleOf is a code for what went wrong; words of a server never leave here.
func troubleOf(err error) string {
	for code, is := range map[string]error{"sign_in": mailbox.ErrSignIn, "folder": mailbox.ErrFolder, "encryption": mailbox.ErrEncryption,
		"unreachable": mailbox.ErrUnreachable, "protocol": mailbox.ErrProtocol, "storage": ErrUnavailable} {
		if errors.Is(err, is) {
			return code
		}
	}
	return "other"
}
