package vault_test

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/vault"
)

func TestMasterIsCreatedOnceForItsOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "etc", "wederhoor", "master")
	k, err := vault.CreateMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := vault.LoadMaster("file:"+path, t.TempDir()); err != nil || got != k {
		t.Errorf("loaded: %v", err)
	}
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if _, err := vault.CreateMaster(path); !errors.Is(err, os.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	if got, err := vault.LoadMaster("file:"+path, ""); err != nil || got != k {
		t.Errorf("the refused attempt changed the key: %v", err)
	}
}

func TestMasterCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.CreateMaster(filepath.Join(file, "master")); err == nil {
		t.Error("made a key below a file")
	}
}

func TestMasterFromTheCaller(t *testing.T) {
	k := known()
	if got, err := vault.LoadMaster("hex:"+strings.ToUpper(hex.EncodeToString(k[:]))+"\n", ""); err != nil || got != k {
		t.Errorf("hex: %v", err)
	}
}

func TestMasterRefusesWithASentence(t *testing.T) {
	k := known()
	text := hex.EncodeToString(k[:])
	keys, data := t.TempDir(), t.TempDir()
	write := func(dir, name, content string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return "file:" + path
	}
	link := filepath.Join(keys, "link")
	inside := write(data, "master", text, 0o600)
	if err := os.Symlink(strings.TrimPrefix(inside, "file:"), link); err != nil {
		t.Fatal(err)
	}
	for source, sentence := range map[string]string{
		"":                                     "must begin with",
		text:                                   "must begin with",
		"env:MASTER":                           "must begin with",
		"file:":                                "must begin with",
		"hex:":                                 "not 64 hexadecimal",
		"hex:" + text[1:]:                      "not 64 hexadecimal",
		"hex:g" + text[1:]:                     "not 64 hexadecimal",
		"hex:" + strings.Repeat("0", 64):       "all zeros",
		"file:" + filepath.Join(keys, "no"):    "no such file",
		"file:" + keys:                         "is not a file",
		write(keys, "group", text, 0o640):      "chmod 600",
		write(keys, "other", text, 0o604):      "chmod 600",
		write(keys, "short", text[2:], 0o600):  "not 64 hexadecimal",
		write(keys, "two", text+text, 0o600):   "not 64 hexadecimal",
		write(keys, "empty", "", 0o600):        "not 64 hexadecimal",
		inside:                                 "inside the data directory",
		"file:" + link:                         "inside the data directory",
		"file:" + data + "/../" + base(inside): "inside the data directory",
		write(data, "..master", text, 0o600):   "inside the data directory",
	} {
		k, err := vault.LoadMaster(source, data)
		if err == nil || !strings.Contains(err.Error(), sentence) || k != (vault.Key{}) {
			t.Errorf("%s: %v, want %q", source, err, sentence)
		}
		if err != nil && strings.Contains(err.Error(), text[10:20]) {
			t.Errorf("%s: the error repeats the key", source)
		}
	}
}

func base(source string) string {
	path := strings.TrimPrefix(source, "file:")
	return filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path))
}

func TestMasterNextToADataDirectoryWithTheSameBeginning(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "data-keys", "master")
	if _, err := vault.CreateMaster(path); err != nil {
		t.Fatal(err)
	}
	for _, dataDir := range []string{data, data + "/", filepath.Join(dir, "later"), ""} {
		if _, err := vault.LoadMaster("file:"+path, dataDir); err != nil {
			t.Errorf("data in %q: %v", dataDir, err)
		}
	}
}
