package testkit

import (
	"bytes"
	"strings"
	"sync"
)

// Log is what something says, and may be read while it still says it. The zero value is
// empty.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write adds to it.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String is all of it so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// Holds reports whether it said these words.
func (l *Log) Holds(words string) bool { return strings.Contains(l.String(), words) }
