package mail

import (
	"bytes"
	"context"
)

// Send offers one mail to the server for one recipient, over its own
// connection. It returns Deferred only when the mail was surely not sent. An
// empty from is the address of the setting; NullSender is none.
func (s *Server) Send(ctx context.Context, from, to string, raw []byte) Outcome {
	return s.SendMarked(ctx, from, to, raw, func() error { return nil })
}

// SendMarked is Send with a mark: it is called when everything but the final
// dot has gone out, to record that from here on the outcome may stay unknown.
// If the mark fails the dot is not sent, and the mail is Deferred.
func (s *Server) SendMarked(ctx context.Context, from, to string, raw []byte, mark func() error) Outcome {
	if from == "" {
		from = s.from
	}
	if o := offerable(from, to, raw); o.State != "" {
		return o
	}
	whole, cancel := context.WithTimeout(ctx, s.wait.whole)
	defer cancel()
	c, o := s.connect(whole)
	if c == nil {
		return o
	}
	defer c.close()
	if o := c.envelope(from, to, raw); o.State != "" {
		return o
	}
	return c.data(ctx, raw, mark)
}

// data sends the message itself. What fails up to and including the mark is
// surely before the dot; what fails after it may have arrived.
func (c *connection) data(ctx context.Context, raw []byte, mark func() error) Outcome {
	w := c.text.DotWriter()
	c.deadline(c.server.wait.step)
	if _, err := w.Write(raw); err != nil {
		return answered(true, "connection lost in the message", err)
	}
	if err := c.text.W.Flush(); err != nil { // apart from the dot
		return answered(true, "connection lost in the message", err)
	}
	if !c.cancel() {
		return Outcome{State: Deferred, Reason: "too slow before the end of the message"}
	}
	if err := mark(); err != nil || ctx.Err() != nil {
		return Outcome{State: Deferred, Reason: "stopped before the end of the message"}
	}
	c.closeWith(ctx)
	c.deadline(c.server.wait.answer)
	if err := w.Close(); err != nil { // a part of the dot may have left
		return Outcome{State: Uncertain, Reason: "connection lost at the end of the message"}
	}
	_, _, err := c.text.ReadResponse(250)
	if err == nil {
		c.quit()
	}
	return afterDot(err)
}

// offerable refuses what would not arrive as it was stored: bare CR or LF,
// which servers rewrite and which smuggle a second mail past some of them, NUL,
// and lines over the limit of RFC 5321.
func offerable(from, to string, raw []byte) Outcome {
	if _, err := address("from", from); err != nil && from != NullSender {
		return Outcome{State: Refused, Reason: "sender is not a plain address"}
	}
	if _, err := address("to", to); err != nil {
		return Outcome{State: Refused, Reason: "recipient is not a plain address"}
	}
	for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
		if len(line) > 998 || bytes.ContainsAny(line, "\r\n\x00") {
			return Outcome{State: Refused, Reason: "message is not well formed"}
		}
	}
	if len(raw) == 0 || !bytes.HasSuffix(raw, []byte("\r\n")) {
		return Outcome{State: Refused, Reason: "message is not well formed"}
	}
	return Outcome{}
}
