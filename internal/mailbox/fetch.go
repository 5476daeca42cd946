package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Item is one mail. Body ends when the function it was given to returns,
// and must be read in it without much ado: the server waits.
type Item struct {
	UID      uint32
	Size     int64     // bytes of the whole mail; as the server says when Whole is false
	Received time.Time // when it came into the mailbox (INTERNALDATE), zero when not told
	Whole    bool      // false: larger than the limit, Body is the beginning
	Body     io.Reader
}

// Beginning is what is fetched of a mail that is larger than the limit, in bytes.
const Beginning = 1 << 20

// slack is what may be said around a mail: its numbers and what happened meanwhile.
const slack = 1 << 20

// slowest is the pace a mail must come in at, in bytes per second, besides one
// wait of the watchdog: a server that gives a byte a minute is not waited for. The
// time that the caller takes to read counts too.
const slowest = 16 << 10

// Fetch hands over mails one by one, without marking them as read. Of a mail
// larger than limit bytes it fetches the beginning only. A number whose mail is
// gone meanwhile is passed over. When each fails, Fetch stops with its error; when
// the server cannot read some mails, the others are handed over first.
func (s *Session) Fetch(ctx context.Context, uids []uint32, limit int64, each func(Item) error) error {
	unread := 0
	for some := range slices.Chunk(uids, sizesOf) {
		items, err := s.sizes(ctx, some)
		if err != nil {
			return err
		}
		for _, item := range items {
			err := s.fetch(ctx, item, limit, each)
			if errors.Is(err, errUnread) { // news about its flags can come in between
				err = s.fetch(ctx, item, limit, each)
			}
			if errors.Is(err, errUnread) {
				unread++
			} else if err != nil {
				return err
			}
		}
	}
	if unread > 0 {
		return fmt.Errorf("%w: %d mails could not be read", ErrProtocol, unread)
	}
	return nil
}

// errUnread is of one mail; the others may be well.
var errUnread = fmt.Errorf("%w: it does not give the mail", ErrProtocol)

// sizes asks the size and date of mails before any of them is fetched.
func (s *Session) sizes(ctx context.Context, uids []uint32) ([]Item, error) {
	var asked imap.UIDSet
	for _, uid := range uids {
		if uid == 0 {
			return nil, errors.New("fetch mail: 0 is no number of a mail")
		}
		asked.AddNum(imap.UID(uid))
	}
	if len(asked) == 0 {
		return nil, nil
	}
	var items []Item
	err := s.step(ctx, slack, ErrProtocol, func() error {
		all, err := s.client.Fetch(asked, &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true}).Collect()
		for _, m := range all {
			if m.RFC822Size < 0 {
				return ErrProtocol
			}
			items = append(items, Item{UID: uint32(m.UID), Size: m.RFC822Size, Received: m.InternalDate})
		}
		return err
	})
	slices.SortFunc(items, func(a, b Item) int { return int(int64(a.UID) - int64(b.UID)) })
	return items, err
}

// fetch asks for one mail in one command, so that a mail the server cannot read
// does not take the others with it.
func (s *Session) fetch(ctx context.Context, item Item, limit int64, each func(Item) error) error {
	item.Whole = item.Size <= limit
	section := &imap.FetchItemBodySection{Peek: true}
	most := limit
	if !item.Whole {
		most = min(Beginning, limit) // never more than the caller's limit
		section.Partial = &imap.SectionPartial{Size: most}
	}
	// TLS adds a little to each record, and a size may be an estimate, as with
	// Exchange: twice as much may come.
	var cmd *imapclient.FetchCommand
	var body imap.LiteralReader
	told := false
	err := s.step(ctx, 2*min(item.Size, most)+slack, errUnread, func() (err error) {
		cmd = s.client.Fetch(imap.UIDSetNum(imap.UID(item.UID)), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}})
		body, told = literal(cmd, section)
		return nil
	})
	if err != nil {
		return err
	}
	if body == nil {
		if err := s.finish(ctx, cmd); err != nil || !told {
			return err
		}
		return errUnread
	}
	return s.hand(ctx, cmd, body, item, most, each)
}

// literal is the mail in the answer, nil when there is none. An answer about the
// mail without the mail itself is told apart from a mail that is gone.
func literal(cmd *imapclient.FetchCommand, section *imap.FetchItemBodySection) (body imap.LiteralReader, told bool) {
	for m := cmd.Next(); m != nil; m = cmd.Next() {
		told = true
		for part := m.Next(); part != nil; part = m.Next() {
			if body, ok := part.(imapclient.FetchItemDataBodySection); ok && body.MatchCommand(section) && body.Literal != nil {
				return body.Literal, true
			}
		}
	}
	return nil, told
}

func (s *Session) finish(ctx context.Context, cmd *imapclient.FetchCommand) error {
	return s.step(ctx, s.line.left.Load(), errUnread, cmd.Close)
}

// hand gives a mail to the caller and reads what he left of it.
func (s *Session) hand(ctx context.Context, cmd *imapclient.FetchCommand, body imap.LiteralReader, item Item, most int64, each func(Item) error) error {
	size := body.Size()
	if size > 2*most+slack || !item.Whole && size > most {
		s.cut()
		return fmt.Errorf("%w: a mail is larger than announced", ErrProtocol)
	}
	if item.Whole && size > most { // the announced size was too small
		item.Whole, most = false, min(Beginning, most)
	}
	if item.Whole || item.Size < size {
		item.Size = size
	}
	bounded, cancel := context.WithTimeout(ctx, s.wait+time.Duration(size/slowest)*time.Second)
	defer cancel()
	watched := &watched{ctx: ctx, whole: bounded, s: s, from: body, left: size}
	item.Body = io.LimitReader(watched, most)
	failed := each(item)
	_, err := io.Copy(io.Discard, watched)
	if watched.broken != nil {
		// The command is left as it is: the library would go on reading where its
		// own goroutine does.
		return errors.Join(failed, watched.broken)
	}
	if err == nil {
		err = s.finish(ctx, cmd)
	}
	return errors.Join(failed, err)
}

// watched is a mail on its way. The library takes the end of the connection for
// the end of the mail, so the bytes are counted.
type watched struct {
	ctx    context.Context // of the caller
	whole  context.Context // ctx, for as long as the mail may take
	s      *Session
	from   io.Reader
	left   int64
	broken error
}

// Read implements io.Reader.
func (w *watched) Read(p []byte) (int, error) {
	if w.broken != nil {
		return 0, w.broken
	}
	if w.left == 0 {
		// Once more: the library goes on only after it has seen the end.
		_, _ = w.from.Read(make([]byte, 1))
		return 0, io.EOF
	}
	bounded, cancel := context.WithTimeout(w.whole, w.s.wait)
	defer cancel()
	defer context.AfterFunc(bounded, w.s.cut)()
	n, err := w.from.Read(p)
	w.left -= int64(n)
	if err != nil && (w.left > 0 || !errors.Is(err, io.EOF)) {
		w.broken = w.s.judged(w.ctx, err, ErrProtocol)
		if bounded.Err() != nil && w.ctx.Err() == nil {
			w.broken = errSlow
		}
		w.s.cut()
		return n, w.broken
	}
	return n, err
}
