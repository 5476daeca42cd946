package index

import (
	"reflect"
	"time"

	"wederhoor/internal/complaint"
)

// kinds are the types of event by their number in a packed dossier.
var kinds = complaint.Prototypes()

var numberOf = func() map[complaint.Kind]uint64 {
	all := map[complaint.Kind]uint64{}
	for i, e := range kinds {
		all[e.Kind()] = uint64(i)
	}
	return all
}()

// What the head of an event says besides its kind: that its number is not the next,
// and that somebody else did it than what came before.
const (
	jumps   = 1
	another = 2
)

// record packs what a list shows of a dossier and its events without words: what is
// owed is worked out again when somebody looks.
// What is known of it already, its number and when it was received, is not said again.
func (p *packer) record(e *Entry) {
	p.own[e.Ref] = 0
	p.sentence(e.Heading)
	p.sentence(e.Complainant)
	history := e.Complaint.History
	p.uint(uint64(len(history)))
	var last complaint.Recorded
	at := e.ReceivedAt.Unix()
	for _, r := range history {
		head := numberOf[r.Event.Kind()] << 2
		if r.Seq != last.Seq+1 {
			head |= jumps
		}
		if r.By != last.By {
			head |= another
		}
		p.uint(head)
		if head&jumps != 0 {
			p.int(int64(r.Seq))
		}
		if head&another != 0 {
			p.text(string(r.By))
		}
		recorded := r.Recorded.Unix()
		p.int(recorded - at)
		p.int(r.Happened.Unix() - recorded)
		p.fields(reflect.ValueOf(r.Event))
		last, at = r, recorded
	}
}

// record is what record packed.
func (u *unpacker) record(ref string, received time.Time) (heading, complainant string, history []complaint.Recorded) {
	u.own = append(u.own, ref)
	heading, complainant = u.sentence(), u.sentence()
	history = make([]complaint.Recorded, u.uint())
	var r complaint.Recorded
	at := received.Unix()
	for i := range history {
		head := u.uint()
		r.Seq++
		if head&jumps != 0 {
			r.Seq = int(u.int())
		}
		if head&another != 0 {
			r.By = complaint.MemberID(u.text())
		}
		at += u.int()
		r.Recorded, r.Happened = time.Unix(at, 0).UTC(), time.Unix(at+u.int(), 0).UTC()
		v := reflect.New(reflect.TypeOf(kinds[head>>2])).Elem()
		u.value(v)
		r.Event = v.Interface().(complaint.Event)
		history[i] = r
	}
	return heading, complainant, history
}
