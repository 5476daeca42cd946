package register_test

import (
	"bytes"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// problem is the code of what is wrong with a field.
func problem(err error, field string) string {
	problems, _ := register.AsProblems(err)
	for _, x := range problems {
		if x.Field == field {
			return x.Code
		}
	}
	return ""
}

func picture(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			img.Set(x, y, color.NRGBA{R: 200, G: 30, B: 30, A: 255})
		}
	}
	return img
}

func pngOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALogoIsMadeSmallAndAnew(t *testing.T) {
	o := open(t, "")
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, picture(300, 60), nil); err != nil {
		t.Fatal(err)
	}
	hidden := append(pngOf(t, 1200, 400), []byte("<script>hidden</script>")...)
	for name, x := range map[string]struct {
		raw  []byte
		w, h int
	}{"large": {pngOf(t, 1200, 400), 324, 108}, "wide": {pngOf(t, 3900, 100), 528, 13}, "photo": {photo.Bytes(), 300, 60}, "one dot": {pngOf(t, 1, 1), 1, 1}, "with a tail": {hidden, 324, 108}} {
		if err := o.SaveSettings(ctx, o.lead, register.Settings{Name: "Voorbeeld", Logo: x.raw}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		made, err := png.Decode(bytes.NewReader(o.Home().Logo))
		if err != nil || made.Bounds().Dx() != x.w || made.Bounds().Dy() != x.h {
			t.Errorf("%s: %v, %v", name, made.Bounds(), err)
		}
		if r, g, _, a := made.At(0, 0).RGBA(); r>>8 < 190 || g>>8 > 50 || a != 0xffff {
			t.Errorf("%s: another colour", name)
		}
		if bytes.Contains(o.Home().Logo, []byte("hidden")) {
			t.Errorf("%s: what was hidden in the file is served", name)
		}
	}
	if err := o.SaveSettings(ctx, o.lead, register.Settings{Name: "Voorbeeld"}); err != nil || o.Home().Logo == nil {
		t.Errorf("saving something else took the logo away: %v", err)
	}
	if err := o.SaveSettings(ctx, o.lead, register.Settings{Name: "Voorbeeld", NoLogo: true}); err != nil || o.Home().Logo != nil || o.Home().LogoHash != "" {
		t.Errorf("the logo cannot be taken away: %v", err)
	}
}

// header is a picture of which only the first bytes exist.
func header(t *testing.T, w, h uint32) []byte {
	t.Helper()
	raw := pngOf(t, 1, 1)
	for i, n := range []uint32{w, h} {
		raw[16+4*i], raw[17+4*i], raw[18+4*i], raw[19+4*i] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n) //nolint:gosec // four bytes of a number
	}
	return pngWithSum(raw)
}

func TestWhatIsNoLogoIsRefused(t *testing.T) {
	o := open(t, "")
	whole := pngOf(t, 400, 100)
	for name, x := range map[string]struct {
		raw  []byte
		code string
	}{
		"drawing":       {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "logo_kind"},
		"renamed text":  {[]byte("dit is tekst"), "logo_kind"},
		"half a file":   {whole[:len(whole)/2], "logo_broken"},
		"bomb":          {header(t, 60000, 60000), "logo_too_wide"},
		"long and thin": {header(t, 4001, 1), "logo_too_wide"},
		"many dots":     {header(t, 3000, 3000), "logo_too_wide"},
		"heavy":         {append(pngOf(t, 10, 10), make([]byte, register.LogoLimit)...), "logo_too_large"},
		"moving":        {[]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;"), "logo_kind"},
	} {
		err := o.SaveSettings(ctx, o.lead, register.Settings{Name: "Voorbeeld", Logo: x.raw})
		if got := problem(err, "logo"); got != x.code || o.Home().Logo != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyWhoLeadsOrAdministersChangesTheOrganisation(t *testing.T) {
	o := open(t, "")
	admin := o.joined("Ans Bos", "ans@voorbeeld.example", access.Administrator)
	trainer := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if err := o.SaveSettings(ctx, admin, register.Settings{Name: "Andere naam"}); err != nil || o.Home().Name != "Andere naam" {
		t.Errorf("the administrator: %v", err)
	}
	half, link := o.lead, o.lead
	half.Actor, link.Actor = half.HalfWay(), link.ByLink()
	for name, who := range map[string]register.Person{"half-way": half, "by link": link} {
		if who.ManagesPeople() || who.Administers() || who.Directs() || who.ReadsLog() {
			t.Errorf("%s: part of a proof is enough", name)
		}
	}
	for name, who := range map[string]register.Person{"trainer": trainer, "half-way": half, "by link": link} {
		for what, err := range map[string]error{"settings": o.SaveSettings(ctx, who, register.Settings{Name: "Gekaapt"}), "lists": o.SaveLists(ctx, who, register.Lists{}),
			"draft": o.SaveDraft(ctx, who, o.Procedure(), 0), "start": o.StartDraft(ctx, who, "awb", 0), "publish": o.Publish(ctx, who, 1, 1), "drop": o.DropDraft(ctx, who, 1)} {
			if !errors.Is(err, register.ErrNotFound) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
	appeal := complaint.AppealBody{Name: "Iemand", Phone: "1"}
	for what, err := range map[string]error{"appeal": o.SaveSettings(ctx, admin, register.Settings{Name: "X", Appeal: &appeal}), "lists": o.SaveLists(ctx, admin, register.Lists{}),
		"draft": o.SaveDraft(ctx, admin, o.Procedure(), 0)} {
		if !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the administrator, %s: %v", what, err)
		}
	}
	if o.Home().Name != "Andere naam" || o.Procedure().Version != 1 {
		t.Error("something changed")
	}
}

func TestBadSettingsChangeNothing(t *testing.T) {
	o := open(t, "")
	for field, in := range map[string]register.Settings{"organisation": {Name: "  "}, "email": {Name: "X", Email: "geen adres"}, "phone": {Name: "X", Phone: strings.Repeat("1", 1000)},
		"places": {Name: "X", Places: strings.Repeat("x", 10_000)}, "confidant_website": {Name: "X", Appeal: &complaint.AppealBody{Name: "V", Phone: "1", Website: "javascript:alert(1)"}},
		"confidant_name": {Name: "X", Appeal: &complaint.AppealBody{Phone: "1"}}, "confidant_email": {Name: "X", Appeal: &complaint.AppealBody{Name: "V", Email: "x"}},
		"confidant_phone": {Name: "X", Appeal: &complaint.AppealBody{Name: "V"}}} {
		if err := o.SaveSettings(ctx, o.lead, in); problem(err, field) == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if o.Home().Name != "Voorbeeld Trainingen" || o.Procedure().Version != 1 {
		t.Error("something changed")
	}
}

func TestACategoryKeepsItsCodeAndItsWordsInOldDossiers(t *testing.T) {
	o := open(t, "")
	c := o.complain("")
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: c.Ref}, complaint.FieldCategory, "planning", ""); err != nil {
		t.Fatal(err)
	}
	save := func(in register.Lists) error { return o.SaveLists(ctx, o.lead, in) }
	if err := save(register.Lists{Added: []string{"Parkeren"}, Categories: []store.Category{{Code: "planning", Label: "Rooster", Off: true}, {Code: "other", Label: "Iets anders", Off: true, Gone: true}},
		Services: []string{"Basis", " Basis ", "", "Verdieping"}}); err != nil {
		t.Fatal(err)
	}
	if o.CategoryName("planning") != "Rooster" || o.CategoryName("own14") != "Parkeren" || o.CategoryName("nooit") != "nooit" {
		t.Errorf("%+v", o.Categories())
	}
	if n := len(o.Home().Services); n != 2 {
		t.Errorf("%d services", n)
	}
	for _, k := range o.Categories() {
		if k.Code == "other" && (k.Off || k.Label != "Iets anders") {
			t.Error("a complaint that fits nothing has no place (R1)")
		}
	}
	other := o.complain("")
	_, err := o.Correct(ctx, o.lead, register.Order{Ref: other.Ref}, complaint.FieldCategory, "planning", "")
	if refusal, ok := register.Refused(err); !ok || refusal.Code != "category_unknown" {
		t.Errorf("what is out of use was chosen: %v", err)
	}
	if got := problem(save(register.Lists{Categories: []store.Category{{Code: "planning", Label: "Rooster", Gone: true}}}), "state_planning"); got != "category_used" {
		t.Errorf("a category with complaints was taken away: %q", got)
	}
	if err := save(register.Lists{Categories: []store.Category{{Code: "own14", Label: "Parkeren", Gone: true}}, Added: []string{"Lift"}}); err != nil || o.CategoryName("own14") != "Parkeren" || o.CategoryName("own15") != "Lift" {
		t.Errorf("a code was given out again: %v %+v", err, o.Categories())
	}
}

func TestListsThatCannotBe(t *testing.T) {
	o := open(t, "")
	for field, in := range map[string]register.Lists{
		"label_level": {Categories: []store.Category{{Code: "content", Label: "Inhoud"}, {Code: "level", Label: " INHOUD "}}},
		"label_other": {Categories: []store.Category{{Code: "other", Label: " "}}},
		"new_2":       {Added: []string{"Lift", "lift"}},
		"new_1":       {Added: []string{strings.Repeat("x", 81)}},
		"services":    {Services: []string{strings.Repeat("x", 121)}},
	} {
		if problem(o.SaveLists(ctx, o.lead, in), field) == "" {
			t.Errorf("%s was kept", field)
		}
	}
	if len(o.Home().Categories) != 0 {
		t.Error("something changed")
	}
}

// drafted saves a draft in which the answer takes this long, and tells its edition.
func (o *office) drafted(n int, unit calendar.Unit) int64 {
	o.t.Helper()
	d, err := o.Draft(ctx, o.lead)
	if err != nil {
		o.t.Fatal(err)
	}
	p := d.Procedure.Copy()
	for i := range p.Terms {
		if p.Terms[i].ID == complaint.TermRespond {
			p.Terms[i].Length = calendar.Length{N: n, Unit: unit}
		}
	}
	if err := o.SaveDraft(ctx, o.lead, p, d.Edition); err != nil {
		o.t.Fatal(err)
	}
	if d, err = o.Draft(ctx, o.lead); err != nil {
		o.t.Fatal(err)
	}
	return d.Edition
}

func TestADraftChangesNothingUntilItIsPublished(t *testing.T) {
	o := open(t, "")
	edition := o.drafted(3, calendar.Weeks)
	if o.Procedure().Version != 1 || len(o.Versions()) != 1 {
		t.Fatal("a draft is in force")
	}
	if err := o.Publish(ctx, o.lead, edition, 1); err != nil {
		t.Fatal(err)
	}
	respond, _ := o.Procedure().Term(complaint.TermRespond)
	if o.Procedure().Version != 2 || respond.Length.String() != "3w" || o.Procedure().ValidFrom != calendar.On(2026, 11, 25) {
		t.Errorf("version %d, %v, since %v", o.Procedure().Version, respond.Length, o.Procedure().ValidFrom)
	}
	if d, err := o.Draft(ctx, o.lead); err != nil || d.Edition != 0 {
		t.Errorf("the draft is still there: %v", err)
	}
}

func TestWhoSavesOnAnOldDraftIsTold(t *testing.T) {
	o := open(t, "")
	old := o.drafted(3, calendar.Weeks)
	fresh := o.drafted(4, calendar.Weeks)
	d, err := o.Draft(ctx, o.lead)
	if err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{"saving": o.SaveDraft(ctx, o.lead, d.Procedure, old), "saving the first": o.SaveDraft(ctx, o.lead, d.Procedure, 0),
		"starting": o.StartDraft(ctx, o.lead, "awb", old), "dropping": o.DropDraft(ctx, o.lead, old), "publishing": o.Publish(ctx, o.lead, old, 1),
		"publishing over another version": o.Publish(ctx, o.lead, fresh, 0), "publishing nothing": o.Publish(ctx, o.lead, 0, 1)} {
		if !errors.Is(err, register.ErrStale) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := o.Publish(ctx, o.lead, fresh, 1); err != nil {
		t.Fatal(err)
	}
	if err := o.Publish(ctx, o.lead, fresh, 1); !errors.Is(err, register.ErrStale) {
		t.Errorf("published twice: %v", err)
	}
}

func TestAPresetKeepsWhomOneCanGoTo(t *testing.T) {
	o := open(t, "")
	if err := o.StartDraft(ctx, o.lead, "seed", 0); err != nil {
		t.Fatal(err)
	}
	d, err := o.Draft(ctx, o.lead)
	if err != nil || d.Procedure.Appeal[0].Name != "Ilse Terpstra" {
		t.Fatalf("%+v, %v", d.Procedure.Appeal, err)
	}
	if err := o.StartDraft(ctx, o.lead, "awb", d.Edition); err != nil {
		t.Fatal(err)
	}
	if d, err = o.Draft(ctx, o.lead); err != nil {
		t.Fatal(err)
	}
	if got := problem(o.Publish(ctx, o.lead, d.Edition, 1), "appeal_1_name"); got != "appeal_name_empty" {
		t.Errorf("a procedure without anybody to appeal to: %q", got)
	}
	if problem(o.StartDraft(ctx, o.lead, "nooit", d.Edition), "preset") == "" {
		t.Error("a preset out of nothing")
	}
	if err := o.DropDraft(ctx, o.lead, d.Edition); err != nil {
		t.Error(err)
	}
}

func TestEverybodyConfirmsEachVersion(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	gone := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	if _, err := o.Invite(ctx, o.lead, "Saskia Brouwer", "saskia@voorbeeld.example", []access.Role{access.Trainer}); err != nil {
		t.Fatal(err)
	}
	if err := o.Leave(ctx, o.lead, gone.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	unread := func() string {
		all, err := o.Readings(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, x := range all {
			if x.At.IsZero() {
				names = append(names, x.Member.Name)
			}
		}
		return strings.Join(names, ", ")
	}
	if unread() != "Henk Postma, Mirjam de Wit" {
		t.Errorf("asked: %s", unread())
	}
	half := henk
	half.Session.Level = store.LevelPassword
	if err := o.ConfirmProcedure(ctx, half, 1); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("half-way in: %v", err)
	}
	for range 2 { // twice is once
		if err := o.ConfirmProcedure(ctx, henk, 1); err != nil {
			t.Fatal(err)
		}
	}
	if must, err := o.MustRead(ctx, henk); err != nil || must || unread() != "Mirjam de Wit" {
		t.Errorf("still asked: %s, %v", unread(), err)
	}
	if err := o.Publish(ctx, o.lead, o.drafted(2, calendar.Weeks), 1); err != nil {
		t.Fatal(err)
	}
	if must, err := o.MustRead(ctx, henk); err != nil || !must || unread() != "Henk Postma, Mirjam de Wit" {
		t.Errorf("a new version asks nobody: %s, %v", unread(), err)
	}
	if err := o.ConfirmProcedure(ctx, henk, 1); !errors.Is(err, register.ErrStale) {
		t.Errorf("confirmed what is no longer in force: %v", err)
	}
}

// pngWithSum mends the checksum of the head of a picture.
func pngWithSum(raw []byte) []byte {
	sum := crc32.ChecksumIEEE(raw[12:29])
	raw[29], raw[30], raw[31], raw[32] = byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum) //nolint:gosec // four bytes of a number
	return raw
}
