package sheet

import (
	"path"
	"strings"
	"unicode/utf8"
)

// workbook is what the sheets of one file share.
type workbook struct {
	pack     *pack
	sheets   []part
	from1904 bool
	styles   []style
	texts    sharedTexts
}

type part struct {
	Sheet
	file string
	rows int // with two values, among the first
}

func openWorkbook(p *pack, o Options) (*Table, error) {
	w := &workbook{pack: p}
	links, err := w.links("xl/_rels/workbook.xml.rels")
	if err != nil {
		return nil, err
	}
	if err := w.read("xl/workbook.xml", func(s *scanner) error { return w.contents(s, links) }); err != nil {
		return nil, err
	}
	if err := w.shared(links); err != nil {
		return nil, err
	}
	if len(w.sheets) == 0 {
		return nil, Problem{Code: NoContent}
	}
	chosen, err := w.choose(o.Sheet)
	if err != nil {
		return nil, err
	}
	t := &Table{Format: XLSX, source: &sheetSource{w, w.sheets[chosen].file}}
	hidden, filled := false, 0
	for i, s := range w.sheets {
		s.Chosen = i == chosen
		hidden = hidden || s.Hidden && !s.Chosen
		if s.Filled && !s.Hidden {
			filled++
		}
		t.Sheets = append(t.Sheets, s.Sheet)
	}
	if hidden {
		t.warn(Problem{Code: HiddenSheets})
	}
	if filled > 1 && o.Sheet == "" {
		t.warn(Problem{Code: OtherSheets})
	}
	return t, nil
}

func (w *workbook) read(name string, use func(*scanner) error) error {
	in, err := w.pack.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read
	return use(newScanner(in))
}

// link is where a part of the workbook lies; kind is the end of its type.
type link struct{ kind, target string }

func (w *workbook) links(name string) (map[string]link, error) {
	out := map[string]link{}
	return out, w.read(name, func(s *scanner) error {
		for {
			tok, err := s.next()
			if err != nil || tok == endOfFile {
				return err
			}
			if tok != startTag || s.name != "Relationship" || len(out) > MaxEntries {
				continue
			}
			target := s.attrText("Target")
			if !strings.HasPrefix(target, "/") {
				target = "xl/" + target
			}
			out[s.attrText("Id")] = link{path.Base(s.attrText("Type")), strings.TrimPrefix(path.Clean(target), "/")}
		}
	})
}

func (w *workbook) contents(s *scanner, links map[string]link) error {
	for {
		tok, err := s.next()
		if err != nil || tok == endOfFile {
			return err
		}
		switch {
		case tok == startTag && s.name == "workbookPr":
			v := string(s.attr("date1904"))
			w.from1904 = v == "1" || v == "true" || v == "on"
		case tok == startTag && s.name == "sheet" && len(w.sheets) < maxSheets:
			l := links[string(s.attr("id"))]
			if l.kind != "worksheet" || w.pack.files[strings.ToLower(l.target)] == nil {
				continue // a chart, or nothing
			}
			name := s.attrText("name")
			for utf8.RuneCountInString(name) > 100 {
				name = name[:100]
			}
			w.sheets = append(w.sheets, part{Sheet: Sheet{Name: strings.ToValidUTF8(name, ""), Hidden: len(s.attr("state")) > 0 && string(s.attr("state")) != "visible"}, file: l.target})
		}
	}
}

// shared reads the texts and the styles, where there are any.
func (w *workbook) shared(links map[string]link) (err error) {
	for _, l := range links {
		if w.pack.files[strings.ToLower(l.target)] == nil {
			continue
		}
		switch l.kind {
		case "sharedStrings":
			err = w.read(l.target, w.texts.read)
		case "styles":
			err = w.read(l.target, func(s *scanner) (err error) { w.styles, err = readStyles(s); return err })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// choose is the sheet a person asked for, or the visible one with the most rows
// at its beginning; of equals the larger.
func (w *workbook) choose(name string) (int, error) {
	best := -1
	for i := range w.sheets {
		p := &w.sheets[i]
		if name != "" && p.Name == name {
			best = i
		}
		if p.Hidden {
			continue
		}
		sample, err := first(&sheetSource{w, p.file}, 100, sampleBytes)
		if err != nil {
			if name == "" && len(w.sheets) == 1 {
				return 0, err
			}
			continue // it may be another that is damaged
		}
		for _, r := range sample {
			if r.filled() > 1 {
				p.rows++
			}
		}
		p.Filled = p.rows > 0
		if name == "" && (best < 0 || w.better(i, best) || len(sample) > 0 && w.sheets[best].rows == 0 && p.rows > 0) {
			best = i
		}
	}
	switch {
	case best >= 0:
		return best, nil
	case name != "":
		return 0, Problem{Code: NoSuchSheet}
	}
	return 0, nil // all are hidden, so one of them is meant
}

func (w *workbook) better(i, j int) bool {
	a, b := w.sheets[i], w.sheets[j]
	return a.rows > b.rows || a.rows == b.rows && a.rows >= 100 && w.pack.size(a.file) > w.pack.size(b.file)
}

// sharedTexts holds the different texts of a workbook behind each other, in
// blocks, so that nothing is copied when there are more.
type sharedTexts struct {
	blocks []textBlock
	size   int
}

type textBlock struct {
	all  []byte
	ends []uint32
}

const textsInBlock = 1024

func (t *sharedTexts) add(text []byte) error {
	if t.size += len(text) + 4; t.size > MaxShared {
		return Problem{Code: TooMuchText}
	}
	if n := len(t.blocks); n == 0 || len(t.blocks[n-1].ends) == textsInBlock {
		t.blocks = append(t.blocks, textBlock{})
	}
	b := &t.blocks[len(t.blocks)-1]
	b.all = append(b.all, text...)
	b.ends = append(b.ends, uint32(len(b.all))) // #nosec G115 -- below MaxShared
	return nil
}

func (t *sharedTexts) read(s *scanner) error {
	var text []byte
	inText, phonetic := false, false
	for {
		tok, err := s.next()
		if err != nil || tok == endOfFile {
			return err
		}
		switch {
		case tok == charData && inText && !phonetic:
			if text = append(text, s.text...); len(text) > 8*MaxCell {
				return Problem{Code: CellTooLong}
			}
		case s.name == "t" && tok != charData:
			inText = tok == startTag
		case s.name == "rPh" && tok != charData:
			phonetic = tok == startTag
		case s.name == "si" && tok == startTag:
			text = text[:0]
		case s.name == "si" && tok == endTag:
			if err := t.add(text); err != nil {
				return err
			}
		}
	}
}

// at is one text; false when there is none of that number.
func (t *sharedTexts) at(i int) (string, bool) {
	if i < 0 || i/textsInBlock >= len(t.blocks) || i%textsInBlock >= len(t.blocks[i/textsInBlock].ends) {
		return "", false
	}
	b, from := &t.blocks[i/textsInBlock], uint32(0)
	if i %= textsInBlock; i > 0 {
		from = b.ends[i-1]
	}
	return string(b.all[from:b.ends[i]]), true
}
