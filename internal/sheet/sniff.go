package sheet

import "errors"

// sniff finds the delimiter with which the most rows have the same number of
// cells, at least two; 0 when there is one column. The first of equals wins:
// a semicolon is what Excel writes in Dutch.
func sniff(text []byte) byte {
	best, most := byte(0), 0.0
	for _, d := range []byte{';', '\t', ',', '|'} {
		if s := consistency(text, d); s > most {
			best, most = d, s
		}
	}
	return best
}

// consistency is the share of rows that have the usual number of cells, a
// little more when there are more of them.
func consistency(text []byte, delimiter byte) float64 {
	p := &csvReader{in: errReader{}, buf: text, done: true, delimiter: delimiter}
	widths, rows := map[int]int{}, 0
	for r := (&raw{}); rows < 200; {
		r.reset(r.number + 1)
		err := p.record(r)
		if problem, ok := errors.AsType[Problem](err); ok && problem.Code == TooManyColumns {
			return 1
		}
		if err != nil || p.at >= len(text) && rows > 2 {
			break // the last may be cut off
		}
		if len(r.cells) > 1 || r.filled() > 0 {
			rows++
			widths[len(r.cells)]++
		}
	}
	width, n := 0, 0
	for w, k := range widths {
		if w > 1 && (k > n || k == n && w > width) {
			width, n = w, k
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n)/float64(rows) + min(float64(width), 20)/1000
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("nothing to read") }
