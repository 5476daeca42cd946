package inmail

import (
	"bytes"
	"strings"
)

// leaf decides what a part without parts is: text for a person, a report of a
// mail server, or something attached.
func (b *body) leaf(h header, kind string, params map[string]string, raw []byte) (t texts) {
	way, extra := parseField(h.first("content-disposition"), b.notes)
	name := extra["filename"]
	if name == "" {
		name = params["name"]
	}
	data := b.decode(h.first("content-transfer-encoding"), kind, raw)
	if kind == "message/delivery-status" || kind == "message/global-delivery-status" {
		b.addReport(data)
	}
	aside := way == "attachment" || name != "" && b.parts > 1
	switch {
	case kind == "text/plain" && !aside:
		if bytes.Contains(data, []byte("-----BEGIN PGP MESSAGE-----")) {
			b.notes.add(Encrypted)
		}
		return texts{plain: flow(b.text(data, params["charset"], MaxText), params)}
	case kind == "text/html" && !aside:
		return texts{html: htmlText(b.text(withoutPictures(data), params["charset"], maxHTML))}
	case len(data) > 0 || name != "":
		b.attach(h, kind, name, way, data)
	}
	return t
}

// text decodes at most what can become the text of a mail, and says so.
func (b *body) text(data []byte, charset string, limit int) string {
	if len(data) > limit {
		data = data[:limit]
		b.notes.add(TextTooLong)
	}
	return decodeText(data, charset, b.notes)
}

// withoutPictures leaves out the long runs of base64 that pictures within HTML
// are: with them a letter of one page would be too large to decode.
func withoutPictures(data []byte) []byte {
	if len(data) <= maxHTML {
		return data
	}
	sign := []byte("base64,")
	var out []byte
	for {
		i := bytes.Index(data, sign)
		if i < 0 {
			return append(out, data...)
		}
		end := i + len(sign)
		for end < len(data) && digits[data[end]] <= 65 && data[end] != ' ' {
			end++
		}
		if end-i < 1000 { // a word of the text
			out = append(out, data[:end]...)
		} else {
			out = append(out, data[:i]...)
		}
		data = data[end:]
	}
}

func (b *body) attach(h header, kind, name, way string, data []byte) {
	a := Attachment{Type: kind, Bytes: data, Inline: way == "inline" || way == "" && h.first("content-id") != ""}
	switch kind {
	case "message/rfc822", "message/global":
		a.Mail = true
		inner := readHeader(&source{rest: start(data)}, &notes{}, never)
		if subject := line(words(inner.first("subject"), b.notes), maxLine, b.notes); subject != "" {
			name = strings.NewReplacer("/", "-", `\`, "-", ":", "").Replace(subject) + ".eml"
		}
		b.returned(inner)
	case "text/rfc822-headers", "message/global-headers":
		b.returned(readHeader(&source{rest: data}, &notes{}, never))
	}
	a.Name = fileName(name, kind, len(b.attachments)+1, b.notes)
	b.attachments = append(b.attachments, a)
}

// returned remembers which mail a report is about.
func (b *body) returned(h header) {
	if b.original == "" {
		b.original = first(messageIDs(h.first("message-id"), b.notes))
	}
}
