// Package outward is what every road to another server keeps to: where it may go
// without encryption, where a redirect may lead, and how much an answer may hold.
package outward

import (
	"errors"
	"io"
	"net"
	"net/http"
)

// Loopback reports whether a host is this machine, where nothing is overheard.
// A name counts in small letters only.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hops are the most redirects that are followed.
const hops = 3

// Stay follows a few redirects, and only within the same site; it is the
// CheckRedirect of a client.
func Stay(r *http.Request, via []*http.Request) error {
	first := via[0].URL
	if r.URL.Scheme != first.Scheme || r.URL.Host != first.Host || len(via) > hops {
		return errors.New("a redirect to elsewhere")
	}
	return nil
}

// Bounded ends an answer that does not end, after this many bytes.
func Bounded(next http.RoundTripper, most int64) http.RoundTripper { return bounded{next, most} }

type bounded struct {
	next http.RoundTripper
	most int64
}

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{http.MaxBytesReader(nil, res.Body, b.most), res.Body}
	return res, nil
}
