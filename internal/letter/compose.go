package letter

import (
	"slices"
	"strings"

	"wederhoor/internal/complaint"
)

// piece is what becomes of a placeholder.
type piece struct {
	value string
	// gone: there is nothing true to put in, so the whole paragraph gives way.
	gone bool
	// alone is what a word says by itself when its paragraph gives way; for a
	// word that is gone it stands in for the paragraph.
	alone string
	part  complaint.Part // what the procedure calls it; "" when it has no name for it
	gap   bool           // the writer still has to fill it in
}

// known is a word that stands alone as said when there is something to say, and
// else gives way to other words.
func known(value, alone, other string) piece {
	if value == "" {
		return piece{gone: true, alone: other}
	}
	return piece{value: value, alone: alone}
}

func (p piece) names(part complaint.Part) piece { p.part = part; return p }

// compose fills in the words of the organisation, or ours where it has none or
// where its own would lose something.
func (f Frame) compose(n Name, with map[Slot]piece) Text {
	f.common(with)
	own := f.Texts[n]
	if !f.draft && len(Mistakes(n, f.lang(), own)) > 0 {
		own = Own{}
	}
	own = own.Clean(n, f.lang()).or(Standard(n, f.lang()))
	var all []string
	for _, paragraph := range strings.Split(own.Text, "\n\n") {
		all = append(all, f.fill(paragraph, with)...)
	}
	t := Text{Subject: withRef(clip(own.Subject, subjectLimit), f.Ref), Body: join("\n\n", all...)}
	for _, s := range n.slots() {
		t.account(with[s])
	}
	return t
}

// common adds the pieces that every letter has.
func (f Frame) common(with map[Slot]piece) {
	w := f.words()
	add := func(s Slot, p piece) {
		if _, own := with[s]; !own {
			with[s] = p
		}
	}
	add(SlotName, known(f.Reader, w.greeting(f.Reader), w.greeting("")))
	add(SlotReceived, known(f.when(), w.received(f.when()), w.received("")))
	add(SlotRef, known(f.Ref, w.number(f.Ref), ""))
	add(SlotPhone, known(f.Phone, "", ""))
	add(SlotOrganisation, piece{value: f.Organisation})
	add(SlotAbout, piece{value: f.subject()})
	add(SlotSignature, piece{value: f.signature()})
	code := ""
	if f.Code != "" {
		code = w.follow(f.Code, f.Site)
	}
	add(SlotCode, piece{value: code})
}

// account writes down what the text that leaves really holds, and what gapes.
func (t *Text) account(p piece) {
	said := p.value
	if p.gone {
		said = p.alone
	}
	switch {
	case p.part == "" || said == "":
	case p.gap:
		t.gaps = append(t.gaps, p.part)
	case !p.gone && strings.Contains(strings.ReplaceAll(t.Body, "*", ""), strings.ReplaceAll(said, "*", "")):
		t.Parts = append(t.Parts, p.part)
	}
}

// Missing lists what a procedure demands of a letter and this text does not
// hold, and what the text itself shows as missing.
func (t Text) Missing(demanded []complaint.Part) []complaint.Part {
	lacks := slices.Clone(t.gaps)
	for _, part := range demanded {
		if !slices.Contains(t.Parts, part) && !slices.Contains(lacks, part) {
			lacks = append(lacks, part)
		}
	}
	return lacks
}

// fill makes a paragraph, or more of them where a placeholder is a block.
func (f Frame) fill(paragraph string, with map[Slot]piece) []string {
	lines := strings.Split(paragraph, "\n")
	if f.givesWay(lines, with) {
		return f.remains(lines, with)
	}
	var b builder
	for i, l := range lines {
		if i > 0 {
			b.now += "\n"
		}
		for _, part := range tokens(l) {
			s, ok := slotOf(f.lang(), part.name)
			p, given := with[s]
			if !ok || !given {
				b.now += part.text
				continue
			}
			b.put(slots[s].kind, p.value)
		}
	}
	b.end()
	return b.all
}

func (f Frame) givesWay(lines []string, with map[Slot]piece) bool {
	return slices.ContainsFunc(lines, func(l string) bool {
		return slices.ContainsFunc(tokens(l), func(t token) bool {
			s, ok := slotOf(f.lang(), t.name)
			return ok && with[s].gone
		})
	})
}

// remains is a paragraph that gave way: what each placeholder says by itself.
func (f Frame) remains(lines []string, with map[Slot]piece) []string {
	var b builder
	for _, l := range lines {
		for _, part := range tokens(l) {
			s, ok := slotOf(f.lang(), part.name)
			if !ok {
				continue
			}
			k, value := slots[s].kind, with[s].value
			if k == word {
				value = with[s].alone
			}
			b.put(k, value)
			b.now += " "
		}
	}
	b.end()
	return b.all
}

// builder puts paragraphs together.
type builder struct {
	all []string
	now string // the paragraph in the making
}

func (b *builder) put(k kind, value string) {
	switch line := b.now[strings.LastIndexByte(b.now, '\n')+1:]; {
	case value == "":
		b.now = strings.TrimRight(b.now, " ")
	case k == block || k == whole && strings.Contains(value, "\n"):
		b.end()
		b.all = append(b.all, value)
	case strings.Count(line, marker)%2 != 0: // within strong words of the organisation
		b.now += strings.ReplaceAll(value, marker, "")
	default:
		b.now += value
	}
}

// end closes the paragraph and drops the lines of which nothing is left.
func (b *builder) end() {
	var some []string
	for _, l := range strings.Split(b.now, "\n") {
		l = strings.TrimSpace(paired(strings.ReplaceAll(l, marker+marker, "")))
		if strings.Trim(l, " -") != "" {
			some = append(some, l)
		}
	}
	if len(some) > 0 {
		b.all = append(b.all, strings.Join(some, "\n"))
	}
	b.now = ""
}
