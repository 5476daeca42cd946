package vault

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// CreateMaster makes a master key and writes it to a new file for its owner
// only. It never overwrites: the key that was there may be the only one that
// opens the register. A missing parent directory is made with mode 0700; one
// that exists keeps its mode. On return the file survives a power cut.
func CreateMaster(path string) (Key, error) {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return Key{}, fmt.Errorf("vault: make directory for master key: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return Key{}, fmt.Errorf("vault: there is a file at %s already; a master key is never overwritten: %w", path, err)
	}
	if err != nil {
		return Key{}, fmt.Errorf("vault: create master key: %w", err)
	}
	k := NewKey()
	if err := writeMaster(file, k); err != nil {
		_ = os.Remove(path) // half a key would stop the next attempt
		return Key{}, fmt.Errorf("vault: write master key: %w", err)
	}
	return k, nil
}

func writeMaster(file *os.File, k Key) error {
	_, err := file.WriteString(hex.EncodeToString(k[:]) + "\n")
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(file.Name()))
}

// makeDir is os.MkdirAll that also syncs every directory it adds a name to.
func makeDir(dir string) error {
	parent := filepath.Dir(dir)
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, os.ErrNotExist) {
		if err := makeDir(parent); err != nil {
			return err
		}
		err = os.Mkdir(dir, 0o700)
	}
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncDir(parent)
}

// syncDir makes the name of a new file survive, not only its content.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
