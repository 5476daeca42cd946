package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/ncruces/go-sqlite3"
)

// Failed is closed once a commit met a disk that does not do what it is asked. What
// the system keeps in memory and what is on the disk may differ from then on, so
// nothing is stored any more: only a start from what is on the disk tells. A disk
// that is full or read-only, or a server that is away, is no such failure.
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
	if errors.Is(err, sqlite3.IOERR_WRITE) && (s.isFull() || readsOnly(s.data)) {
		return // it refused, and nothing was half done
	}
	broken := errors.Is(err, sqlite3.IOERR) || errors.Is(err, sqlite3.CORRUPT) || errors.Is(err, sqlite3.NOTADB)
	if broken && s.hasFailed() == nil {
		close(s.failed)
	}
}

// enough is what a disk must have room for not to be full: more than one commit.
const enough = 1 << 20

// isFull tries whether there is room. The engine calls a full disk a failing write:
// its disk looks for the bare number of the system, which os wraps.
func (s *Store) isFull() bool {
	f, err := os.CreateTemp(s.data, ".room-")
	if err == nil {
		err = os.Remove(f.Name()) // open, and gone whatever happens
		_, full := f.Write(make([]byte, enough))
		err = errors.Join(err, full, f.Close())
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
