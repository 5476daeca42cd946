package vault

import (
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"filippo.io/age"
)

// SealStream encrypts an attachment of any size to dst in the age format, with
// memory for one chunk of 64 KiB. Only Close completes it, and Close leaves dst
// open. Unlike [Seal] it hides no length.
//
// The age file key is wrapped by the item key for the place at, in a stanza of
// our own. No commitment is needed: the age header is authenticated with
// HMAC under the file key, and that does commit.
func SealStream(dst io.Writer, item Key, at Address) (io.WriteCloser, error) {
	w, err := age.Encrypt(dst, itemStanza{item, at})
	if err != nil {
		return nil, fmt.Errorf("vault: begin sealed stream: %w", err)
	}
	return w, nil
}

// OpenStream decrypts what SealStream wrote. A wrong key or place is ErrOpen
// at once; damage or truncation is ErrOpen while reading, and what was read
// before must then be thrown away. Errors of src itself come through as such.
func OpenStream(src io.Reader, item Key, at Address) (io.Reader, error) {
	watched := &watchedReader{src: src}
	plain, err := age.Decrypt(watched, itemStanza{item, at})
	if err != nil {
		return nil, watched.blame(err)
	}
	return &openReader{plain: plain, src: watched}, nil
}

// OpenStreamAt decrypts what SealStream wrote, wherever one likes, and tells how many
// bytes there are. It looks at the end first: what was cut short is ErrOpen at once.
func OpenStreamAt(src io.ReaderAt, sealed int64, item Key, at Address) (plain io.ReaderAt, size int64, err error) {
	watched := &watchedReaderAt{src: src}
	plain, size, err = age.DecryptReaderAt(watched, sealed, itemStanza{item, at})
	if err != nil {
		return nil, 0, watched.blame(err)
	}
	return &openReaderAt{plain, watched}, size, nil
}

type openReaderAt struct {
	plain io.ReaderAt
	src   *watchedReaderAt
}

func (r *openReaderAt) ReadAt(p []byte, from int64) (int, error) {
	n, err := r.plain.ReadAt(p, from)
	if err != nil && !errors.Is(err, io.EOF) {
		err = r.src.blame(err)
	}
	return n, err
}

type openReader struct {
	plain io.Reader
	src   *watchedReader
}

func (r *openReader) Read(p []byte) (int, error) {
	n, err := r.plain.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = r.src.blame(err)
	}
	return n, err
}

// watchedReader remembers a failing disk, so that it is not reported as a
// forged attachment.
type watchedReader struct {
	src io.Reader
	err error
}

func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.src.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

func (w *watchedReader) blame(err error) error { return blame(w.err, err) }

// blame tells what the source did from what was done to it.
func blame(src, err error) error {
	if src != nil {
		return fmt.Errorf("vault: read sealed stream: %w", src)
	}
	return fmt.Errorf("%w: %w", ErrOpen, err)
}

// watchedReaderAt is a watchedReader for reading anywhere, by many at once.
type watchedReaderAt struct {
	src io.ReaderAt
	err atomic.Pointer[error]
}

func (w *watchedReaderAt) ReadAt(p []byte, from int64) (int, error) {
	n, err := w.src.ReadAt(p, from)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err.Store(&err)
	}
	return n, err
}

func (w *watchedReaderAt) blame(err error) error {
	if src := w.err.Load(); src != nil {
		return blame(*src, err)
	}
	return blame(nil, err)
}

// itemStanza is both recipient and identity of an age file.
type itemStanza struct {
	item Key
	at   Address
}

const stanzaType = "wh-ik"

// Wrap implements [age.Recipient].
func (s itemStanza) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	body := aead(s.item.inner("stream")).Seal(nil, nil, fileKey, s.at.bytes())
	return []*age.Stanza{{Type: stanzaType, Args: []string{"1"}, Body: body}}, nil
}

var errStanza = errors.New("not sealed for this key and place")

// Unwrap implements [age.Identity]. Anything but our one stanza is refused.
func (s itemStanza) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != stanzaType {
		return nil, errStanza
	}
	if args := stanzas[0].Args; len(args) != 1 || args[0] != "1" {
		return nil, errStanza
	}
	fileKey, err := aead(s.item.inner("stream")).Open(nil, nil, stanzas[0].Body, s.at.bytes())
	if err != nil {
		return nil, errStanza
	}
	return fileKey, nil
}
