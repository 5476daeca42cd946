package complaint

import (
	"reflect"
	"strings"
	"testing"
)

// unlimited are the words in an event that nobody types, or that were typed under
// a limit elsewhere.
var unlimited = map[string]string{
	"Responded.Text":        "the letter, which has its own limit",
	"LetterWritten.Subject": "ours",
	"LetterWritten.Name":    "the complainant's, taken in under a limit; older ones must get their letter",
	"LetterWritten.To":      "in the same way",
	"Received.MessageID":    "of a mail, and only of the make that a letter can answer",
	"Corrected.Was":         "what is there already",
}

// TestEverythingTypedHasALimit: a field of a new event needs a row in the table.
func TestEverythingTypedHasALimit(t *testing.T) {
	long := strings.Repeat("é", LetterLimit+1)
	fields := 0
	for _, e := range []Event{Received{}, ActionTaken{}, SubjectNamed{}, SubjectCleared{}, Recused{}, GlassBroken{}, Discussed{}, Acknowledged{}, Contacted{}, Heard{},
		Extended{}, Decided{}, Responded{}, Accepted{}, Withdrawn{}, RuledInadmissible{}, Excepted{}, Corrected{}, Noted{}, MessageReceived{}, MessageRead{},
		Closed{}, Reopened{}, LetterWritten{}, GivenOutside{}, AccessRequested{}, AccessExtended{}, AccessAnswered{}, HoldPlaced{}, HoldLifted{}, ErasureStopped{}, RedactionProposed{}, RedactionStopped{}, Rectified{}, Restricted{}, RestrictionLifted{}} {
		whole := reflect.TypeOf(e)
		for i := range whole.NumField() {
			f := whole.Field(i)
			if f.Type.Kind() != reflect.String || f.Tag.Get("in") == "" {
				continue
			}
			fields++
			v := reflect.New(whole).Elem()
			v.Field(i).SetString(long)
			name := whole.Name() + "." + f.Name
			if refused := fit(typed(v.Interface().(Event))) != nil; refused != (unlimited[name] == "") {
				t.Errorf("%s: too long and refused %v", name, refused)
			}
		}
	}
	if fields < 35 {
		t.Errorf("only %d fields were tried", fields)
	}
	if fit(typed(Decided{Remedies: []Remedy{{Text: long}}})) == nil || fit(typed(ActionTaken{Codes: []string{long}})) == nil {
		t.Error("a list has no limit")
	}
}
