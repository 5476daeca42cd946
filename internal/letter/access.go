package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Pack is what the letter with an access pack tells: what the law wants somebody to
// know beside their data (AVG art. 15(1)).
type Pack struct {
	As    complaint.Asker
	Asked calendar.Date
	Kept  string   // how long, in words: "2 jaar"; "" when there is no term
	From  string   // from when that runs: "closing" or "receipt"
	Given []string // bodies that got a file of the complaint
	Mail  bool     // letters go by a mail provider
	Left  bool     // something was taken out
	Named bool     // a person decided that it may show who complained
}

// accessing is what letters about a request for access say.
type accessing interface {
	yourData() string                                   // a subject line
	requested(right complaint.Right, day string) string // what they asked, as a sentence
	behind() string
	whoseData(as complaint.Asker, named bool) string
	whatFor() string
	whoHadIt(given []string, mail bool) string
	keptFor(length, from string) string
	takenOut() string
	yourRights(phone string) string
	complainElsewhere() string
	longer() string // a subject line
	longerUntil(until string) string
	because() string
	answered() string // a subject line
	requestRefused(right complaint.Right) string
	requestDone(right complaint.Right) string
}

// GivePack writes the letter that goes along with an access pack.
func GivePack(f Frame, p Pack) Text {
	w, left := f.words(), ""
	if p.Left {
		left = w.takenOut()
	}
	given := make([]string, len(p.Given))
	for i, b := range p.Given {
		given[i] = line(b)
	}
	return f.letter(w.yourData(), true, w.requested(complaint.RightAccess, f.day(p.Asked))+" "+w.behind(), w.whoseData(p.As, p.Named), w.whatFor(), w.whoHadIt(given, p.Mail), w.keptFor(p.Kept, p.From), left,
		w.yourRights(line(f.Phone)), w.complainElsewhere())
}

// RequestLater tells that the answer takes longer, until when and why (AVG art. 12(3)).
func RequestLater(f Frame, right complaint.Right, asked, until calendar.Date, reason string) Text {
	w := f.words()
	return f.letter(w.longer(), true, w.requested(right, f.day(asked))+" "+w.longerUntil(f.day(until)), strong(w.because()), text(reason), w.complainElsewhere())
}

// RefuseRequest tells that it is not done, why, and where to go (AVG art. 12(4)).
func RefuseRequest(f Frame, right complaint.Right, asked calendar.Date, reason string) Text {
	w := f.words()
	return f.letter(w.answered(), true, w.requested(right, f.day(asked))+" "+w.requestRefused(right), strong(w.because()), text(reason), w.yourRights(line(f.Phone)), w.complainElsewhere())
}

// GrantRequest tells that it was done, and what that was.
func GrantRequest(f Frame, right complaint.Right, asked calendar.Date, done string) Text {
	w := f.words()
	return f.letter(w.answered(), true, w.requested(right, f.day(asked))+" "+w.requestDone(right), strong(w.whatWeDid()), text(done), w.yourRights(line(f.Phone)), w.complainElsewhere())
}
