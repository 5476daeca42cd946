package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fingerprint of the header: the same for the same questions in any order,
// whatever their capitals, accents, spaces and marks. A form that was mapped
// before is known by it, in CSV and in a workbook alike.
func (t *Table) Fingerprint() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = folded(c.Name)
	}
	slices.Sort(names)
	return digest(names)
}

// folded keeps letters and digits, small and without accents.
func folded(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		} else if unicode.IsSpace(r) && b.Len() > 0 {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func digest(parts []string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(strconv.AppendInt(nil, int64(len(p)), 10))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Keys gives every row of one file a key by which it is known again: the same
// file read again gives the same keys, and a longer version only new ones for
// the rows that came. Two forms that say the same are two rows: the second has
// a key of its own, wherever it stands.
//
// A key is a digest of what may be a few words, so it can be guessed by trying:
// keep it where the answers themselves may be kept, or behind a key of the vault.
type Keys struct {
	columns []int
	names   []string
	seen    map[string]int
}

// Keys takes the columns that tell rows apart: the one with the number that the
// tool gave, or all that hold answers and times. None is all of them.
func (t *Table) Keys(columns ...int) *Keys {
	k := &Keys{columns: slices.Clone(columns), seen: map[string]int{}}
	if len(columns) == 0 {
		for i := range t.Columns {
			k.columns = append(k.columns, i)
		}
	}
	slices.SortFunc(k.columns, func(a, b int) int { return strings.Compare(folded(t.Columns[a].Name), folded(t.Columns[b].Name)) })
	for _, i := range k.columns {
		k.names = append(k.names, folded(t.Columns[i].Name))
	}
	return k
}

// Of is the key of the next row; call it once for each, in order.
func (k *Keys) Of(r Row) string {
	parts := make([]string, 0, 2*len(k.columns))
	for n, i := range k.columns {
		if s := r.Cells[i].canonical(); s != "" { // an empty new column changes nothing
			parts = append(parts, k.names[n], s)
		}
	}
	key := digest(parts)
	k.seen[key]++
	if n := k.seen[key]; n > 1 {
		return key + "-" + strconv.Itoa(n)
	}
	return key
}

// canonical is the value without the way it was written, so that a form is the
// same in CSV and in a workbook.
func (c Cell) canonical() string {
	switch c.Kind {
	case Empty:
		return ""
	case Number:
		return "n" + strconv.FormatFloat(c.Number, 'g', 15, 64)
	case Date:
		return "d" + c.Time.Format("2006-01-02T15:04:05")
	}
	return "t" + strings.Join(strings.Fields(c.Text), " ")
}
