// Package inmail reads mail that came in. It is pure: bytes go in, a Message
// comes out, whatever the bytes are. Its work grows with the size of the mail
// and never with its shape; docs/decisions/0012-reading-mail.md has the figures.
//
// Nothing here is trusted and nothing is dropped without a Problem that says
// so: the raw bytes are kept elsewhere, so a mail can be read again.
package inmail

import (
	"slices"
	"time"
)

// Limits on one mail. What lies beyond them is not read, and a Problem says so.
const (
	MaxSize   = 25 << 20 // bytes of the whole mail
	MaxDepth  = 16       // parts within parts
	MaxParts  = 100      // from here on the mail is called unusual …
	readParts = 300      // … and from here on nothing more is read
	maxHeader = 256 << 10
	maxFields = 2000    // in one header
	MaxText   = 1 << 20 // bytes of text for a person
	maxHTML   = 4 << 20 // bytes of HTML, without the pictures within it
)

// Message is what the register understands of one mail. All texts are valid
// UTF-8 without control characters; addresses are as written, not normalised.
type Message struct {
	From        Address // zero when no usable address was found
	ReplyTo     []Address
	To, Cc      []Address
	DeliveredTo []string // Delivered-To and X-Original-To, topmost first
	ReturnPath  string   // address without brackets; empty also when absent
	Subject     string
	Date        time.Time // as the sender claims; zero when unknown
	MessageID   string    // without < >
	InReplyTo   []string
	References  []string

	// Text is plain text for a person: quotes and forwarded parts are in it.
	Text string

	// Lang is a guess at the language of Text: "nl", "en", or "" for neither or
	// not enough to say.
	Lang string

	// Attachments share memory with the raw mail where they were not encoded.
	Attachments []Attachment

	// Automatic lists why this looks written by a machine; see IsAutomatic.
	Automatic []Reason

	Bounce      *Bounce      // set when the mail is a delivery report (RFC 3464)
	AuthResults *AuthResults // topmost Authentication-Results, not trusted; see Authentic

	// Spam says that a filter on the way thought so. Nobody forges that of their
	// own mail, so it needs no server to be named.
	Spam bool

	Problems []Problem // each once, in the order in which they were met
}

// IsAutomatic decides only whether we answer, never whether we register.
func (m Message) IsAutomatic() bool { return len(m.Automatic) > 0 }

// Address is one mailbox: Email has exactly one @ outside quotes, Name is as
// shown by the sender and proves nothing.
type Address struct {
	Email string
	Name  string
}

// Attachment is everything that is not part of Text.
type Attachment struct {
	Name   string // safe as a file name on every system, never empty
	Type   string // as declared, such as application/pdf
	Bytes  []byte // decoded
	Mail   bool   // a mail within the mail; Name is made of its subject
	Inline bool   // shown within the text by the sender's program
}

// Size is in bytes, after decoding.
func (a Attachment) Size() int { return len(a.Bytes) }

// Problem is a stable code for something a person should know about a mail.
type Problem string

// The problems, with what was done.
const (
	NotMail         Problem = "not_mail"          // no header field at all; everything is text
	Truncated       Problem = "truncated"         // larger than MaxSize; the rest was not read
	TooDeep         Problem = "too_deep"          // what lies deeper than MaxDepth is one attachment
	TooManyParts    Problem = "too_many_parts"    // more than MaxParts; after 300 nothing was read
	HeaderTooLarge  Problem = "header_too_large"  // fields beyond 256 KB or 2,000 were not read
	BadHeader       Problem = "bad_header"        // lines that are no fields were skipped
	FieldTooLong    Problem = "field_too_long"    // a subject, name or list was cut
	TextTooLong     Problem = "text_too_long"     // the text was cut at MaxText, or its HTML at 4 MB
	Unfinished      Problem = "unfinished"        // a part is not closed: the mail may be cut off
	NoParts         Problem = "no_parts"          // said to have parts, and has none; read as text
	CharsetUnknown  Problem = "charset_unknown"   // an unknown name; guessed
	CharsetGuessed  Problem = "charset_guessed"   // none declared, or not what was declared
	BadEncoding     Problem = "bad_encoding"      // base64 or the like with faults; read as far as possible
	Encrypted       Problem = "encrypted"         // S/MIME or PGP: kept, not readable
	Signed          Problem = "signed"            // S/MIME or PGP: kept, not verified
	Winmail         Problem = "winmail"           // Outlook's own wrapping; attachments are inside it
	NoFrom          Problem = "no_from"           // no sender's address
	SeveralFrom     Problem = "several_from"      // more than one; the first counts
	NoMessageID     Problem = "no_message_id"     // replies cannot refer to it
	RepeatedField   Problem = "repeated_field"    // a field that may occur once occurs more often; the first counts
	UnsafeName      Problem = "unsafe_name"       // a file name held a path, a control or a turn of direction
	FromAttachedOne Problem = "text_of_forwarded" // no text of its own; Text is that of the attached mail
	Fault           Problem = "fault"             // a defect of ours: what was read so far
)

// notes collects problems, each once.
type notes struct{ list []Problem }

func (n *notes) add(p Problem) {
	if !slices.Contains(n.list, p) {
		n.list = append(n.list, p)
	}
}
