package register

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"strings"

	"wederhoor/internal/store"
)

// ErrSite says that something is not the address of an organisation.
var ErrSite = errors.New("the address of an organisation is a name of its own with https, such as https://klachten.example.org, and nothing after it")

// siteOf reads the address of an organisation and makes it what its pages begin with:
// only a name and a port. On the machine itself http will do.
func siteOf(typed string) (string, error) {
	typed = strings.TrimSuffix(strings.TrimSpace(typed), "/")
	if typed == "" {
		return "", nil
	}
	u, err := url.Parse(typed)
	if err != nil || u.Hostname() == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Opaque != "" ||
		u.Scheme != "https" && (u.Scheme != "http" || !ownMachine(u.Hostname())) {
		return "", ErrSite
	}
	return u.Scheme + "://" + strings.ToLower(u.Host), nil
}

// ownMachine reports whether a name never leaves the machine.
func ownMachine(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// MoveSite gives the organisation another address. Passkeys belong to the name in it: who
// signs in with one has to make a new one.
func (r *Register) MoveSite(ctx context.Context, typed string) error {
	site, err := siteOf(typed)
	if err != nil || site == "" {
		return ErrSite
	}
	return r.editHome(ctx, func(o *store.Organisation) error {
		o.Site = site
		return nil
	})
}
