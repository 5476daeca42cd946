package bench

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

// TestBenchForms sends a large file of evaluation forms by way of the pages and
// waits until its answers are on one: read, judged, stored and shown, beside the
// bare parse of the same file. On two cores under 30 seconds and 200 MB.
func TestBenchForms(t *testing.T) {
	rows := 2_000
	if *report {
		rows = 100_000
	}
	raw := filledIn(rows)
	t.Run("sqlite", func(t *testing.T) { formsIn(t, raw, rows) })
	t.Run("postgres", func(t *testing.T) { formsIn(t, raw, rows, "--database", testkit.Postgres(t)) })
}

// filledIn is what a year of a large bureau gives: one in six has a complaint in it.
func filledIn(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Tijdstempel;Training;Trainer;Rapportcijfer;Wat kan er beter?;Overige opmerkingen\n")
	said := []string{"Fijne dag, veel geleerd.", "Prima verzorgd en een goede trainer!", "Top.", "De zaal was koud en we begonnen een uur te laat.", "", "Ik ga het morgen toepassen op mijn werk."}
	better := []string{"", "niets", "Meer oefenen", "Een microfoon", "Niets, ga zo door", "-"}
	for i := range rows {
		mark := 7 + i%4
		if i%6 == 3 {
			mark = 3 + i%3
		}
		fmt.Fprintf(&b, "%d-11-2026 09:%02d:%02d;Lastige gesprekken;Femke Kuiper;%d;%s;\"%s\"\n", i%28+1, i/60%60, i%60, mark, better[i/3%6], said[i%6])
	}
	return b.Bytes()
}

func formsIn(t *testing.T, raw []byte, rows int, args ...string) {
	began := time.Now()
	parsed(t, raw, rows)
	bare := time.Since(began)
	s := newServer(t, args...)
	s.start(t)
	c := s.signIn(t)
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	peak := 0
	began = time.Now()
	at := s.url + sentForms(t, c, s.url+"/staff/evaluations", raw)
	page := s.until(t, c, at, &peak, func(page string) bool { return strings.Contains(page, "Klopt dit?") })
	read := time.Since(began)
	if res, err := c.PostForm(at, confirmed(page)); err != nil || res.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirm: %v %v", res.Status, err)
	}
	page = s.until(t, c, at, &peak, func(page string) bool { return strings.Contains(page, "formulieren gelezen") })
	took := time.Since(began)
	began = time.Now()
	get(t, c, at)
	get(t, c, s.url+"/staff/evaluations")
	again := time.Since(began)
	if n := strings.Count(page, `<li class="ev">`); n != 20 {
		t.Errorf("%d answers are shown", n)
	}
	t.Logf("%d forms, %d MB: read after %v, judged, stored and shown after %v; the pages again %v; bare parse %v; at most %d MB resident",
		rows, len(raw)>>20, read.Round(time.Millisecond), took.Round(time.Millisecond), again.Round(time.Millisecond), bare.Round(time.Millisecond), peak)
	if peak > 200 {
		t.Errorf("%d MB", peak)
	}
}

func parsed(t *testing.T, raw []byte, rows int) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.ReuseRecord = ';', true
	for n := -1; ; n++ {
		if _, err := r.Read(); errors.Is(err, io.EOF) && n == rows {
			return
		} else if err != nil {
			t.Fatal(n, err)
		}
	}
}

func sentForms(t *testing.T, c *http.Client, to string, raw []byte) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("attachment", "jaar.csv")
	if err == nil {
		_, err = part.Write(raw)
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	res, err := c.Post(to, w.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("upload: %s", res.Status)
	}
	return res.Header.Get("Location")
}

// until looks at a page until it says what is waited for.
func (s *server) until(t *testing.T, c *http.Client, at string, peak *int, done func(string) bool) string {
	t.Helper()
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		*peak = max(*peak, s.resident(t))
		if page := get(t, c, at); done(page) {
			*peak = max(*peak, s.resident(t))
			return page
		}
	}
	t.Fatal("it does not come")
	return ""
}

// confirmed is the page of columns as it was shown.
func confirmed(page string) url.Values {
	form := url.Values{}
	for _, choice := range regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)".*?</select>`).FindAllStringSubmatch(page, -1) {
		if chosen := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(choice[0]); chosen != nil {
			form.Set(choice[1], chosen[1])
		}
	}
	return form
}

// TestFormsSurviveAKill: an import that a kill -9 interrupts is whole after the next
// start, and no answer is there twice.
func TestFormsSurviveAKill(t *testing.T) {
	const rows = 20_000
	raw := filledIn(rows)
	t.Run("sqlite", func(t *testing.T) { killed(t, raw) })
	t.Run("postgres", func(t *testing.T) { killed(t, raw, "--database", testkit.Postgres(t)) })
}

func killed(t *testing.T, raw []byte, args ...string) {
	s := newServer(t, args...)
	s.start(t)
	c := s.signIn(t)
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	at, peak := sentForms(t, c, s.url+"/staff/evaluations", raw), 0
	form := confirmed(s.until(t, c, s.url+at, &peak, func(page string) bool { return strings.Contains(page, "Klopt dit?") }))
	sent := make(chan struct{})
	go func() { // its answer may never come
		defer close(sent)
		if res, err := c.PostForm(s.url+at, form); err == nil {
			_ = res.Body.Close()
		}
	}()
	half := regexp.MustCompile(`([1-9]\d*\.\d{3}) van 20\.000 formulieren bekeken`)
	s.until(t, c, s.url+at, &peak, half.MatchString)
	s.kill(t)
	<-sent
	s.start(t)
	c = s.signIn(t)
	page := s.until(t, c, s.url+at, &peak, func(page string) bool { return strings.Contains(page, "formulieren gelezen") })
	if !strings.Contains(page, "20.000 formulieren gelezen, 3.333 reacties gevonden") || strings.Contains(page, "al eerder ingelezen") {
		t.Error(regexp.MustCompile(`[^>]*formulieren gelezen[^<]*`).FindString(page))
	}
}
