package complaint

import (
	"reflect"
	"strings"
	"sync"
)

// Bare returns the complaint without what people said and who they are: enough
// to derive what is owed, small enough to keep many in memory.
func (c Complaint) Bare() Complaint { return FoldWordless(c.Wordless()) }

// FoldWordless adds wordless events up.
func FoldWordless(wordless []Recorded) Complaint {
	c := Fold(wordless)
	c.Received.Name, c.Received.Email, c.Received.Phone, c.Received.About, c.Title = "", "", "", "", ""
	return c
}

// Wordless returns the events with their sheet of dates, ids and codes alone. They
// add up to the same obligations.
func (c Complaint) Wordless() []Recorded {
	all := make([]Recorded, len(c.History))
	for i, r := range c.History {
		if e, ok := r.Event.(Heard); ok { // before seats were kept the name said whose side it was
			x := c.PartyHeard(e)
			e.Member, e.Seat = x.Member, x.Seat
			r.Event = e
		}
		r.Event = wordless(r.Event)
		all[i] = r
	}
	return all
}

// wordless empties the fields that are sealed apart as words or as who people are.
func wordless(e Event) Event {
	v := reflect.ValueOf(e)
	fields := wordsOf(v.Type())
	if len(fields) == 0 {
		return e
	}
	bare := reflect.New(v.Type()).Elem()
	bare.Set(v)
	for _, i := range fields {
		bare.Field(i).SetZero()
	}
	return marked(e, bare.Interface().(Event))
}

// marked puts a mark where it counts that something was said, and not what: a name
// or address that became known, and an action that was the answer.
func marked(was, bare Event) Event {
	switch e := was.(type) {
	case LetterWritten: // of its mail; only who sends or receives mail asks for it
		x := bare.(LetterWritten)
		x.MessageID = ""
		return x
	case Corrected:
		if !e.Field.coded() && e.Now != "" {
			x := bare.(Corrected)
			x.Now = said
			return x
		}
	case Responded:
		if e.ByAction && strings.TrimSpace(e.Text) != "" {
			x := bare.(Responded)
			x.Text = said
			return x
		}
	}
	return bare
}

// said stands for words that are there and are not told.
const said = "·"

var wordy sync.Map // type of event → the numbers of its fields that hold words

func wordsOf(t reflect.Type) []int {
	if kept, ok := wordy.Load(t); ok {
		return kept.([]int)
	}
	var all []int
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("in") != "" {
				all = append(all, i)
			}
		}
	}
	wordy.Store(t, all)
	return all
}
