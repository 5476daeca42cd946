package complaint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Filing is what a receipt proves: what was told, and when. What was corrected
// later does not change it.
type Filing struct {
	Ref   string
	At    time.Time
	Story string // SHA-256 of the words, in hexadecimal
	Files []Attachment
}

// Filed is what was filed; empty for a complaint that was never received.
func (c Complaint) Filed() Filing {
	for _, r := range c.History {
		if e, ok := r.Event.(Received); ok {
			sum := sha256.Sum256([]byte(e.Story))
			return Filing{Ref: e.Ref, At: r.Happened, Story: hex.EncodeToString(sum[:]), Files: e.Attachments}
		}
	}
	return Filing{}
}

// Proof is a filing in one form only, to be signed: change anything and it differs.
func (f Filing) Proof() []byte {
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, "filing 1\n%q\n%s\n%s\n", f.Ref, f.At.UTC().Format(time.RFC3339Nano), f.Story)
	for _, a := range f.Files {
		_, _ = fmt.Fprintf(&b, "%q %d %s\n", a.Name, a.Size, a.SHA256)
	}
	return []byte(b.String())
}
