// Package durable writes files that are there after a power cut.
package durable

import (
	"errors"
	"os"
	"path/filepath"
)

// Create writes a new file for its owner only: whole, or not at all. It is an
// [os.ErrExist] when there is one already, which stays as it is.
func Create(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the path is the operator's choice
	if err != nil {
		return err //nolint:wrapcheck // it says what and where
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = Folder(filepath.Dir(path))
	}
	if err != nil {
		_ = os.Remove(path) // half of it would stop the next attempt
	}
	return err
}

// Folder makes the names in a folder survive, not only what the files hold.
func Folder(path string) error {
	dir, err := os.Open(path) //nolint:gosec // the path is the operator's choice
	if err != nil {
		return err //nolint:wrapcheck // it says what and where
	}
	return errors.Join(dir.Sync(), dir.Close())
}
