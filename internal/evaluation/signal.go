package evaluation

// Code is a stable name for a rule; a page has its own words for it.
type Code string

// The rules (domain: what makes a reaction negative).
const (
	LowScore     Code = "low_score"      // at or below the limit of its scale
	FairScore    Code = "fair_score"     // just above it: counts with a text only
	BelowOwnMean Code = "below_own_mean" // far under what this person gave elsewhere
	BadAnswer    Code = "bad_answer"     // "ontevreden", "oneens", "matig"
	FairAnswer   Code = "fair_answer"    // "neutraal"
	SaidNo       Code = "said_no"        // "nee" to a question whose good answer is yes
	StrongSign   Code = "strong_sign"    // "klacht", "onveilig", "geld terug"
	BadWord      Code = "bad_word"       // "rommelig", "viel tegen"
	WeakWord     Code = "weak_word"      // "jammer", "duur"
	TooMuch      Code = "too_much"       // "te snel", "te weinig diepgang"
	Expected     Code = "expected"       // "had meer verwacht"
	DeniedPraise Code = "denied_praise"  // "niet goed"
	Lacked       Code = "lacked"         // "geen pauze"
	NothingGood  Code = "nothing_good"   // "niets" to what was good
	Denied       Code = "denied"         // something was not so, and no rule knows what
	Unread       Code = "unread"         // no rule found praise here
	Aside        Code = "aside"          // nor here, and it names what is seldom named in praise
)

var codeOf = map[class]Code{strong: StrongSign, negative: BadWord, weak: WeakWord, expected: Expected, praise: DeniedPraise, wanted: Lacked}

// Reason is why a reaction was proposed, and where it stands.
type Reason struct {
	Code   Code
	Column int // of the sheet, from 0
	// Start and End are the bytes in the text of the cell that a page
	// highlights; always whole letters. Both are 0 for the whole cell.
	Start, End int
	Strength   float64 // between 0 and 1
}

// Level says how sure a proposal is.
type Level string

// The levels. Only those of Attention may be put away together, with one reason.
const (
	Attention Level = "attention" // a fair score with a wish, far under the own mean, or words that no rule understands
	Negative  Level = "negative"
	Strong    Level = "strong" // also a hint that it is serious
)

// Signal is a form that may hold a complaint; a person decides.
type Signal struct {
	Level    Level
	Strength float64 // to sort by, the strongest first
	Reasons  []Reason
}
