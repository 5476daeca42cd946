package letter

import "strings"

// The markers of a body.
const (
	bullet = "- "
	marker = "**"
)

// Kinds of block.
const (
	BlockParagraph = "p"
	BlockItem      = "li"
	BlockStrong    = "strong" // a paragraph that is strong as a whole, such as "Dit doen we:"
)

// Block is a paragraph or a list item. First and Last tell where a list opens
// and closes, for a template that has to write <ul> around it.
type Block struct {
	Kind        string
	Spans       []Span
	First, Last bool
}

// Span is a run of text. A "\n" in it is a line break (white-space: pre-line).
type Span struct {
	Text   string
	Strong bool
}

// Blocks takes a body apart. It escapes nothing; html/template does.
func Blocks(body string) []Block {
	var blocks []Block
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(body, "\r\n", "\n"), "\n\n") {
		blocks = append(blocks, blocksOf(paragraph)...)
	}
	for i := range blocks {
		if blocks[i].Kind == BlockItem {
			blocks[i].First = i == 0 || blocks[i-1].Kind != BlockItem
			blocks[i].Last = i == len(blocks)-1 || blocks[i+1].Kind != BlockItem
		}
	}
	return blocks
}

// blocksOf reads one paragraph: lines of text together, every item by itself.
func blocksOf(paragraph string) []Block {
	var blocks []Block
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			blocks = append(blocks, paragraphOf(spans(strings.Join(lines, "\n"))))
			lines = nil
		}
	}
	for l := range strings.SplitSeq(paragraph, "\n") {
		switch item, isItem := strings.CutPrefix(l, bullet); {
		case isItem:
			flush()
			blocks = append(blocks, Block{Kind: BlockItem, Spans: spans(item)})
		case strings.TrimSpace(l) != "":
			lines = append(lines, l)
		}
	}
	flush()
	return blocks
}

func paragraphOf(s []Span) Block {
	if len(s) == 1 && s[0].Strong {
		return Block{Kind: BlockStrong, Spans: s}
	}
	return Block{Kind: BlockParagraph, Spans: s}
}

// spans splits at the markers. One without a partner is text.
func spans(s string) []Span {
	var all []Span
	add := func(text string, strong bool) {
		if text != "" {
			all = append(all, Span{Text: text, Strong: strong})
		}
	}
	for {
		before, rest, opened := strings.Cut(s, marker)
		inside, after, closed := strings.Cut(rest, marker)
		if !opened || !closed {
			add(s, false)
			return all
		}
		add(before, false)
		add(inside, true)
		s = after
	}
}

func strong(s string) string { return marker + s + marker }
