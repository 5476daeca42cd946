// Package parcel is a folder in one file, sealed to who is to open it. It is a zip in an
// age file, so that others can open it without us. Nothing of what is in it lies on a disk
// in clear: it is sealed as it is written, and read where it lies. It does not know what
// is in it, nor who sealed it.
package parcel

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"wederhoor/internal/durable"
	"wederhoor/internal/vault"
)

// Reasons why a parcel is not opened.
var (
	ErrNotOne  = errors.New("this is not a folder, nor one in a sealed file")
	ErrKey     = errors.New("this key does not open it, or its first bytes were changed")
	ErrDamaged = errors.New("it is damaged or cut short")
)

// Writer packs a parcel.
type Writer struct {
	file   *os.File
	sealed io.WriteCloser
	zip    *zip.Writer
}

// Create begins a parcel in a new file. public is one key of age a line; whoever has one
// of the private halves opens it. It needs memory for the names of what is in it.
func Create(path, public string) (*Writer, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make the file: %w", err)
	}
	w := &Writer{file: f}
	if w.sealed, err = vault.SealToAge(f, public); err != nil {
		return nil, errors.Join(err, w.Drop())
	}
	w.zip = zip.NewWriter(w.sealed)
	return w, nil
}

// Put adds a thing to it. It is not made smaller, so that no size tells what is in it and
// nothing grows when it is read.
func (w *Writer) Put(name string, in io.Reader) error {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = io.Copy(out, in)
	}
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return nil
}

// Close completes it: it is there after a power cut. Without that it is refused.
func (w *Writer) Close() error {
	err := w.zip.Close()
	if err == nil {
		err = w.sealed.Close()
	}
	if err == nil {
		err = w.file.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("seal: %w", err), w.Drop())
	}
	if err := w.file.Close(); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	if err := durable.Folder(filepath.Dir(w.file.Name())); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return nil
}

// Drop takes what there is of it away.
func (w *Writer) Drop() error { return errors.Join(w.file.Close(), os.Remove(w.file.Name())) }

// Reader is a parcel, whole and as it was sealed.
type Reader struct {
	fs.FS
	file *os.File
}

// Close lets go of it.
func (r *Reader) Close() error { return r.file.Close() }

// Open opens a parcel with what stands in a file of private keys of age. All of it is read
// once, so that what was changed anywhere is ErrDamaged here and not halfway.
func Open(path, private string) (r *Reader, err error) {
	f, err := os.Open(path) //nolint:gosec // the file is the operator's choice
	if err != nil {
		return nil, fmt.Errorf("open the file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	plain, size, err := open(f, private)
	if err != nil {
		return nil, err
	}
	if err := whole(plain, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(plain, size)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNotOne, err)
	}
	return &Reader{FS: z, file: f}, stored(z, size)
}

// magic is how every file of age begins.
const magic = "age-encryption.org/v1\n"

func open(f *os.File, private string) (io.ReaderAt, int64, error) {
	first := make([]byte, len(magic))
	if n, err := f.ReadAt(first, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, fmt.Errorf("read the file: %w", err)
	} else if !bytes.Equal(first[:n], []byte(magic)) {
		return nil, 0, ErrNotOne
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, fmt.Errorf("read the file: %w", err)
	}
	plain, size, err := vault.OpenAgeAt(f, info.Size(), private)
	switch {
	case errors.Is(err, vault.ErrNotMine):
		return nil, 0, ErrKey
	case errors.Is(err, vault.ErrOpen):
		return nil, 0, ErrDamaged
	}
	return plain, size, err
}

// chunk is what age seals at once, in bytes.
const chunk = 64 << 10

func whole(plain io.ReaderAt, size int64) error {
	buf := make([]byte, chunk)
	for at := int64(0); at < size; at += chunk {
		_, err := plain.ReadAt(buf[:min(chunk, size-at)], at)
		if errors.Is(err, vault.ErrOpen) {
			return ErrDamaged
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the file: %w", err)
		}
	}
	return nil
}

// stored refuses what would be more when it is read than it is here: only who has the
// public key made it, and that can be anybody.
func stored(z *zip.Reader, size int64) error {
	for _, f := range z.File {
		if f.Method != zip.Store || f.UncompressedSize64 > uint64(size) { //nolint:gosec // never below nothing
			return ErrNotOne
		}
		size -= int64(f.UncompressedSize64) //nolint:gosec // no more than there was left
	}
	return nil
}
