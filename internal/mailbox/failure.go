package mailbox

import (
	"context"
	"errors"
	"fmt"

	"github.com/emersion/go-imap/v2"

	"wederhoor/internal/oauth"
)

// What can be wrong, each to be told in one sentence. The texts are ours, never
// the server's, which may quote an address.
var (
	ErrSignIn      = errors.New("mail server refuses the password or the token")
	ErrFolder      = errors.New("mail server does not open the folder")
	ErrUnreachable = errors.New("mail server cannot be reached or stopped answering")
	ErrEncryption  = errors.New("no trusted encryption with the mail server")
	ErrProtocol    = errors.New("mail server answers something else than was asked")
)

var (
	errSlow    = fmt.Errorf("%w: no answer in time", ErrUnreachable)
	errRefused = errors.New("refused") // a challenge where there should be none
)

// judged gives an error of the library its class. A refusal is what the server's
// NO means in this step. Everything that is already ours passes.
func (s *Session) judged(ctx context.Context, err error, refusal error) error {
	var said *imap.Error
	switch {
	case err == nil:
		return nil
	case classed(err):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("read mailbox: %w", ctx.Err())
	case s.line.flooded.Load():
		return fmt.Errorf("%w: %w", ErrProtocol, errFlood)
	case errors.Is(err, errRefused):
		return refusal
	case errors.As(err, &said):
		return answered(said, refusal)
	case s.line.ended.Load():
		return ErrUnreachable
	}
	return ErrProtocol
}

// answered tells a real refusal from a server that cannot do it now.
func answered(said *imap.Error, refusal error) error {
	switch {
	case said.Type == imap.StatusResponseTypeBye, said.Code == imap.ResponseCodeUnavailable, said.Code == imap.ResponseCodeInUse, said.Code == imap.ResponseCodeLimit:
		return fmt.Errorf("%w: it has no time now", ErrUnreachable)
	case said.Type == imap.StatusResponseTypeNo:
		return refusal
	}
	return fmt.Errorf("%w: it does not know the command", ErrProtocol)
}

func classed(err error) bool {
	for _, class := range []error{ErrSignIn, ErrFolder, ErrUnreachable, ErrEncryption, ErrProtocol, oauth.ErrFile} {
		if errors.Is(err, class) {
			return true
		}
	}
	return false
}
