package public

import (
	"errors"
	"fmt"
	"net/http"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// confide is where somebody begins to speak with a confidant without a complaint.
func (p *pages) confide(w http.ResponseWriter, r *http.Request) {
	p.confidePage(w, r, http.StatusOK, lang(r.URL.Query().Get("lang")), kit.Form{}, nil, nil)
}

// confideAbout is the same from somebody's own page.
func (p *pages) confideAbout(w http.ResponseWriter, r *http.Request) {
	if o, ok := p.byCode(w, r); ok {
		p.confidePage(w, r, http.StatusOK, o.lang(), kit.Form{}, &o, nil)
	}
}

// postConfide opens a room. With a receipt code the complaint goes along.
func (p *pages) postConfide(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	lang := lang(f.Line("lang"))
	var o *opened
	if f.Line("code") != "" {
		about, ok := p.reopened(w, r, f)
		if !ok {
			return
		}
		o, lang = about, about.lang()
	}
	if p.Limits && (!p.said.Try(r.Context(), "network "+p.Network(r)) || !p.codes.Try(r.Context(), p.Network(r))) {
		p.confidePage(w, r, http.StatusTooManyRequests, lang, f, o, []template.ErrorLine{{Text: kit.Sentence(lang, "said_often")}})
		return
	}
	x := register.Confiding{Key: f.SubmissionKey(nil), Confidant: complaint.MemberID(f.Line("confidant")), Name: f.Line("name"), Email: f.Line("email"),
		Lang: lang, Words: f.Words("words"), Appeal: f.Line("want") == "appeal"}
	if o != nil {
		x.Receipt = o.code
	}
	err := p.wants(f, o)
	var code vault.RoomCode
	if err == nil {
		code, err = p.Register.Confide(r.Context(), x)
	}
	if err != nil {
		p.confideAgain(w, r, lang, f, o, err)
		return
	}
	room, err := p.Register.RoomByCode(r.Context(), code)
	if err != nil {
		p.broken(w, r, lang, err)
		return
	}
	p.Render(w, r, http.StatusOK, template.Confided{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}, Code: code.Display(), Name: p.confidantName(room.Confidant)})
}

// wants: where an appeal is possible, it is asked which of both they want.
func (p *pages) wants(f kit.Form, o *opened) error {
	if o == nil || f.Line("want") != "" {
		return nil
	}
	if _, err := o.c.OpenTo(o.proc, p.Now()); err == nil && p.hears(o.proc) {
		return register.Problems{{Field: "want", Code: "want_missing"}}
	}
	return nil
}

// reopened opens the complaint again whose code a form carries.
func (p *pages) reopened(w http.ResponseWriter, r *http.Request, f kit.Form) (*opened, bool) {
	o := opened{form: f}
	var err error
	if o.code, err = vault.ParseCode(f.Line("code")); err == nil {
		o.c, o.proc, err = p.Register.ByReceipt(r.Context(), o.code)
	}
	switch {
	case err == nil:
		return &o, true
	case errors.Is(err, register.ErrUnavailable):
		p.broken(w, r, lang(f.Line("lang")), err)
	default:
		p.codeAgain(w, r, http.StatusNotFound, lang(f.Line("lang")), f, kit.Sentence(lang(f.Line("lang")), "code_unknown"))
	}
	return nil, false
}

func (p *pages) confideAgain(w http.ResponseWriter, r *http.Request, lang string, f kit.Form, o *opened, err error) {
	lines := kit.Errors(lang, err)
	if len(lines) == 0 {
		p.notKept(w, r, lang, f, err)
		return
	}
	p.confidePage(w, r, http.StatusUnprocessableEntity, lang, f, o, lines)
}

func (p *pages) confidePage(w http.ResponseWriter, r *http.Request, status int, lang string, f kit.Form, o *opened, lines []template.ErrorLine) {
	var about *complaint.Complaint
	proc := p.Register.Procedure()
	page := template.Confide{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}, Want: f.Line("want"), Words: template.Field{Value: f.Get("words")},
		YourName: template.Field{Value: f.Line("name")}, Email: template.Field{Value: f.Line("email")}}
	if len(lines) > 0 {
		page.Key = f.SameKey(page.Key)
	}
	page.Errors = lines
	if o != nil {
		about, proc = &o.c, o.proc
		page.Code, page.Ref, page.Reads = o.code.Display(), o.c.Received.Ref, "own"
		if !f.Has("email") {
			page.Email.Value = o.c.Received.Email
		}
		p.confideRoad(&page, lang, o.c, proc)
	} else {
		page.DutchURL, page.EnglishURL = "/confidant", "/confidant?lang=en"
	}
	members, err := p.Register.Confidants(r.Context(), about)
	if err != nil {
		p.broken(w, r, lang, err)
		return
	}
	page.Ready, page.Bodies = len(members) > 0, p.confidantBodies(proc)
	page.Name, page.Confidants = confidantChoice(members, f.Line("confidant"))
	p.Render(w, r, status, page)
}

// confideRoad says whether they can appeal now, until when they could, or why not yet.
func (p *pages) confideRoad(page *template.Confide, lang string, c complaint.Complaint, proc complaint.Procedure) {
	_, err := c.OpenTo(proc, p.Now())
	refusal, refused := register.Refused(err)
	switch {
	case refused:
		page.Early = kit.RefusalWords(lang, refusal)
	case p.hears(proc):
		page.Reads, page.CanAppeal = "frozen", true
		for _, b := range proc.Appeal {
			if until := c.AppealUntil(proc, b); b.Kind == "confidant" && !until.IsZero() && proc.On(p.Now()).After(until) {
				page.Until = until.Words(lang)
			}
		}
	}
}

// hears reports whether the procedure names a confidant to appeal to.
func (p *pages) hears(proc complaint.Procedure) bool { return len(p.confidantBodies(proc)) > 0 }

func (p *pages) confidantBodies(proc complaint.Procedure) (all []template.Confidant) {
	for _, b := range proc.Appeal {
		if b.Kind == "confidant" && b.Reachable() {
			all = append(all, bodyOf(b))
		}
	}
	return all
}

// confidantChoice lists them when there is something to choose.
func confidantChoice(members []store.Member, chosen string) (name string, all []template.Option) {
	if len(members) == 1 {
		return members[0].Name, nil
	}
	for _, m := range members {
		all = append(all, template.Option{Value: string(m.ID), Label: m.Name, Checked: string(m.ID) == chosen})
	}
	return "", all
}

func (p *pages) confidantName(id complaint.MemberID) string {
	m, _ := p.Register.Member(id)
	return m.Name
}

// talking is a room that was opened with its code.
type talking struct {
	register.Room
	code vault.RoomCode
	lang string
	form kit.Form
}

// byRoomCode opens the room whose code was posted; otherwise it has answered.
func (p *pages) byRoomCode(w http.ResponseWriter, r *http.Request) (t talking, ok bool) {
	t.form = p.ReadForm(w, r)
	t.lang = lang(t.form.Line("lang"))
	again := func(status int, text string) {
		page := template.Confide{Public: p.Public(t.lang), FormKey: template.FormKey{Key: kit.Key()}, Bodies: p.confidantBodies(p.Register.Procedure()),
			RoomCode: template.Field{Value: t.form.Line("room"), Error: text}}
		page.Errors = []template.ErrorLine{{Field: "room", Text: text}}
		members, err := p.Register.Confidants(r.Context(), nil)
		page.Ready = err == nil && len(members) > 0
		page.Name, page.Confidants = confidantChoice(members, "")
		p.Render(w, r, status, page)
	}
	if p.Limits && !p.codes.Try(r.Context(), p.Network(r)) {
		again(http.StatusTooManyRequests, kit.Sentence(t.lang, "code_often"))
		return t, false
	}
	var err error
	if t.code, err = vault.ParseRoomCode(t.form.Line("room")); err != nil {
		again(http.StatusUnprocessableEntity, roomCodeWords(t.lang, err, p.Public(t.lang).Text().Confidant.Unknown))
		return t, false
	}
	t.Room, err = p.Register.RoomByCode(r.Context(), t.code)
	switch {
	case errors.Is(err, register.ErrNotFound):
		again(http.StatusNotFound, p.Public(t.lang).Text().Confidant.Unknown)
	case err != nil:
		p.notKept(w, r, t.lang, t.form, err)
	}
	return t, err == nil
}

func roomCodeWords(lang string, err error, unknown string) string {
	var length *vault.CodeLengthError
	if errors.As(err, &length) {
		return codeWords(lang, err)
	}
	return unknown
}

// room shows what was said.
func (p *pages) room(w http.ResponseWriter, r *http.Request) {
	if t, ok := p.byRoomCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.roomPage(t, "", nil))
	}
}

// inRoom carries out one act of a complainant in their room.
func (p *pages) inRoom(w http.ResponseWriter, r *http.Request, done func(template.ConfidantText) string, do func(talking) error) {
	t, ok := p.byRoomCode(w, r)
	if !ok {
		return
	}
	err := do(t)
	lines := kit.Errors(t.lang, err)
	switch {
	case len(lines) > 0:
		p.Render(w, r, http.StatusUnprocessableEntity, p.roomPage(t, "", lines))
		return
	case err != nil:
		p.notKept(w, r, t.lang, t.form, err)
		return
	}
	if t.Room, err = p.Register.RoomByCode(r.Context(), t.code); err != nil {
		p.broken(w, r, t.lang, err)
		return
	}
	t.form = kit.Form{}
	p.Render(w, r, http.StatusOK, p.roomPage(t, done(p.Public(t.lang).Text().Confidant), nil))
}

func (p *pages) roomMessage(w http.ResponseWriter, r *http.Request) {
	p.inRoom(w, r, func(t template.ConfidantText) string { return t.MessageSent }, func(t talking) error {
		return p.Register.SayToConfidant(r.Context(), t.code, t.form.SubmissionKey(nil), t.form.Words("message"))
	})
}

func (p *pages) roomAppeal(w http.ResponseWriter, r *http.Request) {
	p.inRoom(w, r, func(t template.ConfidantText) string { return t.Appealed }, func(t talking) error {
		return p.Register.AppealFromRoom(r.Context(), t.code, t.form.SubmissionKey(nil), t.form.Words("grounds"))
	})
}

// roomKey lets a confidant in who made another key.
func (p *pages) roomKey(w http.ResponseWriter, r *http.Request) {
	p.inRoom(w, r, func(t template.ConfidantText) string { return t.LetInNow }, func(t talking) error { return p.Register.LetIn(r.Context(), t.code) })
}

func (p *pages) roomWithdrawal(w http.ResponseWriter, r *http.Request) {
	p.inRoom(w, r, func(t template.ConfidantText) string { return t.TakenBack }, func(t talking) error {
		return p.Register.WithdrawAppeal(r.Context(), t.code, t.form.SubmissionKey(nil))
	})
}

func (p *pages) roomPage(t talking, done string, lines []template.ErrorLine) template.Conversation {
	proc := p.Register.Procedure()
	page := template.Conversation{Public: p.Public(t.lang), FormKey: template.FormKey{Key: kit.Key()}, Code: t.code.Display(), Name: p.confidantName(t.Confidant), Done: done,
		Appealed: t.Appealed, Outcome: string(t.Outcome), Bodies: p.confidantBodies(proc),
		Message: template.Field{Value: t.form.Get("message")}, Grounds: template.Field{Value: t.form.Get("grounds")}}
	if len(lines) > 0 {
		page.Key = t.form.SameKey(page.Key)
	}
	page.Errors, page.Gone, page.Shut = lines, !p.Register.Hears(t.Confidant), t.Shut
	words := page.Text().Confidant
	if t.Concluded() {
		page.Until = proc.On(t.EndsAt.AddDate(0, 0, -1)).Words(t.lang)
	}
	if !t.AnswerBy.IsZero() {
		page.AnswerBy = t.AnswerBy.Words(t.lang)
	}
	for _, s := range t.Said {
		page.Said = append(page.Said, p.utterances(words, t, page.Name, s)...)
	}
	if t.Dossier != "" && !t.Appealed && !page.Gone {
		err := p.Register.MayAppealFrom(t.Room)
		refusal, refused := register.Refused(err)
		page.CanAppeal = err == nil
		if refused {
			page.Early = kit.RefusalWords(t.lang, refusal)
		}
	}
	return page
}

// utterances is what a complainant sees of one thing that happened in their room.
func (p *pages) utterances(words template.ConfidantText, t talking, name string, s register.Utterance) (all []template.Utterance) {
	zone := p.Register.Procedure().Zone()
	if s.Text != "" {
		who := template.Who{Name: words.You}
		if !s.Complainant {
			who = template.Who{Initials: kit.Initials(name), Name: name}
		}
		all = append(all, template.Utterance{Voice: template.Voice{Who: who, Ours: !s.Complainant, When: kit.When(t.lang, s.At, zone), Text: s.Text}})
	}
	did := ""
	switch s.Kind {
	case register.RoomAppealed:
		did = words.SaidAppeal
	case register.RoomPromised:
		did = fmt.Sprintf(words.SaidPromise, s.Day.Words(t.lang))
	case register.RoomConcluded:
		did = words.Outcomes[string(s.Outcome)]
	}
	if did != "" {
		all = append(all, template.Utterance{Did: did})
	}
	return all
}
