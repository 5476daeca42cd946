package register

import (
	"context"
	"encoding/base32"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
	"wederhoor/internal/store"
)

var grown = flag.String("grown", "2000,4000", "how many dossiers of twelve events the index is measured with; `make bench` takes 10000,100000,1000000")

// TestBenchGrowth prints what the index costs in memory per dossier, and how long
// lists take, at several sizes of a register that takes one complaint a minute.
func TestBenchGrowth(t *testing.T) {
	r, clock := quick(t)
	lead, _ := r.LeadMember()
	who := r.personOf(lead, store.Session{Level: store.LevelFull})
	var sizes []int
	for _, text := range strings.Split(*grown, ",") {
		size, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, size)
	}
	base, have, most := heapNow(), 0, slices.Max(sizes)
	put := func(i int) {
		id, c := lived(i, clock.Add(-time.Duration(most-i)*time.Minute))
		r.index.Put(lead.Organisation, id, c)
		have++
	}
	for i := most - standing; i < most; i++ { // at every size as much stands open
		put(i)
	}
	for _, size := range sizes {
		began := time.Now()
		for have < size {
			put(have - standing) // the oldest come first, as they do at a start
		}
		r.index.Compact() // as once a day
		t.Logf("%d dossiers: put in within %.1f s", size, time.Since(began).Seconds())
		used := heapNow() - base
		t.Logf("%d dossiers: %.0f MB, %d bytes each", size, float64(used)/1e6, int(used)/size)
		for _, m := range r.measured(who, clock) {
			t.Logf("%d dossiers, %s", size, m)
		}
		t.Logf("%d dossiers, %s", size, r.throughSnapshot(t))
	}
}

// throughSnapshot writes a snapshot as it is kept, and takes it in again.
func (r *Register) throughSnapshot(t *testing.T) string {
	t.Helper()
	ctx, began := context.Background(), time.Now()
	home := r.Home().ID
	if _, err := r.Receive(ctx, complaint.ByComplainant, Submission{Key: store.NewID(), Intake: complaint.Intake{ReceivedAt: r.Now(),
		Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", Story: "De zaal was koud."}}}); err != nil { // a log to stand for
		t.Fatal(err)
	}
	if err := r.Store.KeepSnapshot(ctx, home, program(), r.index.Write); err != nil {
		t.Fatal(err)
	}
	wrote := time.Since(began)
	again := index.New()
	began = time.Now()
	if err := r.Store.Snapshot(ctx, home, program(), again.Read); err != nil {
		t.Fatal(err)
	}
	read := time.Since(began)
	began, same := time.Now(), 0
	for _, id := range r.index.IDs() {
		if again.Version(id) > 0 {
			same++
		}
	}
	if again.Packed() != r.index.Packed() || same != again.Packed() {
		t.Errorf("%d of %d are back", again.Packed(), r.index.Packed())
	}
	return fmt.Sprintf("a snapshot: written in %.2f s, read in %.2f s, %d versions looked at in %.2f s", wrote.Seconds(), read.Seconds(), same, time.Since(began).Seconds())
}

func heapNow() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// measured takes the median of each list right after a dossier changed, so that
// nothing that was kept helps.
func (r *Register) measured(who Person, clock time.Time) (all []string) {
	year := figures.Year(clock.Year())
	for _, m := range []struct {
		what string
		do   func() int
	}{
		{"Vandaag", func() int { return r.Today(who).All }},
		{"register, what is open", func() int { return r.List(who, Filter{}).Total }},
		{"register, all", func() int { return r.List(who, Filter{View: "all"}).Total }},
		{"register, all of one category", func() int { return r.List(who, Filter{View: "all", Category: "planning"}).Total }},
		{"search, a common word", func() int { return len(r.index.Search(who.Actor, "zaal", PageSize)) }},
		{"search, a rare word", func() int { return len(r.index.Search(who.Actor, "zeldzaam", PageSize)) }},
		{"search, an address", func() int { return len(r.index.Search(who.Actor, "klager100@", PageSize)) }},
		{"one dossier by its number", func() int {
			_, v := r.index.Verdict(who.Actor, access.Know, "K-777")
			return len(v.Rule)
		}},
		{"figures of a year", func() int { return len(r.index.Counted(who.Actor, year)) }},
	} {
		var times []time.Duration
		found := 0
		for n := range 9 {
			id, c := lived(1, clock)
			r.index.Put(who.Organisation(), id, c.After(complaint.Recorded{Seq: c.Version + 1 + n + int(r.index.Changes()), Happened: clock, Event: complaint.Noted{}}))
			began := time.Now()
			found = m.do()
			times = append(times, time.Since(began))
		}
		slices.Sort(times)
		all = append(all, fmt.Sprintf("%s: %s (%d)", m.what, times[len(times)/2].Round(time.Microsecond), found))
	}
	return all
}

const standing = 500 // dossiers

var common = strings.Fields(`de het een van in op te en zaal trainer koud laat pauze koffie lift ramen geluid cursus dag avond week was niet
heb ik wij u mijn er geen wel te veel weinig rommelig onduidelijk beloofd gezegd gevraagd gebeld gemaild antwoord gekregen vergoeding
lesgeld certificaat toets uitslag planning rooster wijziging afgelast verplaatst parkeren ingang rolstoel hulp vriendelijk onvriendelijk`)

// lived is a dossier with twelve events, as long as complaints are: about a hundred
// words. What came in within the last standing minutes is open still.
func lived(i int, at time.Time) (string, complaint.Complaint) {
	rnd := rand.New(rand.NewPCG(7, uint64(i)))
	id := func(n uint64) string {
		var b [16]byte
		binary.LittleEndian.PutUint64(b[:], uint64(i)*0x9E3779B97F4A7C15)
		binary.LittleEndian.PutUint64(b[8:], n*0xD1B54A32D192ED03+uint64(i))
		return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
	}
	words := make([]string, 100)
	for n := range words {
		words[n] = common[min(rnd.IntN(len(common)), rnd.IntN(len(common)))]
	}
	words[3] = fmt.Sprint("woord", rnd.IntN(20000)) // names of places, courses and people
	if i == 77 {
		words[4] = "zeldzaam"
	}
	staff := func(n int) complaint.MemberID { return complaint.MemberID(fmt.Sprintf("member%020d", n)) }
	handler := staff(rnd.IntN(200))
	day := calendar.On(at.Year(), at.Month(), at.Day())
	first, answer := id(1), id(2)
	events := []complaint.Event{
		complaint.Received{Ref: fmt.Sprintf("K-%d", i), Procedure: "seed", Version: 1, Channel: complaint.ChannelForm, Written: true, CodeGiven: true, Lang: "nl", From: "consumer",
			Story: strings.Join(words, " ") + ".", About: "Cursus " + words[5], Name: "Klager " + words[3], Email: fmt.Sprintf("klager%d@voorbeeld.example", i), Phone: fmt.Sprintf("06%08d", i)},
		complaint.Reported{Reporter: staff(rnd.IntN(20))},
		complaint.ActionTaken{Text: "gebeld"},
		complaint.Corrected{Field: complaint.FieldCategory, Code: []string{"planning", "trainer", "zaal", "factuur"}[rnd.IntN(4)]},
		complaint.Discussed{Acknowledger: handler, With: []complaint.MemberID{handler}},
		complaint.LetterWritten{ID: first, Purpose: complaint.LetterAcknowledgement, Via: complaint.ViaEmail, Lang: "nl", MessageID: first + "@voorbeeld.example", Signer: handler, Text: "Wij hebben uw klacht ontvangen.", To: "klager"},
		complaint.Acknowledged{AcknowledgementKind: "promise", Promise: day.AddDays(7), Letter: first},
		complaint.LetterDelivered{ID: first, How: complaint.ViaEmail},
		complaint.Decided{Finding: "upheld", Reason: "De zaal was koud."},
		complaint.LetterWritten{ID: answer, Purpose: complaint.LetterResponse, Via: complaint.ViaEmail, Lang: "nl", MessageID: answer + "@voorbeeld.example", Signer: handler, Text: "U krijgt lesgeld terug.", To: "klager"},
		complaint.Responded{Letter: answer},
		complaint.LetterDelivered{ID: answer, How: complaint.ViaEmail},
	}
	if time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC).Sub(at) > standing*time.Minute {
		events[10], events[11] = complaint.Responded{Letter: answer}, complaint.LetterDelivered{ID: answer, How: complaint.ViaEmail}
		events = append(events, complaint.Closed{})
		events = slices.Delete(events, 2, 3)
	}
	var c complaint.Complaint
	when := at
	for n, e := range events {
		when = when.Add(time.Duration(rnd.IntN(12*60)) * time.Minute)
		c = c.After(complaint.Recorded{Seq: n + 1, Happened: when, Recorded: when.Add(time.Duration(rnd.IntN(9)) * time.Second), By: handler, Event: e})
	}
	return id(0), c
}
