package inmail

import (
	"strings"
)

// Bounce is what a mail server reports about a mail that was sent (RFC 3464).
// Anybody can write one: it counts only for a mail that we know we sent.
type Bounce struct {
	Server     string             `json:"server,omitempty"`     // Reporting-MTA
	OriginalID string             `json:"originalId,omitempty"` // Message-ID of the mail it is about, when that came back
	EnvelopeID string             `json:"envelopeId,omitempty"` // Original-Envelope-Id
	Recipients []BouncedRecipient `json:"recipients"`
}

// BouncedRecipient is the fate of one copy.
type BouncedRecipient struct {
	Email      string `json:"email"`                // Final-Recipient
	Original   string `json:"original,omitempty"`   // Original-Recipient: as we addressed it
	Action     string `json:"action"`               // failed, delayed, delivered, relayed or expanded
	Status     string `json:"status"`               // such as 5.1.1
	Diagnostic string `json:"diagnostic,omitempty"` // in the words of the other server
}

// bounce is nil unless the mail is a report of delivery. Such a report without
// its machine-readable part is one too, without recipients.
func bounce(h header, b *body) *Bounce {
	kind, params := parseField(h.first("content-type"), b.notes)
	if kind != "multipart/report" || len(b.report) == 0 && !strings.EqualFold(params["report-type"], "delivery-status") {
		return nil
	}
	out := &Bounce{OriginalID: b.original}
	s := &source{rest: b.report}
	for len(s.rest) > 0 && len(out.Recipients) < maxList {
		before := len(s.rest)
		group := readHeader(s, b.notes, never)
		if len(s.rest) == before {
			s.line() // no field: the report is broken here
		}
		if mta := group.first("reporting-mta"); mta != "" {
			out.Server, out.EnvelopeID = typed(mta), line(group.first("original-envelope-id"), 200, b.notes)
		}
		if group.first("final-recipient") != "" || group.first("original-recipient") != "" {
			out.Recipients = append(out.Recipients, recipient(group, b.notes))
		}
	}
	return out
}

func recipient(group header, n *notes) BouncedRecipient {
	action, _, _ := strings.Cut(strings.TrimSpace(group.first("action")), " ")
	status, _, _ := strings.Cut(strings.TrimSpace(group.first("status")), " ")
	return BouncedRecipient{Email: typed(group.first("final-recipient")), Original: typed(group.first("original-recipient")),
		Action: strings.ToLower(line(action, 20, n)), Status: line(status, 20, n),
		Diagnostic: line(words(typed(group.first("diagnostic-code")), n), 500, n)}
}

// typed takes the value of "rfc822; value".
func typed(s string) string {
	if _, value, ok := strings.Cut(s, ";"); ok {
		s = value
	}
	return strings.Trim(clean(clip(strings.TrimSpace(s), 1000)), "<> ")
}

// addReport keeps the fields of one more report, within bounds.
func (b *body) addReport(data []byte) {
	if len(b.report) < maxHeader {
		b.report = append(b.report, data[:min(len(data), maxHeader)]...)
		b.report = append(b.report, "\n\n"...)
	}
}
