package staff

import (
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const processingPath = "/staff/settings/processing"

var seesProcessing = register.Person.SeesProcessing

// processing shows what the register does with data about people.
func (p *pages) processing(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showProcessing(w, r, who, kit.Form{}, http.StatusOK)
}

func (p *pages) showProcessing(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	found, err := p.Register.Processing(who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	in := found.Home.Processing
	page := template.Processing{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Organisation: found.Home.Name, Changes: found.Changes,
		Today: p.Register.Procedure().On(p.Now()).Words("nl"), Controller: orElse(f, "controller", in.Controller), Officer: orElse(f, "officer", in.Officer),
		Recipients: orElse(f, "recipients", in.Recipients), Remarks: orElse(f, "remarks", in.Remarks), Sections: processingSections(found)}
	page.Flash, page.Errors = p.flash(w, r), errs
	p.Render(w, r, status, page)
}

func (p *pages) postProcessing(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveProcessing(r.Context(), who, store.Processing{Controller: f.Words("controller"), Officer: f.Words("officer"), Recipients: f.Words("recipients"), Remarks: f.Words("remarks")})
	}
	if err == nil {
		p.SetFlash(w, "processing")
		http.Redirect(w, r, processingPath, http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "settings_stale")
	if !ok {
		return
	}
	p.showProcessing(w, r, who, f, status, lines...)
}

func processingSections(x register.Processing) []template.ProcessingSection {
	all := []template.ProcessingSection{
		{ID: "waarvoor", Title: "Waarvoor?", Lines: []string{"Een klacht behandelen, binnen de termijn van de procedure.", "Laten zien dat het goed gaat: aan een toetser, een instantie of een rechter.", "Ervan leren: cijfers en de jaartoetsing, zonder namen."}},
		{ID: "grond", Title: "Op welke grond?", Text: "Dit hoort bij de procedure die je koos. Laat de grond toetsen.", Rows: groundRows(x.Procedures)},
		{ID: "mensen", Title: "Van wie?", Lines: []string{"Mensen met een klacht: deelnemers, opdrachtgevers en anderen.", "Mensen over wie een klacht gaat.", "Mensen die iets vertelden, zoals een getuige of een collega.",
			fmt.Sprintf("Het eigen team: %s.", howMany(x.Accounts, "account", "accounts"))}},
		{ID: "gegevens", Title: "Welke gegevens?", Rows: personalRows(x)},
		{ID: "ontvangers", Title: "Wie krijgt ze?", Lines: recipients(x)},
		{ID: "buiten", Title: "Buiten Europa?", Text: "Het register zelf stuurt niets buiten de Europese Unie. Kijk na waar je e-mailbedrijf en je computer staan."},
		{ID: "hoelang", Title: "Hoe lang?", Rows: keepRows(x)},
		{ID: "veilig", Title: "Hoe is het beveiligd?", Lines: safeguards(x)},
	}
	return all
}

// basisWords is the ground that fits the preset a procedure began as.
var basisWords = map[string]string{
	"wkkgz": "Wettelijke plicht (art. 6 lid 1 c AVG): Wkkgz, artikel 13 en verder. Gezondheid: art. 9 lid 2 f en h.",
	"awb":   "Wettelijke plicht en publieke taak (art. 6 lid 1 c en e AVG): Awb, hoofdstuk 9. Bijzondere gegevens: art. 9 lid 2 f.", "awb-committee": "Wettelijke plicht en publieke taak (art. 6 lid 1 c en e AVG): Awb, hoofdstuk 9. Bijzondere gegevens: art. 9 lid 2 f.",
	"flanders": "Wettelijke plicht en publieke taak (art. 6 lid 1 c en e AVG): Bestuursdecreet, titel II, hoofdstuk 5.",
	"disp":     "Wettelijke plicht (art. 6 lid 1 c UK GDPR): FCA DISP 1.", "disp-payments": "Wettelijke plicht (art. 6 lid 1 c UK GDPR): FCA DISP 1.",
}

// contractGround is for who has no law that asks for it.
const contractGround = "De overeenkomst met de klager (art. 6 lid 1 b AVG). Voor anderen: gerechtvaardigd belang (art. 6 lid 1 f): een klacht eerlijk uitzoeken. Bijzondere gegevens: art. 9 lid 2 f."

func groundRows(all []complaint.Procedure) (rows []template.Fact) {
	seen := map[string]bool{}
	for _, p := range all {
		if seen[p.ID] {
			continue
		}
		seen[p.ID] = true
		words := basisWords[p.ID]
		if words == "" {
			words = contractGround
		}
		rows = append(rows, template.Fact{Name: p.Name, Value: words})
	}
	return rows
}

var personalWords = map[complaint.Personal][2]string{
	complaint.PersonalContact:   {"Naam en contact", "Naam, e-mailadres en telefoonnummer, als iemand die geeft. Een klacht zonder naam kan ook."},
	complaint.PersonalStory:     {"Het verhaal", "Wat iemand vertelt en wil. Daar kan iets in staan over gezondheid of geloof."},
	complaint.PersonalFiles:     {"Bijlagen", "Wat iemand meestuurt, zoals een foto of een brief."},
	complaint.PersonalStatement: {"Wederhoor", "Wat anderen vertellen, en verslagen van gesprekken."},
	complaint.PersonalNotes:     {"Notities", "Wat het team bespreekt en opschrijft."},
	complaint.PersonalHandling:  {"De behandeling", "Wat is gedaan en besloten, en waarom."},
	complaint.PersonalLetters:   {"Brieven", "De brieven zoals ze weggingen."},
	complaint.PersonalRequests:  {"Vragen om inzage", "Wie vroeg wat we over diegene bewaren, en het antwoord."},
}

func personalRows(x register.Processing) (rows []template.Fact) {
	for _, k := range x.Personal {
		rows = append(rows, template.Fact{Name: personalWords[k][0], Value: personalWords[k][1]})
	}
	var about []string
	for _, c := range x.Categories {
		if !c.Off && !c.Gone {
			about = append(about, strings.ToLower(c.Label))
		}
	}
	rows = append(rows, template.Fact{Name: "Onderwerp", Value: strings.Join(about, ", ") + "."})
	var roles []string
	for _, r := range x.Roles {
		roles = append(roles, strings.ToLower(roleWords[r]))
	}
	return append(rows, template.Fact{Name: "Het team", Value: "Naam, e-mailadres, rol (" + strings.Join(roles, ", ") + "), hoe iemand inlogt, en wie wanneer waar keek."})
}

func recipients(x register.Processing) []string {
	all := []string{"Het eigen team, ieder alleen wat voor het werk nodig is."}
	for _, c := range []struct {
		is   bool
		text string
	}{
		{x.Mail, "Het bedrijf dat de e-mail verstuurt. Een brief gaat als e-mail, een seintje aan het team zonder inhoud."},
		{len(x.Boxes) > 0, "Het bedrijf waar de mailbox staat: " + strings.Join(x.Boxes, ", ") + "."},
		{x.Directory, "De aanbieder waarmee het team inlogt. Die ziet wie inlogt, niets van een klacht."},
		{x.Alarm, "Een systeem dat een seintje krijgt als e-mail hapert, zonder inhoud."},
		{x.Backups.To != "", "Wie de map met reservekopieën beheert: " + x.Backups.To + ". De kopieën zijn verzegeld en gaan alleen open met het herstelblad."},
	} {
		if c.is {
			all = append(all, c.text)
		}
	}
	for _, b := range x.Procedures[0].Appeal {
		if b.Name != "" {
			all = append(all, "In beroep: "+b.Name+". Alleen wat bij die klacht hoort.")
		}
	}
	return append(all, "Een instantie die naar een klacht kijkt, als het team daar een bestand voor maakt. Elke keer staat in het dossier.")
}

func keepRows(x register.Processing) (rows []template.Fact) {
	for _, p := range x.Procedures {
		value := "Nog geen termijn. Kies er een in de procedure."
		if !p.Retention.Length.IsZero() {
			value = kit.LengthWords("nl", p.Retention.Length) + " " + inWords([]string{p.Retention.From}, keepChoices) + ". Daarna gewist door twee mensen samen. Cijfers blijven."
		}
		rows = append(rows, template.Fact{Name: fmt.Sprintf("Klachten, %s, versie %d", p.Name, p.Version), Value: value})
	}
	rows = append(rows, template.Fact{Name: "Wie wanneer waar keek", Value: "Zolang het register er is. Het logboek groeit alleen aan."})
	if x.Backups.To != "" {
		rows = append(rows, template.Fact{Name: "Reservekopieën", Value: "Een jaar. De sleutels dertig dagen: daarna is wat gewist is ook daar weg."})
	}
	return rows
}

func safeguards(x register.Processing) []string {
	all := []string{"Alles is versleuteld op de schijf, elk dossier met eigen sleutels.", "Niemand ziet een klacht zonder reden. Over wie de klacht gaat, ziet haar nooit.",
		"Elke keer kijken staat in een logboek dat niemand kan wissen.", "Elke wijziging hangt aan een ketting. Wie iets verandert, valt op.", "Wissen vernietigt de sleutels. Daar zijn twee mensen voor nodig."}
	if x.Guarded {
		all = append(all, "Iedereen logt in met een tweede stap.")
	} else {
		all = append(all, "Inloggen kan met alleen een wachtwoord. Een tweede stap is niet verplicht.")
	}
	return all
}
