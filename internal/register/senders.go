package register

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/store"
)

// nameSenders hides who sent what, until that is asked for in this session. The
// log hears of it once for each time.
func (r *Register) nameSenders(ctx context.Context, who Person, waiting []Parked) (until time.Time, err error) {
	until, err = r.shown(ctx, who)
	if err != nil {
		return until, err
	}
	if until.IsZero() {
		for i := range waiting {
			hideSender(&waiting[i])
		}
		return until, nil
	}
	if fresh := r.untold(who, until, []string{desk}); len(fresh) > 0 && len(waiting) > 0 {
		if err := r.log(ctx, who, store.LogMail, "", "named"); err != nil {
			return time.Time{}, err
		}
		r.tell(who, until, fresh)
	}
	return until, nil
}

// hideSender takes who sent a mail out of what a list shows of it: people sign
// what they write.
func hideSender(p *Parked) {
	names := strings.FieldsFunc(p.Name, func(c rune) bool { return !unicode.IsLetter(c) })
	names = slices.DeleteFunc(names, func(name string) bool { return utf8.RuneCountInString(name) < 3 })
	p.Subject, p.Begin = without(p.Subject, names), without(p.Begin, names)
	if p.From != "" {
		p.Subject, p.Begin = strings.ReplaceAll(p.Subject, p.From, "…"), strings.ReplaceAll(p.Begin, p.From, "…")
	}
	p.From, p.Name, p.Hidden = "", "", p.From+p.Name != ""
}

// without puts dots in place of words, however their letters are written.
func without(text string, words []string) string {
	var b strings.Builder
	for text != "" {
		end := indexOr(text, func(c rune) bool { return !unicode.IsLetter(c) })
		if word := text[:end]; slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) }) {
			b.WriteString("…")
		} else {
			b.WriteString(word)
		}
		text = text[end:]
		next := indexOr(text, unicode.IsLetter)
		b.WriteString(text[:next])
		text = text[next:]
	}
	return b.String()
}

func indexOr(text string, is func(rune) bool) int {
	if i := strings.IndexFunc(text, is); i >= 0 {
		return i
	}
	return len(text)
}
