package staff

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

// formOf is a procedure as the form of the draft would send it, so that a page is
// filled in one way, whether somebody typed it or it was stored.
func formOf(p complaint.Procedure) kit.Form {
	v := url.Values{"name": {p.Name}, "start": {string(p.Start)}, "holidays": {p.Calendar.Holidays}, "extra_days": {datesIn(p.Calendar.ExtraHolidays, "\n")},
		"extension_rules": rulesOf(p.Extension), "acknowledgement": codes(p.Acknowledgement), "findings": codes(p.Findings),
		"response_parts": codes(p.Requirements.LetterContains[complaint.LetterResponse]), "extension_parts": codes(p.Requirements.LetterContains[complaint.LetterExtension]),
		"retention_from": {p.Retention.From}, "extension": {"free"}}
	tick := func(on bool, name, value string) {
		if on {
			v.Set(name, value)
		}
	}
	tick(p.Calendar.Roll, "roll", "yes")
	tick(p.QuickSolution.ConsentEnds, "quick", "yes")
	if p.Requirements.Hearing {
		v.Add("demands", "hearing")
	}
	if p.Requirements.CopyToSubject {
		v.Add("demands", "copy")
	}
	tick(p.Extension.Forbidden, "extension", "forbidden")
	if u := p.Extension.Unilateral; u != nil {
		tick(!p.Extension.Forbidden, "extension", "limited")
		v.Set("unilateral_times", strconv.Itoa(u.Times))
		setLength(v, "unilateral_total", u.Total)
	}
	setLength(v, "quick_within", p.QuickSolution.Within)
	setLength(v, "retention", p.Retention.Length)
	for _, t := range p.Terms {
		setLength(v, complaint.TermField(t.ID), t.Length)
		tick(t.Hard, complaint.TermField(t.ID)+"_hard", "yes")
	}
	for i, b := range p.Appeal {
		for name, value := range map[string]string{"kind": b.Kind, "name": b.Name, "phone": b.Phone, "email": b.Email, "website": b.Website} {
			v.Set(complaint.BodyField(i+1, name), value)
		}
		setLength(v, complaint.BodyField(i+1, "within"), b.Within)
		setLength(v, complaint.BodyField(i+1, "follow"), b.Follow)
		if b.Binding != nil {
			v.Set(complaint.BodyField(i+1, "binding"), map[bool]string{true: "yes", false: "no"}[*b.Binding])
		}
	}
	return kit.Form{Values: v}
}

func codes[T ~string](all []T) []string {
	var said []string
	for _, x := range all {
		said = append(said, string(x))
	}
	return said
}

func setLength(v url.Values, name string, l calendar.Length) {
	if !l.IsZero() {
		v.Set(name, strconv.Itoa(l.N))
		v.Set(name+"_unit", string(l.Unit))
	}
}

// reading is a form on its way to a procedure, with what could not be read.
type reading struct {
	kit.Form
	problems register.Problems
}

func (f *reading) wrong(field, code string) {
	f.problems = append(f.problems, register.Problem{Field: field, Code: code})
}

func (f *reading) length(name string) calendar.Length {
	n := f.Line(name)
	if n == "" {
		return calendar.Length{}
	}
	if short := strings.TrimLeft(n, "0"); short != "" { // 07 is seven
		n = short
	}
	l, err := calendar.ParseLength(n + f.Line(name+"_unit"))
	if err != nil {
		f.wrong(name, "length_unclear")
	}
	return l
}

func (f *reading) has(name, code string) bool { return slices.Contains(f.Values[name], code) }

// chosenOf reads the codes that were ticked, as far as the form offers them.
func chosenOf[T ~string](f *reading, name string, offered []string) []T {
	all := []T{}
	for i := 0; i < len(offered); i += 2 {
		if f.has(name, offered[i]) {
			all = append(all, T(offered[i]))
		}
	}
	return all
}

// procedureOf reads the form of the draft over the procedure it began with: what
// the form does not ask stays as it was.
func procedureOf(form kit.Form, base complaint.Procedure) (complaint.Procedure, register.Problems) {
	form, bodies := compacted(form)
	f := &reading{Form: form}
	p := base.Copy()
	p.Name, p.Start = f.Line("name"), complaint.Start(f.Line("start"))
	p.Calendar.Holidays, p.Calendar.Roll, p.Calendar.ExtraHolidays = f.Line("holidays"), f.has("roll", "yes"), f.days("extra_days")
	p.Terms = f.terms(base)
	p.Extension = f.extension(p.Extension)
	p.Acknowledgement = chosenOf[complaint.AcknowledgementKind](f, "acknowledgement", answerChoices)
	p.QuickSolution = complaint.QuickSolution{ConsentEnds: f.has("quick", "yes"), Within: f.length("quick_within")}
	p.Requirements.Hearing, p.Requirements.CopyToSubject = f.has("demands", "hearing"), f.has("demands", "copy")
	p.Findings = chosenOf[complaint.Finding](f, "findings", findingChoices)
	p.Requirements.LetterContains = f.letters(p)
	p.Appeal = f.bodies(bodies)
	p.Retention.Length = f.length("retention")
	if f.Line("retention") == "" {
		f.wrong("retention", "retention_empty")
	}
	p.Retention.From = "closing"
	if f.Line("retention_from") == "receipt" {
		p.Retention.From = "receipt"
	}
	return p, f.problems
}

// days reads one date a line.
func (f *reading) days(name string) []calendar.Date {
	var all []calendar.Date
	for line := range strings.SplitSeq(f.Get(name), "\n") {
		d, err := readDate(strings.TrimSpace(line))
		switch {
		case err != nil || len(all) == 100:
			f.wrong(name, "days_unclear")
			return nil
		case !d.IsZero():
			all = append(all, d)
		}
	}
	return all
}

// terms reads the four terms. What meets a term is ours: it is how the act is
// recorded, and no choice of an organisation.
func (f *reading) terms(base complaint.Procedure) []complaint.Term {
	shipped, err := complaint.Preset(complaint.DefaultPreset)
	if err != nil {
		shipped = base
	}
	var all []complaint.Term
	for _, id := range termOrder {
		t, ok := base.Term(id)
		if !ok {
			t, _ = shipped.Term(id)
		}
		t.Length, t.Hard = f.length(complaint.TermField(id)), f.has(complaint.TermField(id)+"_hard", "yes")
		if !t.Length.IsZero() || f.Line(complaint.TermField(id)) != "" {
			all = append(all, t)
		}
	}
	return all
}

func (f *reading) extension(x complaint.ExtensionRule) complaint.ExtensionRule {
	x.Reason, x.TellSubject, x.OpensAppeal = f.has("extension_rules", "reason"), f.has("extension_rules", "tell_subject"), f.has("extension_rules", "opens_appeal")
	x.Forbidden, x.Unilateral = f.Line("extension") == "forbidden", nil
	if f.Line("extension") != "limited" {
		return x
	}
	times, err := strconv.Atoi(f.Line("unilateral_times"))
	if err != nil {
		times = 0 // the procedure says what is wrong with it
	}
	x.Unilateral = &complaint.Unilateral{Times: times, Total: f.length("unilateral_total")}
	return x
}

// letters keeps what the form does not ask about other letters. A notice that
// opens the road to appeal names it, or it could never leave.
func (f *reading) letters(p complaint.Procedure) map[complaint.LetterPurpose][]complaint.Part {
	all := map[complaint.LetterPurpose][]complaint.Part{}
	for purpose, parts := range p.Requirements.LetterContains {
		all[purpose] = parts
	}
	all[complaint.LetterResponse] = chosenOf[complaint.Part](f, "response_parts", partChoices)
	notice := chosenOf[complaint.Part](f, "extension_parts", noticeChoices)
	if p.Extension.OpensAppeal {
		notice = append(notice, complaint.PartAppeal)
	}
	all[complaint.LetterExtension] = notice
	return all
}

// mostBodies is how many appeal bodies the form has room for.
const mostBodies = 6

// bodyFields are the fields of one appeal body; the first four say whether there
// is one at all.
var bodyFields = []string{"name", "phone", "email", "website", "kind", "binding", "within", "within_unit", "follow", "follow_unit"}

// compacted numbers the appeal bodies of a form anew, without those whose fields
// are all empty. The first stays when nothing else does: there must be one.
func compacted(f kit.Form) (kit.Form, int) {
	v, n := url.Values{}, 0
	for name, values := range f.Values {
		if !strings.HasPrefix(name, "appeal_") {
			v[name] = values
		}
	}
	keep := func(row int) {
		n++
		for _, name := range bodyFields {
			v.Set(complaint.BodyField(n, name), f.Line(complaint.BodyField(row, name)))
		}
	}
	for row := 1; row <= mostBodies; row++ {
		if slices.ContainsFunc(bodyFields[:4], func(name string) bool { return f.Line(complaint.BodyField(row, name)) != "" }) {
			keep(row)
		}
	}
	if n == 0 {
		keep(1)
	}
	f.Values = v
	return f, n
}

// bodies reads where people go who are not satisfied, from a form without gaps.
func (f *reading) bodies(n int) []complaint.AppealBody {
	var all []complaint.AppealBody
	for i := range n {
		at := func(name string) string { return f.Line(complaint.BodyField(i+1, name)) }
		b := complaint.AppealBody{Kind: at("kind"), Name: at("name"), Phone: at("phone"), Email: at("email"), Website: register.SiteAddress(at("website")),
			Within: f.length(complaint.BodyField(i+1, "within")), Follow: f.length(complaint.BodyField(i+1, "follow"))}
		if v := at("binding"); v == "yes" || v == "no" {
			yes := v == "yes"
			b.Binding = &yes
		}
		all = append(all, b)
	}
	return all
}
