package index

import "time"

// What one dossier takes beside its words: itself with its places in the rows, and
// each of its events. Measured by TestSizeIsAboutWhatItTakes.
const (
	entryBytes = 2050
	eventBytes = 115
	sampled    = 256
)

// Size is how many dossiers the index holds and about how many bytes they take: a
// sample stands for all, so that asking costs the same at any size.
func (x *Index) Size() (dossiers int, bytes int64) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	looked := int64(0)
	for _, e := range x.entries { // in no order
		if looked == sampled {
			break
		}
		looked++
		bytes += entryBytes + eventBytes*int64(len(e.Complaint.History)) + int64(len(e.words)+len(e.Heading)+len(e.Complainant))
	}
	if looked > 0 {
		bytes = bytes / looked * int64(len(x.entries))
	}
	return len(x.entries), bytes
}

// LastReceipt is when the newest dossier came in; zero when there is none.
func (x *Index) LastReceipt() time.Time {
	x.Wait()
	for _, e := range x.sorted(&x.all) {
		return e.ReceivedAt
	}
	return time.Time{}
}
