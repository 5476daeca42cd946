package mail

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

func TestATagComesBackAsItWent(t *testing.T) {
	const from = "klachten@voorbeeld.example"
	at, ok := Tagged(from, "b-abc-def")
	if !ok || at != "klachten+b-abc-def@voorbeeld.example" {
		t.Fatalf("%s, %v", at, ok)
	}
	for _, same := range []string{at, strings.ToUpper(at), "Klachten+B-abc-DEF@Voorbeeld.example"} {
		if tag, ok := TagOf(from, same); !ok || tag != "b-abc-def" {
			t.Errorf("%s: %q, %v", same, tag, ok)
		}
	}
	for _, other := range []string{"", from, "klachten@", "klachten+b-abc-def@elders.example", "vragen+b-abc-def@voorbeeld.example",
		"xklachten+b-abc-def@voorbeeld.example", "klachten+b-abc-def", at + "@voorbeeld.example", "klachten+b-abc@x@voorbeeld.example"} {
		if tag, ok := TagOf(from, other); ok {
			t.Errorf("%q is taken for ours: %q", other, tag)
		}
	}
	if at, ok := Tagged(strings.Repeat("k", 60)+"@voorbeeld.example", "b-abc-def"); ok {
		t.Errorf("%s is too long", at)
	}
	if at, ok := Tagged("", "b-abc-def"); ok {
		t.Errorf("without an address %s", at)
	}
}

// report is a notification as servers write it.
func report(kind, status string) string {
	return "From: MAILER-DAEMON@post.example\r\nTo: klachten@voorbeeld.example\r\nSubject: Undelivered\r\nContent-Type: " + kind + "\r\n\r\n" +
		"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + status + "\r\n--b--\r\n"
}

func TestReadReport(t *testing.T) {
	const dsn = `multipart/report; report-type=delivery-status; boundary="b"`
	for name, c := range map[string]struct {
		raw  string
		want Report
		ok   bool
	}{
		"failed":            {report(dsn, "Reporting-MTA: dns; post\r\n\r\nFinal-Recipient: rfc822; j@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"), Report{"failed", "5.1.1"}, true},
		"capitals":          {report(dsn, "Reporting-MTA: dns; post\r\n\r\nACTION: Failed\r\nSTATUS: 5.1.1 (no such mailbox)\r\n"), Report{"failed", "5.1.1"}, true},
		"late":              {report(dsn, "Reporting-MTA: dns; post\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n"), Report{"delayed", "4.4.1"}, true},
		"one of two":        {report(dsn, "Reporting-MTA: dns; post\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\nAction: delivered\r\nStatus: 2.0.0\r\n"), Report{"failed", "5.2.2"}, true},
		"no status":         {report(dsn, "Reporting-MTA: dns; post\r\n\r\nAction: failed\r\nStatus: <script>\r\n"), Report{"failed", ""}, true},
		"no recipient":      {report(dsn, "Reporting-MTA: dns; post\r\n"), Report{}, false},
		"a read receipt":    {report(`multipart/report; report-type=disposition-notification; boundary="b"`, "Action: failed\r\n"), Report{}, false},
		"an ordinary mail":  {"Subject: Ik ben op vakantie\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n", Report{}, false},
		"in an attachment":  {report(`multipart/mixed; boundary="b"`, "Action: failed\r\nStatus: 5.1.1\r\n"), Report{}, false},
		"no boundary":       {report("multipart/report; report-type=delivery-status", "Action: failed\r\n"), Report{}, false},
		"nothing":           {"", Report{}, false},
		"behind many parts": {strings.Replace(report(dsn, "Action: failed\r\n"), "--b\r\n", strings.Repeat("--b\r\n\r\nx\r\n", 50)+"--b\r\n", 1), Report{}, false},
	} {
		if got, ok := ReadReport([]byte(c.raw)); got != c.want && ok || ok != c.ok {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
}

// FuzzReadReport: a stranger's bytes are read in bounded time, and what they say
// is a few plain letters.
func FuzzReadReport(f *testing.F) {
	f.Add([]byte(report(`multipart/report; report-type=delivery-status; boundary="b"`, "X: y\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n")))
	f.Add([]byte(report(`multipart/report; report-type=delivery-status; boundary="b"`, strings.Repeat("Action: delayed\r\n\r\n", 2000))))
	f.Add([]byte("Content-Type: multipart/report; report-type=delivery-status; boundary=\"" + strings.Repeat("b", 5000) + "\"\r\n\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		start := time.Now()
		r, ok := ReadReport(raw)
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
		if !ok && r.Action == "failed" || ok && r.Action == "" || len(r.Status) > 9 {
			t.Fatalf("%+v, %v", r, ok)
		}
	})
}

// FuzzTagOf: a tag that was set is read back, and what is read was set after the
// + of our own address, whatever the rest.
func FuzzTagOf(f *testing.F) {
	const box = "klachten@voorbeeld.example"
	for _, s := range []string{"r-abc", "", "+", "@", "r-a@voorbeeld.example", "R-ABC", "\x00", "é", "a@b@voorbeeld.example", "klachten+r-a@voorbeeld.example", "KLACHTEN+R-A@VOORBEELD.EXAMPLE", "klachten+@voorbeeld.example", "K\u0130"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := Tagged(box, s); ok && !strings.Contains(s, "@") {
			if tag, ok := TagOf(box, at); !ok || tag != strings.ToLower(s) {
				t.Errorf("%q comes back as %q, %v", s, tag, ok)
			}
		}
		if tag, ok := TagOf(box, s); ok && !strings.EqualFold("klachten+"+tag+"@voorbeeld.example", s) && strings.ToLower(s) != "klachten+"+tag+"@voorbeeld.example" {
			t.Errorf("%q has the tag %q", s, tag)
		}
	})
}

// TestAutomaticMailHasNoSender: what Postfix received says so.
func TestAutomaticMailHasNoSender(t *testing.T) {
	post := testkit.Postfix(t)
	s, err := ParseServer(post.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Send(t.Context(), NullSender, "jan@elders.example", compose(t, letterToJan())); got.State != Accepted {
		t.Fatalf("%+v", got)
	}
	got := post.Wait(t, "jan@elders.example", 1, 10*time.Second)[0]
	if got.Header.Get("Return-Path") != "<>" || got.Header.Get("Auto-Submitted") != "auto-generated" || got.Header.Get("From") == "" {
		t.Errorf("%v", got.Header)
	}
}
