// Package files is where sealed files lie: a folder, or a bucket that speaks the
// protocol of S3. It sees no word of what is in them. What it says is kept, is kept:
// after a power cut, and after a network that fails half-way.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Place keeps sealed files by name. It is safe for use by many goroutines. A file that
// is not there is an error that is fs.ErrNotExist.
type Place interface {
	// Create begins a file. It is there, whole and durable, once Commit returns without
	// an error, and not before.
	Create(name string) (Writer, error)
	// Read fills p with what stands from a place on; io.ErrUnexpectedEOF: there is less.
	Read(ctx context.Context, name string, p []byte, from int64) error
	// Size is how many bytes a file has.
	Size(ctx context.Context, name string) (int64, error)
	// Remove takes files away for good, durably: no older version stays. One that is
	// gone is fine.
	Remove(ctx context.Context, names ...string) error
	// List visits every file in the order of their names.
	List(ctx context.Context, visit func(Object) error) error
	// Tidy clears away what uploads that were broken off before a moment left, as far
	// as List does not show it.
	Tidy(ctx context.Context, before time.Time) error
	// Fits says whether files may be kept here: it answers, lets us in, and forgets what
	// is removed.
	Fits(ctx context.Context) error
	// String tells where it is, and no secret.
	fmt.Stringer
	io.Closer
}

// Writer writes one file. Either Commit or Abort ends it.
type Writer interface {
	io.Writer
	Commit() error
	Abort() // as if it never was; what cannot be taken away now is rubbish
}

// Object is a file as a list shows it.
type Object struct {
	Name string
	Size int64
	Made time.Time // by the clock of the place
}

// Why a place does not do what is asked. The first may pass by itself; the others are
// for who runs it.
var (
	ErrAway     = errors.New("the bucket does not answer")
	ErrKey      = errors.New("the bucket does not know this key and secret")
	ErrDenied   = errors.New("the key may not do this in the bucket")
	ErrRefused  = errors.New("the bucket refuses this")
	ErrNoBucket = errors.New("there is no such bucket")
	ErrClock    = errors.New("the clock of this computer differs too much from that of the bucket")
	ErrRegion   = errors.New("the bucket is in another region")
	ErrKeeps    = errors.New("the bucket keeps older versions, so that what is erased would live on: take a bucket that never had versioning")
)
