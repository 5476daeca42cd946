package staff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const roomsPath = "/staff/rooms"

// rooms is a confidant's first page: their key, or what it opens.
func (p *pages) rooms(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showRooms(w, r, who, http.StatusOK, kit.Form{})
}

func (p *pages) showRooms(w http.ResponseWriter, r *http.Request, who register.Person, status int, f kit.Form, errs ...template.ErrorLine) {
	state, err := p.Register.RoomsOf(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Rooms{Staff: p.base(who, "rooms"), FormKey: template.FormKey{Key: kit.Key()}, State: string(state), SheetKey: template.Field{Value: f.Line("sheet")}}
	page.Flash, page.Errors = p.flash(w, r), errs
	if state == register.RoomsOpen {
		all, err := p.Register.Rooms(r.Context(), who)
		if err != nil {
			p.failed(w, r, who, err)
			return
		}
		for _, room := range all {
			page.Rooms = append(page.Rooms, p.roomRow(room))
		}
	}
	p.Render(w, r, status, page)
}

func roomsWait(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "In één gesprek staat iets nieuws voor u."
	}
	return "In " + strings.ToLower(number(n)) + " gesprekken staat iets nieuws voor u."
}

func (p *pages) roomRow(room register.Room) template.RoomRow {
	now := p.Now()
	row := template.RoomRow{Title: "Gesprek zonder klacht", URL: roomsPath + "/" + room.ID, Line: "Laatste bericht " + p.when(room.LastAt)}
	switch {
	case room.Over(now):
		return template.RoomRow{Title: "Gesprek dat voorbij is", Line: "Begonnen " + p.when(room.OpenedAt) + ". Alles is vernietigd."}
	case !room.Opens():
		row.Title, row.Tags = "Gesprek dat nu niet opent", []template.Tag{{Text: "andere sleutel", Tone: "soon"}}
		return row
	case room.Ref != "":
		row.Title = "Klacht " + room.Ref
	}
	row.Tags = append(row.Tags, roomTag(room))
	if room.Waits {
		row.Tags = append(row.Tags, template.Tag{Text: "nieuw", Tone: "now"})
	}
	if !room.AnswerBy.IsZero() {
		row.Line = "U antwoordt uiterlijk " + room.AnswerBy.DayMonth("nl")
	}
	return row
}

func roomTag(room register.Room) template.Tag {
	switch {
	case room.Concluded():
		return template.Tag{Text: "Klaar", Tone: "done"}
	case room.Appealed:
		return template.Tag{Text: "In beroep", Tone: "appeal"}
	}
	return template.Tag{Text: "Alleen een gesprek"}
}

// postRoomKey makes a key, and shows it once.
func (p *pages) postRoomKey(w http.ResponseWriter, r *http.Request, who register.Person) {
	if !who.Fresh(p.Now()) {
		p.prove(w, r, "rooms")
		return
	}
	sheet, err := p.Register.MakeRoomKey(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.RoomSheet{Staff: p.base(who, "rooms"), FormKey: template.FormKey{Key: kit.Key()}, Groups: strings.Split(sheet.Display(), "-"),
		Date: p.Register.Procedure().On(p.Now()).Words("nl")}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) postRoomOpen(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := p.Register.UnlockRooms(r.Context(), who, f.Line("sheet"))
	lines := kit.Errors("nl", err)
	switch {
	case err == nil:
		http.Redirect(w, r, roomsPath, http.StatusSeeOther)
	case len(lines) > 0:
		p.showRooms(w, r, who, http.StatusUnprocessableEntity, f, lines...)
	default:
		p.failed(w, r, who, err)
	}
}

func (p *pages) postRoomLock(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.LockRooms(r.Context(), who); err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.SetFlash(w, "room_locked")
	http.Redirect(w, r, roomsPath, http.StatusSeeOther)
}

// room is one conversation.
func (p *pages) room(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showRoom(w, r, who, http.StatusOK, kit.Form{}, "")
}

func (p *pages) showRoom(w http.ResponseWriter, r *http.Request, who register.Person, status int, f kit.Form, code string, errs ...template.ErrorLine) {
	in, err := p.Register.OpenRoom(r.Context(), who, r.PathValue("id"))
	if errors.Is(err, register.ErrLocked) {
		http.Redirect(w, r, roomsPath, http.StatusSeeOther)
		return
	}
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.roomPage(who, in)
	page.Flash, page.Errors, page.Code = p.flash(w, r), errs, code
	page.Message, page.Opinion, page.Note, page.Day = template.Field{Value: f.Get("message")}, template.Field{Value: f.Get("text")}, template.Field{Value: f.Get("note")}, template.Field{Value: f.Line("day")}
	page.Chosen = f.Line("outcome")
	if len(errs) > 0 {
		page.Key = f.SameKey(page.Key)
	}
	p.Render(w, r, status, page)
}

// postRoom carries out one act of a confidant.
func (p *pages) postRoom(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id, act := p.ReadForm(w, r), r.PathValue("id"), r.PathValue("act")
	do, known := p.roomActs()[act]
	if !known {
		p.absent(w, r, who)
		return
	}
	code, err := do(r, who, id, f)
	lines := kit.Errors("nl", err)
	switch {
	case err == nil && code != "":
		p.showRoom(w, r, who, http.StatusOK, kit.Form{}, code)
	case err == nil && act == "end":
		p.SetFlash(w, "room_end")
		http.Redirect(w, r, roomsPath, http.StatusSeeOther)
	case err == nil:
		p.SetFlash(w, "room_"+act)
		http.Redirect(w, r, roomsPath+"/"+id, http.StatusSeeOther) //nolint:gosec // the room was just opened by that id
	case errors.Is(err, register.ErrLocked): // nothing typed may be lost
		p.roomShut(w, r, who, f)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) > 0:
		p.showRoom(w, r, who, kit.Status(f), f, "", lines...)
	default:
		p.failed(w, r, who, err)
	}
}

// roomShut gives back what a confidant was sending while the room had closed itself.
func (p *pages) roomShut(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form) {
	if !p.GiveBack(w, r, f, template.Message{Heading: "Uw kamer was dicht", Lead: "Dit is nog niet opgeslagen. Uw tekst staat er nog. Open uw kamer op een nieuw tabblad. Kom dan hier terug en verstuur het nog een keer.",
		First: template.Link{Label: "Open uw kamer", URL: roomsPath}, Polite: true}) {
		p.showRooms(w, r, who, http.StatusUnauthorized, kit.Form{}, template.ErrorLine{Field: "sheet", Text: "Uw kamer was dicht. Open hem en probeer het nog eens."})
	}
}

type roomAct func(r *http.Request, who register.Person, id string, f kit.Form) (code string, err error)

func (p *pages) roomActs() map[string]roomAct {
	plain := func(do func(r *http.Request, who register.Person, id string, f kit.Form) error) roomAct {
		return func(r *http.Request, who register.Person, id string, f kit.Form) (string, error) {
			return "", do(r, who, id, f)
		}
	}
	g := p.Register
	return map[string]roomAct{
		"message": plain(func(r *http.Request, who register.Person, id string, f kit.Form) error {
			return g.AnswerInRoom(r.Context(), who, id, f.SubmissionKey(nil), f.Words("message"))
		}),
		"promise": plain(func(r *http.Request, who register.Person, id string, f kit.Form) error {
			d, err := day(f, "day")
			if err != nil {
				return err
			}
			return g.PromiseInRoom(r.Context(), who, id, f.SubmissionKey(nil), d)
		}),
		"note": plain(func(r *http.Request, who register.Person, id string, f kit.Form) error {
			return g.NoteInRoom(r.Context(), who, id, f.Words("note"))
		}),
		"note-removal": plain(func(r *http.Request, who register.Person, id string, f kit.Form) error {
			return g.DestroyNote(r.Context(), who, id, f.Line("note"))
		}),
		"outcome": plain(func(r *http.Request, who register.Person, id string, f kit.Form) error {
			return g.Conclude(r.Context(), who, id, f.SubmissionKey(nil), complaint.AppealEnded{Outcome: complaint.AppealOutcome(f.Line("outcome")), Text: f.Words("text")})
		}),
		"end": plain(func(r *http.Request, who register.Person, id string, _ kit.Form) error {
			return g.EndRoom(r.Context(), who, id)
		}),
		"code": func(r *http.Request, who register.Person, id string, _ kit.Form) (string, error) {
			code, err := g.NewRoomCode(r.Context(), who, id)
			return code.Display(), err
		},
	}
}

func (p *pages) roomFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	a, body, err := p.Register.RoomFile(r.Context(), who, r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		p.failedFile(w, r, who, err)
		return
	}
	p.HandOver(w, r, a.ID, a.Name, body)
}

func (p *pages) roomPage(who register.Person, in register.InRoom) template.RoomPage {
	page := template.RoomPage{Staff: p.base(who, "rooms"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Uw gesprekken", URL: roomsPath},
		URL: roomsPath + "/" + in.ID, Ref: in.Ref, Tag: roomTag(in.Room), Heading: "Gesprek zonder klacht", Closed: !in.Opens(), Running: in.Appealed && !in.Concluded()}
	name := in.Name
	if in.Complaint != nil {
		name = in.Complaint.Received.Name
		page.Heading = in.Complaint.Heading()
		p.frozen(&page, in)
	}
	if in.Concluded() {
		page.Outcome, page.Until = capital(outcomeWords[in.Outcome]), in.Procedure.On(in.EndsAt.AddDate(0, 0, -1)).Words("nl")
	}
	if !in.AnswerBy.IsZero() {
		page.AnswerBy = in.AnswerBy.Words("nl")
	}
	page.Line = roomLine(page.OrgName, orComplainant(name), in)
	page.Others = othersSee(page.OrgName, orComplainant(name), in)
	page.Contact = contactFacts(name, in)
	for _, s := range in.Said {
		page.Said = append(page.Said, p.utterances(who, name, s)...)
	}
	for _, n := range in.Notes {
		page.Notes = append(page.Notes, template.RoomNote{ID: n.ID, When: p.when(n.At), Text: n.Text})
	}
	return page
}

func orComplainant(name string) string {
	if name == "" {
		return "de klager"
	}
	return name
}

// complainantFace has initials only of who gave a name.
func complainantFace(name string) template.Who {
	if name == "" {
		return template.Who{Name: capital(orComplainant(name))}
	}
	return template.Who{Initials: kit.Initials(name), Name: name}
}

func roomLine(org, name string, in register.InRoom) string {
	switch {
	case in.Appealed:
		return "Beroep van " + name
	case in.Opens():
		return fmt.Sprintf("Gesprek met %s. %s weet hier niet van.", name, org)
	}
	return ""
}

func othersSee(org, name string, in register.InRoom) []string {
	all := []string{"Uw notities ziet alleen u.", "Wat u en de klager elkaar schrijven, lezen alleen u en de klager."}
	if in.Appealed {
		return append(all, "Uw oordeel gaat naar "+name+" en naar "+org+".", org+" ziet wanneer u dit dossier opent, niet wat u leest.", "U ziet het dossier zoals het was bij het besluit.")
	}
	return append(all, org+" ziet dat u in uw kamer was, niet in welk gesprek.")
}

func contactFacts(name string, in register.InRoom) (all []template.Fact) {
	phone, email := "", in.Email
	if c := in.Complaint; c != nil {
		phone = c.Received.Phone
		if email == "" {
			email = c.Received.Email
		}
	}
	for _, f := range []template.Fact{{Name: "Naam", Value: name}, {Name: "Telefoon", Value: phone}, {Name: "E-mail", Value: email}} {
		if f.Value != "" {
			all = append(all, f)
		}
	}
	return all
}

// frozen shows the dossier as it was.
func (p *pages) frozen(page *template.RoomPage, in register.InRoom) {
	c, zone := *in.Complaint, in.Procedure.Zone()
	page.Story = template.Voice{Who: complainantFace(c.Received.Name), When: when(c.ReceivedAt, zone), Text: c.Received.Story, Wish: c.Received.RemedySought}
	if d := c.Decision; d != nil {
		page.Decision = template.Voice{Who: template.Who{Initials: kit.Initials(p.name(d.By)), Name: p.name(d.By)}, Ours: true, When: when(d.Happened, zone), Text: d.Event.Reason}
	}
	for _, h := range c.Hearings {
		page.Moments = append(page.Moments, template.Moment{Title: "De andere kant is gehoord", When: when(h.Happened, zone), Voice: h.Event.Statement})
	}
	for _, k := range c.Contacts {
		page.Moments = append(page.Moments, template.Moment{Title: "Er was contact met de klager", When: when(k.Happened, zone), Text: k.Event.Summary})
	}
	for _, l := range c.Letters {
		if l.ToComplainant() {
			page.Moments = append(page.Moments, template.Moment{Title: kit.LetterHeading(l, c.Received.Ref), When: when(l.WrittenAt, zone),
				Letter: template.Letter{Heading: "Lees de brief", Body: template.Paragraphs(l.Text)}})
		}
	}
	for _, a := range c.Attachments() {
		page.Files = append(page.Files, kit.FileRow(a, roomsPath+"/"+in.ID+"/attachments/"))
	}
}

// utterances is what a confidant sees of one thing that happened.
func (p *pages) utterances(who register.Person, name string, s register.Utterance) (all []template.Utterance) {
	if s.Text != "" && s.Kind != register.RoomConcluded || s.Text != "" && !s.Complainant {
		v := template.Voice{Who: complainantFace(name), When: p.when(s.At), Text: s.Text}
		if !s.Complainant {
			v.Who, v.Ours = template.Who{Initials: kit.Initials(who.Member.Name), Name: who.Member.Name}, true
		}
		all = append(all, template.Utterance{Voice: v})
	}
	did := ""
	switch s.Kind {
	case register.RoomAppealed:
		did = capital(orComplainant(name)) + " ging in beroep, " + p.when(s.At) + ". Vanaf nu weet de organisatie het."
	case register.RoomPromised:
		did = "U beloofde antwoord uiterlijk " + s.Day.Words("nl") + "."
	case register.RoomConcluded:
		did = capital(outcomeWords[s.Outcome]) + "."
	}
	if did != "" {
		all = append(all, template.Utterance{Did: did})
	}
	return all
}
