package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wederhoor/internal/files"
)

// Files reads where files are kept; empty is the folder in the data folder. The secret
// of a bucket may come from env:NAME or cred:NAME, as the master key may.
func Files(setting string) (a files.Address, err error) {
	if setting == "" {
		return a, nil
	}
	if a, err = files.Parse(setting); err != nil || a.From == "" {
		return a, err
	}
	kind, name, _ := strings.Cut(a.From, ":")
	switch dir := os.Getenv("CREDENTIALS_DIRECTORY"); {
	case kind == "env":
		a.Secret = os.Getenv(name)
	case kind == "cred" && dir != "" && name == filepath.Base(name):
		raw, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a name without a folder, in the folder of systemd
		if err != nil {
			return a, fmt.Errorf("read the credential with the secret of the bucket: %w", err)
		}
		a.Secret = strings.TrimSpace(string(raw))
	}
	if a.Secret == "" {
		return a, fmt.Errorf("%w: there is no secret in %s (env:NAME, or cred:NAME with LoadCredential in the unit)", files.ErrAddress, a.From)
	}
	return a, nil
}
