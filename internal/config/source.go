package config

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wederhoor/internal/vault"
)

// Kinds of places where the master key comes from, as a page and doctor name them.
const (
	SourceFile       = "file" // of our own making, outside the data folder
	SourceVariable   = "env"  // env:NAME
	SourceCredential = "cred" // cred:NAME, of systemd
	SourceService    = "unix" // unix:PATH, a service on this machine
)

// Kind says what sort of place a source of the master key is, and not where it is.
func Kind(source string) string {
	switch kind, _, _ := strings.Cut(source, ":"); kind {
	case SourceVariable, SourceCredential, SourceService:
		return kind
	}
	return SourceFile
}

// ErrServiceAway says that the service which hands over the master key did not answer.
var ErrServiceAway = errors.New("the service that hands over the master key does not answer")

// How a service is asked: it may be starting at the same moment as we.
const (
	serviceTries = 5
	servicePause = 2 * time.Second
	serviceWait  = 5 * time.Second // for one answer
)

// given reads a master key that does not lie in a file of ours: of a variable, which
// programs of the same user can read; of a credential of systemd, which a chip of the
// machine can seal (LoadCredentialEncrypted); or of a service that listens on this
// machine. ok is false for a file.
func given(source string) (key vault.Key, ok bool, err error) {
	kind, name, _ := strings.Cut(source, ":")
	switch kind {
	case SourceVariable:
		text := os.Getenv(name)
		if err := os.Unsetenv(name); err != nil { // what we start does not inherit it
			return key, true, fmt.Errorf("forget the variable with the master key: %w", err)
		}
		key, err = vault.LoadMaster("hex:"+text, "")
	case SourceCredential:
		dir := os.Getenv("CREDENTIALS_DIRECTORY")
		if dir == "" || name != filepath.Base(name) {
			return key, true, fmt.Errorf("systemd gave no credential %q: put LoadCredential=%s:… in the unit", name, name)
		}
		raw, readErr := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a name without a folder, in the folder of systemd
		if readErr != nil {
			return key, true, fmt.Errorf("read the credential with the master key: %w", readErr)
		}
		key, err = vault.LoadMaster("hex:"+string(raw), "")
	case SourceService:
		key, err = fromService(name, servicePause)
	default:
		return key, false, nil
	}
	if err != nil {
		return key, true, fmt.Errorf("%w (in %s)", err, source)
	}
	return key, true, nil
}

// Answers tries once whether a service, as unix:PATH, hands over a key.
func Answers(source string) error {
	_, err := askService(strings.TrimPrefix(source, SourceService+":"))
	return err
}

// fromService asks a service a few times, and then says that it is away.
func fromService(path string, pause time.Duration) (key vault.Key, err error) {
	for n := range serviceTries {
		if n > 0 {
			time.Sleep(pause)
		}
		if key, err = askService(path); !errors.Is(err, ErrServiceAway) {
			return key, err
		}
	}
	return key, fmt.Errorf("%w. Nothing was changed: start it, and start again", err)
}

// askService connects, reads until the service closes, and says nothing itself, as
// systemd does with the socket of LoadCredential: 32 bytes, or 64 hexadecimal
// characters. Whoever could put a socket of their own there would choose the key of a
// new register, so that it must be ours or root's.
func askService(path string) (vault.Key, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return vault.Key{}, fmt.Errorf("%w: %w", ErrServiceAway, err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if info.Mode().Type() != os.ModeSocket || !ok {
		return vault.Key{}, errors.New("this is no socket of a service; leave unix: out for a file")
	}
	if uid := int(owner.Uid); uid != 0 && uid != os.Getuid() {
		return vault.Key{}, errors.New("the socket belongs to another user than this program or root")
	}
	ctx, cancel := context.WithTimeout(context.Background(), serviceWait)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "unix", path)
	if err != nil {
		return vault.Key{}, fmt.Errorf("%w: %w", ErrServiceAway, err)
	}
	defer func() { _ = conn.Close() }()
	deadline, _ := ctx.Deadline()
	if err := conn.SetReadDeadline(deadline); err != nil {
		return vault.Key{}, fmt.Errorf("%w: %w", ErrServiceAway, err)
	}
	raw, err := io.ReadAll(io.LimitReader(conn, 1<<10)) // more is not a key
	if err != nil || len(raw) == 0 {
		return vault.Key{}, errors.Join(ErrServiceAway, err)
	}
	if len(raw) == len(vault.Key{}) {
		return vault.LoadMaster("hex:"+hex.EncodeToString(raw), "")
	}
	return vault.LoadMaster("hex:"+string(raw), "")
}
