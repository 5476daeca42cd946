package paper

import (
	"fmt"
	"strings"
)

// tree is what the letter is made of, for who hears it: a document with a
// heading, paragraphs, lists and a figure (ISO 32000-1, 14.7).
type tree struct {
	kids  []*element
	pages []int // marks given out, by page
	marks []mark
}

// element is a part of the letter. It holds other parts or marked content.
type element struct {
	role   string
	alt    string     // of a figure
	box    [4]float64 // of a figure: left, bottom, right, top, in millimetres
	row    bool       // of a TH: it heads its row, not its column
	kids   []*element
	marks  []mark
	object int // its number in the file
}

// mark is a piece of one page that belongs to an element.
type mark struct {
	page, id int
	of       *element
}

func (t *tree) add(role string) *element {
	e := &element{role: role}
	t.kids = append(t.kids, e)
	return e
}

func (e *element) add(role string) *element {
	kid := &element{role: role}
	e.kids = append(e.kids, kid)
	return kid
}

func (t *tree) page() { t.pages = append(t.pages, 0) }

// mark gives the next piece of the last page to an element.
func (t *tree) mark(e *element) int {
	last := len(t.pages) - 1
	m := mark{page: last, id: t.pages[last], of: e}
	t.pages[last]++
	e.marks, t.marks = append(e.marks, m), append(t.marks, m)
	return m.id
}

// empty has nothing to say, and is left out.
func (e *element) empty() bool {
	for _, k := range e.kids {
		if !k.empty() {
			return false
		}
	}
	return len(e.marks) == 0
}

// write gives the objects of the tree, the first one the root; pages are the
// objects of the pages. Numbers start at first.
func (t *tree) write(first int, pages []int) (objects []string) {
	root, document, parents := first, first+1, first+2
	objects = make([]string, 3)
	var all func(e *element, parent int) (ref string)
	all = func(e *element, parent int) string {
		e.object = first + len(objects)
		objects = append(objects, "")
		at := len(objects) - 1
		var kids []string
		for _, m := range e.marks {
			kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", pages[m.page], m.id))
		}
		for _, k := range e.kids {
			if !k.empty() {
				kids = append(kids, all(k, e.object))
			}
		}
		objects[at] = fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R%s /K [%s]>>", e.role, parent, e.attributes(), strings.Join(kids, " "))
		return fmt.Sprintf("%d 0 R", e.object)
	}
	var kids []string
	for _, e := range t.kids {
		if !e.empty() {
			kids = append(kids, all(e, document))
		}
	}
	objects[0] = fmt.Sprintf("<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>", document, parents, len(t.pages))
	objects[1] = fmt.Sprintf("<</Type /StructElem /S /Document /P %d 0 R /K [%s]>>", root, strings.Join(kids, " "))
	objects[2] = t.parents()
	return objects
}

// attributes are those of a figure, what it shows and where it stands, and of the head
// of a table.
func (e *element) attributes() string {
	switch {
	case e.role == "TH" && e.row:
		return " /A <</O /Table /Scope /Row>>"
	case e.role == "TH":
		return " /A <</O /Table /Scope /Column>>"
	case e.role != "Figure":
		return ""
	}
	return fmt.Sprintf(" /Alt %s /A <</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>", textString(e.alt),
		e.box[0]/pointMM, e.box[1]/pointMM, e.box[2]/pointMM, e.box[3]/pointMM)
}

// parents leads from a piece of a page back to its element.
func (t *tree) parents() string {
	rows := make([]string, len(t.pages))
	for _, m := range t.marks {
		rows[m.page] += fmt.Sprintf("%d 0 R ", m.of.object)
	}
	var b strings.Builder
	b.WriteString("<</Nums [")
	for i, row := range rows {
		fmt.Fprintf(&b, "%d [%s] ", i, strings.TrimSpace(row))
	}
	b.WriteString("]>>")
	return b.String()
}
