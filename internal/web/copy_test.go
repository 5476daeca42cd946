package web_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"math/rand"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestACopyOfTheDatabaseTellsNothing plants names, stories, mail addresses, letters,
// notes, files and file names by the roads people use, takes a copy of all that is
// stored while the program runs, and looks for each of them as bytes, as hex and
// in base64.
func TestACopyOfTheDatabaseTellsNothing(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			cfg := store.Config{Data: t.TempDir()}
			if engine == "postgres" {
				cfg.Postgres = testkit.Postgres(t)
			}
			s := fresh(t, cfg)
			s.setUp()
			w := &world{site: s, rnd: rand.New(rand.NewSource(1))} //nolint:gosec // a drawing that can be repeated
			lead, _ := s.reg.LeadMember()
			w.people = []store.Member{lead, w.member("Lotte Geheimnaam", access.Deputy), w.member("Bram Stilnaam", access.Administrator)}
			for i := range 3 {
				w.dossiers = append(w.dossiers, w.dossier(i))
			}
			mailed := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Een verborgenwoord."}, "name": {"Tessa Onbekend"}, "email": {"tessa.onbekend@elders.example"},
				"phone": {"06 99887766"}, "about": {"Cursusgeheim"}, "remedy_sought": {"Terugbetaalgeheim"}}, upload{"bewijsgeheim.pdf", []byte("%PDF-inhoudgeheim")})
			if mailed.code != 200 {
				t.Fatalf("%d", mailed.code)
			}
			asker := s.holding(s.session(lead, store.LevelFull))
			_, address := s.asks(asker, url.Values{"course": {"Vragengeheim"}, "trainer": {string(lead.ID)}})
			s.fills(address, url.Values{"good": {"Lofgeheim"}}, url.Values{"happened": {"Nooddeurgeheim"}, "name": {"Tessa Onbekend"}, "email": {"tessa.onbekend@elders.example"}})
			for _, m := range w.people {
				w.seen(w.holding(w.session(m, store.LevelFull)), w.dossiers) // who looked is kept too
			}
			w.confided()
			planted := []string{"kamergeheim", "beller@elders.example", "notitiegeheim", "antwoordgeheim", "Voorbeeld Trainingen", "Mirjam", "Geheimnaam", "Stilnaam", "mirjam@voorbeeld.example", "verborgenwoord", "Onbekend", "tessa.onbekend", "elders.example",
				"99887766", "Cursusgeheim", "Terugbetaalgeheim", "bewijsgeheim", "inhoudgeheim", "Ilse Terpstra", "De hoofdtrainer is ziek",
				"Vragengeheim", "Lofgeheim", "Nooddeurgeheim", strings.TrimPrefix(address, "/f/"), strings.ReplaceAll(strings.TrimPrefix(address, "/f/"), "-", "")}
			for _, d := range w.dossiers {
				for _, word := range d.words() {
					planted = append(planted, word)
				}
			}
			copied := everything(t, cfg)
			if len(copied) < 100_000 {
				t.Fatalf("the copy has only %d bytes", len(copied))
			}
			for _, word := range planted {
				if form := holdsInAnyForm(copied, word); form != "" {
					t.Errorf("%s stands in the copy as %s", word, form)
				}
			}
			ref := w.dossiers[0].ref // what is known to be readable must be found, or this test sees nothing
			if holdsInAnyForm(copied, ref) == "" {
				t.Error("the number of a dossier is not found: this test sees too little")
			}
		})
	}
}

// confided plants words in a conversation with a confidant, and in their own notes.
func (w *world) confided() (ilse *http.Client, room, code string) {
	w.t.Helper()
	ilse = w.holding(w.session(w.member("Ilse Stilnaam", access.Confidant), store.LevelFull))
	sheet := regexp.MustCompile(`<li>([0-9A-Z]{4})</li>`).FindAllStringSubmatch(w.post(ilse, "/staff/rooms/key", url.Values{}).body, -1)
	var typed string
	for _, group := range sheet {
		typed += group[1]
	}
	w.post(ilse, "/staff/rooms/open", url.Values{"sheet": {typed}})
	sent := w.post(w.browser(false), "/confidant", url.Values{"words": {"Een kamergeheim."}, "email": {"beller@elders.example"}})
	code = regexp.MustCompile(`id="room-code">([0-9A-Z-]+)<`).FindStringSubmatch(sent.body)[1]
	room = regexp.MustCompile(`/staff/rooms/[a-z0-9]{26}`).FindString(w.get(ilse, "/staff/rooms").body)
	w.post(ilse, room+"/note", url.Values{"note": {"Een notitiegeheim."}})
	w.post(ilse, room+"/message", url.Values{"message": {"Een antwoordgeheim."}})
	if page := w.get(ilse, room).body; !strings.Contains(page, "kamergeheim") || !strings.Contains(page, "notitiegeheim") || !strings.Contains(page, "antwoordgeheim") {
		w.t.Fatalf("the words are not there to be found: %s", page)
	}
	return ilse, room, code
}

// everything is all bytes that are stored: the data folder, and a dump of the
// database server.
func everything(t *testing.T, cfg store.Config) (all []byte) {
	t.Helper()
	err := filepath.WalkDir(cfg.Data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all = append(append(all, path...), raw...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Postgres != "" {
		dump, err := exec.CommandContext(ctx, "pg_dump", cfg.Postgres).Output()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, dump...)
	}
	return all
}

// holdsInAnyForm says in which form a word stands in bytes, or "".
func holdsInAnyForm(all []byte, word string) string {
	if bytes.Contains(bytes.ToLower(all), []byte(strings.ToLower(word))) {
		return "text"
	}
	if bytes.Contains(all, []byte(hex.EncodeToString([]byte(word)))) {
		return "hex"
	}
	for skip := range 3 { // base64 depends on where in three bytes the word begins
		coded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", skip) + word))
		coded = coded[(skip*8+5)/6:]
		if coded = coded[:len(coded)-2]; bytes.Contains(all, []byte(coded)) {
			return "base64"
		}
	}
	return ""
}
