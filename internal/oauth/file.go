package oauth

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wederhoor/internal/durable"
	"wederhoor/internal/outward"
)

// content is the file of a token source.
type content struct {
	TokenURL      string   `json:"token_url"`
	ClientID      string   `json:"client_id"`
	ClientSecret  string   `json:"client_secret"`
	RefreshToken  string   `json:"refresh_token,omitempty"`
	Scopes        []string `json:"scopes,omitempty"`
	SecretExpires string   `json:"secret_expires,omitempty"` // 2027-03-01
}

const largest = 64 << 10 // bytes of a file

// read reads the file and demands that nobody else may. Its errors hold nothing
// of the file, and not its name.
func read(name string) (content, error) {
	f, err := os.Open(name) //nolint:gosec // the operator names it
	if err != nil {
		return content{}, fmt.Errorf("%w: cannot be opened", ErrFile)
	}
	defer func() { _ = f.Close() }()
	about, err := f.Stat()
	if err != nil || !about.Mode().IsRegular() {
		return content{}, fmt.Errorf("%w: not a file", ErrFile)
	}
	if about.Mode().Perm()&0o077 != 0 {
		return content{}, fmt.Errorf("%w: others may read it, make it 0600", ErrFile)
	}
	var c content
	dec := json.NewDecoder(io.LimitReader(f, largest))
	dec.DisallowUnknownFields() // what we do not know would be lost when we write it back
	if err := dec.Decode(&c); err != nil {
		return content{}, fmt.Errorf("%w: not the JSON that is wanted", ErrFile)
	}
	return c, c.check()
}

func (c content) check() error {
	u, err := url.Parse(c.TokenURL)
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return fmt.Errorf("%w: token_url is not an address", ErrFile)
	case u.Scheme != "https" && (u.Scheme != "http" || !outward.Loopback(strings.ToLower(u.Hostname()))):
		return fmt.Errorf("%w: token_url must begin with https", ErrFile)
	case c.ClientID == "" || c.ClientSecret == "":
		return fmt.Errorf("%w: client_id and client_secret are needed", ErrFile)
	}
	if _, err := c.expires(); err != nil {
		return fmt.Errorf("%w: secret_expires is not a date such as 2027-03-01", ErrFile)
	}
	return nil
}

func (c content) expires() (time.Time, error) {
	if c.SecretExpires == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, c.SecretExpires)
}

// write replaces the file in one go: a power cut leaves the old or the new one.
func write(name string, c content) error {
	raw, err := json.MarshalIndent(c, "", "  ") //nolint:gosec // it goes back to the file it came from
	if err != nil {
		return err
	}
	dir := filepath.Dir(name)
	f, err := os.CreateTemp(dir, ".oauth-*") // made with 0600
	if err != nil {
		return fmt.Errorf("%w: its folder cannot be written", ErrFile)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already when all went well
	_, err = f.Write(append(raw, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("%w: cannot be written", ErrFile)
	}
	if durable.Folder(dir) != nil {
		return fmt.Errorf("%w: its folder cannot be synced", ErrFile)
	}
	return nil
}
