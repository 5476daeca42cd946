package letter

import (
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// appealIfAny is for letters in which no rule demands the road to appeal: with
// nowhere to go they leave it out, since nobody would stop the gap.
func (f Frame) appealIfAny(intro string, bodies []complaint.AppealBody) piece {
	if !slices.ContainsFunc(bodies, complaint.AppealBody.Reachable) {
		return piece{}
	}
	return f.appeal(intro, bodies)
}

// appeal says where a reader can go who is not satisfied, with every way to get
// there. Without a body that can be reached the gap is visible (R34).
func (f Frame) appeal(intro string, bodies []complaint.AppealBody) piece {
	paragraphs := []string{strong(intro)}
	for _, b := range bodies {
		b = cleanBody(b)
		if b.Reachable() {
			paragraphs = append(paragraphs, f.body(b, len(paragraphs) > 1)...)
		}
	}
	gapes := len(paragraphs) == 1
	if gapes {
		paragraphs = append(paragraphs, f.words().gap(gapAppeal))
	}
	p := piece{value: join("\n\n", paragraphs...), gap: gapes}
	if gapes || !slices.ContainsFunc(bodies, unreachable) {
		return p.names(complaint.PartAppeal)
	}
	return p
}

func unreachable(b complaint.AppealBody) bool { return !b.Reachable() }

// AppealLine is the road to appeal in one line, for below a letter that does not
// tell it; "" when nobody there can be reached.
func AppealLine(lang string, bodies []complaint.AppealBody) string {
	f := Frame{Lang: lang}
	var all []string
	for _, b := range bodies {
		b = cleanBody(b)
		if b.Reachable() {
			all = append(all, f.words().body(b.Kind, b.Name, len(all) > 0), sentence(strings.Join(f.ways(b), ", ")))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return join(" ", append([]string{f.words().notSatisfiedLater()}, all...)...)
}

func cleanBody(b complaint.AppealBody) complaint.AppealBody {
	b.Name, b.Phone, b.Email, b.Website = line(b.Name), line(b.Phone), line(b.Email), line(b.Website)
	return b
}

// ways are how to get there: "Telefoon: 020 000 00 01".
func (f Frame) ways(b complaint.AppealBody) (all []string) {
	w := f.words()
	for _, way := range []struct{ label, value string }{
		{w.phone(), b.Phone}, {w.email(), b.Email}, {w.website(), b.Website},
	} {
		if way.value != "" {
			all = append(all, way.label+": "+way.value)
		}
	}
	return all
}

func (f Frame) body(b complaint.AppealBody, also bool) []string {
	w := f.words()
	ways := f.ways(b)
	for i := range ways {
		ways[i] = bullet + ways[i]
	}
	terms := f.within(b.Within)
	if b.Binding != nil {
		terms = join(" ", terms, w.binding(*b.Binding))
	}
	return []string{w.body(b.Kind, b.Name, also), strings.Join(ways, "\n"), terms}
}

// within names the term and a day. The day is counted from today without
// holidays and without roll, and the letter arrives today or later: the real
// last day is never earlier, so "in any case until" is true.
func (f Frame) within(l calendar.Length) string {
	if _, err := l.MarshalText(); err != nil || l.IsZero() {
		return "" // no term, or none known: the letter claims neither
	}
	last := calendar.Calendar{}.Due(f.Today, l)
	if last.IsZero() {
		return f.words().within(l, "")
	}
	return f.words().within(l, f.day(last))
}
