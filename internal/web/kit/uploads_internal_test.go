package kit

import (
	"net/http/httptest"
	"testing"
	"time"
)

// TestFilesOfStrangersTakeOnlySoMuch: one network that floods is stopped and others are
// not, until all together is too much; an hour later it begins again. Who is known is
// never counted.
func TestFilesOfStrangersTakeOnlySoMuch(t *testing.T) {
	now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC)
	k := &Kit{Limits: true, Now: func() time.Time { return now }}
	from := func(address string) (took int64) {
		r := httptest.NewRequest("POST", "/complaints", nil)
		r.RemoteAddr = address + ":1"
		for range 500 {
			if !k.takesFiles(r) {
				break
			}
			k.tookFile(r, 20<<20)
			took += 20 << 20
		}
		return took
	}
	if took := from("192.0.2.1"); took < quietUploads || took > quietUploads+20<<20 {
		t.Errorf("the first network fills %d MB", took>>20)
	}
	if took := from("192.0.2.2"); took < networkUploads || took > networkUploads+20<<20 {
		t.Errorf("another, once it is busy, %d MB", took>>20)
	}
	for n := 3; n < 20; n++ {
		from("192.0.2." + string(rune('0'+n%10)) + string(rune('0'+n/10)))
	}
	if k.uploads.all < mostUploads || k.uploads.all > mostUploads+20<<20 {
		t.Errorf("all together %d MB", k.uploads.all>>20)
	}
	r := httptest.NewRequest("POST", "/staff/complaints/2026-001/note", nil)
	if k.takesFiles(r) || !k.takesFiles(Known(r)) {
		t.Error("who is known is refused, or a stranger is not")
	}
	now = now.Add(uploadsWithin)
	if !k.takesFiles(r) {
		t.Error("an hour later nothing is taken")
	}
}
