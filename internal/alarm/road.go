// Package alarm tells another system that mail does not flow. It goes another road
// than mail, because mail may be what is broken.
package alarm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"wederhoor/internal/outward"
)

// Limits on one telling.
const (
	connectTime = 5 * time.Second
	answerTime  = 10 * time.Second
	answerSize  = 64 << 10 // bytes; what it says is not read
)

// ErrSetting is wrapped by every refusal of Parse. The text never repeats the
// address, which may hold a token.
var ErrSetting = errors.New("address for alarms")

// ErrNotTaken says that the other system did not take an alarm.
var ErrNotTaken = errors.New("the alarm was not taken")

// Notice is all that is told: codes and moments, no name and no content.
type Notice struct {
	Alarm        string     `json:"alarm"`
	About        string     `json:"about,omitempty"` // which mailbox, as its keyed id
	Since        time.Time  `json:"since"`
	Over         *time.Time `json:"over,omitempty"` // nil: it lasts
	Installation string     `json:"installation"`
}

// Road is where alarms are told. It may be used from many goroutines.
type Road struct {
	to     *url.URL
	client *http.Client
}

// Parse reads https://alarm.voorbeeld.example/path; http:// is for loopback
// addresses only.
func Parse(setting string) (*Road, error) {
	u, err := url.Parse(setting)
	switch {
	case err != nil || u.Hostname() == "" || u.Fragment != "":
		return nil, fmt.Errorf("%w: want https://host/path", ErrSetting) // err would quote it
	case u.Scheme == "https", u.Scheme == "http" && outward.Loopback(u.Hostname()):
	default:
		return nil, fmt.Errorf("%w: https, and http only for loopback addresses", ErrSetting)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = (&net.Dialer{Timeout: connectTime}).DialContext
	transport.TLSHandshakeTimeout = connectTime
	transport.MaxResponseHeaderBytes = answerSize
	transport.DisableKeepAlives = true // once a day
	return &Road{to: u, client: &http.Client{Timeout: answerTime, Transport: transport, CheckRedirect: outward.Stay}}, nil
}

// Tell posts one notice. Every answer of the 200s means that it was taken; what
// the other system says is never repeated.
func (r *Road) Tell(ctx context.Context, n Notice) error {
	body, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("write an alarm: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.to.String(), bytes.NewReader(body))
	if err != nil {
		return ErrSetting
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "wederhoor")
	answer, err := r.client.Do(req)
	if err != nil { // its text quotes the address
		return fmt.Errorf("%w: no answer", ErrNotTaken)
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, answerSize))
	_ = answer.Body.Close()
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("%w: status %d", ErrNotTaken, answer.StatusCode)
	}
	return nil
}

// String says where the road goes, without the path, which may hold a token.
func (r *Road) String() string { return r.to.Scheme + "://" + r.to.Host }

// GoString and LogValue keep it out of %#v and out of logs.
func (r *Road) GoString() string { return r.String() }

// LogValue is String.
func (r *Road) LogValue() slog.Value { return slog.StringValue(r.String()) }
