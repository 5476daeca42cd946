package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"wederhoor/internal/files"
)

// ErrOtherPlace says that files are kept in another place than the one that was given.
var ErrOtherPlace = errors.New("the files of this register are kept elsewhere: give the place where they are (--files), or take them along with wederhoor files move")

// ErrPlaceTaken says that a bucket is of another register, whose rubbish would be ours.
var ErrPlaceTaken = errors.New("there are files of somebody else in this bucket: take an empty one, or another prefix")

// placeMark is a file by which a register knows its own place again: a collector that
// looks in the place of another register would find nothing but rubbish, and a backup
// no files at all.
const placeMark = "wederhoor"

// placeOfFiles is where files are kept, once it is known to be the right one.
type placeOfFiles struct {
	files.Place
	bucket bool
	mu     sync.Mutex
	known  bool
}

// filesAt is where files are kept when nothing else is said.
func (c Config) filesAt() files.Address {
	if c.Files != (files.Address{}) {
		return c.Files
	}
	return files.Address{Folder: DefaultFiles(c.Data)}
}

// DefaultFiles is the folder for files in a data folder.
func DefaultFiles(data string) string { return filepath.Join(data, "files") }

// openFiles opens the place. A folder with files beside a bucket is what a move left
// half-way, and what is erased would live on in it.
func (c Config) openFiles() (files.Place, error) {
	if c.Files.IsBucket() {
		left, err := files.Holds(DefaultFiles(c.Data))
		if err == nil && left {
			err = fmt.Errorf("there are files in %s: take them along with wederhoor files move, or remove that folder when wederhoor verify finds all in the bucket", DefaultFiles(c.Data))
		}
		if err != nil {
			return nil, err
		}
	}
	return c.filesAt().Open()
}

// place gives where files are kept. The first time it looks whether that is a place
// for them, and ours; a bucket that is away is asked again the next time.
func (s *Store) place(ctx context.Context) (files.Place, error) {
	s.files.mu.Lock()
	defer s.files.mu.Unlock()
	if s.files.known {
		return s.files.Place, nil
	}
	if err := s.files.Fits(ctx); err != nil {
		return nil, err
	}
	if err := s.recognise(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", s.files.Place, err)
	}
	s.files.known = true
	return s.files.Place, nil
}

// FilesAnswer looks whether files can be kept and read now.
func (s *Store) FilesAnswer(ctx context.Context) error {
	place, err := s.place(ctx)
	if err == nil {
		err = place.Fits(ctx)
	}
	return err
}

func (s *Store) recognise(ctx context.Context) error {
	ours, err := markOf(ctx, s.reg)
	if err != nil {
		return err
	}
	if !s.files.bucket {
		return elsewhere(ours)
	}
	there, err := markIn(ctx, s.files.Place)
	if err != nil || ours != "" && ours == there {
		return err
	}
	here, err := s.hasOurs(ctx)
	switch {
	case err != nil:
		return err
	case ours != "" && (there != "" || !here):
		return ErrOtherPlace
	case !here:
		return ErrPlaceTaken
	}
	return s.markPlace(ctx, there)
}

// elsewhere refuses a folder when files are in a bucket: only those have a mark. A
// folder is nobody else's.
func elsewhere(mark string) error {
	if mark != "" {
		return ErrOtherPlace
	}
	return nil
}

// hasOurs reports whether the files of this register are here: one of them is, or it
// has none and neither has the place.
func (s *Store) hasOurs(ctx context.Context) (bool, error) {
	rows, err := filesWithKeys(ctx, s.keys, "")
	if err != nil {
		return false, err
	}
	for _, name := range rows[:min(len(rows), 20)] {
		_, err := s.files.Size(ctx, name)
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	empty := len(rows) == 0
	err = s.files.List(ctx, func(files.Object) error {
		empty = false
		return fs.SkipAll
	})
	if errors.Is(err, fs.SkipAll) {
		err = nil
	}
	return empty, err
}

// markPlace writes down where files are kept: in the register first, which says what
// several programs that start at once agree on.
func (s *Store) markPlace(ctx context.Context, mark string) error {
	if mark == "" {
		mark = NewID()
	}
	err := s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("INSERT INTO files_place (id, mark) VALUES (1, $1) ON CONFLICT (id) DO NOTHING", mark)
		return err
	})
	if err != nil {
		return err
	}
	ours, err := markOf(ctx, s.reg)
	if err != nil {
		return err
	}
	return writeMark(s.files.Place, ours)
}

func markOf(ctx context.Context, reg reader) (string, error) {
	all, err := list(ctx, reg, value[string], "SELECT mark FROM files_place")
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0], nil
}

// markIn reads the mark of a place; empty when it has none.
func markIn(ctx context.Context, place files.Place) (string, error) {
	size, err := place.Size(ctx, placeMark)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	mark := make([]byte, min(size, 100))
	if err == nil {
		err = place.Read(ctx, placeMark, mark, 0)
	}
	return string(mark), err
}

func writeMark(place files.Place, mark string) error {
	if there, err := markIn(context.Background(), place); err != nil || there == mark {
		return err
	}
	out, err := place.Create(placeMark)
	if err != nil {
		return err
	}
	if _, err := out.Write([]byte(mark)); err != nil {
		out.Abort()
		return err
	}
	return out.Commit()
}
