// Package config finds where things are kept: the data folder and the master
// key outside it. It is the only place that reads the environment, beside the
// flags that cli declares.
package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// DefaultData is the folder used when none is named.
func DefaultData() string {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "wederhoor")
	}
	if home, err := os.UserHomeDir(); err == nil && home != "" {
		return filepath.Join(home, ".local", "share", "wederhoor")
	}
	return "wederhoor-data"
}

// Master finds the master key of a data folder, or makes one when the folder is
// new. The key never lies inside the folder: a copied folder opens nothing. source is
// a file, or env:NAME or cred:NAME; see [given].
func Master(data, source string) (key vault.Key, path string, err error) {
	file := strings.TrimPrefix(source, "file:")
	if key, ok, err := given(source); ok || err != nil {
		if err == nil {
			_, _, err = installation(data)
		}
		return key, source, err
	}
	data, err = filepath.Abs(data)
	if err != nil {
		return key, "", fmt.Errorf("find the data folder: %w", err)
	}
	name, fresh, err := installation(data)
	if err != nil {
		return key, "", err
	}
	path = file
	if path == "" {
		path = filepath.Join(keyFolder(data), name+".key")
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if !fresh {
			return key, path, fmt.Errorf("the master key %s is missing: put it back, or use the recovery sheet. Nothing was changed", path)
		}
		key, err = vault.CreateMaster(path)
		return key, path, err
	}
	key, err = vault.LoadMaster("file:"+path, data)
	return key, path, err
}

// installation names a data folder, so that its key is found again after the
// folder moved. fresh means that nothing was sealed in it yet.
func installation(data string) (name string, fresh bool, err error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return "", false, fmt.Errorf("make the data folder: %w", err)
	}
	file := filepath.Join(data, "installation")
	raw, err := os.ReadFile(file) //nolint:gosec // the folder is the operator's choice
	if err == nil {
		_, statErr := os.Stat(filepath.Join(data, "keys.db"))
		return strings.TrimSpace(string(raw)), errors.Is(statErr, os.ErrNotExist), nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return "", false, fmt.Errorf("read the data folder: %w", err)
	}
	name = store.NewID()
	if err := os.WriteFile(file, []byte(name+"\n"), 0o600); err != nil {
		return "", false, fmt.Errorf("name the data folder: %w", err)
	}
	return name, true, nil
}

// keyFolder is outside the data folder, wherever that is.
func keyFolder(data string) string {
	if dir := os.Getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "wederhoor")
	}
	if home, err := os.UserHomeDir(); err == nil && home != "" && !strings.HasPrefix(filepath.Join(home, ".config"), data+string(filepath.Separator)) {
		return filepath.Join(home, ".config", "wederhoor")
	}
	return data + "-key"
}

// given reads a master key that does not lie in a file of ours: of a variable, which
// programs of the same user can read, or of a credential of systemd, which a chip of
// the machine can seal (LoadCredentialEncrypted). ok is false for a file.
func given(source string) (key vault.Key, ok bool, err error) {
	kind, name, _ := strings.Cut(source, ":")
	switch kind {
	case "env":
		text := os.Getenv(name)
		if err := os.Unsetenv(name); err != nil { // what we start does not inherit it
			return key, true, fmt.Errorf("forget the variable with the master key: %w", err)
		}
		key, err = vault.LoadMaster("hex:"+text, "")
	case "cred":
		dir := os.Getenv("CREDENTIALS_DIRECTORY")
		if dir == "" || name != filepath.Base(name) {
			return key, true, fmt.Errorf("systemd gave no credential %q: put LoadCredential=%s:… in the unit", name, name)
		}
		raw, readErr := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a name without a folder, in the folder of systemd
		if readErr != nil {
			return key, true, fmt.Errorf("read the credential with the master key: %w", readErr)
		}
		key, err = vault.LoadMaster("hex:"+string(raw), "")
	default:
		return key, false, nil
	}
	if err != nil {
		return key, true, fmt.Errorf("%w (in %s)", err, source)
	}
	return key, true, nil
}

// Find says where the master key of a data folder is looked for, and makes
// nothing; "" when the folder is new and no file was named.
func Find(data, file string) (path string, err error) {
	if file != "" {
		return strings.TrimPrefix(file, "file:"), nil
	}
	data, err = filepath.Abs(data)
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	raw, err := os.ReadFile(filepath.Join(data, "installation"))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the data folder: %w", err)
	}
	return filepath.Join(keyFolder(data), strings.TrimSpace(string(raw))+".key"), nil
}
