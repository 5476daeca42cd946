package kit

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// What files of people who are not signed in may take of the disk within an hour, at one
// program. A file is stored while it arrives, before anybody knows whether the form is any
// good, and what comes of nothing is cleared away only after two days: without a bound
// somebody who sends forms that are refused fills the disk with them. The text of a form
// never counts, so that a complaint can always be sent.
const (
	quietUploads   = 500 << 20 // below it nobody is refused: a classroom is one network
	networkUploads = 250 << 20 // of one network, once it is busy: a form as large as can be, and more
	mostUploads    = 2 << 30   // of all together
	uploadsWithin  = time.Hour
)

// uploads counts them, in bytes.
type uploads struct {
	mu    sync.Mutex
	since time.Time
	all   int64
	of    map[string]int64
}

// takes reports whether a network may send one more file.
func (u *uploads) takes(network string, now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.begin(now)
	return u.all < quietUploads || u.all < mostUploads && u.of[network] < networkUploads
}

// took counts one.
func (u *uploads) took(network string, size int64, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.begin(now)
	u.all += size
	u.of[network] += size
}

func (u *uploads) begin(now time.Time) {
	if age := now.Sub(u.since); u.of == nil || age >= uploadsWithin || age < 0 {
		u.since, u.all, u.of = now, 0, map[string]int64{}
	}
}

type knownKey struct{}

// Known marks a request of somebody who was recognised: their files are not counted.
func Known(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), knownKey{}, true))
}

// takesFiles reports whether a file of this request is stored.
func (k *Kit) takesFiles(r *http.Request) bool {
	return !k.counts(r) || k.uploads.takes(k.Network(r), k.Now())
}

func (k *Kit) tookFile(r *http.Request, size int64) {
	if k.counts(r) {
		k.uploads.took(k.Network(r), size, k.Now())
	}
}

func (k *Kit) counts(r *http.Request) bool {
	return k.Limits && r.Context().Value(knownKey{}) == nil
}
