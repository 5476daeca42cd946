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
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// packing is a pack somebody works on.
type packing struct {
	register.FileDesk
	request complaint.AccessRequest
	pack    *outside.Pack
}

// packing opens what is kept about who asked, under the choice so far.
func (p *pages) packing(r *http.Request, who register.Person) (k packing, err error) {
	if k.FileDesk, k.request, err = p.Register.PackDesk(r.Context(), who, r.PathValue("ref"), r.PathValue("id")); err != nil {
		return k, err
	}
	var c outside.PackChoice
	if k.Choice != nil {
		if err := json.Unmarshal(k.Choice, &c); err != nil {
			return k, fmt.Errorf("read what was chosen: %w", err)
		}
	}
	p.choose(&k, who, c)
	return k, nil
}

// choose makes the pack under a choice. Until somebody wrote the letter it is ours.
func (p *pages) choose(k *packing, who register.Person, c outside.PackChoice) {
	k.pack = outside.NewPack(p.sourceOf(who, k.FileDesk), k.request, c)
	if c.Letter == "" {
		kept := kit.LengthWords(langOf(k.request), k.Procedure.Retention.Length)
		c.Letter = p.Register.PackLetter(who, k.Dossier, k.request, kept, k.pack.Names()).Body
		k.pack = outside.NewPack(k.pack.Source, k.request, c)
	}
}

func langOf(x complaint.AccessRequest) string {
	if x.Lang == "en" {
		return "en"
	}
	return "nl"
}

// accessPack shows what a pack will hold.
func (p *pages) accessPack(w http.ResponseWriter, r *http.Request, who register.Person) {
	k, err := p.packing(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.packPage(who, k, kit.Form{})
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

// postAccessPack keeps what was chosen, whatever button it was; then it takes a passage
// out, puts one back, or makes the pack.
func (p *pages) postAccessPack(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	k, err := p.packing(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	was := k.pack.Choice
	p.choose(&k, who, packChosen(k, f))
	if err := f.Failed(); err != nil { // half a form would undo what was chosen
		p.choose(&k, who, was)
		p.packAgain(w, r, who, k, f, kit.Errors("nl", err))
		return
	}
	problem := p.changeBlack(k.pack.File, f)
	c := k.pack.Choice
	c.Black = k.pack.Black
	raw, err := json.Marshal(c)
	if err == nil {
		err = k.Keep(r.Context(), p.Register, raw)
	}
	if err != nil {
		p.packFailed(w, r, who, k, f, err)
		return
	}
	p.choose(&k, who, c)
	back := packURL(r.PathValue("ref"), k.request.ID)
	switch {
	case problem != nil:
		p.packAgain(w, r, who, k, f, problem)
	case f.Line("do") == "make":
		p.makePack(w, r, who, k, f)
	case f.Line("do") == "save":
		p.SetFlash(w, "outside_kept")
		http.Redirect(w, r, back, http.StatusSeeOther)
	default:
		http.Redirect(w, r, back+"#lakken", http.StatusSeeOther)
	}
}

// packChosen is the choice as the form has it. What the page did not show keeps what it
// has by itself.
func packChosen(k packing, f kit.Form) outside.PackChoice {
	c := outside.PackChoice{Letter: f.Words("letter"), Out: map[string]string{}, Black: k.pack.Black, Said: map[string]outside.PackVerdict{}}
	for _, x := range k.pack.Pieces {
		on := slices.Contains(f.Values["part"], x.ID)
		switch {
		case x.Aside && on:
			c.In = append(c.In, x.ID)
		case !x.Aside && !on && f.Has("why-"+x.ID):
			c.Out[x.ID] = f.Line("why-" + x.ID)
		}
	}
	for id, v := range k.pack.Choice.Said {
		if !f.Has("show-" + id) {
			c.Said[id] = v
		}
	}
	for name := range f.Values {
		if id, ok := strings.CutPrefix(name, "said-"); ok && len(id) <= 32 {
			c.Said[id] = outside.PackVerdict{Show: f.Line(name) == "show", Why: f.Line("show-" + id)}
		}
	}
	return c
}

func (p *pages) makePack(w http.ResponseWriter, r *http.Request, who register.Person, k packing, f kit.Form) {
	var lines []template.ErrorLine
	for _, x := range k.pack.Problems(f.Get("looked") != "") {
		lines = append(lines, template.ErrorLine{Field: x.Field, Text: kit.Sentence("nl", x.Code)})
	}
	if len(lines) > 0 {
		p.packAgain(w, r, who, k, f, lines)
		return
	}
	version, _ := strconv.Atoi(f.Line("version"))
	order := register.Order{Ref: r.PathValue("ref"), Version: version, Key: formKey(who, f, r.PathValue("ref"), k.request.ID)}
	_, err := p.Register.MakePack(r.Context(), who, k.FileDesk, order, func(to io.Writer) (complaint.PackMade, error) {
		return writePack(r.Context(), k, complaint.Proof(f.Line("proof")), to)
	})
	if err != nil {
		p.packFailed(w, r, who, k, f, err)
		return
	}
	p.SetFlash(w, "pack_made")
	http.Redirect(w, r, packURL(r.PathValue("ref"), k.request.ID), http.StatusSeeOther)
}

func writePack(ctx context.Context, k packing, proof complaint.Proof, to io.Writer) (complaint.PackMade, error) {
	b, made, err := bundle(ctx, k.FileDesk, k.pack.File)
	if err != nil {
		return complaint.PackMade{}, err
	}
	return complaint.PackMade{Parts: made.Parts, Originals: made.Originals, LeftOut: made.LeftOut, BlackedOut: made.BlackedOut, Shown: k.pack.Shown(), Proof: proof}, b.Write(to)
}

func (p *pages) packFailed(w http.ResponseWriter, r *http.Request, who register.Person, k packing, f kit.Form, err error) {
	lines := kit.Errors("nl", err)
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.absent(w, r, who)
	case errors.Is(err, register.ErrProve): // what was chosen is kept
		p.prove(w, r, "access-pack/"+r.PathValue("ref")+"/"+k.request.ID)
	case errors.Is(err, register.ErrStale):
		page := p.packPage(who, k, f)
		page.Errors = []template.ErrorLine{{Text: kit.Sentence("nl", "stale")}}
		p.Render(w, r, http.StatusConflict, page)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) > 0:
		p.packAgain(w, r, who, k, f, lines)
	default:
		p.fault(w, r, who, err)
	}
}

func (p *pages) packAgain(w http.ResponseWriter, r *http.Request, who register.Person, k packing, f kit.Form, lines []template.ErrorLine) {
	page := p.packPage(who, k, f)
	page.Errors = lines
	for i, x := range page.Parts {
		page.Parts[i].Why.Error = page.Error("why-" + x.ID)
	}
	for i, x := range page.Proposals {
		page.Proposals[i].Error, page.Proposals[i].Why.Error = page.Error("said-"+x.ID), page.Error("show-"+x.ID)
	}
	p.Render(w, r, kit.Status(f), page)
}

func (p *pages) packPage(who register.Person, k packing, f kit.Form) template.AccessPack {
	v := view{Dossier: k.Dossier, who: who, today: k.Procedure.On(p.Now())}
	page := template.AccessPack{ActPage: p.actPage(v, kit.Key()), Request: k.request.ID, Who: p.askerName(v, k.request), Subject: k.request.As == complaint.AskerSubject,
		Proofs: proofOptions(f.Line("proof")), Letter: template.Field{Value: k.pack.Choice.Letter}, Looked: f.Get("looked") != "", Passage: field(f, "black_text"), Reason: field(f, "black_reason")}
	if page.Tag, page.Line = p.accessTag(v, k.request); k.Complaint.AccessDone(k.request) {
		page.Done = page.Line
	}
	if k.request.Proof != "" {
		page.Proven = "Hoe we weten wie het is: " + proofOfWho[k.request.Proof] + "."
	}
	if k.request.As != complaint.AskerComplainant {
		page.Who += ", " + askerWords[k.request.As]
	}
	for _, g := range k.pack.Proposals {
		page.Proposals = append(page.Proposals, template.AccessProposal{ID: g.ID, Label: g.Label, Texts: strings.Join(g.Texts, " · "), Here: "in " + howMany(g.Times, "onderdeel", "onderdelen"),
			Said: g.Said, Show: g.Show, Why: template.Field{Value: g.Why}})
		if !g.Said {
			page.Open++
		}
	}
	for _, x := range k.pack.Pieces {
		page.Parts = append(page.Parts, outsidePart(k.FileDesk, k.pack.File, x))
		page.AskLook = page.AskLook || x.Sort == outside.Original
	}
	page.Marked = marked(k.pack.File)
	for _, x := range k.request.Packs {
		e := x.Event
		page.Made = append(page.Made, template.OutsideMade{ID: e.File, Sum: e.SHA256, URL: packURL(k.Complaint.Received.Ref, k.request.ID) + "/" + e.File,
			About: fmt.Sprintf("Door %s, %s · %s · %d onderdelen, %d originelen, %d keer zelf weggelakt", p.name(x.By), when(x.Happened, k.Procedure.Zone()), kit.Size(e.Size), e.Parts, e.Originals, e.BlackedOut)})
	}
	return page
}

// accessPackFile gives a pack that was made, byte for byte.
func (p *pages) accessPackFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	e, body, err := p.Register.TakePack(r.Context(), who, r.PathValue("ref"), r.PathValue("id"), r.PathValue("file"))
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "access-pack/"+r.PathValue("ref")+"/"+r.PathValue("id"))
	case err != nil:
		p.failedFile(w, r, who, err)
	default:
		p.handOut(w, r, "inzage-"+r.PathValue("ref")+".pdf", e.File, body)
	}
}
