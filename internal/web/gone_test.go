package web_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestTheDiskIsFull fills a small disk under a running register.
func TestTheDiskIsFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); errors.Is(err, syscall.EPERM) {
		t.Skip("only root can mount a small disk: make test does")
	} else if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := fresh(t, store.Config{Data: dir, Floor: 1})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen was er nog plaats")
	path := "/staff/complaints/" + s.ref(lead)
	// There is room for the words and not for the film: nothing is registered without it.
	film := upload{"film.mp4", make([]byte, 6<<20)}
	s.notReceived(s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met een film"}}, film), "Met een film")
	passed := s.multipart(lead, "/staff/complaints", url.Values{"story": {"Doorgegeven met film"}, "done": {"nothing"}, "channel": {"phone"}}, film)
	if passed.code != http.StatusServiceUnavailable || !strings.Contains(passed.body, "Doorgegeven met film") || s.dossiers() != 1 || s.files() != 0 {
		t.Errorf("%d, %d complaints, %d files", passed.code, s.dossiers(), s.files())
	}
	filler := filepath.Join(dir, "vol")
	fill(t, filler)
	received, story := 1, "Dit mag niet verloren gaan "+strings.Repeat("woord ", 6000)
	var full answer
	for range 40 { // what the log still has room for is received, honestly
		if full = s.post(s.browser(false), "/complaints", url.Values{"story": {story}}); full.code != http.StatusOK {
			break
		}
		received++
	}
	s.notReceived(full, "Dit mag niet verloren gaan")
	s.notReceived(s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met een foto"}}, upload{"foto.jpg", make([]byte, 3<<20)}), "Met een foto")
	for range 3 {
		a := s.post(lead, path+"/note", url.Values{"text": {"Mijn lange notitie " + strings.Repeat("woord ", 6000)}})
		if a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "Mijn lange notitie") || !strings.Contains(a.body, "We konden dit niet opslaan") {
			t.Errorf("a note: %d", a.code)
		}
	}
	for range 60 { // even to show the form again is written down, and that does not fit
		a := s.post(lead, path+"/action", url.Values{"day": {"2027-01-01"}, "action": {"Mijn woorden"}})
		if !strings.Contains(a.body, "Mijn woorden") || a.code != http.StatusServiceUnavailable && a.code != 422 {
			t.Fatalf("a form with a mistake: %d", a.code)
		}
	}
	in := s.multipart(lead, "/staff/complaints", url.Values{"story": {"Doorgegeven"}, "done": {"nothing"}, "channel": {"phone"}}, upload{"foto.jpg", make([]byte, 3<<20)})
	if in.code != http.StatusServiceUnavailable || !strings.Contains(in.body, "Doorgegeven") {
		t.Errorf("passing it on: %d", in.code)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if n := s.dossiers(); n != received || s.files() != 0 {
		t.Errorf("%d complaints and %d files, %d were acknowledged", n, s.files(), received)
	}
	s.complain("Nu is er weer plaats")
	if n := s.dossiers(); n != received+1 {
		t.Errorf("%d complaints", n)
	}
}

func (s *site) notReceived(a answer, story string) {
	s.t.Helper()
	if a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, story) || !strings.Contains(a.body, "<textarea") ||
		!strings.Contains(a.body, `href="tel:0200000000"`) || codeOnPage.MatchString(a.body) {
		s.t.Errorf("%d\n%.3000s", a.code, a.body)
	}
}

func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for n := 1 << 16; n > 0; n /= 2 {
		for {
			if _, err := f.Write(make([]byte, n)); err != nil {
				break
			}
		}
	}
	_ = f.Close()
}

// TestPostgreSQLIsGone cuts the line to the database and lets it come back.
func TestPostgreSQLIsGone(t *testing.T) {
	line := testkit.NewLine(t, testkit.Postgres(t))
	s := fresh(t, store.Config{Data: t.TempDir(), Postgres: line.URL})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen was hij er nog")
	path := "/staff/complaints/" + s.ref(lead)
	line.Cut()
	for range 3 {
		s.notReceived(s.post(s.browser(false), "/complaints", url.Values{"story": {"Dit mag niet verloren gaan"}}), "Dit mag niet verloren gaan")
	}
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {""}}, upload{"foto.jpg", []byte("x")}); a.code != 422 {
		t.Errorf("an empty form: %d", a.code)
	}
	if a := s.post(lead, path+"/note", url.Values{"text": {"Mijn notitie"}}); a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "Mijn notitie") {
		t.Errorf("a note: %d", a.code)
	}
	if a := s.get(lead, path); a.code != http.StatusServiceUnavailable || strings.Contains(a.body, "postgres") {
		t.Errorf("a page: %d", a.code)
	}
	if a := s.get(s.browser(false), "/"); a.code != http.StatusOK {
		t.Errorf("the form: %d", a.code)
	}
	line.Mend()
	s.complain("Nu is hij er weer")
	if n := s.dossiers(); n != 2 {
		t.Errorf("%d complaints", n)
	}
	if a := s.get(lead, path); a.code != http.StatusOK {
		t.Errorf("afterwards: %d", a.code)
	}
}

// TestOddAddressesAreAbsentOnBothEngines: what PostgreSQL cannot even look for
// is answered as a number that is not there.
func TestOddAddressesAreAbsentOnBothEngines(t *testing.T) {
	for name, cfg := range map[string]store.Config{"sqlite": {Data: t.TempDir()}, "postgres": {Data: t.TempDir(), Postgres: testkit.Postgres(t)}} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, cfg)
			s.setUp()
			lead, _ := s.signedIn()
			s.complain("Een klacht")
			ref := s.ref(lead)
			for _, odd := range []string{"%00", "%ff%fe", "2026-1%00", "'", "%27%20OR%201=1--", strings.Repeat("9", 9000), "%E2%80%AE", "..%2f..%2fkeys.db"} {
				for _, path := range []string{"", "/note", "/letters/" + odd, "/attachments/" + odd} {
					if a := s.get(lead, "/staff/complaints/"+odd+path); a.code != http.StatusNotFound {
						t.Errorf("%.20s%.20s: %d", odd, path, a.code)
					}
				}
				if a := s.post(lead, "/staff/complaints/"+odd+"/note", url.Values{"text": {"x"}}); a.code != http.StatusNotFound {
					t.Errorf("POST %.20s: %d", odd, a.code)
				}
				if a := s.get(lead, "/staff/complaints/"+ref+"/letters/"+odd); a.code != http.StatusNotFound {
					t.Errorf("letter %.20s: %d", odd, a.code)
				}
				if a := s.get(lead, "/staff/complaints?view="+odd+"&status="+odd+"&category="+odd+"&from="+odd+"&after="+odd); a.code != http.StatusOK {
					t.Errorf("list %.20s: %d", odd, a.code)
				}
			}
			wide := s.post(lead, "/staff/complaints/"+ref+"/note", url.Values{"key": {"\x00\xff"}, "text": {"a\x00b\xffc\U0001F600"}})
			if wide.code != http.StatusSeeOther || !strings.Contains(s.get(lead, "/staff/complaints/"+ref).body, "ab�c\U0001F600") {
				t.Errorf("odd characters in a note: %d", wide.code)
			}
			var key strings.Builder // too wide for an index, and it does not compress
			for range 400 {
				key.WriteString(store.NewID())
			}
			if a := s.post(lead, "/staff/complaints/"+ref+"/note", url.Values{"key": {key.String()}, "text": {"Met een vreemde sleutel"}}); a.code != http.StatusSeeOther {
				t.Errorf("a strange key: %d", a.code)
			}
			if strings.Contains(s.log.String(), "fault") {
				t.Errorf("a fault:\n%s", s.log.String())
			}
		})
	}
}
