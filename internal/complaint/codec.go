package complaint

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Compartment is where a field is sealed; each can be erased by itself.
type Compartment string

// The compartments of an event. InIdentity goes first when a dossier is erased.
const (
	InMeta     Compartment = "meta"
	InCase     Compartment = "case"
	InIdentity Compartment = "identity"
)

// Sheets holds one event as sealed apart: a JSON object per compartment.
type Sheets map[Compartment][]byte

// Prototypes returns an empty event of every kind, always in the same order.
func Prototypes() []Event {
	return []Event{Received{}, Reported{}, ActionTaken{}, SubjectNamed{}, SubjectCleared{}, Recused{}, HandedOver{}, GlassBroken{}, Discussed{},
		ReadersChanged{}, HandlerAssigned{}, Acknowledged{}, Contacted{}, Heard{}, Extended{}, Decided{}, Responded{},
		RemedyDone{}, Accepted{}, Withdrawn{}, RuledInadmissible{}, Excepted{}, Corrected{}, Noted{}, MessageReceived{}, MessageRead{},
		Closed{}, Reopened{}, LetterWritten{}, LetterDelivered{}, LetterFailed{}, LetterRecalled{}, LetterResent{},
		SideAsked{}, SideClosed{}, HearingSet{}, HearingReported{}, ReportAnswered{}, DutyWaived{},
		Appealed{}, AppealEnded{}, AppealFollowed{}, GivenOutside{}, Reviewed{}, AccessRequested{}, AccessExtended{}, PackMade{}, AccessAnswered{},
		HoldPlaced{}, HoldLifted{}, ErasureProposed{}, ErasureConfirmed{}, ErasureStopped{}, Erased{},
		RedactionProposed{}, RedactionStopped{}, Redacted{}, Rectified{}, Restricted{}, RestrictionLifted{}}
}

var prototypes = func() map[Kind]reflect.Type {
	all := map[Kind]reflect.Type{}
	for _, e := range Prototypes() {
		all[e.Kind()] = reflect.TypeOf(e)
	}
	return all
}()

// prototype maps each stored kind to its type. An unknown kind is an error,
// never ignored: a register that skips what it does not know is not a register.
func prototype(k Kind) (reflect.Type, error) {
	t, ok := prototypes[k]
	if !ok {
		return nil, fmt.Errorf("unknown kind of event %q: is this a newer register?", k)
	}
	return t, nil
}

// Encode splits an event over the compartments its fields name. A compartment
// without any content is left out, so nothing says that it could have been there.
func Encode(e Event) (Sheets, error) {
	fields := map[Compartment]map[string]any{InMeta: {}}
	v := reflect.ValueOf(e)
	for i := range v.NumField() {
		f, value := v.Type().Field(i), v.Field(i)
		if value.IsZero() {
			continue
		}
		at := InMeta
		if tag := f.Tag.Get("in"); tag != "" {
			at = Compartment(tag)
		}
		if fields[at] == nil {
			fields[at] = map[string]any{}
		}
		fields[at][f.Name] = value.Interface()
	}
	sheets := Sheets{}
	for at, content := range fields {
		raw, err := json.Marshal(content)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", e.Kind(), err)
		}
		sheets[at] = raw
	}
	return sheets, nil
}

// Decode puts the compartments together again. A compartment that was erased is
// simply absent: its fields stay empty and the rest still tells the story.
func Decode(k Kind, sheets Sheets) (Event, error) {
	t, err := prototype(k)
	if err != nil {
		return nil, err
	}
	v := reflect.New(t)
	for _, raw := range sheets {
		if err := json.Unmarshal(raw, v.Interface()); err != nil {
			return nil, fmt.Errorf("decode %s: %w", k, err)
		}
	}
	return v.Elem().Interface().(Event), nil
}
