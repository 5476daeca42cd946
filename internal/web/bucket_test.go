package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/files"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestFilesInABucketThroughThePages: a download that broke goes on where it was, one
// that does not open has a calm sentence and gives no byte, and a bucket that is away
// keeps nothing that was typed from who sends it again.
func TestFilesInABucketThroughThePages(t *testing.T) {
	b := testkit.Bucket(t)
	between := testkit.NewBetween(t, b.Host)
	at, err := files.Parse(b.Setting(between.Host) + "&wait=2s")
	if err != nil {
		t.Fatal(err)
	}
	s := fresh(t, store.Config{Data: t.TempDir(), Files: at})
	s.setUp()
	photo := bytes.Repeat([]byte("\xff\xd8\xff bytes of a photo "), 60_000)
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met een foto"}}, upload{"foto.jpg", photo}); a.code != http.StatusOK {
		t.Fatal(a.code)
	}
	lead, _ := s.signedIn()
	link := regexp.MustCompile(`/staff/complaints/[\d-]+/attachments/\w+`).FindString(s.get(lead, "/staff/complaints/"+s.ref(lead)).body)
	whole := s.get(lead, link)
	if whole.code != http.StatusOK || whole.body != string(photo) || whole.Get("ETag") == "" || whole.Get("Content-Length") == "" || whole.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d, %d bytes, %v", whole.code, len(whole.body), whole.Header)
	}
	part := func(from string) answer {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+link, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Range", from)
		r.Header.Set("If-Range", whole.Get("ETag"))
		return s.do(lead, r)
	}
	if a := part("bytes=700001-"); a.code != http.StatusPartialContent || a.body != string(photo[700001:]) {
		t.Errorf("the rest: %d, %d bytes", a.code, len(a.body))
	}
	if a := part("bytes=99999999-"); a.code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %d", a.code)
	}

	between.Do(func(*http.Request) testkit.Fault { return testkit.Fault{Away: true} })
	if a := s.get(lead, link); a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "nu niet op te halen") {
		t.Errorf("while the bucket is away: %d\n%.400s", a.code, a.body)
	}
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Mijn lange verhaal"}}, upload{"foto.jpg", photo}); a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "Mijn lange verhaal") || s.dossiers() != 1 {
		t.Errorf("an upload while the bucket is away: %d, %d dossiers\n%.400s", a.code, s.dossiers(), a.body)
	}
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Zonder bijlage"}}); a.code != http.StatusOK || s.dossiers() != 2 {
		t.Errorf("without a file: %d, %d dossiers", a.code, s.dossiers())
	}
	between.Do(nil)

	object := filepath.Join(b.Folder, filepath.Base(link))
	if err := os.Truncate(object, 500_000); err != nil {
		t.Fatal(err)
	}
	if a := s.get(lead, link); a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "beschadigd") || strings.Contains(a.body, "bytes of a photo") {
		t.Errorf("an object that was cut short: %d\n%.400s", a.code, a.body)
	}
	if strings.Contains(s.log.String(), testkit.S3Secret) {
		t.Error("the log tells the secret of the bucket")
	}
}
