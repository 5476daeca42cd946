package register_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/backup"
	"wederhoor/internal/cli"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestAPassageThatWasMadeUnreadableIsNowhere plants one passage in every text that a
// dossier can have, has it made unreadable by two people, and looks for it wherever
// TestWhatIsErasedIsNowhere looks; also in a backup from before that is put back
// elsewhere. What else stood in those texts stays.
func TestAPassageThatWasMadeUnreadableIsNowhere(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { gardenOn(t, "", nil).unreadable() })
	t.Run("postgres", func(t *testing.T) { gardenOn(t, testkit.Postgres(t), nil).unreadable() })
	t.Run("a bucket", func(t *testing.T) { gardenOn(t, "", testkit.Bucket(t)).unreadable() })
}

func (g *garden) unreadable() {
	t := g.t
	t.Helper()
	bird := "vogel" + store.NewID()
	g.passage = " " + bird
	g.comesIn()
	g.everyKind()
	g.otherPlaces()
	g.lookedBackOn()
	before := g.opened()
	if n := strings.Count(before, bird); n < 150 {
		t.Fatalf("the passage stands in %d texts: this test proves little", n)
	}
	sealed := g.sealedSheets()
	_, filed, check, err := g.Filed(ctx, g.code())
	g.must(err)
	g.backUp()

	c := g.redact(complaint.RedactionProposed{Passage: strings.ToUpper(bird), Asked: complaint.AskedByOther, Reason: "Dit gaat over een ander."})
	gone := c.Redactions[0].Event
	if gone.Places < 80 || len(gone.Letters) < 3 || len(gone.Files) == 0 {
		t.Fatalf("%d places, %d letters, %d files", gone.Places, len(gone.Letters), len(gone.Files))
	}
	var keys [][]byte
	for _, in := range sheets {
		for _, s := range gone.Sheets(in) {
			keys = append(keys, sealed[fmt.Sprint(s.Seq, in)]...)
		}
	}
	if len(keys) < 150 {
		t.Fatalf("%d keys and texts", len(keys))
	}
	g.hasLost(bird, "", keys)
	var mail complaint.Attachment
	for _, a := range c.Attachments() {
		if a.Gone {
			mail = a
		}
	}
	if !c.IsGone(mail.ID) || !strings.HasPrefix(mail.Name, "[onleesbaar") {
		t.Errorf("the mail as it came is %+v", c.Attachments())
	}
	if at, err := g.CheckReceipt(ctx, filed.Ref, check); err != nil || !at.Equal(filed.At) {
		t.Errorf("the receipt is not true any more: %v, %v", at, err)
	}
	if found := g.search(g.lead, bird); len(found) != 0 {
		t.Error("the search still finds it")
	}
	g.holds()
	g.handedOver(bird)
	g.backWithout(bird, keys)
}

// redact is two people.
func (g *garden) redact(e complaint.RedactionProposed) complaint.Complaint {
	g.t.Helper()
	g.must2(g.ProposeRedaction(ctx, g.lead, g.order(g.ref), e))
	c, err := g.Redact(ctx, g.fresh(g.pieter), g.order(g.ref))
	g.must(err)
	return c
}

func (g *garden) code() vault.Code {
	g.t.Helper()
	h, err := store.OpenDossier[access.Outbox](ctx, g.Store, store.Visitor{Actor: access.New(g.Home().ID, complaint.BySystem)}, g.id)
	g.must(err)
	code, err := store.CodeOf(ctx, h)
	g.must(err)
	return code
}

// sealedSheets is the key of every sheet of the dossier and a piece of its text, by
// its number and compartment.
func (g *garden) sealedSheets() map[string][][]byte {
	g.t.Helper()
	all := map[string][][]byte{}
	for _, name := range []string{"register", "keys"} {
		for _, r := range g.rows(name) {
			if r.texts["dossier"] != g.id || r.table != "event" && r.table != "item_key" {
				continue
			}
			for _, in := range sheets {
				at := r.texts["seq"] + string(in)
				for _, column := range []string{"_ct", "_key"} {
					if raw := r.bytes[string(in)+column]; len(raw) > 16 {
						all[at] = append(all[at], raw[max(0, len(raw)-48):])
					}
				}
			}
		}
	}
	return all
}

// hasLost looks for the passage and for the keys of what held it, and whether the rest
// is still there.
func (g *garden) hasLost(bird, where string, keys [][]byte) {
	t := g.t
	t.Helper()
	after := g.opened()
	if i := strings.Index(after, bird); i >= 0 {
		t.Errorf("%sthe passage still opens: …%s", where, after[max(0, i-200):i+40])
	}
	for _, place := range g.found([][]byte{[]byte(bird)}) {
		t.Errorf("%sit lies open in %s", where, place)
	}
	for _, place := range g.found(keys) {
		t.Errorf("%sa key or a sealed text is left in %s", where, place)
	}
	lost := slices.DeleteFunc(slices.Clone(g.planted), func(w string) bool { return strings.Contains(after, w) })
	for _, w := range lost {
		switch what := g.where[w]; what {
		case "de mail", "het bestand voor de instantie", "een keuze", "het inzagepakket", "een keuze voor inzage", "het verslag van een datalek", "een evaluatie", "waarom noodtoegang",
			"waarom bij de toetsing", "wat we gaan doen", "wat er gedaan is", "of het hielp": // these go whole, and the events say the same
		default:
			t.Errorf("%swith it went %s", where, what)
		}
	}
	if !strings.Contains(after, "[onleesbaar gemaakt op ") || !strings.Contains(after, ": Dit gaat over een ander.]") {
		t.Errorf("%snothing says that something was there", where)
	}
}

// holds checks the chain, and a dossier that is handed over.
func (g *garden) holds() {
	t := g.t
	t.Helper()
	in, err := store.Inspect(ctx, g.cfg.Data, g.cfg.Postgres)
	g.must(err)
	defer func() { _ = in.Close() }()
	all, err := in.Organisations(ctx)
	g.must(err)
	promises, err := in.Promises(ctx, all[0])
	g.must(err)
	n, err := in.Verify(ctx, all[0], promises)
	if err != nil || n.Erased < 80 {
		t.Errorf("%+v, %v", n, err)
	}
}

// handedOver gives the dossier to somebody outside: two programs that share no line find
// it in order, and say that something was taken out and not what. Words that are put back
// into it, and another text in the place of what went, are found.
func (g *garden) handedOver(bird string) {
	t := g.t
	t.Helper()
	d, err := g.DossierProof(ctx, g.ref)
	g.must(err)
	check := func(d proof.Dossier) (ours bool, said string, theirs error) {
		raw, err := json.Marshal(d)
		g.must(err)
		path := filepath.Join(t.TempDir(), "dossier.json")
		g.must(os.WriteFile(path, raw, 0o600))
		var out bytes.Buffer
		ours = cli.Main([]string{"verify", "--dossier", path}, &out, &out) == 0
		second, theirs := exec.Command("python3", filepath.Join("..", "..", "docs", "verify.py"), path).CombinedOutput()
		return ours, strings.ToLower(out.String() + string(second) + string(raw)), theirs
	}
	ours, said, theirs := check(d)
	if !ours || theirs != nil || strings.Count(said, "made unreadable: a passage") != 2 || strings.Contains(said, strings.ToLower(bird)) {
		t.Fatalf("handed over: %v, %v\n%.600s", ours, theirs, said)
	}
	at := slices.IndexFunc(d.Events, func(p proof.Piece) bool { return len(p.Hash[1]) > 0 && len(p.Sealed[1]) == 0 })
	cut := slices.IndexFunc(d.Events, func(p proof.Piece) bool { return strings.Contains(p.Says[0], `"k":"redacted"`) })
	back, other := d, d
	back.Events, other.Events = slices.Clone(d.Events), slices.Clone(d.Events)
	back.Events[at].Says[1] = `{"Story":"` + bird + `"}`
	other.Events[cut].Says[1] = strings.Replace(other.Events[cut].Says[1], "onleesbaar", "niets", 1)
	for name, bad := range map[string]proof.Dossier{"words put back": back, "another text": other} {
		if ours, said, _ := check(bad); ours {
			t.Errorf("%s: in order: %.300s", name, said)
		}
	}
}

// backWithout puts the backup from before back elsewhere: what was made unreadable
// since is so again, and all the rest is there.
func (g *garden) backWithout(bird string, keys [][]byte) {
	t := g.t
	t.Helper()
	old, err := backup.Choose(g.copies, "")
	g.must(err)
	_, err = backup.Make(ctx, g.from(), g.to(), g.clock.Now())
	g.must(err)
	back := *g
	back.cfg = store.Config{Data: t.TempDir() + "/back", Master: vault.NewKey(), Now: g.clock.Now}
	if g.cfg.Postgres != "" {
		back.cfg.Postgres = testkit.Postgres(t)
	}
	r, err := backup.Restore(ctx, old, g.sheet.Key(), backup.Into{Data: back.cfg.Data, Postgres: back.cfg.Postgres, Master: back.cfg.Master, Now: g.clock.Now})
	g.must(err)
	if r.Erased != 1 {
		t.Errorf("%d times something was made unreadable again", r.Erased)
	}
	back.hasLost(bird, "put back: ", keys)
	back.holds()
}
