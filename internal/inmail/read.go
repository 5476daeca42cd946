package inmail

import (
	"bytes"
	"net/mail"
	"slices"
	"strings"
	"time"
)

// Read understands as much as it can and never fails: what it could not do
// stands in Problems. The caller must not change raw afterwards.
func Read(raw []byte) Message { return read(raw, 0) }

func read(raw []byte, depth int) (m Message) {
	n := &notes{}
	defer func() {
		if recover() != nil { // the mail is kept raw; one defect may not stop the box
			n.add(Fault)
		}
		m.Problems = n.list
	}()
	if len(raw) > MaxSize {
		raw = raw[:MaxSize]
		n.add(Truncated)
	}
	src := &source{rest: start(raw)}
	h := readHeader(src, n, never)
	if h.empty() && len(bytes.TrimSpace(src.rest)) > 0 {
		n.add(NotMail)
	}
	m.envelope(h, n)
	b := &body{source: src, notes: n, depth: depth}
	m.Text = tidy(b.part(h, 0).best(), n)
	m.Attachments = b.attachments
	m.Bounce = bounce(h, b)
	m.Automatic = automatic(h, m)
	m.Spam = spam(h)
	if m.Text == "" && depth < MaxDepth {
		m.takeForwarded(depth, n)
	}
	m.Lang = language(m.Text)
	return m
}

// takeForwarded makes the text of an attached mail the text, when somebody
// passed a complaint on without a word of their own.
func (m *Message) takeForwarded(depth int, n *notes) {
	i := slices.IndexFunc(m.Attachments, func(a Attachment) bool { return a.Mail })
	if m.Bounce != nil || i < 0 {
		return
	}
	if inner := read(m.Attachments[i].Bytes, depth+1); inner.Text != "" {
		m.Text = inner.Text
		n.add(FromAttachedOne)
	}
}

// envelope takes what stands in the header.
func (m *Message) envelope(h header, n *notes) {
	for _, once := range []string{"from", "subject", "date", "message-id", "to", "cc", "content-type"} {
		if len(h.all(once)) > 1 {
			n.add(RepeatedField)
		}
	}
	from := addresses(h.first("from"), n)
	if len(from) == 0 {
		from = addresses(h.first("sender"), n)
		n.add(NoFrom)
	}
	if len(from) > 1 || len(h.all("from")) > 1 {
		n.add(SeveralFrom)
	}
	if len(from) > 0 {
		m.From = from[0]
	}
	m.ReplyTo = addresses(h.first("reply-to"), n)
	m.To = addresses(strings.Join(h.all("to"), ","), n)
	m.Cc = addresses(strings.Join(h.all("cc"), ","), n)
	m.DeliveredTo = bare(append(h.all("delivered-to"), h.all("x-original-to")...), n)
	m.ReturnPath = returnPath(h)
	m.Subject = line(words(h.first("subject"), n), maxLine, n)
	m.Date = date(h.first("date"))
	if m.MessageID = first(messageIDs(h.first("message-id"), n)); m.MessageID == "" {
		n.add(NoMessageID)
	}
	m.InReplyTo = messageIDs(h.first("in-reply-to"), n)
	m.References = messageIDs(h.first("references"), n)
	m.AuthResults = authResults(h)
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

func returnPath(h header) string {
	return strings.Trim(clean(clip(h.first("return-path"), maxAddress+2)), "<> ")
}

// date is zero when it cannot be read: the moment of arrival is ours anyway.
func date(s string) time.Time {
	t, err := mail.ParseDate(clip(strings.Join(strings.Fields(clip(s, 200)), " "), 100))
	if err != nil || t.Year() < 1970 || t.Year() > 9999 {
		return time.Time{}
	}
	return t
}

// messageIDs takes what stands between < and >; an id without them counts when
// nothing else is there, as some programs forget them.
func messageIDs(s string, n *notes) (ids []string) {
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "<")
		if !ok {
			break
		}
		id, next, ok := strings.Cut(after, ">")
		if !ok {
			break
		}
		if id = strings.Join(strings.Fields(id), ""); id != "" && len(id) < 998 {
			ids = append(ids, clean(id))
		}
		rest = next
	}
	if s = strings.TrimSpace(s); len(ids) == 0 && s != "" && len(s) < 998 && !strings.ContainsAny(s, " \t<>") {
		ids = []string{clean(s)}
	}
	if len(ids) > maxList { // the last are the nearest
		n.add(FieldTooLong)
		ids = ids[len(ids)-maxList:]
	}
	return ids
}
