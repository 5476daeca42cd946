package files

import (
	"context"
	"errors"
	"io"
	"sync"
)

// block is how many bytes are asked for at once. Each is a request of its own, so
// that a download goes on after a network that failed.
const block = 1 << 20

// File is a file that is read wherever one likes. It remembers the last two blocks:
// who opens what is sealed looks at its head and its end before the rest.
type File struct {
	ctx   context.Context //nolint:containedctx // it lives as long as one download
	place Place
	name  string
	size  int64

	mu   sync.Mutex
	last [2]struct {
		from  int64
		bytes []byte
	}
}

// Open opens a file for as long as ctx lasts.
func Open(ctx context.Context, p Place, name string) (*File, error) {
	size, err := p.Size(ctx, name)
	if err != nil {
		return nil, err
	}
	return &File{ctx: ctx, place: p, name: name, size: size}, nil
}

// Size is how many bytes it has.
func (f *File) Size() int64 { return f.size }

// All reads it from its beginning to its end.
func (f *File) All() io.Reader { return io.NewSectionReader(f, 0, f.size) }

// ReadAt implements io.ReaderAt.
func (f *File) ReadAt(p []byte, from int64) (n int, err error) {
	if from < 0 {
		return 0, errors.New("read a file: before its beginning")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for n < len(p) && from < f.size {
		b, err := f.block(from - from%block)
		if err != nil {
			return n, err
		}
		step := copy(p[n:], b[from%block:])
		n, from = n+step, from+int64(step)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *File) block(from int64) ([]byte, error) {
	for i, b := range f.last {
		if b.bytes != nil && b.from == from {
			f.last[0], f.last[1] = f.last[i], f.last[1-i]
			return f.last[0].bytes, nil
		}
	}
	f.last[0], f.last[1] = f.last[1], f.last[0]
	b := &f.last[0]
	want := min(block, f.size-from)
	if int64(cap(b.bytes)) < want {
		b.bytes = make([]byte, want)
	}
	b.from, b.bytes = from, b.bytes[:want]
	if err := f.place.Read(f.ctx, f.name, b.bytes, from); err != nil {
		b.bytes = nil
		return nil, err
	}
	return b.bytes, nil
}
