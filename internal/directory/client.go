package directory

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// Limits on what we ask a provider.
const (
	discoveryTime = 5 * time.Second
	answerTime    = 10 * time.Second
	answerSize    = 1 << 20 // bytes; descriptions, keys and tokens are a few kB
	redirects     = 3
)

// client talks to the provider, and to nobody it is sent on to.
func client() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSHandshakeTimeout = discoveryTime
	transport.ResponseHeaderTimeout = answerTime
	transport.MaxResponseHeaderBytes = 64 << 10
	transport.MaxIdleConnsPerHost = 2
	return &http.Client{Timeout: answerTime, Transport: bounded{transport}, CheckRedirect: stay}
}

// stay follows a redirect only within the same site.
func stay(r *http.Request, via []*http.Request) error {
	first := via[0].URL
	if r.URL.Scheme != first.Scheme || r.URL.Host != first.Host || len(via) > redirects {
		return errors.New("a redirect to elsewhere")
	}
	return nil
}

// bounded ends an answer that does not end.
type bounded struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{http.MaxBytesReader(nil, res.Body, answerSize), res.Body}
	return res, nil
}
