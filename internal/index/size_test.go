package index_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
)

// TestSizeIsAboutWhatItTakes, within a half, for short and long dossiers.
func TestSizeIsAboutWhatItTakes(t *testing.T) {
	for _, events := range []int{2, 12} {
		x := index.New()
		if n, bytes := x.Size(); n != 0 || bytes != 0 {
			t.Errorf("empty: %d of %d bytes", n, bytes)
		}
		before := inUse()
		const all = 5000
		for i := range all {
			d := drawn{id: fmt.Sprint("id-", i)}
			d.do(complaint.Received{Ref: fmt.Sprint("2026-", i), Story: strings.Clone(strings.Repeat("een zaal die koud was ", 20)), Name: "Tessa Jansen", Channel: complaint.ChannelForm})
			for range events - 1 {
				d.do(complaint.ReadersChanged{Added: []complaint.MemberID{"b"}})
			}
			x.Put(home, d.id, d.c)
		}
		x.Ready()
		if last := x.LastReceipt(); last.Before(now.Add(-time.Hour)) {
			t.Errorf("the newest came in at %v", last)
		}
		took := inUse() - before
		n, bytes := x.Size()
		if n != all || bytes < took/2 || bytes > took*3/2 {
			t.Errorf("%d dossiers of %d events: says %d bytes, took %d", n, events, bytes, took)
		}
		t.Logf("%d events: says %d, took %d each", events, bytes/all, took/all)
		runtime.KeepAlive(x)
	}
}

func inUse() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
