package vault

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// LoadMaster reads the master key from "file:/path", a file with 64
// hexadecimal characters, or from "hex:…" for a caller that has them already.
// A file that others may read, or that lies inside dataDir and so ends up in
// the same backup as what it protects, is refused. No error repeats the key.
func LoadMaster(source string, dataDir string) (Key, error) {
	if text, ok := strings.CutPrefix(source, "hex:"); ok {
		return parseMaster(text)
	}
	path, ok := strings.CutPrefix(source, "file:")
	if !ok || path == "" {
		return Key{}, errors.New(`vault: the source of the master key must begin with "file:" or "hex:"`)
	}
	text, err := readPrivate(path, dataDir)
	if err != nil {
		return Key{}, err
	}
	k, err := parseMaster(text)
	if err != nil {
		return Key{}, fmt.Errorf("%w (in %s)", err, path)
	}
	return k, nil
}

func parseMaster(text string) (Key, error) {
	raw, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != len(Key{}) {
		return Key{}, errors.New("vault: the master key is not 64 hexadecimal characters")
	}
	if Key(raw) == (Key{}) {
		return Key{}, errors.New("vault: the master key is all zeros")
	}
	return Key(raw), nil
}

func readPrivate(path, dataDir string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("vault: open master key: %w", err)
	}
	defer func() { _ = file.Close() }()
	if err := private(file, dataDir); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(file, 1<<10)) // more is not a key
	if err != nil {
		return "", fmt.Errorf("vault: read master key: %w", err)
	}
	return string(text), nil
}

func private(file *os.File, dataDir string) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("vault: inspect master key: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("vault: the master key %s is not a file", file.Name())
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("vault: the master key %s is open to others than its owner (mode %04o); run: chmod 600 %[1]s",
			file.Name(), info.Mode().Perm())
	}
	inside, err := isInside(file.Name(), dataDir)
	if err != nil {
		return fmt.Errorf("vault: locate master key: %w", err)
	}
	if inside {
		return fmt.Errorf("vault: the master key %s lies inside the data directory %s; "+
			"a copy of the data would then carry its own key: keep it elsewhere", file.Name(), dataDir)
	}
	return nil
}

// isInside follows symbolic links: what counts is where the bytes are. A data
// directory that does not exist yet holds nothing.
func isInside(path, dir string) (bool, error) {
	if _, err := os.Stat(dir); dir == "" || errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	realPath, err := realOf(path)
	if err != nil {
		return false, err
	}
	realDir, err := realOf(dir)
	if err != nil {
		return false, err
	}
	rel, err := filepath.Rel(realDir, realPath)
	return err == nil && filepath.IsLocal(rel), nil
}

func realOf(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}
