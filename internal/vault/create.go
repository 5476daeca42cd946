package vault

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"wederhoor/internal/durable"
)

// CreateMaster makes a master key and writes it to a new file for its owner
// only. It never overwrites: the key that was there may be the only one that
// opens the register. A missing parent directory is made with mode 0700; one
// that exists keeps its mode. On return the file survives a power cut.
func CreateMaster(path string) (Key, error) {
	if err := makeDir(filepath.Dir(path)); err != nil {
		return Key{}, fmt.Errorf("vault: make directory for master key: %w", err)
	}
	k := NewKey()
	err := durable.Create(path, []byte(hex.EncodeToString(k[:])+"\n"))
	if errors.Is(err, os.ErrExist) {
		return Key{}, fmt.Errorf("vault: there is a file at %s already; a master key is never overwritten: %w", path, err)
	}
	if err != nil {
		return Key{}, fmt.Errorf("vault: write master key: %w", err)
	}
	return k, nil
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
	return durable.Folder(parent)
}
