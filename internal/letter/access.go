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
	yourData() string // a subject line
	whatWeKeep(day string) string
	whoseData(as complaint.Asker, named bool) string
	whatFor() string
	whoHadIt(given []string, mail bool) string
	keptFor(length, from string) string
	takenOut() string
	yourRights(phone string) string
	complainElsewhere() string
	longer() string // a subject line
	longerUntil(asked, until string) string
	because() string
	refused() string // a subject line
	notGiven(asked string) string
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
	return f.letter(w.yourData(), true, w.whatWeKeep(f.day(p.Asked)), w.whoseData(p.As, p.Named), w.whatFor(), w.whoHadIt(given, p.Mail), w.keptFor(p.Kept, p.From), left,
		w.yourRights(line(f.Phone)), w.complainElsewhere())
}

// PackLater tells that the answer takes longer, until when and why (AVG art. 12(3)).
func PackLater(f Frame, asked, until calendar.Date, reason string) Text {
	w := f.words()
	return f.letter(w.longer(), true, w.longerUntil(f.day(asked), f.day(until)), strong(w.because()), text(reason), w.complainElsewhere())
}

// RefusePack tells that the data are not given, why, and where to go (AVG art. 12(4)).
func RefusePack(f Frame, asked calendar.Date, reason string) Text {
	w := f.words()
	return f.letter(w.refused(), true, w.notGiven(f.day(asked)), strong(w.because()), text(reason), w.yourRights(line(f.Phone)), w.complainElsewhere())
}
