package directory

import (
	"net/http"
	"time"

	"wederhoor/internal/outward"
)

// Limits on what we ask a provider.
const (
	discoveryTime = 5 * time.Second
	answerTime    = 10 * time.Second
	answerSize    = 1 << 20 // bytes; descriptions, keys and tokens are a few kB
)

// client talks to the provider, and to nobody it is sent on to.
func client() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSHandshakeTimeout = discoveryTime
	transport.ResponseHeaderTimeout = answerTime
	transport.MaxResponseHeaderBytes = 64 << 10
	transport.MaxIdleConnsPerHost = 2
	return &http.Client{Timeout: answerTime, Transport: outward.Bounded(transport, answerSize), CheckRedirect: outward.Stay}
}
