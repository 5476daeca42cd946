package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"wederhoor/internal/inmail"
)

type mailCommand struct {
	Read mailReadCommand `cmd:"" help:"Print what the register understands of a saved mail, as one JSON object. Nothing is stored or sent."`
}

type mailReadCommand struct {
	File string `arg:"" help:"The mail, as saved by a mail program (.eml)." placeholder:"FILE"`
}

// seen is what the command prints. Others rely on the names in the first group.
type seen struct {
	From        string           `json:"from"` // address only; empty when there is none
	Subject     string           `json:"subject"`
	Text        string           `json:"text"`
	Attachments []seenAttachment `json:"attachments"`
	Automatic   bool             `json:"automatic"`
	Problems    []inmail.Problem `json:"problems"`

	FromName    string              `json:"fromName,omitempty"`
	ReplyTo     []string            `json:"replyTo,omitempty"`
	To          []string            `json:"to,omitempty"`
	Cc          []string            `json:"cc,omitempty"`
	DeliveredTo []string            `json:"deliveredTo,omitempty"`
	Date        *time.Time          `json:"date,omitempty"`
	Lang        string              `json:"lang,omitempty"` // a guess: nl or en
	Spam        bool                `json:"spam,omitempty"`
	MessageID   string              `json:"messageId,omitempty"`
	InReplyTo   []string            `json:"inReplyTo,omitempty"`
	References  []string            `json:"references,omitempty"`
	Reasons     []inmail.Reason     `json:"automaticBecause,omitempty"`
	Bounce      *inmail.Bounce      `json:"bounce,omitempty"`
	AuthResults *inmail.AuthResults `json:"authResults,omitempty"`
}

type seenAttachment struct {
	Name string `json:"name"`
	Size int    `json:"size"` // bytes, decoded
	Type string `json:"type"`
}

// Run reads at most inmail.MaxSize of the file. What was read is printed with
// its problems; only a file that cannot be read at all is an error.
func (c mailReadCommand) Run(s streams) error {
	raw, err := readMail(c.File)
	if err != nil {
		return err
	}
	out := json.NewEncoder(s.out)
	out.SetEscapeHTML(false) // for a person, not for a page
	out.SetIndent("", "  ")
	return out.Encode(see(inmail.Read(raw)))
}

// readMail refuses what is no file: a pipe or a device may never end or answer.
func readMail(name string) (raw []byte, err error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s", name)
	} else if err != nil {
		return nil, fmt.Errorf("look at the mail: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file with a mail", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the mail: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	raw = make([]byte, min(info.Size(), inmail.MaxSize+1)) // one more than the limit, so that the reader sees there is more
	n, err := io.ReadFull(f, raw)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the mail: %w", err)
	}
	return raw[:n], nil
}

func see(m inmail.Message) seen {
	out := seen{From: m.From.Email, Subject: m.Subject, Text: m.Text, Automatic: m.IsAutomatic(),
		Attachments: []seenAttachment{}, Problems: append([]inmail.Problem{}, m.Problems...),
		FromName: m.From.Name, ReplyTo: emails(m.ReplyTo), To: emails(m.To), Cc: emails(m.Cc), DeliveredTo: m.DeliveredTo,
		Lang: m.Lang, Spam: m.Spam, MessageID: m.MessageID, InReplyTo: m.InReplyTo, References: m.References, Reasons: m.Automatic, Bounce: m.Bounce, AuthResults: m.AuthResults}
	if !m.Date.IsZero() {
		out.Date = &m.Date
	}
	for _, a := range m.Attachments {
		out.Attachments = append(out.Attachments, seenAttachment{Name: a.Name, Size: a.Size(), Type: a.Type})
	}
	return out
}

func emails(all []inmail.Address) (out []string) {
	for _, a := range all {
		out = append(out, a.Email)
	}
	return out
}
