package store

import (
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// TestAServerThatStandsStillIsGivenUp: it takes in what is asked and answers nothing.
// The driver's own deadline goes first, also while somebody waits already.
func TestAServerThatStandsStillIsGivenUp(t *testing.T) {
	still := testkit.Listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	call := func(most time.Duration) net.Conn {
		c, err := dial(most)(t.Context(), "tcp", still)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
	wait := func(c net.Conn) chan error {
		told := make(chan error, 1)
		go func() { _, err := c.Read(make([]byte, 1)); told <- err }()
		return told
	}
	ends := func(what string, told chan error) {
		t.Helper()
		select {
		case err := <-told:
			if !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%s: %v", what, err)
			}
		case <-time.After(20 * time.Second):
			t.Errorf("%s: it waits for ever", what)
		}
	}
	short := call(100 * time.Millisecond)
	ends("nobody says how long", wait(short))
	if err := short.SetDeadline(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	longer := wait(short)
	select {
	case err := <-longer:
		t.Errorf("what the driver wants does not go first: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	if err := short.SetDeadline(time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	ends("who asked went away", longer)
	patient := call(time.Hour)
	waits := wait(patient)
	time.Sleep(50 * time.Millisecond)
	if err := patient.SetDeadline(time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	ends("who asked went away while we waited", waits)
}
