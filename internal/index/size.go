package index

import "time"

// What one dossier takes beside its words: itself with its places in the rows, and
// each of its events. Measured by TestSizeIsAboutWhatItTakes.
const (
	entryBytes = 2050
	eventBytes = 115
	drawnBytes = 80 // of one in a drawer: its columns, and its places
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
	dossiers = len(x.entries)
	for _, d := range x.packed.drawers {
		dossiers += d.live
		bytes += int64(len(d.records.b)+len(d.facts.b)+len(d.lexicon.text)+len(d.lexicon.rows)+8*(len(d.lexicon.three)+len(d.lexicon.six))) + drawnBytes*int64(len(d.ids))
	}
	return dossiers, bytes
}

// LastReceipt is when the newest dossier came in; zero when there is none.
func (x *Index) LastReceipt() (last time.Time) {
	x.Wait()
	v := x.look(&x.all, &part{})
	if len(v.hot) > 0 {
		last = v.hot[0].ReceivedAt
	}
	for _, d := range v.drawers { // newest first: the first that lives will do
		for i := range d.ids {
			if d.isGone(i) {
				continue
			}
			if at := d.receivedAt(i); at.After(last) {
				last = at
			}
			return last
		}
	}
	return last
}
