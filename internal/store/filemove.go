package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"wederhoor/internal/files"
)

// MovedFiles is what was taken along.
type MovedFiles struct {
	From, To string
	Files    int
	Bytes    int64
	Had      int // of them, were there from an earlier try
}

// MoveFiles takes the files of a register that is not served to another place, as they
// lie there, sealed; it needs no key. Each is read back and compared before anything
// goes from where they were. It may be broken off and done again.
func MoveFiles(ctx context.Context, cfg Config, to files.Address) (m MovedFiles, err error) {
	unlock := func() error { return nil }
	if cfg.Postgres == "" {
		if unlock, err = lockFolder(cfg.Data); err != nil {
			return m, err
		}
	}
	defer func() { err = errors.Join(err, unlock()) }()
	c, err := OpenCopy(ctx, cfg, "")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	there, err := to.Open()
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, there.Close()) }()
	m.From, m.To = c.files.String(), there.String()
	if m.From == m.To {
		return m, errors.New("the files are there already")
	}
	err = there.Fits(ctx)
	if err == nil {
		err = c.move(ctx, there, &m)
	}
	if err == nil {
		err = c.nowIn(ctx, cfg, there, to.IsBucket())
	}
	return m, err
}

// nowIn writes down where the files are, and then clears away where they were.
func (c *Copy) nowIn(ctx context.Context, cfg Config, there files.Place, bucket bool) error {
	mark := ""
	if bucket {
		if mark = c.mark; mark == "" {
			mark = NewID()
		}
		if err := writeMark(there, mark); err != nil {
			return err
		}
	}
	if err := setMark(ctx, cfg, mark); err != nil {
		return err
	}
	return clearPlace(ctx, c.files)
}

// setMark changes the mark in a register that nobody serves.
func setMark(ctx context.Context, cfg Config, mark string) (err error) {
	var db *sql.DB
	if cfg.Postgres != "" {
		db, err = primary(cfg.Postgres, PartRegister)
	} else {
		db, err = sql.Open("sqlite3", sqliteDSN(filepath.Join(cfg.Data, databaseFiles[PartRegister]), ""))
	}
	if err != nil {
		return fmt.Errorf("open the register: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if mark == "" {
		_, err = db.ExecContext(ctx, "DELETE FROM files_place")
	} else {
		_, err = db.ExecContext(ctx, "INSERT INTO files_place (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark", mark)
	}
	if err != nil {
		return unavailable(err)
	}
	return nil
}

func (c *Copy) move(ctx context.Context, to files.Place, m *MovedFiles) error {
	kept, err := c.Files(ctx)
	if err != nil {
		return err
	}
	if err := free(ctx, to, kept, c.mark); err != nil {
		return err
	}
	for _, name := range kept {
		if err := c.moveFile(ctx, to, name, m); err != nil {
			return err
		}
	}
	return nil
}

// free refuses a place with anything in it but what an earlier try took along.
func free(ctx context.Context, to files.Place, kept []string, mark string) error {
	there, err := markIn(ctx, to)
	if err != nil {
		return err
	}
	if there != "" && there != mark {
		return ErrPlaceTaken
	}
	return to.List(ctx, func(o files.Object) error {
		if _, known := slices.BinarySearch(kept, o.Name); !known && o.Name != placeMark {
			return ErrPlaceTaken
		}
		return nil
	})
}

// moveFile takes one file along. One that is not there was lost before: verify tells.
func (c *Copy) moveFile(ctx context.Context, to files.Place, name string, m *MovedFiles) error {
	from, err := files.Open(ctx, c.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	was, err := digest(from.All())
	if err != nil {
		return err
	}
	is, err := digestIn(ctx, to, name)
	if err == nil && is == was {
		m.Had++
	} else {
		if err := errors.Join(to.Remove(ctx, name), put(to, name, from.All())); err != nil {
			return err
		}
		if is, err = digestIn(ctx, to, name); err != nil || is != was {
			return errors.Join(fmt.Errorf("file %s did not arrive as it was; nothing was taken away", name), err)
		}
	}
	m.Files, m.Bytes = m.Files+1, m.Bytes+from.Size()
	return nil
}

func put(to files.Place, name string, from io.Reader) error {
	out, err := to.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, from); err != nil {
		out.Abort()
		return fmt.Errorf("take a file along: %w", err)
	}
	return out.Commit()
}

func digestIn(ctx context.Context, place files.Place, name string) (sum [sha256.Size]byte, err error) {
	f, err := files.Open(ctx, place, name)
	if err != nil {
		return sum, err
	}
	return digest(f.All())
}

func digest(r io.Reader) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return sum, fmt.Errorf("read a file: %w", err)
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// clearPlace empties where the files were, with their mark last: what is broken off
// here is still known as the place of this register.
func clearPlace(ctx context.Context, place files.Place) error {
	var gone []string
	err := place.List(ctx, func(o files.Object) error {
		if o.Name != placeMark {
			gone = append(gone, o.Name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return place.Remove(ctx, append(gone, placeMark)...)
}
