package upgrade_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/testkit"
)

var (
	program = flag.String("program", "", "the released program that makes a sample")
	name    = flag.String("name", "", "of the release, and of the folder in testdata")
)

// known is what a released program stored in a sample, beside the sample.
type known struct {
	Recovery string   `json:"recovery"` // the sheet
	Ref      string   `json:"ref"`
	Code     string   `json:"code"`
	Words    []string `json:"words"` // that somebody wrote
	File     string   `json:"file"`  // SHA-256 of the attachment
}

const password = "kaneel-vijver-lantaarn-73"

// TestMakeSample makes the data folder of a release by that program itself, as people
// would: make release-sample. It is stored for ever.
func TestMakeSample(t *testing.T) {
	if *program == "" {
		t.Skip("no program is given")
	}
	to := filepath.Join("testdata", *name)
	if _, err := os.Stat(to); err == nil {
		t.Fatalf("%s is there; a release does not change", to)
	}
	work := t.TempDir()
	data, key, pass := filepath.Join(work, "data"), filepath.Join(work, "master.key"), filepath.Join(work, "password")
	if err := os.WriteFile(pass, []byte(password), 0o600); err != nil {
		t.Fatal(err)
	}
	setUp := []string{"init", "--data", data, "--master-key", key, "--organisation", "Voorbeeld Trainingen", "--lead-name", "Mirjam Bakker", "--lead-email", "mirjam@voorbeeld.example", "--lead-password-file", pass,
		"--confidant-name", "Ilse Terpstra", "--confidant-phone", "020 000 00 00"}
	if strings.Contains(testkit.Run(t, *program, "init", "--help"), "--second-factor") {
		setUp = append(setUp, "--second-factor", "optional") // the first releases had no second factor
	}
	sheet := regexp.MustCompile(`Recovery key: (\S.*)`).FindStringSubmatch(testkit.Run(t, *program, setUp...))
	p := testkit.Start(t, *program, "serve", "--data", data, "--master-key", key, "--addr", testkit.FreeAddress(t), "--limits", "off")
	k := (&people{t: t, url: p.URL}).live()
	k.Recovery = sheet[1]
	if code := p.Stop(); code != 0 {
		t.Fatalf("it ended with %d", code)
	}
	if err := os.CopyFS(filepath.Join(to, "data"), os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	about, err := json.MarshalIndent(k, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string][]byte{"master.key": raw, "known.json": append(about, '\n')} {
		if err := os.WriteFile(filepath.Join(to, file), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_ = os.Remove(filepath.Join(to, "data", "lock"))
}

// people use a register over its pages, by the few forms that every release has.
type people struct {
	t   *testing.T
	url string
}

func (p *people) live() known {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	lead := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	file := bytes.Repeat([]byte("\xff\xd8\xff een foto van een koude zaal. "), 300)
	sum := sha256.Sum256(file)
	k := known{File: hex.EncodeToString(sum[:]), Words: []string{"De zaal was twaalf graden", "Tessa Jansen", "tessa@voorbeeld.example", "De kachel is nagekeken", "Het was kouder dan beloofd", "U had gelijk, en we betalen de kaart terug", "Ze belde er zelf nog over"}}
	receipt := p.submit(k.Words[0], k.Words[1], k.Words[2], file)
	k.Code = regexp.MustCompile(`\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,}\b`).FindString(receipt)
	p.post(lead, "/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {password}}, http.StatusSeeOther)
	k.Ref = regexp.MustCompile(`\d{4}-\d{4}`).FindString(p.post(lead, "/staff/search", url.Values{"q": {"graden"}}, http.StatusOK))
	path := "/staff/complaints/" + k.Ref
	p.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {k.Words[3]}, "via": {"page"}}, http.StatusSeeOther)
	p.post(lead, path+"/decision", url.Values{"finding": {"upheld"}, "reason": {k.Words[4]}}, http.StatusSeeOther)
	p.post(lead, path+"/response", url.Values{"text": {k.Words[5]}, "via": {"page"}}, http.StatusSeeOther)
	p.post(lead, path+"/note", url.Values{"text": {k.Words[6]}}, http.StatusSeeOther)
	return k
}

func (p *people) submit(story, from, email string, file []byte) string {
	p.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range [][2]string{{"story", story}, {"name", from}, {"email", email}} {
		_ = form.WriteField(f[0], f[1])
	}
	w, err := form.CreateFormFile("files", "zaal.jpg")
	if err != nil {
		p.t.Fatal(err)
	}
	_, _ = w.Write(file)
	_ = form.Close()
	return p.send(http.DefaultClient, "/complaints", form.FormDataContentType(), &body, http.StatusOK)
}

func (p *people) post(c *http.Client, path string, form url.Values, want int) string {
	p.t.Helper()
	return p.send(c, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), want)
}

func (p *people) send(c *http.Client, path, kind string, body io.Reader, want int) string {
	p.t.Helper()
	answer, err := c.Post(p.url+path, kind, body)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != want {
		p.t.Fatal(fmt.Errorf("%s answers %d: %w\n%s", path, answer.StatusCode, err, page))
	}
	return string(page)
}
