package testkit_test

import (
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// TestMailboxOfPostfix: mail for klachten, with a tag or without, goes where
// Dovecot serves it; other mail stays where it was.
func TestMailboxOfPostfix(t *testing.T) {
	post := testkit.Postfix(t)
	box := testkit.Mailbox(t, post)
	for _, to := range []string{"klachten@voorbeeld.example", "klachten+k-2027@voorbeeld.example", "klachtenlijst@voorbeeld.example"} {
		if err := send(post, to, "Subject: x\r\n\r\nx\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	post.Wait(t, "klachtenlijst@voorbeeld.example", 1, 10*time.Second)
	testkit.Eventually(t, 10*time.Second, func() bool { return box.Count() == 2 })
	box.Stop()
	box.Start(t)
	if box.Count() != 2 || box.Seen() != 0 {
		t.Errorf("%d mails, %d seen after a restart", box.Count(), box.Seen())
	}
}
