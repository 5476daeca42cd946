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
// a file, or env:NAME, cred:NAME or unix:PATH; see [given].
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
