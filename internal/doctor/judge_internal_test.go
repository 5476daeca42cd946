package doctor

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"

	"wederhoor/internal/mailbox"
	"wederhoor/internal/testkit"
)

// TestWhatTheReceiverSaw: a signature made with a key that a real name server
// publishes, and the results that a receiving server wrote on top.
func TestWhatTheReceiverSaw(t *testing.T) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	server := testkit.Names(t, "--txt-record=post._domainkey.voorbeeld.example,v=DKIM1; k=ed25519; p="+base64.StdEncoding.EncodeToString(public))
	const plain = "From: klachten@voorbeeld.example\r\nTo: klachten+t-x@voorbeeld.example\r\nSubject: test\r\n\r\nEen test.\r\n"
	sign := func(domain string) string {
		var out bytes.Buffer
		if err := dkim.Sign(&out, strings.NewReader(plain), &dkim.SignOptions{Domain: domain, Selector: "post", Signer: private}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	const fine = "Authentication-Results: mx.voorbeeld.example; spf=pass smtp.mailfrom=voorbeeld.example; dkim=fail; dkim=pass; dmarc=pass\r\n"
	for name, try := range map[string]struct {
		raw, authserv string
		want          []string
		wrong         int
	}{
		"all right":      {fine + sign("voorbeeld.example"), "mx.voorbeeld.example", []string{"✓ DKIM: the signature of voorbeeld.example is right", "✓ SPF at", "✓ DKIM at the receiver: pass", "✓ DMARC at"}, 0},
		"changed":        {fine + strings.Replace(sign("voorbeeld.example"), "Een test", "Geen test", 1), "mx.voorbeeld.example", []string{"✗ DKIM: no valid signature of voorbeeld.example."}, 1},
		"of another":     {fine + sign("elders.example"), "mx.voorbeeld.example", []string{"✗ DKIM: no valid signature"}, 1},
		"not signed":     {plain, "", []string{"– DKIM: not signed", "– the receiving server writes no Authentication-Results"}, 0},
		"refused":        {"Authentication-Results: mx.voorbeeld.example; spf=softfail; dmarc=fail\r\n" + sign("voorbeeld.example"), "", []string{"✗ SPF at the receiver: softfail.", "✗ DMARC at the receiver: fail.", "– DKIM at", "– Authentication-Results of"}, 2},
		"another server": {fine + sign("voorbeeld.example"), "elders.example", []string{`✗ Authentication-Results is of "mx.voorbeeld.example" and not of "elders.example".`}, 1},
	} {
		setting := "imaps://klachten%40voorbeeld.example:geheim@imap.voorbeeld.example/"
		if try.authserv != "" {
			setting += "?authserv=" + try.authserv
		}
		b, err := mailbox.Parse(setting)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		d := &doctor{report: &report{out: &out, lang: "en"}, dns: resolver(server)}
		d.judge(context.Background(), b, []byte(try.raw))
		for _, want := range try.want {
			if !strings.Contains("\n"+out.String(), "\n"+want) {
				t.Errorf("%s: no %q in\n%s", name, want, out.String())
			}
		}
		if d.wrong != try.wrong {
			t.Errorf("%s: %d wrong in\n%s", name, d.wrong, out.String())
		}
	}
}
