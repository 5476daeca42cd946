package inmail

import (
	"slices"
	"strings"
)

// ReplyMarker is a line for the top of mails that we send, so that what is below
// it in an answer is known to be ours. SplitReply finds it whatever is around it.
const ReplyMarker = "--- Antwoord boven deze regel / Reply above this line ---"

// markerWords are what is looked for: programs change the dashes.
var markerWords = []string{"antwoord boven deze regel", "reply above this line"}

// SplitReply parts what the writer of a reply wrote from what they quoted below
// it. Own and quoted together are text, byte for byte. When in doubt nothing is
// cut: answers between quoted lines or below them, and what was forwarded, stay
// in own. Own is blank only when text is. The work is linear in text.
//
// Outlook forwards in the very form in which it replies; see Message.OwnWords.
func SplitReply(text string) (own, quoted string) {
	r := newReply(text)
	cut := r.cut()
	own = strings.Join(r.lines[:cut], "")
	if strings.TrimSpace(own) == "" {
		return text, ""
	}
	return own, text[len(own):]
}

// OwnWords is SplitReply of Text, and all of Text where the subject says that
// the mail was forwarded.
func (m Message) OwnWords() (own, quoted string) {
	subject := strings.ToLower(m.Subject)
	for _, begin := range []string{"fw:", "fwd:", "doorst:", "doorgestuurd:", "dsk:", "wg:", "tr:"} {
		if strings.HasPrefix(subject, begin) {
			return m.Text, ""
		}
	}
	return SplitReply(m.Text)
}

// reply is a text in lines: as they are, and as they are compared.
type reply struct {
	lines []string // with their ends
	low   []string // trimmed, in lower case, at most maxCompared bytes
	next  []int    // by line, the first from there on that is not empty
	own   int      // the last line that is neither empty, quoted nor of a program
}

const maxCompared = 400 // bytes; no line that begins a quotation is longer

func newReply(text string) reply {
	r := reply{own: -1}
	for l := range strings.Lines(text) {
		r.lines = append(r.lines, l)
		r.low = append(r.low, strings.ToLower(strings.Trim(clip(l, maxCompared), " \t\r\n\u00a0")))
	}
	r.next = make([]int, len(r.low)+1)
	r.next[len(r.low)] = len(r.low)
	for i := len(r.low) - 1; i >= 0; i-- {
		r.next[i] = i
		if r.low[i] == "" {
			r.next[i] = r.next[i+1]
		} else if r.own < 0 && !isQuoted(r.low[i]) && !isFooter(r.low[i]) {
			r.own = i
		}
	}
	return r
}

func isQuoted(low string) bool { return strings.HasPrefix(low, ">") }

// cut is the number of lines that are the writer's own.
func (r reply) cut() int {
	at := r.begin()
	if at == len(r.lines) {
		at = r.tail()
	}
	// Answers between the lines, or what they want us to read.
	if slices.ContainsFunc(r.low[:at], func(l string) bool { return isQuoted(l) || isForward(l) }) {
		return len(r.lines)
	}
	return r.dropFooter(at)
}

// begin is the first line that introduces a quotation.
func (r reply) begin() int {
	for i := range r.low {
		for _, size := range []int{r.marker(i), r.original(i), r.headerBlock(i), r.attribution(i)} {
			if size > 0 && r.onlyQuoted(i+size) {
				return i
			}
		}
	}
	return len(r.lines)
}

// onlyQuoted says whether nothing was written below or between what follows.
// That can be seen only where the quotation has its signs.
func (r reply) onlyQuoted(from int) bool {
	first := r.next[from]
	return first == len(r.low) || !isQuoted(r.low[first]) || r.own < first
}

// tail is where the quoted lines at the end begin that nothing introduces.
// After a colon they may be a list of the writer.
func (r reply) tail() int {
	at := len(r.low)
	for at > 0 && (r.low[at-1] == "" || isQuoted(r.low[at-1]) || isFooter(r.low[at-1])) {
		at--
	}
	if at > 0 && strings.HasSuffix(r.low[at-1], ":") || !slices.ContainsFunc(r.low[at:], isQuoted) {
		return len(r.low)
	}
	return at
}

// dropFooter takes what stands before the quotation and is of a program:
// "Verstuurd vanaf mijn iPhone", a ruled line.
func (r reply) dropFooter(at int) int {
	cut, seen := at, at < len(r.low)
	for cut > 0 {
		low := r.low[cut-1]
		if isFooter(low) {
			seen = true
		} else if low != "" && !(isRule(low) && at < len(r.low)) {
			break
		}
		cut--
	}
	if !seen {
		return at // nothing but empty lines
	}
	return cut
}

// marker is 1 when line i holds our own.
func (r reply) marker(i int) int {
	for _, words := range markerWords {
		if strings.Contains(r.low[i], words) && len(r.low[i]) < 150 && !isQuoted(r.low[i]) {
			return 1
		}
	}
	return 0
}

// between is what stands between dashes: -----Original Message-----.
func between(low string) (string, bool) {
	inside := strings.Trim(low, "-_* ")
	return inside, strings.HasPrefix(strings.TrimLeft(low, "* "), "--") && strings.HasSuffix(strings.TrimRight(low, "* "), "--")
}

// original is 1 when line i says that the original follows.
func (r reply) original(i int) int {
	inside, ok := between(r.low[i])
	if ok && slices.Contains([]string{"oorspronkelijk bericht", "oorspronkelijke bericht", "origineel bericht", "original message", "oorspronkelijke afspraak", "original appointment",
		"oorspronkelijke e-mail", "reply message", "ursprüngliche nachricht", "originalnachricht", "message d'origine"}, inside) {
		return 1
	}
	return 0
}

// isForward says whether something was forwarded from here on.
func isForward(low string) bool {
	switch strings.Trim(low, "*> ") {
	case "begin doorgestuurd bericht:", "begin forwarded message:", "anfang der weitergeleiteten nachricht:":
		return true
	}
	inside, ok := between(low)
	for _, begin := range []string{"doorgestuurd bericht", "doorgezonden bericht", "doorgestuurd door", "forwarded message", "forwarded by", "weitergeleitete nachricht", "message transféré"} {
		if ok && strings.HasPrefix(inside, begin) {
			return true
		}
	}
	return false
}

// labels of the header that Outlook and others set above a quotation.
var labels = map[string]string{"van": "from", "from": "from", "von": "from", "verzonden": "sent", "sent": "sent", "gesendet": "sent", "datum": "date", "date": "date",
	"aan": "to", "to": "to", "an": "to", "onderwerp": "subject", "subject": "subject", "betreff": "subject"}

// label reads "Van: …", also in bold and with a space before the colon.
func label(low string) (kind, value string) {
	name, value, ok := strings.Cut(low, ":")
	if !ok {
		return "", ""
	}
	return labels[strings.Trim(name, "* ")], strings.Trim(value, "* ")
}

// headerBlock is the length of a header from line i on: From with an address or
// a moment of sending, and who got it about what. A letter that begins alike
// ("Van: …, Datum: …") has no address there.
func (r reply) headerBlock(i int) int {
	kind, value := label(r.low[i])
	if kind != "from" {
		return 0
	}
	has, sent := map[string]bool{}, false
	for j := i + 1; j < min(i+12, len(r.low)); j++ {
		kind, said := label(r.low[j])
		has[kind] = true
		if strings.ContainsAny(said, "0123456789") {
			sent = sent || kind == "sent" || kind == "date" && strings.Contains(value, "@")
		}
		if sent && has["to"] && has["subject"] {
			return j + 1 - i
		}
	}
	return 0
}

// verbs with which programs say who wrote what follows.
var verbs = []string{" schreef", " het volgende geschreven", " wrote", " schrieb", " a écrit"}

// attribution is the number of lines that say who wrote what follows, such as
// "Op 12 nov. 2026 om 10:00 schreef …:". One may be wrapped over three lines.
// Without a moment it is a sentence; without signs of quotation below, it needs
// an address too.
func (r reply) attribution(i int) int {
	if r.low[i] == "" || isQuoted(r.low[i]) {
		return 0
	}
	said := ""
	for size := 1; size <= 4 && i+size <= len(r.low) && len(said) < 2*maxCompared; size++ {
		low := r.low[i+size-1]
		if low == "" || isQuoted(low) {
			return 0
		}
		if said += " " + low; strings.HasSuffix(said, ":") || strings.Contains(said, ">: ") { // Yahoo goes on in the line
			if r.introduces(said, i+size) {
				return size
			}
			return 0
		}
	}
	return 0
}

func (r reply) introduces(said string, next int) bool {
	verb := slices.ContainsFunc(verbs, func(v string) bool { return strings.Contains(said, v) })
	if !verb || !strings.ContainsAny(said, "0123456789") {
		return false
	}
	begins := slices.ContainsFunc([]string{" op ", " on ", " am ", " le "}, func(b string) bool { return strings.HasPrefix(said, b) })
	follows := r.next[next]
	if follows < len(r.low) && (isQuoted(r.low[follows]) || r.marker(follows) > 0) {
		return begins || !strings.Contains(strings.TrimPrefix(said, " "), ". ") // not the end of a paragraph
	}
	return begins && strings.Contains(said, "@")
}

// isRule is a line that Outlook draws above a quotation.
func isRule(low string) bool { return len(low) >= 5 && strings.Trim(low, "_-") == "" }

// footers begin what programs of telephones add.
var footers = []string{"verstuurd vanaf mijn ", "verstuurd vanuit outlook", "verstuurd vanuit mijn ", "verzonden vanaf mijn ", "verzonden vanaf outlook", "verzonden vanaf yahoo", "verzonden vanaf samsung",
	"verzonden vanuit outlook", "verzonden vanuit mail ", "verzonden met proton", "sent from my ", "sent from outlook", "sent from mail for", "sent from yahoo", "sent with proton",
	"outlook voor ios", "outlook voor android", "download outlook voor", "get outlook for ", "von meinem iphone gesendet", "gesendet von outlook", "gesendet von mail"}

func isFooter(low string) bool {
	return len(low) < 120 && !strings.HasSuffix(low, ".") && slices.ContainsFunc(footers, func(f string) bool { return strings.HasPrefix(low, f) })
}
