package index

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
)

// A value is written as its fields that hold something: which ones, and then those.
// Words that occur more than once in a drawer stand in its table and are written as
// their number there. Nobody reads this but the program that wrote it.

// table is the words of one drawer, the most frequent first.
type table struct {
	words  []string
	number map[string]uint64 // while the drawer is packed
	seen   map[string]int    // while the words are counted
}

// How a word begins: it is spelt out, it is the text of sixteen random bytes, it
// stood in this dossier before, or it is a number in the table.
const (
	spelt = iota
	random
	again
	listed
)

var idText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// packer appends values. Counting comes first: then nothing is written, and it is
// counted in how many dossiers each word occurs.
type packer struct {
	*table
	b        []byte
	counting bool
	own      map[string]int // words of this dossier that are not in the table
	base     figures.Day    // from which days are counted
}

// begin begins another row.
func (p *packer) begin() {
	p.b, p.base = p.b[:0], 0
	clear(p.own)
}

// settle makes the table of what was counted.
func (t *table) settle(order func(map[string]int) []string) {
	t.words = order(t.seen)
	t.number = make(map[string]uint64, len(t.words))
	for i, w := range t.words {
		t.number[w] = uint64(i)
	}
	t.seen = nil
}

func (p *packer) uint(n uint64) { p.b = binary.AppendUvarint(p.b, n) }
func (p *packer) int(n int64)   { p.b = binary.AppendVarint(p.b, n) }

func (p *packer) text(s string) {
	if p.counting {
		if _, ok := p.own[s]; !ok {
			p.own[s] = 0
			p.seen[s]++
		}
		return
	}
	if n, ok := p.number[s]; ok {
		p.uint(listed + n)
		return
	}
	if n, ok := p.own[s]; ok {
		p.uint(again)
		p.uint(uint64(n))
		return
	}
	p.own[s] = len(p.own)
	if raw, err := idText.DecodeString(s); err == nil && len(raw) == 16 && idText.EncodeToString(raw) == s {
		p.b = append(append(p.b, random), raw...)
		return
	}
	p.b = append(p.b, spelt)
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
}

// sentence is text of which words come back in other sentences.
func (p *packer) sentence(s string) {
	words := strings.Split(s, " ")
	p.uint(uint64(len(words)))
	for _, w := range words {
		p.text(w)
	}
}

// moment is kept to the second; the zero time is zero.
func (p *packer) moment(at time.Time) {
	if at.IsZero() {
		p.int(0)
		return
	}
	p.int(at.Unix() + 1)
}

var (
	ofTime = reflect.TypeFor[time.Time]()
	ofDate = reflect.TypeFor[calendar.Date]()
	ofCode = reflect.TypeFor[figures.Code]()
	ofDay  = reflect.TypeFor[figures.Day]()
)

func (p *packer) value(v reflect.Value) {
	switch v.Type() {
	case ofTime:
		p.moment(v.Interface().(time.Time))
		return
	case ofDate:
		p.int(int64(figures.DayOf(v.Interface().(calendar.Date))))
		return
	case ofCode:
		p.text(v.Interface().(figures.Code).String())
		return
	case ofDay:
		p.int(v.Int() - int64(p.base))
		return
	}
	switch v.Kind() {
	case reflect.String:
		p.text(v.String())
	case reflect.Bool: // in the mask of its struct
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.int(v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.uint(v.Uint())
	case reflect.Slice:
		p.uint(uint64(v.Len()))
		for i := range v.Len() {
			p.value(v.Index(i))
		}
	case reflect.Struct:
		p.fields(v)
	default:
		panic(fmt.Sprintf("index: a %s cannot be packed", v.Type()))
	}
}

func (p *packer) fields(v reflect.Value) {
	var mask uint64
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			mask |= 1 << i
		}
	}
	p.uint(mask)
	for i := range v.NumField() {
		if mask&(1<<i) != 0 {
			p.value(v.Field(i))
		}
	}
}

// unpacker reads what a packer wrote.
type unpacker struct {
	words []string
	b     string // so that a word in it is no copy
	own   []string
	base  figures.Day
}

func (u *unpacker) uint() (n uint64) {
	for i := 0; ; i++ {
		c := u.b[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.b = u.b[i+1:]
			return n
		}
	}
}

func (u *unpacker) int() int64 {
	n := u.uint()
	return int64(n>>1) ^ -int64(n&1) //nolint:gosec // as binary.AppendVarint wrote it
}

func (u *unpacker) take(n int) string {
	taken := u.b[:n]
	u.b = u.b[n:]
	return taken
}

func (u *unpacker) text() string { return u.word(u.uint()) }

// word is a text that begins with this number.
func (u *unpacker) word(n uint64) string {
	switch n {
	case spelt:
		u.own = append(u.own, u.take(int(u.uint())))
		return u.own[len(u.own)-1]
	case random:
		u.own = append(u.own, idText.EncodeToString([]byte(u.take(16))))
		return u.own[len(u.own)-1]
	case again:
		return u.own[u.uint()]
	default:
		return u.words[n-listed]
	}
}

func (u *unpacker) sentence() string {
	words := make([]string, u.uint())
	for i := range words {
		words[i] = u.text()
	}
	return strings.Join(words, " ")
}

func (u *unpacker) moment() time.Time {
	n := u.int()
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n-1, 0).UTC()
}

func (u *unpacker) value(v reflect.Value) {
	switch v.Type() {
	case ofTime:
		v.Set(reflect.ValueOf(u.moment()))
		return
	case ofDate:
		v.Set(reflect.ValueOf(figures.Day(u.int()).Date()))
		return
	case ofCode:
		v.Set(reflect.ValueOf(figures.CodeOf(u.text())))
		return
	case ofDay:
		v.SetInt(u.int() + int64(u.base))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(u.text())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(u.int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(u.uint())
	case reflect.Slice:
		n := int(u.uint())
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			u.value(v.Index(i))
		}
	case reflect.Struct:
		mask := u.uint()
		for i := range v.NumField() {
			if mask&(1<<i) != 0 {
				u.value(v.Field(i))
			}
		}
	}
}
