package kit

// countedSentences answer what is chosen from a list so that it can be counted.
var countedSentences = map[string]sentence{
	"inadmissible_ground_missing": {nl: "Kies een reden uit de lijst."},
	"remedy_kind_unknown":         {nl: "Kies een soort uit de lijst, of laat het open."},
	"norm_empty":                  {nl: "Geef deze norm een naam. Gebruik je hem niet? Kies dan ‘Niet meer in gebruik’."},
	"norm_twice":                  {nl: "Deze norm staat er al. Kies een andere naam."},
	"norm_unknown":                {nl: "Deze norm kies je niet meer. Kies een andere, of geen."},
	"norm_unfounded":              {nl: "Kies alleen een norm als de klager gelijk heeft, of voor een deel."},
	"norms_many":                  {nl: "Meer dan zestig normen lukt niet. Gebruik er minder."},
}
