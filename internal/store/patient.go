package store

import (
	"net"
	"sync"
	"time"
)

// patient gives up a server that says nothing for most while somebody waits for its
// answer. The system notices a network that is cut and a machine that is gone; it does
// not notice a server that stands still, or a proxy before it that does: they take in
// what is asked as if all were well, and who asked would wait for ever.
type patient struct {
	net.Conn
	most time.Duration

	mu    sync.Mutex
	until time.Time // as the driver wants it; zero: it leaves it to us
}

// Read implements net.Conn.
func (p *patient) Read(b []byte) (int, error) {
	if err := p.begin(); err != nil {
		return 0, err
	}
	return p.Conn.Read(b) //nolint:wrapcheck // the driver knows what a net.Conn says
}

func (p *patient) begin() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.until.IsZero() {
		return nil
	}
	return p.Conn.SetReadDeadline(time.Now().Add(p.most)) //nolint:wrapcheck // see Read
}

// SetDeadline implements net.Conn: what the driver wants goes first, also in the middle
// of a Read.
func (p *patient) SetDeadline(t time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = t
	return p.Conn.SetDeadline(t) //nolint:wrapcheck // see Read
}
