package index

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// lexicon says in which dossiers of a drawer each word occurs. Words stand behind
// each other with a line feed between, so that one look through memory finds every
// word that holds what was asked.
type lexicon struct {
	text  []byte    // "\nzaal\nzalen\n…"
	start []uint32  // where every sixteenth word begins
	rows  []byte    // per word: how long its row is and of which kind, and the dossiers
	row   []uint32  // where the row of every sixteenth word begins
	three fragments // of all words: what lacks one of a term has no word that holds it
	six   fragments // the same; few drawers have all of an address or a telephone number
}

// may reports whether a word can hold this.
func (l *lexicon) may(term string) bool { return l.three.may(term, 3) && l.six.may(term, 6) }

const stride = 16

// A row lists the dossiers of a word, each as the distance to the last, or has a bit for
// each dossier of the drawer: whichever is shorter. Words such as "de" are in most.
const (
	listedRow = iota
	bitRow
)

func newLexicon(all []filed) (l lexicon) {
	where := map[string][]uint16{}
	for i, e := range all {
		for _, w := range e.tokens {
			if row := where[w]; len(row) == 0 || row[len(row)-1] != uint16(i) {
				where[w] = append(row, uint16(i))
			}
		}
	}
	words := make([]string, 0, len(where))
	for w := range where {
		words = append(words, w)
	}
	slices.Sort(words)
	l.text = append(l.text, '\n')
	l.three, l.six = fragmentsOf(words, 3), fragmentsOf(words, 6)
	var b []byte
	for n, w := range words {
		if n%stride == 0 {
			l.start = append(l.start, uint32(len(l.text)))
			l.row = append(l.row, uint32(len(l.rows)))
		}
		l.text = append(append(l.text, w...), '\n')
		b = b[:0]
		last := -1
		for _, i := range where[w] {
			b = binary.AppendUvarint(b, uint64(int(i)-last-1))
			last = int(i)
		}
		kind := uint64(listedRow)
		if wide := (len(all) + 7) / 8; len(b) > wide {
			kind, b = bitRow, append(b[:0], make([]byte, wide)...)
			for _, i := range where[w] {
				b[i/8] |= 1 << (i % 8)
			}
		}
		l.rows = append(binary.AppendUvarint(l.rows, uint64(len(b))<<1|kind), b...)
	}
	l.text, l.start = slices.Clone(l.text), slices.Clone(l.start)
	l.rows, l.row = slices.Clone(l.rows), slices.Clone(l.row)
	return l
}

// tokensOf are the words of a folded text, each once.
func tokensOf(words string) []string {
	all := strings.Fields(words)
	slices.Sort(all)
	return slices.Compact(all)
}

// number is which word stands at this place of the text.
func (l *lexicon) number(at int) int {
	block := sort.Search(len(l.start), func(i int) bool { return int(l.start[i]) > at }) - 1
	return block*stride + bytes.Count(l.text[l.start[block]:at], []byte{'\n'})
}

// each visits the dossiers in a row.
func (l *lexicon) each(word int, visit func(i int)) {
	all := l.rows[l.row[word/stride]:]
	head, size := binary.Uvarint(all)
	for range word % stride {
		all = all[size+int(head>>1):]
		head, size = binary.Uvarint(all)
	}
	b := all[size : size+int(head>>1)]
	if head&1 == bitRow {
		for at, eight := range b {
			for ; eight != 0; eight &= eight - 1 {
				visit(8*at + bits.TrailingZeros8(eight))
			}
		}
		return
	}
	for i := -1; len(b) > 0; {
		gap, size := binary.Uvarint(b)
		b = b[size:]
		i += int(gap) + 1
		visit(i)
	}
}

// holding marks the dossiers with a word that holds this.
func (l *lexicon) holding(term string, n int) (found []uint64) {
	if !l.may(term) {
		return nil
	}
	for from := 0; ; {
		at := bytes.Index(l.text[from:], []byte(term))
		if at < 0 {
			return found
		}
		at += from
		if found == nil {
			found = make([]uint64, (n+63)/64)
		}
		l.each(l.number(at), func(i int) { found[i/64] |= 1 << (i % 64) })
		from = at + bytes.IndexByte(l.text[at:], '\n') // on to the next word
	}
}

// tokens gives back the words of every dossier.
func (l *lexicon) tokens(n int) [][]string {
	all := make([][]string, n)
	number := 0
	for w := range bytes.SplitSeq(bytes.Trim(l.text, "\n"), []byte{'\n'}) {
		if len(w) == 0 {
			continue
		}
		word := string(w)
		l.each(number, func(i int) { all[i] = append(all[i], word) })
		number++
	}
	return all
}
