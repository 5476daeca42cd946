package complaint_test

import (
	"reflect"
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// TestEveryKindSaysWhatItHoldsOfPeople: a kind with words or names in it stands in the
// record of what is processed, and every category of that record is really held.
func TestEveryKindSaysWhatItHoldsOfPeople(t *testing.T) {
	held := map[complaint.Personal]bool{}
	for _, e := range meaning {
		words := false
		for i := range reflect.TypeOf(e).NumField() {
			words = words || reflect.TypeOf(e).Field(i).Tag.Get("in") != ""
		}
		told := complaint.PersonalIn(e.Kind())
		if words && len(told) == 0 {
			t.Errorf("%s holds words of people and the record does not say so", e.Kind())
		}
		if !words && len(told) > 0 {
			t.Errorf("%s holds no words, and the record says %v", e.Kind(), told)
		}
		for _, p := range told {
			held[p] = true
			if !slices.Contains(complaint.Personals(), p) {
				t.Errorf("%s: %q is no category", e.Kind(), p)
			}
		}
	}
	for _, p := range complaint.Personals() {
		if !held[p] {
			t.Errorf("nothing holds %s", p)
		}
	}
}
