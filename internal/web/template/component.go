package template

// Days is the week of one complaint in seven blocks. Its words stand beside it.
type Days struct {
	Used int    // days gone, 0 to 7
	Over int    // days late, drawn up to 5
	Tone string // "", "soon", "late" or "calm" (a new date was agreed)
}

// daysBlocks keeps the numbers within what can be drawn.
func daysBlocks(d Days) Days {
	return Days{Used: min(max(d.Used, 0), 7), Over: min(max(d.Over, 0), 5), Tone: d.Tone}
}

// WeekDay is one day of a week line ("ma", "16", "gemeld") or of the week strip.
type WeekDay struct {
	Short, Number string
	Label         string // one word below, may be empty
	Class         string // week line: past, today, due; week strip: today, we
}

// Tag is a state in a word. Tones: "", now, soon, late, done, appeal.
type Tag struct {
	Text, Tone, Icon string
}

// Link is words that lead somewhere.
type Link struct {
	Label, URL string
	Current    bool
}

// Step is a step of the procedure. State: ok, now or "".
type Step struct {
	Name, When, State string
}

// Moment is one point of a timeline.
type Moment struct {
	Title    string
	When     string // "maandag 16 november, 14.00 uur"
	Datetime string // the same for machines, may be empty
	Class    string // "", now, next or note-in (an internal note)
	Voice    string // the words of a person, in serif
	Text     string // our own words
	Letter   Letter // folded behind its heading: "Lees de brief"
	Files    []FileRow
	Link     Link
}

// Voice is what somebody said.
type Voice struct {
	Who
	Ours     bool   // the organisation: on the right, on colour
	Role     string // "trainer"
	When     string
	Datetime string
	Text     string // empty lines separate paragraphs
	Extra    string // a line below in our words
	Wish     string // what the complainant thinks a good solution
}

// Note is a remark with an icon. Tones as Tag; icon "info" when empty.
type Note struct {
	Text, Tone, Icon string
}

// FileRow is a letter or an attachment.
type FileRow struct {
	Name, URL, When string
	Doubt           string // why to think before it is opened
}

// Fact is a name and a value.
type Fact struct {
	Name, Value string
}

// Kept is a file that was uploaded with an earlier try of the same form.
type Kept struct {
	Token, Name, Size string
	Dropped           bool // the person ticked "weg"
}

// FormKey is the hidden part of a form that acts.
type FormKey struct {
	Key     string // idempotency key, new for each form shown
	Version string // of the complaint the act is decided on; empty on other forms
}
