package testkit

import (
	"encoding/binary"
	"sync/atomic"
)

// question finds in what a program says to PostgreSQL how often it asks something: a
// message of the protocol is a letter, a length and that much; the first has no letter.
type question struct {
	asked  *atomic.Int64
	begun  bool
	header []byte
	left   int
}

func (q *question) read(piece []byte) {
	for len(piece) > 0 {
		if q.left > 0 {
			n := min(q.left, len(piece))
			q.left, piece = q.left-n, piece[n:]
			continue
		}
		q.header, piece = append(q.header, piece[0]), piece[1:]
		kind := 0
		if q.begun {
			kind = 1
		}
		if len(q.header) < kind+4 {
			continue
		}
		if q.begun && (q.header[0] == 'E' || q.header[0] == 'Q') { // Execute, Query
			q.asked.Add(1)
		}
		q.left = int(binary.BigEndian.Uint32(q.header[kind:])) - 4
		q.begun, q.header = true, q.header[:0]
	}
}
