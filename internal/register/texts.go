package register

import (
	"context"
	"fmt"
	"slices"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
)

// TextMistakes are why the words of a letter cannot be used; nothing was kept.
type TextMistakes []letter.Mistake

// Error implements error with the codes; people read sentences.
func (m TextMistakes) Error() string {
	return fmt.Sprintf("%d mistakes in a text: %s", len(m), m[0].Code)
}

// textsOf is the words of an organisation for letters in a language. Another
// language than we write gets our Dutch, and so the words for it.
func textsOf(home store.Organisation, lang string) map[letter.Name]letter.Own {
	if !slices.Contains(letter.Languages, lang) {
		lang = letter.Languages[0]
	}
	own := map[letter.Name]letter.Own{}
	for _, x := range home.Letters {
		if x.Lang == lang && x.Own() {
			own[letter.Name(x.Letter)] = letter.Own{Subject: x.Subject, Text: x.Text}
		}
	}
	return own
}

// LetterText is what the organisation made of a letter in a language; nobody
// changed it as long as its edition is 0.
func (r *Register) LetterText(n letter.Name, lang string) store.LetterText {
	return textIn(r.Home().Letters, n, lang)
}

func textIn(all []store.LetterText, n letter.Name, lang string) store.LetterText {
	if i := slices.IndexFunc(all, isText(n, lang)); i >= 0 {
		return all[i]
	}
	return store.LetterText{Letter: string(n), Lang: lang}
}

func isText(n letter.Name, lang string) func(store.LetterText) bool {
	return func(x store.LetterText) bool { return x.Letter == string(n) && x.Lang == lang }
}

// SaveText changes the words of a letter; without words it goes back to ours.
// edition is of the text that was shown: ErrStale says that somebody else
// changed it since. Letters that were written stay as they are.
func (r *Register) SaveText(ctx context.Context, who Person, n letter.Name, lang string, own letter.Own, edition int64) error {
	if !who.Directs() || !n.Known() || !slices.Contains(letter.Languages, lang) {
		return ErrNotFound
	}
	if found := letter.Mistakes(n, lang, own); len(found) > 0 {
		return TextMistakes(found)
	}
	own = own.Clean(n, lang)
	return r.editHome(ctx, func(o *store.Organisation) error {
		now := textIn(o.Letters, n, lang)
		if now.Edition != edition {
			return ErrStale
		}
		if now.Subject == own.Subject && now.Text == own.Text {
			return nil // nobody changed anything
		}
		o.Letters = slices.DeleteFunc(o.Letters, isText(n, lang))
		o.Letters = append(o.Letters, store.LetterText{Letter: string(n), Lang: lang, Subject: own.Subject, Text: own.Text,
			Edition: edition + 1, By: who.Member.ID, At: r.Now()})
		return nil
	})
}

// ExampleLetter is a whole letter with invented people in the words that somebody
// is typing, mistakes and all.
func (r *Register) ExampleLetter(n letter.Name, lang string, own letter.Own) letter.Text {
	home, p := r.Home(), r.Procedure()
	purpose, ok := map[letter.Name]complaint.LetterPurpose{letter.Extended: complaint.LetterExtension, letter.Held: complaint.LetterHolding, letter.Ended: complaint.LetterClosing, letter.Followed: complaint.LetterFollowUp, letter.Invited: complaint.LetterInvitation}[n]
	if !ok {
		purpose = complaint.LetterAcknowledgement
	}
	f := letter.Frame{Lang: lang, Organisation: home.Name, Phone: home.Phone, Address: home.Address, Site: r.Site(), Today: p.On(r.Now())}
	return letter.Example(f, n, own, p.Appeal, namesAppeal(p, purpose))
}
