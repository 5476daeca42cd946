package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Folder keeps files in a folder, and syncs each file and the folder itself.
type Folder struct {
	Sync func(*os.File) error // the system's; a test sees what was synced when
	root *os.Root
}

// OpenFolder opens a folder, and makes it when it is not there.
func OpenFolder(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for files: %w", err)
	}
	return lookIn(path)
}

func lookIn(path string) (*Folder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("open the folder for files: %w", err)
	}
	return &Folder{Sync: (*os.File).Sync, root: root}, nil
}

// String is the path.
func (f *Folder) String() string { return filepath.Clean(f.root.Name()) }

// Close implements [Place].
func (f *Folder) Close() error { return f.root.Close() }

// Fits implements [Place]: a folder forgets what is removed.
func (f *Folder) Fits(context.Context) error { return nil }

// Tidy implements [Place]: what was broken off stands in the list.
func (f *Folder) Tidy(context.Context, time.Time) error { return nil }

type fileWriter struct {
	*os.File
	of   *Folder
	name string
}

// Create implements [Place].
func (f *Folder) Create(name string) (Writer, error) {
	out, err := f.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make a file: %w", err)
	}
	return fileWriter{out, f, name}, nil
}

func (w fileWriter) Commit() error {
	err := errors.Join(w.of.Sync(w.File), w.Close())
	if err == nil {
		err = w.of.sync()
	}
	if err != nil {
		_ = w.of.root.Remove(w.name)
		return fmt.Errorf("keep a file: %w", err)
	}
	return nil
}

func (w fileWriter) Abort() { _ = errors.Join(w.Close(), w.of.root.Remove(w.name)) }

// sync makes durable which files there are.
func (f *Folder) sync() error {
	dir, err := f.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(dir), dir.Close())
}

// Read implements [Place].
func (f *Folder) Read(_ context.Context, name string, p []byte, from int64) (err error) {
	in, err := f.root.Open(name)
	if err != nil {
		return fmt.Errorf("open a file: %w", err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if _, err := io.ReadFull(io.NewSectionReader(in, from, int64(len(p))), p); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("read a file: %w", err)
	}
	return nil
}

// Size implements [Place].
func (f *Folder) Size(_ context.Context, name string) (int64, error) {
	info, err := f.root.Stat(name)
	if err != nil {
		return 0, fmt.Errorf("look at a file: %w", err)
	}
	return info.Size(), nil
}

// Remove implements [Place].
func (f *Folder) Remove(_ context.Context, names ...string) error {
	for _, name := range names {
		if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove a file: %w", err)
		}
	}
	if err := f.sync(); err != nil {
		return fmt.Errorf("remove a file: %w", err)
	}
	return nil
}

// List implements [Place].
func (f *Folder) List(ctx context.Context, visit func(Object) error) error {
	all, err := os.ReadDir(f.String())
	if err != nil {
		return fmt.Errorf("read the folder for files: %w", err)
	}
	for _, e := range all {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("read the folder for files: %w", err)
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) { // gone meanwhile
			continue
		}
		if err != nil {
			return fmt.Errorf("read the folder for files: %w", err)
		}
		if err := visit(Object{e.Name(), info.Size(), info.ModTime()}); err != nil {
			return err
		}
	}
	return nil
}
