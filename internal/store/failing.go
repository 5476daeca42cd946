package store

import (
	"errors"
	"fmt"

	"github.com/ncruces/go-sqlite3"
)

// Failed is closed once a commit met a disk that does not do what it is asked. What
// the system keeps in memory and what is on the disk may differ from then on, so
// nothing is stored any more: only a start from what is on the disk tells. A disk
// that is full, or a server that is away, is no such failure.
func (s *Store) Failed() <-chan struct{} { return s.failed }

func (s *Store) hasFailed() error {
	select {
	case <-s.failed:
		return fmt.Errorf("%w: the disk failed; start again", ErrUnavailable)
	default:
		return nil
	}
}

// watch looks at what became of a commit; only the writer calls it.
func (s *Store) watch(err error) {
	broken := errors.Is(err, sqlite3.IOERR) || errors.Is(err, sqlite3.CORRUPT) || errors.Is(err, sqlite3.NOTADB)
	if broken && s.hasFailed() == nil {
		close(s.failed)
	}
}
