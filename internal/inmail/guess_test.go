package inmail_test

import (
	"strings"
	"testing"
)

func TestSpam(t *testing.T) {
	for header, want := range map[string]bool{
		"X-Spam-Flag: YES": true, "X-Spam-Flag: yes": true, "X-Spam-Flag: NO": false, "X-Spam-Status: Yes, score=12.3 required=5.0 tests=A,B": true, "X-Spam-Status: Yes,score=1": true,
		"X-Spam-Status: No, score=-1 (Yes)": false, "X-Spam: Yes": true, "X-Spam: No": false, "X-Spam: yesterday": false, "Subject: YES": false, "X-Spam-Level: *****": false,
		"X-Spam-Flag: NO\r\nX-Spam-Flag: YES": false, "X-Spam-Flag: YES\r\nX-Spam-Flag: NO": true, "X-Spam-Status: No\r\nX-Spam-Flag: YES": true,
	} {
		if got := text(header + "\r\nFrom: a@b.example\r\n\r\nx").Spam; got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}

func TestLang(t *testing.T) {
	const nl, en = "Ik heb op maandag een brief van u gekregen en die klopt niet.", "I have received a letter from you on Monday and this is not what we agreed."
	for said, want := range map[string]string{
		nl: "nl", en: "en", "": "", "Hallo": "", "Niet goed.": "", nl + "\n" + en: "",
		"Ich habe am Montag einen Brief bekommen und an der Sache stimmt etwas nicht, die ich in der Anlage an Sie sende.": "",
		"J'ai reçu une lettre de la part de votre service et on me dit de payer en deux fois, de suite, en mars.":          "",
		"Jeg har fået et brev fra jer i mandags, og jeg synes ikke at det er i orden at i ikke har svaret for længst.":     "",
		"> " + en + "\n> " + en + "\n\n" + nl:                       "nl",
		strings.Repeat("zzz\n", 20) + nl:                            "",
		strings.Repeat("zzz ", 2000) + nl:                           "",
		strings.ToUpper(nl):                                         "nl",
		"GEACHTE HEER,\n\n" + nl + "\n\nThe manager of the company": "nl",
	} {
		if got := text("From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + said).Lang; got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
