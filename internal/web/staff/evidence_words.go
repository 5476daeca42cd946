package staff

import (
	"fmt"
	"net/url"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/norm"
	"wederhoor/internal/web/template"
)

var findingTags = map[norm.Finding]template.Tag{
	norm.Shown:    {Text: "Aangetoond", Tone: "done", Icon: "check"},
	norm.Gap:      {Text: "Niet aangetoond", Tone: "late", Icon: "alert"},
	norm.NoCase:   {Text: "Kwam niet voor", Icon: "info"},
	norm.Yourself: {Text: "Moet je zelf laten zien", Tone: "soon", Icon: "user"},
}

// text says what was found of a demand, and what to do about a gap.
func (s shown) text(d norm.Demand, e norm.Evidence) string {
	switch {
	case e.Finding == norm.Yourself:
		return d.Do
	case e.Finding == norm.NoCase:
		return "In dit jaar is er nog niets waaraan dit te zien is."
	case e.Finding == norm.Shown && e.Of == 0:
		return d.Found
	case e.Finding == norm.Shown:
		return s.share(d, e)
	case e.Of == 0:
		return "In dit register is dat niet te zien. " + d.Do
	}
	return s.share(d, e) + " " + d.Do
}

// share is "27 van de 28 klachten zijn op tijd bevestigd.", or as much of it as
// somebody outside the circle may know.
func (s shown) share(d norm.Demand, e norm.Evidence) string {
	n, of := figures.Plain, figures.Plain
	if !s.Exact {
		n, of = e.Marks()
	}
	switch {
	case n == figures.Plain && of == figures.Plain:
		return fmt.Sprintf("%d van de %d %s %s.", e.N, e.Of, d.Whose, d.Did)
	case e.N == e.Of && of == figures.Hidden:
		return fmt.Sprintf("Alle %s %s. Hoeveel het er zijn, staat er niet bij: een klein aantal zou eruit volgen.", d.Whose, d.Did)
	case e.N == e.Of:
		return fmt.Sprintf("Alle %s %s. Het zijn er minder dan vijf.", d.Whose, d.Did)
	case n == figures.Few && of == figures.Plain:
		return fmt.Sprintf("Minder dan 5 van de %d %s %s.", e.Of, d.Whose, d.Did)
	case of == figures.Plain:
		return fmt.Sprintf("Niet alle %d %s %s. Hoeveel wel, staat er niet bij: het verschil is klein.", e.Of, d.Whose, d.Did)
	}
	return fmt.Sprintf("Niet alle %s %s. De aantallen zijn te klein om te laten zien.", d.Whose, d.Did)
}

// numbers are both counts as somebody may know them.
func (s shown) numbers(e norm.Evidence) (n, of string) {
	if s.Exact {
		return fmt.Sprint(e.N), fmt.Sprint(e.Of)
	}
	a, b := e.Marks()
	return a.Say(e.N), b.Say(e.Of)
}

// procedure says which version the demands were held against.
func (s shown) procedure() string {
	if s.Evidence.Procedure.Version == 0 {
		return "Er gold toen nog geen procedure in dit register."
	}
	return fmt.Sprintf("De procedure die toen gold, is versie %d, sinds %s. Wie de procedure las en hoe je team inlogt, laten we zien zoals het vandaag is.", s.Evidence.Procedure.Version, s.Evidence.Procedure.ValidFrom.DayYear("nl"))
}

// links lead to what is behind the evidence, as far as this person may open it.
func (s shown) links(d norm.Demand, e norm.Evidence) []template.Link {
	switch at := d.Place; {
	case at == norm.InList && s.who.Leads() && e.Of > 0:
		return s.lists(d, e)
	case at == norm.InWhatIf && s.who.Leads() && e.Of > 0:
		return []template.Link{{Label: "Bekijk dit jaar onder deze regels", URL: whatIfPath + "?" + url.Values{"norm": {s.preset(d.Norm)}, "period": {fmt.Sprint(s.year)}}.Encode()}}
	case at == norm.Around && s.who.Leads() && e.Of > 0:
		return []template.Link{s.list("Bekijk de klachten waar dit om gaat", d.Around)}
	case at == norm.InProcedure:
		return []template.Link{{Label: "Bekijk de procedure", URL: "/staff/procedure"}}
	case at == norm.InReviews && s.who.SeesReviews():
		return []template.Link{{Label: "Bekijk de jaartoetsingen", URL: "/staff/reviews"}}
	case at == norm.InRetention && s.who.SeesKeeping() && s.who.Has(access.Lead, access.Deputy):
		return []template.Link{{Label: "Bekijk bewaren en wissen", URL: "/staff/retention"}}
	case at == norm.InSettings && s.who.Administers():
		return []template.Link{{Label: "Bekijk de instellingen", URL: "/staff/settings"}}
	}
	return nil
}

// preset is the shipped procedure of a norm.
func (s shown) preset(n norm.Norm) string {
	if n == norm.Awb && s.Committee {
		return complaint.PresetAwbCommittee
	}
	return string(n)
}

func (s shown) lists(d norm.Demand, e norm.Evidence) []template.Link {
	all := []template.Link{s.list(fmt.Sprintf("Bekijk deze %d klachten", e.Of), d.Whole)}
	if e.Of == 1 {
		all[0].Label = "Bekijk deze klacht"
	}
	if e.Finding == norm.Gap && d.Lacking != "" {
		all = append(all, s.list("Alleen waar het ontbreekt", d.Lacking))
	}
	return all
}

func (s shown) list(label string, set figures.Set) template.Link {
	return template.Link{Label: label, URL: "/staff/complaints?" + url.Values{"figure": {string(set)}, "period": {fmt.Sprint(s.year)}}.Encode()}
}
