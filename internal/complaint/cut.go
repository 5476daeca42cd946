package complaint

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/passage"
)

// typedInMeta are the fields without a compartment that people or other machines
// fill with words of their own.
var typedInMeta = []string{"Reason", "Code", "WasCode", "Codes", "MessageID"}

// fixed are fields in a compartment that hold an id, a hash or a code, and no words of
// their own.
var fixed = []string{"ID", "SHA256", "Type", "Check", "Cuts", "Case", "Identity"}

// words visits every text of an event that somebody typed, and gives a copy in which
// each is what change made of it.
func words(e Event, change func(in Compartment, path, text string) string) Event {
	whole := reflect.New(reflect.TypeOf(e)).Elem()
	whole.Set(reflect.ValueOf(e))
	for i := range whole.NumField() {
		f := whole.Type().Field(i)
		in := Compartment(f.Tag.Get("in"))
		if slices.Contains(fixed, f.Name) || in == "" && !slices.Contains(typedInMeta, f.Name) {
			continue
		}
		if in == "" {
			in = InMeta
		}
		textsIn(whole.Field(i), f.Name, func(path, text string) string { return change(in, path, text) })
	}
	return whole.Interface().(Event)
}

var plain = reflect.TypeOf("") // other kinds of strings are codes

func textsIn(v reflect.Value, path string, change func(path, text string) string) {
	switch {
	case v.Type() == plain:
		if v.Len() > 0 {
			v.SetString(change(path, v.String()))
		}
	case v.Kind() == reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		for i := range fresh.Len() {
			textsIn(fresh.Index(i), path+"."+strconv.Itoa(i), change)
		}
		if v.Len() > 0 {
			v.Set(fresh)
		}
	case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeOf(Cut{}).PkgPath():
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains(fixed, name) {
				textsIn(v.Field(i), path+"."+name, change)
			}
		}
	}
}

// files gives a copy of an event in which one file has this name and can be told
// apart by nothing else.
func files(e Event, id, name string) (Event, bool) {
	whole := reflect.New(reflect.TypeOf(e)).Elem()
	whole.Set(reflect.ValueOf(e))
	found := false
	for i := range whole.NumField() {
		all, ok := whole.Field(i).Interface().([]Attachment)
		at := slices.IndexFunc(all, func(a Attachment) bool { return a.ID == id })
		if !ok || at < 0 {
			continue
		}
		all = slices.Clone(all)
		all[at] = Attachment{ID: id, Name: name, Gone: true}
		whole.Field(i).Set(reflect.ValueOf(all))
		found = true
	}
	return whole.Interface().(Event), found
}

// madeOf is the file that an event says was made of the dossier; "" for the others.
func madeOf(e Event) string {
	if k := e.Kind(); k == KindRedacted || k == KindRedactionProposed {
		return "" // they name somebody else's
	}
	if f := reflect.ValueOf(e).FieldByName("File"); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}

// Found is one place where a passage stands.
type Found struct {
	Seq           int
	Kind          Kind
	Before, After string // what stands around it, on one line
	Words         string // as it stands there
}

// Find lists where a passage stands in the dossier, but for the proposal to take it
// out.
func (c Complaint) Find(what string) (all []Found) {
	c.find(what, func(r Recorded, _ Cut, f passage.Text, s passage.Span) {
		if r.Event.Kind() != KindRedactionProposed {
			all = append(all, Found{Seq: r.Seq, Kind: r.Event.Kind(), Before: lastWords(f.Said[:s.From]), Words: f.Said[s.From:s.To], After: firstWords(f.Said[s.To:])})
		}
	})
	return all
}

const around = 50 // characters that are shown before and after a place

func lastWords(s string) string {
	r := []rune(strings.Join(strings.Fields("x"+s), " "))[1:]
	if len(r) > around {
		r = append([]rune("…"), r[len(r)-around:]...)
	}
	return string(r) + spaceIf(strings.HasSuffix(s, "\n") || strings.HasSuffix(s, " "))
}

func firstWords(s string) string {
	r := []rune(spaceIf(strings.HasPrefix(s, "\n") || strings.HasPrefix(s, " ")) + strings.Join(strings.Fields(s), " "))
	if len(r) > around {
		return string(r[:around]) + "…"
	}
	return string(r)
}

func spaceIf(yes bool) string {
	if yes {
		return " "
	}
	return ""
}

func (c Complaint) find(what string, each func(Recorded, Cut, passage.Text, passage.Span)) {
	for _, r := range c.History {
		words(r.Event, func(_ Compartment, path, text string) string {
			f := passage.Fold(text)
			for _, s := range f.Find(what) {
				each(r, Cut{Seq: r.Seq, Path: path, From: s.From, To: s.To}, f, s)
			}
			return text
		})
	}
}

// without puts a mark in the place of what these cuts take out of a text. A cut that
// does not lie in it takes all of it: it is not the text that was looked in.
func without(text, mark string, cuts []Cut) string {
	said, at := passage.Fold(text).Said, 0
	var out strings.Builder
	for _, c := range cuts {
		if c.From < at || c.To < c.From || c.To > len(said) {
			return mark
		}
		out.WriteString(said[at:c.From] + mark)
		at = c.To
	}
	return out.String() + said[at:]
}

// taken fills in what can still be read of every sheet that e takes something out of.
func (c Complaint) taken(e Redacted) (Redacted, error) {
	touched := map[int][]Compartment{}
	e.Files = c.filesGoing(e.File)
	for _, r := range c.History {
		less, in := e.less(r, touched)
		if len(in) == 0 {
			continue
		}
		touched[r.Seq] = in
		sheets, err := Encode(less)
		if err != nil {
			return e, err
		}
		for _, at := range in {
			now := Resealed{Seq: r.Seq, Fields: string(sheets[at])}
			if now.Fields == "" {
				now.Fields = "{}"
			}
			if at == InMeta {
				now.Head = &Head{r.Event.Kind(), r.Happened, r.Recorded, r.By}
			}
			list := e.sheets(at)
			*list = append(*list, now)
		}
	}
	return e, nil
}

// less is an event without what e takes out, and which of its sheets that changes.
// An earlier redaction loses the sheets that this one replaces once more.
func (e Redacted) less(r Recorded, touched map[int][]Compartment) (Event, []Compartment) {
	var in []Compartment
	note := func(at Compartment) {
		if !slices.Contains(in, at) {
			in = append(in, at)
		}
	}
	less := words(r.Event, func(at Compartment, path, text string) string {
		cuts := slices.DeleteFunc(slices.Clone(e.Cuts), func(c Cut) bool { return c.Seq != r.Seq || c.Path != path })
		if len(cuts) == 0 {
			return text
		}
		note(at)
		return without(text, e.Mark, cuts)
	})
	for _, file := range e.Files {
		gone, found := files(less, file, e.Mark)
		if less = gone; found {
			note(InCase)
		}
	}
	earlier, ok := less.(Redacted)
	if !ok {
		return less, in
	}
	for _, at := range []Compartment{InMeta, InCase, InIdentity} {
		list := earlier.sheets(at)
		kept := slices.DeleteFunc(slices.Clone(*list), func(s Resealed) bool { return slices.Contains(touched[s.Seq], at) })
		if len(kept) < len(*list) {
			*list = kept
			note(at)
		}
	}
	return earlier, in
}
