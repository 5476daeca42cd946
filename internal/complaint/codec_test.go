package complaint_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

var sameDates = cmp.AllowUnexported(calendar.Date{})

// sample is one file of testdata/history. Such a file is never changed: it is
// what some register already holds. A new field gets a new file.
type sample struct {
	Kind   complaint.Kind
	Sheets map[complaint.Compartment]json.RawMessage
}

func (s sample) sheets() complaint.Sheets {
	all := complaint.Sheets{}
	for in, raw := range s.Sheets {
		all[in] = raw
	}
	return all
}

func readSamples(t testing.TB) map[string]sample {
	t.Helper()
	files, err := filepath.Glob("testdata/history/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]sample{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var s sample
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".json")] = s
	}
	return all
}

// storedKinds reads the kinds from the source, so that none can be forgotten.
func storedKinds(t *testing.T) []complaint.Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []complaint.Kind
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := v.Type.(*ast.Ident); ok && typ.Name == "Kind" {
			k, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, complaint.Kind(k))
		}
		return true
	})
	return all
}

// TestWhatWasStoredReplaysForEver: every kind has a sample, and each sample still
// means what it meant when it was written.
func TestWhatWasStoredReplaysForEver(t *testing.T) {
	samples, kinds := readSamples(t), storedKinds(t)
	if len(kinds) != 59 {
		t.Errorf("%d kinds: a new one needs a sample and a row in docs/event-log.md", len(kinds))
	}
	for _, k := range kinds {
		if s, ok := samples[string(k)]; !ok || s.Kind != k {
			t.Errorf("kind %s has no sample of its own", k)
		}
	}
	for name, s := range samples {
		want, ok := meaning[name]
		if !ok {
			t.Errorf("no test says what the sample %s means", name)
			continue
		}
		got, err := complaint.Decode(s.Kind, s.sheets())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(want, got, sameDates); diff != "" {
			t.Errorf("%s no longer means what it did:\n%s", name, diff)
		}
	}
}

// TestTheSamplesFillEveryField: a field without a sample could be renamed unseen.
func TestTheSamplesFillEveryField(t *testing.T) {
	filled, fields := map[string]bool{}, map[string]bool{}
	for _, e := range meaning {
		for v, i := reflect.ValueOf(e), 0; i < v.NumField(); i++ {
			name := string(e.Kind()) + "." + v.Type().Field(i).Name
			fields[name] = true
			filled[name] = filled[name] || !v.Field(i).IsZero()
		}
	}
	for name := range fields {
		if !filled[name] {
			t.Errorf("no sample fills %s: add a file for it, and a row in docs/event-log.md", name)
		}
	}
}

// TestWhatIsWrittenIsWhatTheSamplesHold: the format does not drift unseen. Field
// names, compartments and forms are a promise.
func TestWhatIsWrittenIsWhatTheSamplesHold(t *testing.T) {
	samples := readSamples(t)
	for name, e := range meaning {
		k := e.Kind()
		sheets, err := complaint.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		want := samples[name].Sheets
		if got := slices.Sorted(maps.Keys(sheets)); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Errorf("%s is written to the compartments %v", k, got)
		}
		for in, raw := range sheets {
			var got, stored any
			if json.Unmarshal(raw, &got) != nil || json.Unmarshal(want[in], &stored) != nil {
				t.Fatalf("%s %s is no JSON", k, in)
			}
			if diff := cmp.Diff(stored, got); diff != "" {
				t.Errorf("%s %s is written differently now:\n%s", k, in, diff)
			}
		}
	}
}

func TestAnUnknownKindIsAnError(t *testing.T) {
	for _, k := range []complaint.Kind{"", "Received", "received ", "foretold"} {
		if e, err := complaint.Decode(k, complaint.Sheets{complaint.InMeta: []byte("{}")}); err == nil {
			t.Errorf("%q became %T", k, e)
		}
	}
	if _, err := complaint.Decode(complaint.KindClosed, complaint.Sheets{complaint.InMeta: []byte("{")}); err == nil {
		t.Error("half a sheet was read")
	}
}

// TestErasedCompartmentsStillDecode: what is left tells the rest of the story.
func TestErasedCompartmentsStillDecode(t *testing.T) {
	for k, s := range readSamples(t) {
		for _, erased := range [][]complaint.Compartment{{complaint.InIdentity}, {complaint.InCase}, {complaint.InIdentity, complaint.InCase}} {
			sheets := s.sheets()
			for _, in := range erased {
				delete(sheets, in)
			}
			e, err := complaint.Decode(s.Kind, sheets)
			if err != nil {
				t.Errorf("%s without %v: %v", k, erased, err)
				continue
			}
			left, err := complaint.Encode(e)
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range erased {
				if raw, ok := left[in]; ok {
					t.Errorf("%s: %s was erased and still says %s", k, in, raw)
				}
			}
		}
	}
}

// FuzzDecode: whatever lies in storage is an event or an error, and what was read
// once is written and read again the same.
func FuzzDecode(f *testing.F) {
	for _, s := range readSamples(f) {
		f.Add(string(s.Kind), []byte(s.Sheets[complaint.InMeta]), []byte(s.Sheets[complaint.InCase]), []byte(s.Sheets[complaint.InIdentity]))
	}
	f.Fuzz(func(t *testing.T, kind string, meta, cas, identity []byte) {
		sheets := complaint.Sheets{complaint.InMeta: meta}
		if len(cas) > 0 {
			sheets[complaint.InCase] = cas
		}
		if len(identity) > 0 {
			sheets[complaint.InIdentity] = identity
		}
		e, err := complaint.Decode(complaint.Kind(kind), sheets)
		if err != nil {
			return
		}
		written, err := complaint.Encode(e)
		if err != nil {
			return // a year beyond four digits cannot be written, and cannot be read either
		}
		again, err := complaint.Decode(e.Kind(), written)
		if err != nil {
			t.Fatalf("wrote %v and cannot read it: %v", written, err)
		}
		rewritten, err := complaint.Encode(again)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written, rewritten); diff != "" {
			t.Fatalf("%s changes each time it is written:\n%s", kind, diff)
		}
		var c complaint.Complaint
		_ = c.After(complaint.Recorded{Seq: 1, Event: e}).Heading()
	})
}
