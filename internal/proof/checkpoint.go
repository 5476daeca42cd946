package proof

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint promises that the first Size events of an organisation are, and
// remain, those of Root (c2sp.org/tlog-checkpoint), and in lines after those of the
// standard the same of the access log and the annual reviews. A checkpoint without such
// a line, from before there were any, promises nothing of that.
type Checkpoint struct {
	Origin         string
	Size           int64
	Root           tlog.Hash
	Lines, Reviews Chain
}

// What the further lines of a checkpoint begin with.
const ofLines, ofReviews = "access-log", "reviews"

// Origin names the log of an organisation, and the key that signs for it.
func Origin(organisation string) string { return "wederhoor/" + organisation }

// NewKey makes what signs for an organisation (Ed25519) and what anybody checks it with.
func NewKey(organisation string) (signer, verifier string, err error) {
	signer, verifier, err = note.GenerateKey(rand.Reader, Origin(organisation))
	if err != nil {
		return "", "", fmt.Errorf("make a key for checkpoints: %w", err)
	}
	return signer, verifier, nil
}

// Sign writes a checkpoint as a signed note.
func Sign(c Checkpoint, signer string) (string, error) {
	s, err := note.NewSigner(signer)
	if err != nil {
		return "", fmt.Errorf("read the key for checkpoints: %w", err)
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root[:]))
	for _, x := range []struct {
		name string
		Chain
	}{{ofLines, c.Lines}, {ofReviews, c.Reviews}} {
		if x.Size > 0 {
			text += fmt.Sprintf("%s %d %s\n", x.name, x.Size, base64.StdEncoding.EncodeToString(x.Head[:]))
		}
	}
	signed, err := note.Sign(&note.Note{Text: text}, s)
	if err != nil {
		return "", fmt.Errorf("sign a checkpoint: %w", err)
	}
	return string(signed), nil
}

// Open reads a checkpoint that somebody kept and checks its signature with verifier.
// Blanks and line ends that a mail or an editor added are not held against it.
func Open(text, verifier string) (Checkpoint, error) {
	v, err := note.NewVerifier(strings.TrimSpace(verifier))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("read the key that checks checkpoints: %w", err)
	}
	n, err := note.Open([]byte(tidy(text)), note.VerifierList(v))
	var unknown *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	switch {
	case errors.As(err, &unknown):
		return Checkpoint{}, &Broken{Check: CheckSignature, Says: "a checkpoint was signed with another key than that of " + v.Name()}
	case errors.As(err, &wrong):
		return Checkpoint{}, &Broken{Check: CheckSignature, Says: "a checkpoint was changed after it was signed"}
	case err != nil:
		return Checkpoint{}, fmt.Errorf("read a checkpoint: %w", err)
	}
	return parse(n.Text, v.Name())
}

// tidy gives the text its line ends back. A signature is one long line, which mail
// and paper break, and so they may the further lines.
func tidy(text string) string {
	var lines []string
	for l := range strings.Lines(strings.TrimSpace(text)) {
		l = strings.TrimSpace(l)
		last := len(lines) - 1
		switch {
		case last >= 0 && l != "" && broken(lines[last]):
			lines[last] += " " + l
		case last < 0 || !strings.HasPrefix(lines[last], sigPrefix) || l == "" || strings.HasPrefix(l, sigPrefix):
			lines = append(lines, l)
		case strings.Count(lines[last], " ") == 1: // broken after the name
			lines[last] += " " + l
		default:
			lines[last] += l
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// broken reports whether the hash of a further line was set on a line of its own.
func broken(l string) bool {
	return (strings.HasPrefix(l, ofLines+" ") || strings.HasPrefix(l, ofReviews+" ")) && strings.Count(l, " ") == 1
}

const sigPrefix = "— "

func parse(text, origin string) (c Checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] != origin {
		return c, &Broken{Check: CheckSignature, Says: "a checkpoint is not of the log of " + origin}
	}
	c.Origin = lines[0]
	if c.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || c.Size < 0 {
		return c, errors.New("read a checkpoint: its second line is no number of events")
	}
	if c.Root, err = parseHash(lines[2]); err != nil {
		return c, errors.New("read a checkpoint: its third line is no hash")
	}
	for _, line := range lines[3:] {
		name, rest, _ := strings.Cut(line, " ")
		into := map[string]*Chain{ofLines: &c.Lines, ofReviews: &c.Reviews}[name]
		if into == nil { // the standard leaves room for what others add
			continue
		}
		size, head, _ := strings.Cut(rest, " ")
		var none error
		into.Size, none = strconv.ParseInt(size, 10, 64)
		if into.Head, err = parseHash(head); err != nil || none != nil || into.Size < 1 {
			return c, fmt.Errorf("read a checkpoint: its line %s is not a number and a hash", name)
		}
	}
	return c, nil
}

func parseHash(text string) (tlog.Hash, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) != tlog.HashSize {
		return tlog.Hash{}, errors.New("this is no hash")
	}
	return tlog.Hash(raw), nil
}
