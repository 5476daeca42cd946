package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAFileIsDoubtedBeforeItIsOpened: it is taken in as it is, and who reads the dossier
// is told what to think about.
func TestAFileIsDoubtedBeforeItIsOpened(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met bijlagen"}},
		upload{"foto.jpg", []byte("\xff\xd8\xff\xe0 bytes")}, upload{"brief.pdf", []byte("MZ\x90\x00 bytes")}, upload{"rekening.exe", []byte("MZ\x90\x00 bytes")})
	if a.code != http.StatusOK {
		t.Fatalf("%d: %s", a.code, a.body)
	}
	page := s.get(lead, "/staff/complaints/"+s.ref(lead)).body
	for words, times := range map[string]int{"de inhoud past niet bij de naam": 1, "dit kan een programma zijn": 1, "niet op virussen gecontroleerd": 1} {
		if strings.Count(page, words) < times {
			t.Errorf("the dossier does not say %q", words)
		}
	}
	photo := page[strings.Index(page, "foto.jpg"):]
	if strings.Contains(photo[:strings.Index(photo, "</li>")], "Let op") {
		t.Error("a photo is doubted")
	}
}
