package outside_test

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/outside"
	"wederhoor/internal/paper"
)

var now = time.Date(2026, 11, 25, 13, 3, 0, 0, time.UTC)

// say names a category, as the register does.
func say(_ complaint.Field, value string) string {
	return cmp.Or(map[string]string{"planning": "Planning en lokalen", "trainer": "Wie de training gaf"}[value], value, "leeg")
}

// photo is a picture with something planted in what hides in its file.
func photo(t testing.TB, hidden string) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	img.Set(1, 1, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	comment := append([]byte{0xFF, 0xFE, 0, byte(len(hidden) + 2)}, hidden...)
	return append(append(bytes.Clone(raw[:2]), comment...), raw[2:]...)
}

// originals are what the complainant sent along.
func originals(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"f1": photo(t, "KANARIE-INFOTO"),
		"f2": []byte("Dit schreef ik op.\nDe cursusleider heet KANARIE-BESTAND en was er niet.\n"),
		"f3": []byte("%PDF-1.4 niets bijzonders"),
	}
}

func attachment(id, name, kind string, raw []byte) complaint.Attachment {
	sum := sha256.Sum256(raw)
	return complaint.Attachment{ID: id, Name: name, Size: int64(len(raw)), Type: kind, SHA256: hex.EncodeToString(sum[:])}
}

// dossier is a complaint with something of everything.
func dossier(t testing.TB) complaint.Complaint {
	files := originals(t)
	day := func(d, h int) time.Time { return time.Date(2026, 11, d, h, 0, 0, 0, time.UTC) }
	events := []complaint.Event{
		complaint.Received{Ref: "2026-4711", Channel: complaint.ChannelForm, Written: true, From: complaint.FromParticipant, Lang: "nl", CodeGiven: true,
			Story: "De training van Bram Hofstra begon een uur te laat.\n\nIk zat naast KANARIE-BUUR en die zag het ook. Bel mij op 06 1234 5678.", RemedySought: "Mijn geld terug.",
			Name: "Noor Verbeeck", Email: "noor@voorbeeld.example", Phone: "0612345678",
			Attachments: []complaint.Attachment{attachment("f1", "foto-KANARIE-NAAM.jpg", "image/jpeg", files["f1"]), attachment("f2", "verslag.txt", "text/plain; charset=utf-8", files["f2"]),
				attachment("f3", "rooster.pdf", "application/pdf", files["f3"])}},
		complaint.SubjectNamed{Member: "m2", Name: "Bram Hofstra"},
		complaint.Noted{Text: "INTERN-ALLEEN: dit blijft onder ons."},
		complaint.Contacted{How: complaint.ChannelPhone, Summary: "Mevrouw Verbeeck gebeld. Zij noemde KANARIE-\nBUUR nog een keer."},
		complaint.Heard{Member: "m2", Name: "Bram Hofstra", How: complaint.ChannelConversation, Agreed: true, Statement: "Ik stond in de file. Hofstra's auto was stuk, en het was al de tweede keer deze maand."},
		complaint.Decided{Finding: complaint.Upheld, Reason: "De training begon te laat.", Remedies: []complaint.Remedy{{Text: "Lesgeld terug", Kind: complaint.RemedyRefund}, {Text: "Een brief"}}},
		complaint.LetterWritten{ID: "l1", Purpose: complaint.LetterResponse, Via: complaint.ViaEmail, Lang: "nl", Signer: "m1", Subject: "Ons antwoord op uw klacht (2026-4711)",
			Text: "Beste Noor Verbeeck,\n\nU heeft gelijk. Wij spraken **KANARIE**-BUUR ook. Volg uw klacht met KTMR-7X4Q-92HD. De ander heeft ZZQX-2345-WWPL.\n\n- U krijgt uw geld terug.\n\nMet vriendelijke groet,\nMirjam de Vries", Name: "Noor Verbeeck", To: "noor@voorbeeld.example"},
		complaint.LetterDelivered{ID: "l1", How: complaint.ViaEmail},
		complaint.LetterWritten{ID: "l2", Purpose: complaint.LetterHolding, Via: complaint.ViaPost, Signer: "m1", Text: "NOG-NIET-WEG", Name: "Noor Verbeeck"},
		complaint.Closed{Reason: "Klaar."},
	}
	var all []complaint.Recorded
	for i, e := range events {
		by := complaint.MemberID("m1")
		if i == 0 {
			by = complaint.ByComplainant
		}
		all = append(all, complaint.Recorded{Seq: i + 1, Happened: day(2+i, 9), Recorded: day(2+i, 9), By: by, Event: e})
	}
	return complaint.Fold(all)
}

func source(t testing.TB) outside.Source {
	p, err := complaint.Preset("seed")
	if err != nil {
		t.Fatal(err)
	}
	return outside.Source{Complaint: dossier(t), Procedure: p.Prepared(), Say: say, Codes: []string{"KTMR7X4Q92HD", "ZZQX2345WWPL"}, Now: now, Maker: outside.Person{Name: "Mirjam de Vries", Role: "hoofdtrainer"},
		House:  outside.House{Name: "Voorbeeld Trainingen", Monogram: "VT", Hue: 212, Chroma: 0.072},
		People: map[complaint.MemberID]outside.Person{"m1": {Name: "Mirjam de Vries", Role: "hoofdtrainer"}, "m2": {Name: "Bram Hofstra", Role: "trainer"}},
		OnPaper: func(l complaint.Letter) paper.Letter {
			return paper.Letter{Lang: "nl", Organisation: "Voorbeeld Trainingen", Monogram: "VT", Address: []string{l.Name}, Date: "8 november 2026", Heading: l.Subject, Body: letter.Blocks(l.Text), Written: l.WrittenAt}
		}}
}

var body = outside.Choice{Body: "Geschillencommissie Voorbeeld", Purpose: "Zij vroegen het dossier op."}

// made looks at every original and sets the file.
func made(t testing.TB, f *outside.File) ([]byte, outside.Made) {
	t.Helper()
	files, seen := originals(t), map[string]outside.Seen{}
	open := func(p outside.Piece) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(files[p.File.ID])), nil
	}
	for _, p := range f.Going() {
		if p.Sort != outside.Original {
			continue
		}
		r, _ := open(p)
		s, err := f.Look(p, r)
		if err != nil {
			t.Fatal(err)
		}
		seen[p.ID] = s
	}
	b, counts := f.Bundle(seen, open)
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("KEEP_PDF"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), counts
}

func tool(t testing.TB, raw []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, file)
	if name == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

var streamOf = regexp.MustCompile(`(?s)/Length (\d+)[^>]*>>\s*stream\r?\n`)

// everything is a PDF as it is and with all its streams unpacked, the text of its
// pages, its properties and its tags: where something could still stand.
func everything(t testing.TB, raw []byte) string {
	t.Helper()
	var all strings.Builder
	all.Write(raw)
	for _, m := range streamOf.FindAllSubmatchIndex(raw, -1) {
		n, _ := strconv.Atoi(string(raw[m[2]:m[3]]))
		z, err := zlib.NewReader(bytes.NewReader(raw[m[1]:min(m[1]+n, len(raw))]))
		if err != nil {
			continue
		}
		unpacked, _ := io.ReadAll(z)
		all.Write(unpacked)
	}
	for _, args := range [][]string{{"pdftotext", "-raw"}, {"pdfinfo"}, {"pdfinfo", "-meta"}, {"pdfinfo", "-struct-text"}, {"pdfdetach", "-list"}} {
		all.WriteString(tool(t, raw, args[0], args[1:]...))
	}
	all.WriteString(tool(t, raw, "pdftotext", "-layout"))
	return all.String()
}

// ways is how a word could stand in a file: as it is, as UTF-16, or in hexadecimal.
func ways(word string) (all []string) {
	var wide, hexed strings.Builder
	for _, r := range word {
		wide.WriteString("\x00" + string(r))
		fmt.Fprintf(&hexed, "%04X", r)
	}
	return []string{word, wide.String(), hexed.String(), strings.ToLower(hexed.String())}
}

func mustLack(t *testing.T, raw []byte, words ...string) {
	t.Helper()
	all := everything(t, raw)
	for _, word := range words {
		for _, way := range ways(word) {
			if strings.Contains(all, way) {
				t.Errorf("%q still stands in it", word)
			}
		}
	}
}

func TestWhatIsTakenOutIsNowhere(t *testing.T) {
	c := body
	c.Names = true
	c.Black = []outside.Passage{{Text: "KANARIE-BUUR", Reason: "een ander"}, {Text: "kanarie-bestand", Reason: "een ander"}, {Text: "KANARIE-NAAM", Reason: "een ander"},
		{Text: "KANARIE-INFOTO", Reason: "een ander"}, {Text: "auto was stuk,\nen het was", Reason: "privé"}}
	raw, counts := made(t, outside.New(source(t), c))
	mustLack(t, raw, "KANARIE", "BUUR", "auto was stuk", "KTMR", "7X4Q", "ZZQX", "WWPL", "INTERN-ALLEEN", "NOG-NIET-WEG")
	text := tool(t, raw, "pdftotext", "-layout")
	for _, want := range []string{"Noor Verbeeck", "Bram Hofstra", "weggelakt 1", "weggelakt 5", "De cursusleider heet", "Weggelakt 1 (3 keer): een ander", "er staat iets in dat is weggelakt", "gemaakt voor Geschillencommissie Voorbeeld door Mirjam de Vries", "Lesgeld terug (soort: geld terug)", "Een brief"} {
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if strings.Contains(text, "Een brief (soort") {
		t.Error("a sort stands where nobody said one")
	}
	if counts.BlackedOut != 5 || counts.Originals != 1 {
		t.Errorf("made %+v", counts)
	}
}

func TestWithoutNamesNobodyStandsInIt(t *testing.T) {
	raw, _ := made(t, outside.New(source(t), body))
	mustLack(t, raw, "Noor", "Verbeeck", "Hofstra", "Bram", "noor@voorbeeld", "1234 5678", "12345678", "verslag.txt")
	text := strings.ReplaceAll(tool(t, raw, "pdftotext", "-layout"), "\u00a0", " ")
	for _, want := range []string{"klager", "beklaagde", "medewerker 1, hoofdtrainer", "Mirjam de Vries"} { // who made it stays
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in it", want)
		}
	}
}

// TestTheOriginalsAreInsideByteForByte, under the digest of the manifest.
func TestTheOriginalsAreInsideByteForByte(t *testing.T) {
	c := body
	c.Names = true
	raw, counts := made(t, outside.New(source(t), c))
	if counts.Originals != 3 {
		t.Fatalf("made %+v", counts)
	}
	text := tool(t, raw, "pdftotext", "-raw")
	dir := t.TempDir()
	tool(t, raw, "pdfdetach", "-saveall", "-o", dir)
	want := map[string][]byte{"bijlage-01.jpg": originals(t)["f1"], "bijlage-02.txt": originals(t)["f2"], "bijlage-03.pdf": originals(t)["f3"]}
	for name, bytesOf := range want {
		got, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a name of ours
		if err != nil || !bytes.Equal(got, bytesOf) {
			t.Errorf("%s is not what came in: %v", name, err)
		}
		sum := sha256.Sum256(bytesOf)
		if !strings.Contains(text, hex.EncodeToString(sum[:])) {
			t.Errorf("the digest of %s is not in the manifest", name)
		}
	}
	tool(t, raw, "qpdf", "--check")
}

func TestTheSameChoiceIsTheSameFile(t *testing.T) {
	one, _ := made(t, outside.New(source(t), body))
	two, _ := made(t, outside.New(source(t), body))
	if !bytes.Equal(one, two) {
		t.Error("the same dossier gave two files")
	}
}

// TestACategoryGoesAlongByItsName: who reads the file outside knows none of our codes,
// and what was empty is said to be so.
func TestACategoryGoesAlongByItsName(t *testing.T) {
	s := source(t)
	at := s.Complaint.History[len(s.Complaint.History)-1].Happened
	for i, e := range []complaint.Event{complaint.Corrected{Field: complaint.FieldCategory, Code: "planning", Reason: "Nagelezen."}, complaint.Corrected{Field: complaint.FieldCategory, WasCode: "planning", Code: "trainer"}} {
		s.Complaint.History = append(s.Complaint.History, complaint.Recorded{Seq: 100 + i, Happened: at, Recorded: at, By: "m1", Event: e})
	}
	var texts []string
	for _, piece := range outside.New(s, body).Pieces {
		if piece.Kind == "Verbetering van de gegevens" {
			texts = append(texts, piece.Text)
		}
	}
	want := []string{"Was: leeg\nNu: Planning en lokalen\n\nNagelezen.", "Was: Planning en lokalen\nNu: Wie de training gaf"}
	if !slices.Equal(texts, want) {
		t.Errorf("%q", texts)
	}
}
