package register_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/backup"
	"wederhoor/internal/complaint"
	"wederhoor/internal/files"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// garden is a register in which every field and every file of one dossier holds a
// word of its own.
type garden struct {
	*partners
	cfg     store.Config
	tmp     string
	log     *bytes.Buffer
	planted []string
	where   map[string]string // what each word was planted in
	ref, id string
	room    vault.RoomCode
	sheet   vault.Recovery
	bucket  *testkit.S3 // where its files lie; nil: in the data folder
	copies  string      // where the backup from before lies
	passage string      // one that stands in every text
}

// plant is a word that stands nowhere else.
func (g *garden) plant(what string) string {
	w := "kanarie" + store.NewID()
	g.planted, g.where[w] = append(g.planted, w), what
	return "Hier staat " + what + " " + w + g.passage
}

// plantAlone is the same without the passage: in what nobody looks for one.
func (g *garden) plantAlone(what string) string { return strings.TrimSuffix(g.plant(what), g.passage) }

func gardenOn(t *testing.T, postgres string, bucket *testkit.S3) *garden {
	t.Helper()
	g := &garden{bucket: bucket, tmp: t.TempDir(), log: new(bytes.Buffer), where: map[string]string{}}
	t.Setenv("TMPDIR", g.tmp)
	o := &office{t: t, clock: testkit.NewClock(time.Date(2025, 11, 3, 10, 0, 0, 0, time.UTC))}
	g.cfg = store.Config{Data: t.TempDir(), Postgres: postgres, Files: inBucket(t, bucket), Master: vault.NewKey(), Now: o.clock.Now}
	s, err := store.Open(ctx, g.cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	box, err := mailbox.Parse("imap://klachten%40voorbeeld.example:geheim@127.0.0.1:1/INBOX")
	if err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(g.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o.Register, err = register.New(ctx, register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: logger, Mailboxes: []*mailbox.Box{box}})
	if err == nil {
		g.sheet, err = o.SetUpOrganisation(ctx, setUp())
	}
	if err == nil {
		err = o.Fill(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, _ := o.LeadMember()
	o.lead = person(m)
	g.partners = &partners{office: o, pieter: o.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner)}
	return g
}

// TestWhatIsErasedIsNowhere plants a word in every field and every file that a dossier
// can have, erases it by two people, and looks for the words and for its keys in the
// databases and their journals, the index, the files, the queue, the log and the
// folder for temporary files; also after opening everything that still opens; and once
// more in a backup from before that is put back elsewhere.
func TestWhatIsErasedIsNowhere(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { gardenOn(t, "", nil).everything() })
	t.Run("postgres", func(t *testing.T) { gardenOn(t, testkit.Postgres(t), nil).everything() })
	t.Run("a bucket", func(t *testing.T) { gardenOn(t, testkit.Postgres(t), testkit.Bucket(t)).everything() })
}

func inBucket(t *testing.T, b *testkit.S3) (a files.Address) {
	t.Helper()
	if b == nil {
		return a
	}
	a, err := files.Parse(b.Setting(""))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// fileFolder is where the files lie as they are sealed.
func (g *garden) fileFolder() string {
	if g.bucket != nil {
		return g.bucket.Folder
	}
	return store.DefaultFiles(g.cfg.Data)
}

func (g *garden) everything() {
	t := g.t
	t.Helper()
	g.comesIn()
	g.everyKind()
	g.otherPlaces()
	g.lookedBackOn()
	before, keys := g.opened(), g.keyMaterial()
	for i, w := range g.planted {
		if !strings.Contains(before, w) {
			t.Errorf("word %d of %d, in %s, is not found even now: this test proves nothing of it", i, len(g.planted), g.where[w])
		}
	}
	if left := g.found(keys); len(left) != len(keys) || len(keys) < 100 {
		t.Fatalf("of %d keys and texts %d are found now: this test proves nothing", len(keys), len(left))
	}
	g.backUp()
	g.goes()
	g.isGone("", keys)
	g.nobodyFindsIt()
	g.putBack(keys)
}

// isGone looks for every word and every key.
func (g *garden) isGone(where string, keys [][]byte) {
	t := g.t
	t.Helper()
	after := g.opened()
	for _, w := range g.planted {
		if strings.Contains(after, w) {
			t.Errorf("%sthe word in %s still opens", where, g.where[w])
		}
	}
	var words [][]byte
	for _, w := range g.planted {
		words = append(words, []byte(w))
	}
	for _, place := range g.found(words) {
		t.Errorf("%sa word lies open in %s", where, place)
	}
	for _, place := range g.found(keys) {
		t.Errorf("%sa key or a sealed text is left in %s", where, place)
	}
}

// backUp makes a backup in which the dossier still is.
func (g *garden) backUp() {
	g.t.Helper()
	g.copies = g.t.TempDir()
	_, err := backup.Make(ctx, g.from(), g.to(), g.clock.Now())
	g.must(err)
}

func (g *garden) from() backup.From {
	return backup.From{Data: g.cfg.Data, Postgres: g.cfg.Postgres, Files: g.cfg.Files}
}

func (g *garden) to() backup.To {
	return backup.To{Folder: g.copies, Ladder: backup.Ladder{Months: 100, KeysFor: 10000 * day}}
}

// putBack puts that backup back elsewhere, with the keys of then: somebody kept them
// longer than they should. The list of what was erased lies beside the newest backup.
func (g *garden) putBack(keys [][]byte) {
	t := g.t
	t.Helper()
	old, err := backup.Choose(g.copies, "")
	g.must(err)
	_, err = backup.Make(ctx, g.from(), g.to(), g.clock.Now())
	g.must(err)
	back := *g
	back.cfg = store.Config{Data: filepath.Join(t.TempDir(), "back"), Master: vault.NewKey(), Now: g.clock.Now}
	if g.cfg.Postgres != "" {
		back.cfg.Postgres = testkit.Postgres(t)
	}
	if g.bucket != nil {
		back.bucket = testkit.Bucket(t)
		back.cfg.Files = inBucket(t, back.bucket)
	}
	r, err := backup.Restore(ctx, old, g.sheet.Key(), backup.Into{Data: back.cfg.Data, Postgres: back.cfg.Postgres, Files: back.cfg.Files, Master: back.cfg.Master, Now: g.clock.Now})
	g.must(err)
	if r.Erased != 1 {
		t.Errorf("%d dossiers were erased again", r.Erased)
	}
	back.isGone("put back: ", keys)
}

// comesIn is the dossier as a mail with an attachment.
func (g *garden) comesIn() {
	g.t.Helper()
	raw := fmt.Sprintf("From: %s <klager@elders.example>\r\nTo: klachten@voorbeeld.example\r\nSubject: %s\r\nDate: Mon, 03 Nov 2025 09:00:00 +0000\r\nMessage-ID: <%s@elders.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n--b\r\nContent-Type: text/plain; name=brief.txt\r\nContent-Disposition: attachment; filename=brief.txt\r\n\r\n%s\r\n--b--\r\n",
		g.plant("de naam"), g.plant("het onderwerp"), strings.ReplaceAll(g.plant("het nummer"), " ", "."), g.plant("het verhaal"), g.plantAlone("de bijlage"))
	m := g.arrives(raw)
	if m.State != store.MailComplaint {
		g.t.Fatalf("the mail became %s: %s", m.State, m.Reason)
	}
	c := g.became(m)
	g.ref, g.id = c.Received.Ref, m.Dossier
}

// everyKind adds an event of each kind there is, with a word in every field for words,
// a file for every attachment and a mail for every letter.
func (g *garden) everyKind() {
	t := g.t
	t.Helper()
	files, err := filepath.Glob("../complaint/testdata/history/*.json")
	if err != nil || len(files) < 55 {
		t.Fatal(len(files), err)
	}
	var events []complaint.Event
	var attached []store.PendingFile
	kinds := map[complaint.Kind]bool{}
	for i, path := range files {
		e := sampleEvent(t, path)
		switch e.Kind() {
		case complaint.KindErased, complaint.KindProposed, complaint.KindConfirmed, complaint.KindRedacted:
			continue // they are what this test is about, and hold no words of their own
		}
		kinds[e.Kind()] = true
		events = append(events, g.filled(e, fmt.Sprint("p", i), &attached))
	}
	if len(kinds) < 47 {
		t.Fatalf("%d kinds", len(kinds))
	}
	g.record(events, attached)
	g.reload()
	g.must(g.Fill(ctx))
}

func (g *garden) record(events []complaint.Event, files []store.PendingFile) {
	g.t.Helper()
	g.must(g.Store.Write(ctx, func(tx *store.Tx) error {
		_, _, err := tx.Act(store.Command{Actor: access.New(g.Home().ID, complaint.BySystem), Action: access.Handle, Dossier: g.id, Files: files,
			Decide: func(complaint.Complaint, vault.Code) (all []complaint.Entry, _ error) {
				for _, e := range events {
					all = append(all, complaint.Entry{Event: e, Happened: g.clock.Now()})
				}
				return all, nil
			},
			Mails: func(all []complaint.Entry) (mails []store.Mail, _ error) {
				for _, e := range all {
					if l, ok := e.Event.(complaint.LetterWritten); ok {
						mails = append(mails, store.Mail{Letter: l.ID, Raw: []byte(g.plant("de mail"))})
					}
				}
				return mails, nil
			},
			View: func(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} },
			Jobs: func(_, _ complaint.Complaint) []store.Job {
				return []store.Job{{Kind: store.JobTellMember, Item: g.plantAlone("in de wachtrij"), RunAt: g.clock.Now().AddDate(50, 0, 0)}}
			}})
		return err
	}))
}

func sampleEvent(t *testing.T, path string) complaint.Event {
	t.Helper()
	raw, err := os.ReadFile(path) //nolint:gosec // a file of ours
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Kind   complaint.Kind
		Sheets map[complaint.Compartment]json.RawMessage
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	sheets := complaint.Sheets{}
	for in, raw := range s.Sheets {
		sheets[in] = raw
	}
	e, err := complaint.Decode(s.Kind, sheets)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// filled puts a word in every field of an event that holds what somebody typed, and
// gives each letter and each file an id of its own.
func (g *garden) filled(e complaint.Event, id string, files *[]store.PendingFile) complaint.Event {
	whole := reflect.New(reflect.TypeOf(e)).Elem()
	whole.Set(reflect.ValueOf(e))
	for i := range whole.NumField() {
		f, v := whole.Type().Field(i), whole.Field(i)
		typed := f.Tag.Get("in") != "" || f.Name == "Reason" || f.Name == "Code" || f.Name == "WasCode" || f.Name == "Codes" || f.Name == "MessageID"
		switch {
		case f.Type == reflect.TypeOf([]complaint.Attachment{}):
			v.Set(reflect.ValueOf([]complaint.Attachment{g.attachment(files)}))
		case typed && f.Type.Kind() == reflect.String && f.Type.Name() == "string":
			v.SetString(g.plant(f.Name))
		case typed && f.Type.Kind() == reflect.Slice:
			v.Set(reflect.MakeSlice(f.Type, 1, 1))
			g.fillEach(v.Index(0))
		case f.Name == "ID" && e.Kind() == complaint.KindLetter, f.Name == "Letter" && e.Kind() == complaint.KindSideAsked:
			v.SetString(id)
		}
	}
	if c, ok := whole.Interface().(complaint.Corrected); ok && c.Field == complaint.FieldCategory { // is held to the list of the organisation
		c.Field = complaint.FieldSeverity
		return c
	}
	if r, ok := whole.Interface().(complaint.Received); ok { // the dossier stays itself
		r.Ref, r.Version, r.Imported, r.History = g.ref, 1, "", false
		return r
	}
	return whole.Interface().(complaint.Event)
}

func (g *garden) fillEach(v reflect.Value) {
	if v.Kind() == reflect.String {
		v.SetString(g.plant("een code"))
		return
	}
	for i := range v.NumField() {
		if v.Type().Field(i).Type == reflect.TypeOf("") {
			v.Field(i).SetString(g.plant(v.Type().Field(i).Name))
		}
	}
}

func (g *garden) attachment(files *[]store.PendingFile) complaint.Attachment {
	g.t.Helper()
	f, err := g.Store.PutFile(g.Home().ID, g.plant("de naam van een bestand"), strings.NewReader(g.plantAlone("een bestand")), 1<<20)
	g.must(err)
	*files = append(*files, f)
	return f.Attachment()
}

// otherPlaces are those beside the events: an answer of an evaluation, emergency
// access, a file for a body outside and what was chosen for it, a room.
func (g *garden) otherPlaces() {
	t := g.t
	t.Helper()
	said := g.plant("een evaluatie")
	g.imported(formHeader + "16-11-2025 09:03:22;Feedback geven;Joris Hamel;3;Ik wil een klacht indienen: " + said + "\n")
	g.must(g.MergeCandidate(ctx, g.lead, g.with(g.lead, said).ID, g.ref))
	guard := g.joined("Gerda Wacht", "gerda@voorbeeld.example", access.PrivacyOfficer)
	_, err := g.BreakGlass(ctx, guard, g.order(g.ref), g.plant("waarom noodtoegang"))
	g.must(err)
	desk := g.desk(g.fresh(g.lead), g.ref)
	given := complaint.GivenOutside{Body: g.plant("welke instantie"), Purpose: g.plant("waarvoor"), Parts: 1}
	order := g.order(g.ref)
	order.Version = desk.Complaint.Version
	_, err = g.MakeOutside(ctx, g.fresh(g.lead), desk, order, func(w io.Writer) (complaint.GivenOutside, error) {
		_, err := io.WriteString(w, g.plant("het bestand voor de instantie"))
		return given, err
	})
	g.must(err)
	g.must(g.desk(g.fresh(g.lead), g.ref).Keep(ctx, g.Register, []byte(g.plant("een keuze"))))
	g.asksToSee()
	g.ilse()
	g.room = g.confide(register.Confiding{Words: g.plantAlone("aan de vertrouwenspersoon"), Name: g.plantAlone("een naam")})
	d, err := g.Open(ctx, g.lead, g.ref)
	g.must(err)
	var end []complaint.Event
	for _, l := range d.Complaint.Letters {
		end = append(end, complaint.LetterDelivered{ID: l.ID, How: complaint.ViaPost})
	}
	for _, a := range d.Complaint.Appeals {
		if a.Running() {
			end = append(end, complaint.AppealEnded{ID: a.ID, Outcome: complaint.AppealWithdrawn})
		}
	}
	g.record(append(end, complaint.MessageRead{}, complaint.HoldLifted{Reason: "x"}, complaint.Contacted{}, complaint.Closed{Reason: g.plant("waarom gesloten")}), nil)
	g.reload()
	g.must(g.Fill(ctx))
}

// asksToSee is a request for access with its pack and what was chosen for it, and a
// report of a breach that touched the dossier.
func (g *garden) asksToSee() {
	t := g.t
	t.Helper()
	x := complaint.AccessRequested{As: complaint.AskerWitness, How: complaint.ChannelEmail, Proof: complaint.ProofKnown, Name: g.plant("wie om inzage vroeg"), Words: g.plant("wat die vroeg")}
	c, err := g.RequestAccess(ctx, g.lead, g.order(g.ref), x)
	g.must(err)
	request := c.Requests[len(c.Requests)-1]
	desk, _, err := g.PackDesk(ctx, g.fresh(g.lead), g.ref, request.ID)
	g.must(err)
	order := g.order(g.ref)
	order.Version = desk.Complaint.Version
	_, err = g.MakePack(ctx, g.fresh(g.lead), desk, order, func(w io.Writer) (complaint.PackMade, error) {
		_, err := io.WriteString(w, g.plant("het inzagepakket"))
		return complaint.PackMade{}, err
	})
	g.must(err)
	desk, _, err = g.PackDesk(ctx, g.fresh(g.lead), g.ref, request.ID)
	g.must(err)
	g.must(desk.Keep(ctx, g.Register, []byte(g.plant("een keuze voor inzage"))))
	for _, x := range desk.Complaint.Requests {
		if !desk.Complaint.AccessDone(x) {
			g.record([]complaint.Event{complaint.AccessAnswered{ID: x.ID, How: complaint.ViaHand}}, nil)
		}
	}
	g.reload()
	g.must(g.Fill(ctx))
	b, err := g.Breach(ctx, g.lead, register.BreachQuery{From: g.clock.Now().Add(-day), To: g.clock.Now().Add(day), Refs: []string{g.ref}})
	g.must(err)
	_, err = g.SaveBreach(ctx, g.lead, "lek", b, g.clock.Now(), g.plant("het verslag van een datalek"))
	g.must(err)
}

// lookedBackOn is a review that says why, agrees on something and sees it done.
func (g *garden) lookedBackOn() {
	t := g.t
	t.Helper()
	v := g.begin(g.lead, g.pieter)
	for _, it := range v.Scope {
		_, err := g.DecideReview(ctx, g.lead, v.ID, g.key(), register.ReviewDecision{Number: it.Number, Extra: true, Reason: g.plant("waarom bij de toetsing"),
			Action: g.plant("wat we gaan doen"), Owner: g.lead.Member.ID, Due: g.today().AddDays(9)})
		g.must(err)
	}
	g.must(g.WordReview(ctx, g.lead, v.ID, g.key(), "Wij zijn tevreden."))
	v, err := g.ConcludeReview(ctx, g.lead, v.ID, g.key())
	g.must(err)
	for _, a := range v.Actions {
		g.must(g.FinishAction(ctx, g.lead, a.ID, g.key(), g.plant("wat er gedaan is")))
		g.clock.Advance(day)
	}
	g.later(300 * day)
	next := g.begin(g.lead, g.pieter)
	for _, a := range v.Actions {
		g.must(g.JudgeAction(ctx, g.lead, a.ID, g.key(), review.Worked, g.plant("of het hielp")))
	}
	for _, it := range next.Scope {
		g.goodAsItIs(g.lead, next, it.Number)
	}
	_, err = g.ConcludeReview(ctx, g.lead, next.ID, g.key())
	g.must(err)
}

// goes is two people and the wait.
func (g *garden) goes() {
	t := g.t
	t.Helper()
	g.later(800 * day)
	d := g.keeping(g.lead)
	if len(d.MayGo) != 1 {
		t.Fatalf("it may not go: %+v", d)
	}
	g.must2(g.ProposeErasure(ctx, g.lead, g.order(g.ref)))
	g.must2(g.ConfirmErasure(ctx, g.fresh(g.pieter), g.order(g.ref)))
	g.later(15 * day)
	g.must(g.Store.SweepRooms(ctx))
	g.work()
	all, err := g.Store.Erasures(ctx, g.Home().ID)
	if err != nil || len(all) != 1 || all[0].Dossier != g.id || all[0].Done.IsZero() {
		t.Fatalf("the ledger says %+v, %v", all, err)
	}
}

// nobodyFindsIt, by any road that a person has.
func (g *garden) nobodyFindsIt() {
	g.t.Helper()
	for _, w := range append(g.planted, g.ref) {
		if found := g.search(g.lead, w); len(found) != 0 {
			g.t.Errorf("the search still finds it by %q", w)
		}
	}
	if g.there(g.ref) {
		g.t.Error("it still opens")
	}
	jobs, err := g.Store.QueuedJobs(ctx)
	if err != nil || jobs != 0 {
		g.t.Errorf("%d jobs are left, %v", jobs, err)
	}
	if n, _ := filepath.Glob(filepath.Join(g.tmp, "*")); len(n) != 0 {
		g.t.Errorf("left in the folder for temporary files: %v", n)
	}
}
