package staff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/outside"
	"wederhoor/internal/paper"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// mostBlack is how many passages one file can have taken out.
const mostBlack = 200

// outside shows what a file for a body outside will hold.
func (p *pages) outside(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, err := p.Register.OutsideDesk(r.Context(), who, r.PathValue("ref"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	choice, err := choiceOf(d)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page := p.outsidePage(who, d, p.outsideOf(who, d, choice), kit.Form{})
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func choiceOf(d register.FileDesk) (c outside.Choice, err error) {
	if d.Choice == nil {
		return c, nil
	}
	if err := json.Unmarshal(d.Choice, &c); err != nil {
		return c, fmt.Errorf("read what was chosen: %w", err)
	}
	return c, nil
}

// outsideOf is the file in the making, as the rules of package outside have it.
func (p *pages) outsideOf(who register.Person, d register.FileDesk, choice outside.Choice) *outside.File {
	return outside.New(p.sourceOf(who, d), choice)
}

// sourceOf is all that a file that leaves is made of.
func (p *pages) sourceOf(who register.Person, d register.FileDesk) outside.Source {
	home, people := p.Register.Home(), map[complaint.MemberID]outside.Person{}
	for _, m := range p.Register.Members() {
		people[m.ID] = outside.Person{Name: m.Name, Role: strings.ToLower(roleNote(m)), Email: m.Email}
	}
	return outside.Source{Complaint: d.Complaint, Procedure: d.Procedure, People: people, Say: p.said, Codes: d.Codes, Maker: people[who.Member.ID], Now: p.Now(),
		House:   outside.House{Name: home.Name, Monogram: kit.Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma},
		OnPaper: func(l complaint.Letter) paper.Letter { return p.OnPaper(d.Complaint, d.Procedure, l) }}
}

// postOutside keeps what was chosen, whatever button it was, so that nothing is
// lost; then it takes a passage out, puts one back, or makes the file.
func (p *pages) postOutside(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	d, err := p.Register.OutsideDesk(r.Context(), who, r.PathValue("ref"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	old, err := choiceOf(d)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	file := p.outsideOf(who, d, chosen(old, d, f, p.said))
	if err := f.Failed(); err != nil { // half a form would undo what was chosen
		p.outsideAgain(w, r, who, d, file, f, kit.Errors("nl", err))
		return
	}
	problem := p.changeBlack(file, f)
	if err := p.keepOutside(r.Context(), d, file.Choice); err != nil {
		p.outsideFailed(w, r, who, d, file, f, err)
		return
	}
	switch back := "/staff/complaints/" + r.PathValue("ref") + "/outside-file"; {
	case problem != nil:
		p.outsideAgain(w, r, who, d, file, f, problem)
	case f.Line("do") == "make":
		p.makeOutside(w, r, who, d, file, f)
	case f.Line("do") == "save":
		p.SetFlash(w, "outside_kept")
		http.Redirect(w, r, back, http.StatusSeeOther)
	default:
		http.Redirect(w, r, back+"#lakken", http.StatusSeeOther)
	}
}

// chosen is the choice as the form has it. A part that the page did not show yet
// keeps what it has by itself.
func chosen(old outside.Choice, d register.FileDesk, f kit.Form, say outside.Say) outside.Choice {
	c := outside.Choice{Body: f.Line("body"), Purpose: f.Words("purpose"), Names: f.Line("names") == "yes", Out: map[string]string{}, Black: old.Black}
	for _, piece := range outside.Pieces(d.Complaint, d.Procedure, say) {
		on := slices.Contains(f.Values["part"], piece.ID)
		switch {
		case piece.Aside && on:
			c.In = append(c.In, piece.ID)
		case !piece.Aside && !on && f.Has("why-"+piece.ID):
			c.Out[piece.ID] = f.Line("why-" + piece.ID)
		}
	}
	return c
}

// changeBlack takes a passage out or puts one back, and says what is wrong with it.
func (p *pages) changeBlack(file *outside.File, f kit.Form) []template.ErrorLine {
	do := f.Line("do")
	if n, err := strconv.Atoi(strings.TrimPrefix(do, "back-")); strings.HasPrefix(do, "back-") && err == nil && n >= 1 && n <= len(file.Black) {
		file.Black = slices.Delete(slices.Clone(file.Black), n-1, n)
		return nil
	}
	passage := outside.Passage{Text: f.Words("black_text"), Reason: f.Words("black_reason")}
	if do != "black" && (do == "save" || passage.Text == "" || passage == (outside.Passage{})) {
		return nil
	}
	code := file.Check(passage)
	switch {
	case len(file.Black) >= mostBlack:
		code = "black_many"
	case complaint.Fits("black_text", passage.Text, complaint.TextLimit) != nil:
		return kit.Errors("nl", complaint.Fits("black_text", passage.Text, complaint.TextLimit))
	case complaint.Fits("black_reason", passage.Reason, complaint.NameLimit) != nil:
		return kit.Errors("nl", complaint.Fits("black_reason", passage.Reason, complaint.NameLimit))
	}
	if code != "" {
		field := "black_text"
		if code == "black_why_missing" {
			field = "black_reason"
		}
		return []template.ErrorLine{{Field: field, Text: kit.Sentence("nl", code)}}
	}
	file.Black = append(slices.Clip(file.Black), passage)
	delete(f.Values, "black_text")
	delete(f.Values, "black_reason")
	return nil
}

func (p *pages) keepOutside(ctx context.Context, d register.FileDesk, c outside.Choice) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write what was chosen: %w", err)
	}
	return d.Keep(ctx, p.Register, raw)
}

func (p *pages) makeOutside(w http.ResponseWriter, r *http.Request, who register.Person, d register.FileDesk, file *outside.File, f kit.Form) {
	file = outside.New(file.Source, file.Choice) // with what was taken out just now
	var lines []template.ErrorLine
	for _, x := range file.Problems(f.Get("sure") != "", f.Get("looked") != "") {
		lines = append(lines, template.ErrorLine{Field: x.Field, Text: kit.Sentence("nl", x.Code)})
	}
	if len(lines) > 0 {
		p.outsideAgain(w, r, who, d, file, f, lines)
		return
	}
	version, _ := strconv.Atoi(f.Line("version"))
	order := register.Order{Ref: r.PathValue("ref"), Version: version, Key: formKey(who, f, r.PathValue("ref"), r.PathValue("noun"))}
	_, err := p.Register.MakeOutside(r.Context(), who, d, order, func(to io.Writer) (complaint.GivenOutside, error) {
		return writeOutside(r.Context(), d, file, to)
	})
	if err != nil {
		p.outsideFailed(w, r, who, d, file, f, err)
		return
	}
	p.SetFlash(w, "outside_made")
	http.Redirect(w, r, "/staff/complaints/"+r.PathValue("ref")+"/outside-file", http.StatusSeeOther)
}

func writeOutside(ctx context.Context, d register.FileDesk, file *outside.File, to io.Writer) (complaint.GivenOutside, error) {
	b, made, err := bundle(ctx, d, file)
	if err != nil {
		return complaint.GivenOutside{}, err
	}
	return complaint.GivenOutside{Parts: made.Parts, Originals: made.Originals, LeftOut: made.LeftOut, BlackedOut: made.BlackedOut, Names: file.Names,
		Body: file.Body, Purpose: file.Purpose}, b.Write(to)
}

// bundle reads every original twice: once to know what is in it, and once
// while it goes into the file. Neither time all of them at once.
func bundle(ctx context.Context, d register.FileDesk, file *outside.File) (b paper.Bundle, made outside.Made, err error) {
	open := func(x outside.Piece) (io.ReadCloser, error) { return d.Open(ctx, x.File.ID) }
	seen := map[string]outside.Seen{}
	for _, x := range file.Going() {
		if x.Sort != outside.Original {
			continue
		}
		if seen[x.ID], err = lookAt(file, x, open); err != nil {
			return b, made, err
		}
	}
	b, made = file.Bundle(seen, open)
	return b, made, nil
}

func lookAt(file *outside.File, x outside.Piece, open func(outside.Piece) (io.ReadCloser, error)) (outside.Seen, error) {
	body, err := open(x)
	if err != nil {
		return outside.Seen{}, err
	}
	defer func() { _ = body.Close() }()
	return file.Look(x, body)
}

func (p *pages) outsideFailed(w http.ResponseWriter, r *http.Request, who register.Person, d register.FileDesk, file *outside.File, f kit.Form, err error) {
	lines := kit.Errors("nl", err)
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.absent(w, r, who)
	case errors.Is(err, register.ErrProve): // what was chosen is kept
		p.prove(w, r, "outside-file/"+r.PathValue("ref"))
	case errors.Is(err, register.ErrStale):
		page := p.outsidePage(who, d, file, f)
		page.Errors = []template.ErrorLine{{Text: kit.Sentence("nl", "stale")}}
		p.Render(w, r, http.StatusConflict, page)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) > 0:
		p.outsideAgain(w, r, who, d, file, f, lines)
	default:
		p.fault(w, r, who, err)
	}
}

func (p *pages) outsideAgain(w http.ResponseWriter, r *http.Request, who register.Person, d register.FileDesk, file *outside.File, f kit.Form, lines []template.ErrorLine) {
	page := p.outsidePage(who, d, file, f)
	page.Errors = lines
	for i := range page.Parts {
		page.Parts[i].Why.Error = page.Error("why-" + page.Parts[i].ID)
	}
	p.Render(w, r, kit.Status(f), page)
}

// outsideFile gives a file that was made, byte for byte.
func (p *pages) outsideFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	e, body, err := p.Register.TakeOutside(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "outside-file/"+r.PathValue("ref"))
		return
	case err != nil:
		p.failedFile(w, r, who, err)
		return
	}
	p.handOut(w, r, "dossier-"+r.PathValue("ref")+".pdf", e.File, body)
}

// handOut gives a PDF that was sealed, and closes it.
func (p *pages) handOut(w http.ResponseWriter, r *http.Request, name, id string, body io.ReadSeekCloser) {
	kit.Download(w, "application/pdf", name)
	p.Give(w, r, id, body)
}
