// Package bench holds the measures that take long or need the real binary: kill
// -9 under load, and speed as ratios. It is for tests only.
package bench

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/testkit"
)

var killRounds = flag.Int("kill-rounds", 10, "rounds of kill -9 under load")

var codeOnPage = regexp.MustCompile(`id="receipt-code">([0-9A-Z-]+)<`)

// TestKill kills the program at any moment while complaints come in, again and
// again. Every complaint whose receipt was shown must be there afterwards.
func TestKill(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { killAndCount(t, newServer(t)) })
	t.Run("postgres", func(t *testing.T) { killAndCount(t, newServer(t, "--database", testkit.Postgres(t))) })
}

func killAndCount(t *testing.T, s *server) {
	acknowledged := map[string]string{} // code → story
	var mu sync.Mutex
	for round := range *killRounds {
		s.start(t)
		var wg sync.WaitGroup
		stop := make(chan struct{})
		for client := range 8 {
			wg.Go(func() {
				for n := 0; ; n++ {
					select {
					case <-stop:
						return
					default:
					}
					story := fmt.Sprintf("ronde %d, klager %d, klacht %d", round, client, n)
					if code, err := submit(s.url, story); err == nil {
						mu.Lock()
						acknowledged[code] = story
						mu.Unlock()
					}
				}
			})
		}
		if round%2 == 0 { // a machine that is busy takes its time: then no round would see a receipt
			untilMore(&mu, acknowledged)
		}
		time.Sleep(time.Duration(50+rand.IntN(250)) * time.Millisecond)
		s.kill(t)
		close(stop)
		wg.Wait()
	}
	s.start(t)
	lost := 0
	for code, story := range acknowledged {
		if page := statusPage(t, s.url, code); !strings.Contains(page, story) {
			lost++
		}
	}
	t.Logf("%d rounds of kill -9, %d acknowledged, %d lost", *killRounds, len(acknowledged), lost)
	if lost > 0 || len(acknowledged) == 0 {
		t.Errorf("%d of %d acknowledged complaints are lost", lost, len(acknowledged))
	}
}

// untilMore waits until one more complaint is acknowledged, for half a minute.
func untilMore(mu *sync.Mutex, acknowledged map[string]string) {
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(acknowledged)
	}
	for had, end := count(), time.Now().Add(30*time.Second); count() == had && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
}

var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// submit sends a complaint and reads the code off the receipt.
func submit(site, story string) (string, error) {
	res, err := client.PostForm(site+"/complaints", url.Values{"story": {story}, "name": {"Tessa Jansen"}, "email": {"t.jansen@voorbeeld.example"}})
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	m := codeOnPage.FindSubmatch(page)
	if res.StatusCode != http.StatusOK || m == nil {
		return "", fmt.Errorf("no receipt: %s", res.Status)
	}
	return string(m[1]), nil
}

func statusPage(t testing.TB, site, code string) string {
	t.Helper()
	res, err := client.PostForm(site+"/status", url.Values{"code": {code}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
