package mailbox

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Session is one connection, with the folder open for reading only. It is for
// one goroutine. After an error other than of its caller it is of no more use:
// close it and open another.
type Session struct {
	wait     time.Duration
	line     *line
	client   *imapclient.Client
	caps     imap.CapSet // what the server offers now
	validity uint32
	news     chan struct{} // the folder changed since UIDs last asked
}

// What a server may say in a step, in bytes.
const (
	talk     = 256 << 10 // greeting, signing in, opening a folder
	changes  = 4 << 20   // what came and went since the last command
	listing  = 16 << 20  // the numbers of a million mails
	sizesOf  = 500       // mails whose size is asked in one command
	mostUIDs = 1_000_000
)

// Validity is the UIDVALIDITY of the folder: when it is another than last time,
// all numbers mean other mails.
func (s *Session) Validity() uint32 { return s.validity }

// step does one thing that may hang or panic, and comes back in time whatever
// happens: the watchdog closes the socket, and what does not notice that is left
// behind. What do writes may be read only when step returns nil.
func (s *Session) step(ctx context.Context, allowed int64, refusal error, do func() error) error {
	s.line.left.Store(allowed)
	bounded, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	defer context.AfterFunc(bounded, s.cut)()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				done <- ErrProtocol // what it says may quote a mail
			}
		}()
		done <- do()
	}()
	select {
	case err := <-done:
		if bounded.Err() != nil && ctx.Err() == nil {
			return errSlow
		}
		return s.judged(ctx, err, refusal)
	case <-bounded.Done():
	}
	select {
	case <-done: //nolint:errcheck // it only says that the socket was closed
	case <-time.After(time.Second):
	}
	if ctx.Err() != nil {
		return fmt.Errorf("read mailbox: %w", ctx.Err())
	}
	return errSlow
}

// cut ends the connection at once; whatever waits for it wakes up.
func (s *Session) cut() { _ = s.line.Close() }

// Close says goodbye when there is time for it. Its error means nothing was lost:
// nothing is ever written.
func (s *Session) Close() error {
	if s.wait > 2*time.Second {
		s.wait = 2 * time.Second
	}
	err := s.step(context.Background(), talk, ErrProtocol, func() error { return s.client.Logout().Wait() })
	s.cut()
	return err
}

// UIDs are the numbers of all mails in the folder now, ascending.
func (s *Session) UIDs(ctx context.Context) ([]uint32, error) {
	select {
	case <-s.news:
	default:
	}
	// A server tells of what arrived at the end of a command, so ask for that first.
	if err := s.step(ctx, changes, ErrFolder, func() error { return s.client.Noop().Wait() }); err != nil {
		return nil, err
	}
	var found *imap.SearchData
	err := s.step(ctx, listing, ErrFolder, func() (err error) {
		var options *imap.SearchOptions
		if s.caps.Has(imap.CapESearch) { // ranges: a few bytes for a million mails
			options = &imap.SearchOptions{ReturnAll: true}
		}
		found, err = s.client.UIDSearch(&imap.SearchCriteria{}, options).Wait()
		return err
	})
	if err != nil {
		return nil, err
	}
	return numbers(found.All)
}

// numbers spells out the ranges. The library's own Nums does not end for a range
// up to the last number there is.
func numbers(set imap.NumSet) ([]uint32, error) {
	if set == nil {
		return nil, nil
	}
	ranges, ok := set.(imap.UIDSet)
	if !ok {
		return nil, ErrProtocol
	}
	count := uint64(0)
	for _, r := range ranges {
		if r.Start == 0 || r.Stop < r.Start {
			return nil, ErrProtocol
		}
		count += uint64(r.Stop) - uint64(r.Start) + 1
		if count > mostUIDs {
			return nil, fmt.Errorf("%w: more than a million mails", ErrProtocol)
		}
	}
	uids := make([]uint32, 0, count)
	for _, r := range ranges { // ascending and apart: the library keeps them so
		for n := uint64(r.Start); n <= uint64(r.Stop); n++ {
			uids = append(uids, uint32(n)) //nolint:gosec // at most r.Stop
		}
	}
	return uids, nil
}

// round is the longest the server is left alone: it finds a dead connection, and
// some servers hang up on who says nothing for half an hour.
const round = 5 * time.Minute

// Wait returns when something arrived since UIDs last asked, when d has passed, or
// with an error. Without IDLE it can only sleep.
func (s *Session) Wait(ctx context.Context, d time.Duration) error {
	if !s.caps.Has(imap.CapIdle) {
		return sleep(ctx, d)
	}
	end := time.NewTimer(d)
	defer end.Stop()
	for {
		done, err := s.idle(ctx, end.C)
		if done || err != nil {
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for mail: %w", ctx.Err())
	}
}

// idle is one round; done says that there is news or that the time is over.
func (s *Session) idle(ctx context.Context, end <-chan time.Time) (done bool, err error) {
	var idle *imapclient.IdleCommand
	err = s.step(ctx, talk, ErrProtocol, func() (err error) { idle, err = s.client.Idle(); return err })
	if err != nil {
		return false, err
	}
	select {
	case <-s.news:
		done = true
	case <-end:
		done = true
	case <-time.After(round):
	case <-s.client.Closed():
		return false, s.judged(ctx, io.ErrUnexpectedEOF, ErrProtocol)
	case <-ctx.Done():
	}
	err = s.step(ctx, talk, ErrProtocol, func() error {
		if err := idle.Close(); err != nil {
			return err
		}
		return idle.Wait()
	})
	return done, err
}
