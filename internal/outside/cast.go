package outside

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/complaint"
)

// Person is somebody of the organisation, as the file may call them.
type Person struct{ Name, Role, Email string }

// cast gives everybody in the dossier the role they have in it, for a file
// without names.
type cast struct {
	people map[complaint.MemberID]Person
	names  bool
	labels map[complaint.MemberID]string
	known  []known
}

// known is what a person is called or reached by, and the label in its place.
type known struct {
	text, label string
	find        func(text, label string) *hide
}

// castOf reads who is who. The order in which somebody turns up is their number,
// so that the same dossier gives the same file.
func castOf(c complaint.Complaint, p complaint.Procedure, pieces []Piece, people map[complaint.MemberID]Person, names bool) *cast {
	k := &cast{people: people, names: names, labels: map[complaint.MemberID]string{complaint.ByComplainant: "klager", complaint.BySystem: "het register", complaint.BySubject: "beklaagde"}}
	k.complainants(c)
	subjects := 0
	for _, s := range c.Subjects {
		subjects++
		label := numberedLabel("beklaagde", subjects, len(c.Subjects))
		k.add(s.Name, label)
		if s.Member != "" {
			k.labels[s.Member] = label
		}
	}
	strangers := 0
	for _, h := range c.Hearings {
		if h.Event.Member == "" && h.Event.Name != "" && !slices.ContainsFunc(c.Subjects, func(s complaint.SubjectNamed) bool { return s.Name == h.Event.Name }) {
			strangers++
			k.add(h.Event.Name, "gehoorde "+strconv.Itoa(strangers))
		}
	}
	for _, a := range c.Appeals {
		if a.Body == "confidant" {
			k.add(a.Name, "vertrouwenspersoon")
		}
	}
	for _, b := range p.Appeal { // a letter tells where to go, and a confidant is somebody
		if b.Kind == "confidant" {
			k.add(b.Name, "vertrouwenspersoon")
			k.reached(b.Email, b.Phone, "vertrouwenspersoon")
		}
	}
	k.members(pieces)
	return k
}

func (k *cast) complainants(c complaint.Complaint) {
	for _, r := range c.History {
		switch e := r.Event.(type) {
		case complaint.Received:
			k.contact(e.Name, e.Email, e.Phone)
		case complaint.Corrected:
			was, now := e.Values()
			for _, v := range []string{was, now} {
				switch e.Field {
				case complaint.FieldName:
					k.contact(v, "", "")
				case complaint.FieldEmail:
					k.contact("", v, "")
				case complaint.FieldPhone:
					k.contact("", "", v)
				}
			}
		case complaint.LetterWritten:
			if e.ToComplainant() {
				k.contact(e.Name, e.To, "")
			} else {
				k.address(e.To, "e-mailadres")
			}
		}
	}
}

func (k *cast) contact(name, email, phone string) {
	k.add(name, "klager")
	k.reached(email, phone, "klager")
}

func (k *cast) reached(email, phone, who string) {
	k.address(email, "e-mailadres "+who)
	if digits(phone) >= 6 { // less is no number, and stands everywhere
		k.known = append(k.known, known{phone, "telefoonnummer " + who, spaced})
	}
}

func digits(text string) (n int) {
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func (k *cast) address(email, label string) {
	if email != "" {
		k.known = append(k.known, known{email, label, func(text, label string) *hide { return marked(Passage{Text: text}, label) }})
	}
}

// add takes in a name: whole, the surname by itself and the first name by itself.
func (k *cast) add(text, label string) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return
	}
	all := []string{strings.Join(words, " ")}
	if len(words) > 1 {
		all = append(all, strings.Join(words[1:], " "), words[len(words)-1])
		if !strings.HasSuffix(words[0], ".") { // a title or an initial
			all = append(all, words[0])
		}
	}
	for _, n := range all {
		if utf8.RuneCountInString(n) > 2 && !slices.ContainsFunc(k.known, func(o known) bool { return o.text == n }) {
			k.known = append(k.known, known{n, label, name})
		}
	}
}

// members numbers who did something first, and then everybody else: a name may
// stand in a text without a part in the dossier.
func (k *cast) members(pieces []Piece) {
	var order []complaint.MemberID
	for _, p := range pieces {
		order = append(order, p.By)
	}
	rest := make([]complaint.MemberID, 0, len(k.people))
	for id := range k.people {
		rest = append(rest, id)
	}
	slices.Sort(rest)
	n := 0
	for _, id := range append(order, rest...) {
		m, ok := k.people[id]
		if !ok {
			continue
		}
		if k.labels[id] == "" {
			n++
			k.labels[id] = "medewerker " + strconv.Itoa(n)
		}
		k.add(m.Name, k.labels[id])
		k.address(m.Email, "e-mailadres "+k.labels[id])
	}
}

func numberedLabel(word string, n, of int) string {
	if of == 1 {
		return word
	}
	return word + " " + strconv.Itoa(n)
}

// who says who did something: by name, or by their part in it.
func (k *cast) who(p Piece, complainant string) string {
	m, member := k.people[p.By]
	switch {
	case p.By == complaint.ByComplainant && k.names && complainant != "":
		return complainant + " (klager)"
	case !k.names && k.labels[p.By] != "":
		return joined(k.labels[p.By], m.Role)
	case member:
		return joined(m.Name, m.Role)
	}
	return p.ByName // what has to go is taken out of it with all the rest
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
