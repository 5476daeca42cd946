package doctor_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/doctor"
	"wederhoor/internal/testkit"
)

// look runs the doctor and gives its lines.
func look(t *testing.T, s doctor.Settings) (text string, wrong int) {
	t.Helper()
	var out bytes.Buffer
	s.Now = time.Now
	if s.Data == "" {
		s.Data = filepath.Join(t.TempDir(), "nog-niet")
	}
	if s.Lang == "" {
		s.Lang = "nl"
	}
	wrong = doctor.Run(context.Background(), s, &out)
	if n := strings.Count("\n"+out.String(), "\n✗ "); n != wrong {
		t.Errorf("%d lines with ✗, and %d wrong", n, wrong)
	}
	for line := range strings.Lines(out.String()) {
		if mark, _, _ := strings.Cut(line, " "); mark != "✓" && mark != "✗" && mark != "–" {
			t.Errorf("not a line of the report: %q", line)
		}
		if strings.Contains(line, "geheim") || strings.Contains(line, "%!") {
			t.Errorf("in the report: %q", line)
		}
	}
	return out.String(), wrong
}

// wants checks that each of these is the beginning of a line.
func wants(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains("\n"+text, "\n"+w) {
			t.Errorf("no line %q in\n%s", w, text)
		}
	}
}

// TestNames: what a real name server says of each domain, good and bad.
func TestNames(t *testing.T) {
	long := []string{}
	for i := range 9 {
		long = append(long, "--txt-record=deel"+string(rune('a'+i))+".example,v=spf1 a mx -all")
	}
	server := testkit.Names(t, append(long,
		"--host-record=post.goed.example,127.0.0.1",
		"--mx-host=goed.example,post.goed.example,10", "--txt-record=goed.example,v=spf1 mx include:deela.example ip4:192.0.2.0/24 -all", "--txt-record=goed.example,iets=anders",
		"--txt-record=_dmarc.goed.example,v=DMARC1; p=reject; rua=mailto:d@goed.example",
		"--mx-host=post.onder.goed.example,post.goed.example,10", "--txt-record=post.onder.goed.example,v=spf1 redirect=goed.example",
		"--mx-host=open.example,weg.example,10", "--txt-record=open.example,v=spf1 +all", "--txt-record=_dmarc.open.example,v=DMARC1; p=none",
		"--mx-host=dubbel.example,post.goed.example,10", "--txt-record=dubbel.example,v=spf1 -all", "--txt-record=dubbel.example,v=spf1 mx -all",
		"--txt-record=_dmarc.dubbel.example,v=DMARC1; p=reject", "--txt-record=_dmarc.dubbel.example,v=DMARC1; p=none",
		"--txt-record=diep.example,v=spf1 include:deela.example include:deelb.example include:deelc.example include:deeld.example -all",
		"--txt-record=dood.example,v=spf1 include:nergens.example ~all", "--txt-record=_dmarc.dood.example,v=DMARC1",
		"--txt-record=kring.example,v=spf1 include:kring.example -all",
		"--txt-record=eindeloos.example,v=spf1 mx",
	)...)
	text := ""
	for _, domain := range []string{"goed.example", "post.onder.goed.example", "open.example", "dubbel.example", "diep.example", "dood.example", "kring.example", "eindeloos.example", "leeg.example"} {
		said, _ := look(t, doctor.Settings{SMTP: "smtp://127.0.0.1:9?from=klachten@" + domain, DNS: server})
		text += said
	}
	wants(t, text, "✓ MX van goed.example: post.goed.example\n", "✓ SPF van goed.example: één record, 4 zoekopdrachten\n", "✓ DMARC van goed.example: p=reject\n",
		"✓ SPF van post.onder.goed.example: één record, 5 zoekopdrachten\n", "✓ DMARC van post.onder.goed.example: p=reject\n",
		"✗ MX van open.example: weg.example heeft geen adres. ", "✗ SPF van open.example laat iedereen toe (+all). ", "– DMARC van open.example: p=none",
		"✗ SPF van dubbel.example: 2 records. ", "✗ DMARC van dubbel.example: 2 records. ",
		"✗ SPF van diep.example vraagt meer dan 10 zoekopdrachten. ", "✗ SPF van dood.example verwijst naar een naam zonder SPF. ", "✗ DMARC van dood.example: geen geldig beleid. ",
		"✗ SPF van kring.example vraagt meer dan 10 zoekopdrachten. ", "✗ SPF van eindeloos.example heeft geen einde. ",
		"✗ MX van leeg.example ontbreekt. ", "✗ SPF van leeg.example ontbreekt. ", "✗ DMARC van leeg.example ontbreekt. ")
	text, _ = look(t, doctor.Settings{SMTP: "smtp://127.0.0.1:9?from=klachten@goed.example", DNS: "127.0.0.1:9", Lang: "en"})
	wants(t, text, "✗ MX of goed.example: no answer. ", "✗ SPF of goed.example: no answer. ", "✗ DMARC of goed.example: no answer. ")
}

// TestTheMachine: a data folder with its key, and what can be wrong with both.
func TestTheMachine(t *testing.T) {
	dir := t.TempDir()
	data, key := filepath.Join(dir, "data"), filepath.Join(dir, "master.key")
	text, wrong := look(t, doctor.Settings{Data: data})
	wants(t, text, "– datamap "+data+" is er nog niet", "– geen mailserver ingesteld", "– geen brievenbus ingesteld")
	if _, err := os.Stat(data); err == nil || wrong != 0 {
		t.Errorf("%d wrong, or the folder was made: %v", wrong, err)
	}
	if _, _, err := config.Master(data, key); err != nil {
		t.Fatal(err)
	}
	text, _ = look(t, doctor.Settings{Data: data, MasterKey: key})
	wants(t, text, "✓ datamap "+data+": schrijven lukt", "✓ hoofdsleutel ligt buiten de datamap")
	if !strings.Contains(text, "✓ bewaren (fsync) duurt") && !strings.Contains(text, "✗ bewaren duurt") {
		t.Errorf("nothing of fsync in\n%s", text)
	}
	inside := filepath.Join(data, "master.key")
	if err := os.Rename(key, inside); err != nil {
		t.Fatal(err)
	}
	text, _ = look(t, doctor.Settings{Data: data, MasterKey: inside})
	wants(t, text, "✗ hoofdsleutel: ")
	text, _ = look(t, doctor.Settings{Data: data, MasterKey: key, Lang: "en"})
	wants(t, text, "✗ master key: ")
	left, err := os.ReadDir(data)
	if err != nil || len(left) != 2 {
		t.Errorf("%v, %v is left in the folder", left, err)
	}
	text, _ = look(t, doctor.Settings{Data: inside})
	wants(t, text, "✗ datamap "+inside+" kan niet worden gelezen")
}

// TestWhoseItIs: a folder, a file in it or a key that belongs to another user than the
// program, or that others can read. Tests run as root, who can give files away.
func TestWhoseItIs(t *testing.T) {
	dir := t.TempDir()
	data, key := filepath.Join(dir, "data"), filepath.Join(dir, "master.key")
	if _, _, err := config.Master(data, key); err != nil {
		t.Fatal(err)
	}
	const other = 12345
	give := func(path string, to int) {
		t.Helper()
		if err := os.Lchown(path, to, -1); err != nil {
			t.Fatal(err)
		}
	}
	me, file := os.Geteuid(), filepath.Join(data, "installation")
	sees := func(want string) {
		t.Helper()
		text, _ := look(t, doctor.Settings{Data: data, MasterKey: key})
		wants(t, text, want)
		for _, bad := range []string{"✗ datamap is", "✗ hoofdsleutel is"} {
			if !strings.HasPrefix(want, bad) && strings.Contains(text, bad) {
				t.Errorf("besides %q:\n%s", want, text)
			}
		}
	}
	disk := filepath.Join(data, "lost+found") // what mkfs makes is nobody's mistake
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	give(disk, other)
	sees("✓ datamap en alles erin zijn van gebruiker " + strconv.Itoa(me) + "\n")
	give(file, other)
	sees("✗ datamap is van gebruiker " + strconv.Itoa(me) + ", en installation erin van een ander. Geef alles")
	give(file, me)
	give(key, other)
	sees("✗ hoofdsleutel is van gebruiker 12345, en de datamap van " + strconv.Itoa(me) + ". Geef beide")
	for _, path := range []string{data, file} {
		give(path, other)
	}
	sees("✓ datamap en alles erin zijn van gebruiker 12345\n") // root looks at what is another's
	if err := os.Chmod(data, 0o750); err != nil {              //nolint:gosec // that is what it has to find
		t.Fatal(err)
	}
	sees("✗ datamap is open voor anderen (0750). Sluit de map")
}

// TestSettings: what cannot be read is said without the password, and what ends
// soon is to be renewed.
func TestSettings(t *testing.T) {
	text, _ := look(t, doctor.Settings{SMTP: "smtp://u:geheim@post.voorbeeld.example?geheim=1", Mailboxes: []string{"imap://u:geheim@x/?geheim=1"}})
	wants(t, text, "✗ mailserver: ", "✗ brievenbus: ")
	soon := time.Now().Add(10*24*time.Hour + time.Hour).Format(time.DateOnly)
	text, _ = look(t, doctor.Settings{SMTP: "smtp://u:geheim@127.0.0.1:9?expires=" + soon})
	wants(t, text, "✗ het wachtwoord van de mailserver verloopt over ", "✗ smtp://127.0.0.1:9: geen verbinding. ")
}

// TestSending signs in at a real Postfix.
func TestSending(t *testing.T) {
	server := testkit.Postfix(t)
	text, wrong := look(t, doctor.Settings{SMTP: server.URL()})
	wants(t, text, "– "+server.URL()+": zonder versleuteling, op deze computer zelf", "✓ mailserver: aanmelden lukt")
	if wrong != 0 {
		t.Errorf("%d wrong:\n%s", wrong, text)
	}
	text, _ = look(t, doctor.Settings{SMTP: strings.Replace(server.URL(), "smtp://", "smtp://klachten:geheim@", 1)})
	wants(t, text, "✗ mailserver laat ons niet binnen: ")
}
