package mailbox

import (
	"errors"
	"net"
	"sync/atomic"
	"time"
)

// line is the connection beneath the library. It counts what the server says, so
// that no answer can fill the memory, and it remembers why it ended: the library
// wraps errors as text. Deadlines are the watchdog's, not the library's, which
// gives five minutes to what may hang.
type line struct {
	net.Conn
	left    atomic.Int64 // bytes the server may still say in this step
	flooded atomic.Bool
	ended   atomic.Bool // a read or write failed: the server or the network is gone
}

var errFlood = errors.New("more than was asked for")

// Read implements net.Conn.
func (l *line) Read(p []byte) (int, error) {
	if l.left.Load() <= 0 {
		l.flooded.Store(true)
		return 0, errFlood
	}
	n, err := l.Conn.Read(p)
	l.left.Add(-int64(n))
	if err != nil {
		l.ended.Store(true)
	}
	return n, err
}

// Write implements net.Conn.
func (l *line) Write(p []byte) (int, error) {
	n, err := l.Conn.Write(p)
	if err != nil {
		l.ended.Store(true)
	}
	return n, err
}

// SetDeadline, SetReadDeadline and SetWriteDeadline do nothing, see line.
func (l *line) SetDeadline(time.Time) error      { return nil }
func (l *line) SetReadDeadline(time.Time) error  { return nil } //nolint:revive // as above
func (l *line) SetWriteDeadline(time.Time) error { return nil } //nolint:revive // as above
