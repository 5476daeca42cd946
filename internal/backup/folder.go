package backup

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/durable"
	"wederhoor/internal/store"
)

// name is that of an archive: when it was made, in UTC, and of what.
var name = regexp.MustCompile(`^wederhoor-(\d{8}T\d{6}Z)-([0-9a-zA-Z]{8})-(register|keys)\.backup$`)

const (
	stamp      = "20060102T150405Z"
	ledgerName = "wederhoor-erased.jsonl"
	unfinished = ".part"
)

// Found is an archive in a folder.
type Found struct {
	Path string
	Part string
	Run  string // the begin of it
	Made time.Time
	Size int64
}

// List finds the whole archives in a folder, the oldest first.
func List(folder string) (all []Found, err error) {
	there, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("look at the backups: %w", err)
	}
	for _, e := range there {
		m := name.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		made, err := time.Parse(stamp, m[1])
		if err != nil {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look at the backups: %w", err)
		}
		all = append(all, Found{filepath.Join(folder, e.Name()), m[3], m[2], made, info.Size()})
	}
	slices.SortFunc(all, func(a, b Found) int { return a.Made.Compare(b.Made) })
	return all, nil
}

// newest is the last archive of a part; ok is false when there is none.
func newest(all []Found, part string) (f Found, ok bool) {
	for _, x := range all {
		if x.Part == part {
			f, ok = x, true
		}
	}
	return f, ok
}

// Ladder says which archives of the register stay: the last of each of so many days,
// weeks and months, and all of the last 24 hours. Those of the keys stay for KeysFor.
type Ladder struct {
	Days, Weeks, Months int
	KeysFor             time.Duration
}

// DefaultLadder keeps a week of days, five weeks and a year of months. The keys stay
// 30 days, which is after how long what was erased is gone everywhere (security 2.5).
var DefaultLadder = Ladder{Days: 7, Weeks: 5, Months: 12, KeysFor: 30 * 24 * time.Hour}

// over lists the archives that the ladder lets go.
func (l Ladder) over(all []Found, now time.Time) (old []Found) {
	keep := map[string]bool{}
	for _, step := range []struct {
		most int
		of   func(time.Time) string
	}{
		{l.Days, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{l.Weeks, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, "-", w) }},
		{l.Months, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for _, f := range slices.Backward(all) { // the last of a day is the one that stays
			if k := step.of(f.Made); f.Part == store.PartRegister && !seen[k] && len(seen) < step.most {
				seen[k], keep[f.Path] = true, true
			}
		}
	}
	last, _ := newest(all, store.PartKeys)
	for _, f := range all {
		gone := f.Part == store.PartRegister && !keep[f.Path] && now.Sub(f.Made) > 24*time.Hour || f.Part == store.PartKeys && now.Sub(f.Made) > l.KeysFor
		if gone && f.Path != last.Path { // without any keys nothing could be put back
			old = append(old, f)
		}
	}
	return old
}

// Prune removes what the ladder lets go, and what a backup that was broken off left
// more than a day ago.
func (l Ladder) Prune(folder string, now time.Time) error {
	all, err := List(folder)
	if err != nil {
		return err
	}
	for _, f := range l.over(all, now) {
		if err := os.Remove(f.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove an old backup: %w", err)
		}
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("look at the backups: %w", err)
	}
	for _, e := range there {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), "wederhoor-") || !strings.HasSuffix(e.Name(), unfinished) || now.Sub(info.ModTime()) < 24*time.Hour {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove a backup that was broken off: %w", err)
		}
	}
	return nil
}

// writeWhole writes a file that is there whole or not at all, also after a power cut.
func writeWhole(folder, file string, write func(*os.File) error) (size int64, err error) {
	path := filepath.Join(folder, file)
	f, err := os.OpenFile(path+unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // the folder is the operator's choice
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", file, err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		size, err = f.Seek(0, 2)
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(path+unfinished, path)
	}
	if err == nil {
		err = durable.Folder(folder)
	}
	if err != nil {
		_ = os.Remove(path + unfinished)
		return 0, fmt.Errorf("write %s: %w", file, err)
	}
	return size, nil
}

// writeLedger lays beside the archives what was erased: ids, and what stays for
// figures, sealed. It can be read without a key, because it must be at hand when an
// older archive is put back.
func writeLedger(folder string, all []store.Erasure) error {
	_, err := writeWhole(folder, ledgerName, func(f *os.File) error {
		out := bufio.NewWriter(f)
		for _, e := range all {
			if err := json.NewEncoder(out).Encode(e); err != nil {
				return err
			}
		}
		return out.Flush()
	})
	return err
}

// ReadLedger reads a ledger of what was erased; none there is none erased.
func ReadLedger(path string) (all []store.Erasure, err error) {
	f, err := os.Open(path) //nolint:gosec // the file is the operator's choice
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what was erased: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for d := json.NewDecoder(f); d.More(); {
		var e store.Erasure
		if err := d.Decode(&e); err != nil {
			return nil, fmt.Errorf("read what was erased: %w", err)
		}
		all = append(all, e)
	}
	return all, nil
}
