package kit

// rightsSentences are about breaches, and about seeing what is kept about oneself.
var rightsSentences = map[string]sentence{
	"period_missing":      {"Vul een dag in.", ""},
	"period_backwards":    {"Dit moment ligt vóór het begin. Kies een later moment.", ""},
	"found_ahead":         {"Dit moment is nog niet geweest.", ""},
	"refs_missing":        {"Vul het nummer van een klacht in.", ""},
	"person_missing":      {"Vul een naam in.", ""},
	"breach_text_missing": {"Schrijf eerst op wat er is gebeurd.", ""},
	"asker_missing":       {"Kies wie het vraagt.", ""},
	"asker_name_missing":  {"Vul in wie het vraagt.", ""},
	"proof_unknown":       {"Kies hoe je weet wie het is.", ""},
	"proof_missing":       {"Je weet nog niet zeker wie het vraagt. Kies hoe je dat weet.", ""},
	"request_unknown":     {"Deze vraag staat er niet.", ""},
	"request_answered":    {"Deze vraag is al beantwoord.", ""},
	"request_undone":      {"Doe eerst wat er is gevraagd. Of wijs de vraag af en schrijf waarom.", ""},
	"request_waits":       {"U vroeg dit al. Ons antwoord komt nog.", "You asked this already. Our answer is still to come."},
	"right_missing":       {"Kies wat u wilt.", "Choose what you would like."},
	"access_extended":     {"Je schreef al dat het langer duurt. Dat kan één keer.", ""},
	"access_too_late":     {"De maand is voorbij. Uitstel kan nu niet meer. Geef zo snel mogelijk antwoord.", ""},
	"pack_missing":        {"Maak eerst het pakket.", ""},
	"proposal_open":       {"Kies of dit weg moet.", ""},
	"letter_names":        {"In de brief staat wie de klacht deed. Haal dat weg, of laat de naam hierboven staan.", ""},
	"show_why_missing":    {"Schrijf waarom dit mag blijven staan.", ""},
	"kept_access":         {"Iemand wacht nog op antwoord over eigen gegevens in deze klacht. Beantwoord dat eerst.", ""},
}
