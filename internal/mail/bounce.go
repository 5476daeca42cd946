package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
)

// NullSender as the envelope sender of automatic mail: nobody answers it, and
// nothing bounces back and forth (RFC 5321 4.5.5, RFC 3834).
const NullSender = "<>"

// longestLocal is the most a local part may have (RFC 5321 4.5.3.1.1).
const longestLocal = 64

// Tagged is an address of the same mailbox that says what comes back to it:
// klachten+tag@example.org. ok is false where it would be too long.
func Tagged(from, tag string) (tagged string, ok bool) {
	local, domain, found := strings.Cut(from, "@")
	tagged = local + "+" + tag + "@" + domain
	return tagged, found && len(local)+1+len(tag) <= longestLocal && len(tagged) <= maxAddress
}

// TagOf reads the tag back; ok is false for an address that is none of from's.
// Servers on the way may have changed capitals.
func TagOf(from, at string) (tag string, ok bool) {
	local, domain, found := strings.Cut(strings.ToLower(from), "@")
	rest, ofUs := strings.CutPrefix(strings.ToLower(at), local+"+")
	tag, end, split := strings.Cut(rest, "@")
	return tag, found && ofUs && split && end == domain
}

// Report is what a delivery status notification says of a mail (RFC 3464).
type Report struct {
	Action string // failed, delayed, delivered, relayed, expanded
	Status string // such as 5.1.1; "" when it is not well formed
}

// Limits on a report: what is longer is none.
const (
	reportParts = 10
	reportBytes = 64 << 10
)

var statusPattern = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}`)

// ReadReport reads a report; ok is false for every other mail. Of several
// recipients the one that failed counts.
func ReadReport(raw []byte) (r Report, ok bool) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return r, false
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || !strings.EqualFold(params["report-type"], "delivery-status") || params["boundary"] == "" {
		return r, false
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for range reportParts {
		part, err := parts.NextPart()
		if err != nil {
			return r, false
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if kind == "message/delivery-status" || kind == "message/global-delivery-status" {
			return readStatus(io.LimitReader(part, reportBytes))
		}
	}
	return r, false
}

// readStatus reads the groups of fields: one about the mail, one per recipient.
func readStatus(in io.Reader) (r Report, ok bool) {
	fields := textproto.NewReader(bufio.NewReader(in))
	for {
		group, err := fields.ReadMIMEHeader()
		if action := strings.ToLower(strings.TrimSpace(group.Get("Action"))); action != "" && r.Action != "failed" {
			r, ok = Report{Action: action, Status: statusPattern.FindString(group.Get("Status"))}, true
		}
		if err != nil {
			return r, ok && (errors.Is(err, io.EOF) || r.Action == "failed")
		}
	}
}
