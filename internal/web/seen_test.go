package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// trace is one dossier with a word planted in each thing that can be seen of it.
// No word is part of another.
type trace struct {
	id, ref, letter, file               string
	story, name, note, subject, content string
	fileName, text                      string // of the attachment and of the letter
}

// words lists what only a reader may see.
func (d trace) words() map[string]string {
	return map[string]string{"story": d.story, "name": d.name, "note": d.note, "subject": d.subject, "file": d.content, "file name": d.fileName, "letter": d.text}
}

// plant stores a complaint whose every part holds a word of its own, and brings
// it as far as a letter.
func (s *site) plant(mark string, in complaint.Intake) trace {
	s.t.Helper()
	d := trace{story: "verhaal" + mark, name: "Klager" + mark, note: "notitie" + mark, subject: "Beklaagde" + mark, content: "bytes" + mark, fileName: "foto" + mark + ".jpg", text: "brief" + mark}
	file, err := s.reg.Upload(d.fileName, strings.NewReader(d.content))
	if err != nil {
		s.t.Fatal(err)
	}
	in.ReceivedAt = s.clock.Now()
	in.Received.Channel, in.Received.Lang, in.Received.Story, in.Received.Name = complaint.ChannelForm, "nl", d.story+" is gebeurd.", d.name
	in.Subjects = append(in.Subjects, complaint.SubjectNamed{Name: d.subject})
	receipt, err := s.reg.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "test:" + store.NewID(), Intake: in, Files: []store.PendingFile{file}})
	if err != nil {
		s.t.Fatal(err)
	}
	d.ref = receipt.Ref
	if d.id, err = s.store.IDOf(ctx, s.reg.Home().ID, d.ref); err != nil {
		s.t.Fatal(err)
	}
	d.file = "/staff/complaints/" + d.ref + "/attachments/" + file.ID
	return d
}

// handle does what somebody who leads this dossier does with it: a note and a letter.
func (s *site) handle(who register.Person, d *trace) {
	s.t.Helper()
	order := register.Order{Ref: d.ref}
	if _, err := s.reg.Note(ctx, who, order, d.note); err != nil {
		s.t.Fatal(err)
	}
	after, err := s.reg.Acknowledge(ctx, who, order, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: d.text,
		Sending: register.Sending{Via: complaint.ViaPost, Signer: who.Member.ID}})
	if err != nil {
		s.t.Fatal(err)
	}
	d.letter = "/staff/complaints/" + d.ref + "/letters/" + after.Letters[0].ID
}

// person is somebody of the team as they are when they come in now.
func (s *site) person(m store.Member) register.Person {
	s.t.Helper()
	who, err := s.reg.Recognise(ctx, s.session(m, store.LevelFull))
	if err != nil {
		s.t.Fatalf("%s: %v", m.Name, err)
	}
	return who
}

// member is somebody who was invited with these roles and came in.
func (s *site) member(name string, roles ...access.Role) store.Member {
	s.t.Helper()
	email := store.NewID()[:8] + "@voorbeeld.example"
	token, err := s.reg.InviteUntil(ctx, s.lead(), name, email, roles, s.reg.Procedure().On(s.clock.Now()).AddDays(100))
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := s.reg.Invited(ctx, token)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.reg.AcceptInvitation(ctx, token, words); err != nil {
		s.t.Fatal(err)
	}
	m, _ = s.reg.Member(m.ID)
	return m
}

// session is a session of a member, got without the sign-in page.
func (s *site) session(m store.Member, level store.SessionLevel) identity.Token {
	s.t.Helper()
	m, _ = s.reg.Member(m.ID)
	token, now := identity.NewToken(), s.clock.Now()
	if err := s.store.AddSession(ctx, store.Session{Organisation: m.Organisation, Hash: token.Hash(), Member: m.ID, Epoch: m.Epoch, Level: level,
		CreatedAt: now, SeenAt: now, ProvedAt: now}, 99); err != nil {
		s.t.Fatal(err)
	}
	return token
}

// holding is a browser with this session.
func (s *site) holding(token identity.Token) *http.Client {
	s.t.Helper()
	c := s.browser(true)
	at, err := url.Parse(s.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	c.Jar.SetCookies(at, []*http.Cookie{{Name: "wederhoor-session", Value: string(token), Path: "/"}})
	return c
}

var queried = regexp.MustCompile(`(name="q"[^>]*value=|value=)"[^"]*"`)

// seen is everything the site shows somebody of these dossiers, by the channel
// that shows it: pages, lists, searches, counts, letters, files, log and headers.
func (s *site) seen(c *http.Client, all []trace) map[string]string {
	s.t.Helper()
	shown := map[string]string{}
	keep := func(channel string, a answer) {
		var b strings.Builder
		_ = a.Write(&b)
		shown[channel] = html.UnescapeString(a.body) + "\n" + b.String()
	}
	for _, ask := range asked {
		s.post(c, ask, url.Values{"names": {"show"}}) // hidden until somebody asks
	}
	for _, path := range []string{"/staff", "/staff/complaints", "/staff/complaints?view=all", "/staff/complaints?view=late", "/staff/complaints?view=week", "/staff/complaints?view=year",
		"/staff/complaints?view=all&status=received", "/staff/complaints?view=all&density=compact", "/staff/complaints/new", "/staff/search", "/staff/people", "/staff/settings", "/staff/procedure",
		"/staff/log", "/staff/letters", "/staff/figures", "/staff/figures/cijfers.csv", "/staff/complaints?figure=received&period=2026", "/staff/account", "/staff/emergency-access", "/", "/status", "/procedure"} {
		keep("GET "+path, s.get(c, path))
	}
	for _, d := range all {
		path := "/staff/complaints/" + d.ref
		for _, p := range []string{path, path + "/log", d.letter, d.file} {
			if p != "" {
				keep("GET "+p, s.get(c, p))
			}
		}
		if d.letter != "" {
			keep("GET "+d.letter+"/pdf", s.get(c, d.letter+"/pdf"))
		}
		for _, noun := range nouns(s.t) {
			keep("GET "+path+"/"+noun, s.get(c, path+"/"+noun))
			keep("POST "+path+"/"+noun, s.post(c, path+"/"+noun, url.Values{"version": {"999"}}))
			keep("POST "+path+"/"+noun+"/preview", s.post(c, path+"/"+noun+"/preview", url.Values{"version": {"999"}}))
		}
		for what, word := range map[string]string{"number": d.ref, "story": d.story, "name": d.name, "note": d.note, "letter": d.text} {
			a := s.post(c, "/staff/search", url.Values{"q": {word}})
			a.body = strings.ReplaceAll(queried.ReplaceAllString(a.body, ""), word+"”", "") // what was typed is not a find
			keep("search by "+what+" of "+d.ref, a)
		}
	}
	return shown
}

// asked are the forms that show names in lists.
var asked = []string{"/staff/names"}

// where lists the channels that show a word.
func where(shown map[string]string, word string) (channels []string) {
	for channel, text := range shown {
		if strings.Contains(text, word) {
			channels = append(channels, channel)
		}
	}
	return channels
}

// facts are what access is decided on, from what is stored.
func (s *site) facts(d trace) access.Facts {
	return access.FactsOf(s.reg.Home().ID, d.id, s.whole(d.ref))
}
