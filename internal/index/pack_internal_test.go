package index

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

var exactly = cmp.Options{cmpopts.EquateEmpty(), cmp.Exporter(func(reflect.Type) bool { return true })}

// TestEveryKindOfEventComesOutAsItWentIn: each with something in every field that a
// list keeps, in a dossier of all of them.
func TestEveryKindOfEventComesOutAsItWentIn(t *testing.T) {
	at := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	var c complaint.Complaint
	for i, e := range kinds {
		v := reflect.New(reflect.TypeOf(e)).Elem()
		written(v, i+1)
		seq := i + 1
		if i > 20 {
			seq += 3 // numbers need not follow each other
		}
		c.History = append(c.History, complaint.Recorded{Seq: seq, Happened: at.Add(-time.Duration(i) * time.Hour), Recorded: at.Add(time.Duration(i) * time.Minute),
			By: complaint.MemberID(fmt.Sprint("m", i%3)), Event: v.Interface().(complaint.Event)})
	}
	want := c.Wordless()
	e := &Entry{Ref: "2026-1234", ReceivedAt: at, Heading: "De zaal was koud, de zaal bleef koud", Complainant: "Tessa Jansen", Complaint: complaint.Complaint{History: want}}
	p := &packer{table: &table{seen: map[string]int{}}, counting: true, own: map[string]int{}}
	for range 2 { // what occurs in two dossiers stands in the table
		p.begin()
		p.record(&Entry{Complaint: complaint.Complaint{History: want[:5]}})
	}
	p.settle(moreThanOnce)
	p.counting = false
	p.begin()
	p.record(e)
	u := unpacker{words: p.words, b: string(p.b)}
	heading, complainant, history := u.record(e.Ref, e.ReceivedAt)
	if heading != e.Heading || complainant != e.Complainant || len(u.b) != 0 || len(p.words) == 0 {
		t.Errorf("%q %q, %d bytes left, %d words", heading, complainant, len(u.b), len(p.words))
	}
	if diff := cmp.Diff(want, history, exactly); diff != "" {
		t.Error(diff)
	}
}

// TestAFactComesOutAsItWentIn, its days too: with something in every field, and with any
// part of them.
func TestAFactComesOutAsItWentIn(t *testing.T) {
	var full figures.Fact
	written(reflect.ValueOf(&full).Elem(), 7)
	chance := rand.New(rand.NewPCG(1, 2))
	for n := range 2000 {
		f := full
		if n > 0 {
			emptied(reflect.ValueOf(&f).Elem(), chance)
		}
		p := &packer{table: &table{words: []string{"niets", "code8"}, number: map[string]uint64{"code8": 1}}, own: map[string]int{}}
		p.begin()
		p.fact(&f)
		d := &drawer{names: p.words, day: []figures.Day{f.Received}, facts: heap{string(p.b), []uint32{uint32(len(p.b))}}}
		if diff := cmp.Diff(&f, d.reader().at(0), exactly); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(&f, d.fact(0), exactly); diff != "" {
			t.Fatal(diff)
		}
	}
}

// emptied leaves nothing in half of the fields.
func emptied(v reflect.Value, chance *rand.Rand) {
	switch {
	case chance.IntN(2) == 0 && v.CanSet():
		v.SetZero()
	case v.Kind() == reflect.Slice:
		all := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(all, v)
		for i := range all.Len() {
			emptied(all.Index(i), chance)
		}
		v.Set(all)
	case v.Kind() == reflect.Struct && v.Type() != ofCode:
		for i := range v.NumField() {
			emptied(v.Field(i), chance)
		}
	}
}

// written puts something in every field.
func written(v reflect.Value, n int) {
	switch v.Type() {
	case ofTime:
		v.Set(reflect.ValueOf(time.Unix(int64(1_790_000_000+n), 0).UTC()))
		return
	case ofDate:
		v.Set(reflect.ValueOf(calendar.On(2026, time.November, n)))
		return
	case ofCode:
		v.Set(reflect.ValueOf(figures.CodeOf(fmt.Sprint("code", n))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("woord", n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(n))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			written(v.Index(i), n+i)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			written(v.Field(i), n+i)
		}
	}
}

// TestTwoWithOneHash: both are found, and each keeps one place however often it moves.
func TestTwoWithOneHash(t *testing.T) {
	var p places
	what := map[place]string{}
	is := func(s string) func(place) bool { return func(x place) bool { return what[x] == s } }
	for round := range 50 {
		for n := range 200 {
			name, where := fmt.Sprint("d", n), placeOf(uint16(round+1), n)
			p.set(uint32(n%7), where, is(name))
			what[where] = name
		}
	}
	if p.used != 200 {
		t.Errorf("%d places are taken", p.used)
	}
	for n := range 200 {
		if x, ok := p.get(uint32(n%7), is(fmt.Sprint("d", n))); !ok || x.row() != n || x.drawer() != 50 {
			t.Errorf("d%d is in drawer %d, row %d", n, x.drawer(), x.row())
		}
	}
	if _, ok := p.get(3, is("nobody")); ok {
		t.Error("what is not there was found")
	}
}
