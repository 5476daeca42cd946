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
// remain, those of Root (c2sp.org/tlog-checkpoint).
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

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
// and paper break.
func tidy(text string) string {
	var lines []string
	for l := range strings.Lines(strings.TrimSpace(text)) {
		l = strings.TrimSpace(l)
		last := len(lines) - 1
		switch {
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
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return c, errors.New("read a checkpoint: its third line is no hash")
	}
	c.Root = tlog.Hash(root)
	return c, nil
}
