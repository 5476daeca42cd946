package certificate

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"time"
)

// looksEvery is how soon a certificate that was put in the place of the old one is
// taken: what renews them knows nothing of us.
const looksEvery = 10 * time.Second

// soon is when somebody should have renewed a certificate in a file.
const soon = 14 * 24 * time.Hour

type file struct {
	cert, key string
	sites     func() []string
	every     time.Duration // see looksEvery
	logger    *slog.Logger
	now       atomic.Pointer[tls.Certificate]
	seen      [2]time.Time // when the two files were last changed
}

func fromFile(s Settings, sites func() []string, logger *slog.Logger) (Source, error) {
	f := &file{cert: s.File, key: s.Key, sites: sites, every: looksEvery, logger: logger}
	if err := f.read(); err != nil {
		return nil, err
	}
	return f, nil
}

// read takes both files. While they do not fit each other, halfway a renewal, the old
// certificate stays.
func (f *file) read() error {
	seen, err := f.changed()
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return fmt.Errorf("read the certificate %s and its key %s: %w", f.cert, f.key, err)
	}
	f.now.Store(&pair)
	f.seen = seen
	if left := time.Until(pair.Leaf.NotAfter); left < soon {
		f.logger.Warn("the certificate of the site ends soon", "ends", pair.Leaf.NotAfter.UTC(), "days", int(left.Hours()/24))
	}
	return nil
}

func (f *file) changed() (seen [2]time.Time, err error) {
	for i, path := range []string{f.cert, f.key} {
		info, err := os.Stat(path)
		if err != nil {
			return seen, fmt.Errorf("read the certificate: %w", err)
		}
		seen[i] = info.ModTime()
	}
	return seen, nil
}

func (f *file) Config() *tls.Config {
	c := modern()
	c.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return f.now.Load(), nil }
	return c
}

// Keep takes a renewed certificate as soon as it is there, without a restart.
func (f *file) Keep(ctx context.Context) {
	for said := ""; ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(f.every):
		}
		if seen, err := f.changed(); err == nil && seen == f.seen {
			continue
		}
		switch err := f.read(); {
		case err == nil:
			f.logger.InfoContext(ctx, "another certificate is used from now on", "ends", f.now.Load().Leaf.NotAfter.UTC())
			said = ""
		case err.Error() != said:
			f.logger.ErrorContext(ctx, "the certificate was changed and cannot be used; the old one stays", "error", err)
			said = err.Error()
		}
	}
}

func (f *file) Plain() http.Handler { return onward(f.sites) }
