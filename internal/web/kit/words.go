package kit

import (
	"fmt"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Sentence says a refusal or a form problem in plain words: what to do, never
// whose fault it is. %s takes the refusal's arguments, dates in words.
func Sentence(lang, code string, args ...string) string {
	text, ok := sentences[code]
	if !ok {
		return map[bool]string{true: "This could not be done. Have another look at it.", false: "Dit lukt zo niet. Kijk het nog eens na."}[lang == "en"]
	}
	s := text.nl
	if lang == "en" && text.en != "" {
		s = text.en
	}
	if strings.Contains(s, "%s") {
		return fmt.Sprintf(s, words(lang, args))
	}
	return s
}

// RefusalWords says a rule's answer.
func RefusalWords(lang string, r *complaint.Refusal) string { return Sentence(lang, r.Code, r.Args...) }

func words(lang string, args []string) string {
	said := make([]string, 0, len(args))
	for _, a := range args {
		if d, err := calendar.Parse(a); err == nil && !d.IsZero() {
			a = d.Words(lang)
		} else if name, ok := partNames[a]; ok {
			a = name
		}
		said = append(said, a)
	}
	if len(said) > 1 {
		return strings.Join(said[:len(said)-1], ", ") + " en " + said[len(said)-1]
	}
	return strings.Join(said, "")
}

// partNames names what a letter or a dossier can lack.
var partNames = map[string]string{
	"decision": "het besluit", "reason": "de reden", "appeal": "waar iemand in beroep kan (naam en telefoon, e-mail of site)",
	"date": "een datum", "finding": "de uitkomst", "remedy_by": "de dag waarop we doen wat we beloven",
	"complaint": "de klacht", "acknowledgement": "de ontvangstbevestiging", "handling": "het antwoord aan de klager",
	"delivery": "een brief die nog niet is aangekomen",
}

type sentence struct{ nl, en string }

var sentences = map[string]sentence{
	"story_empty":      {"Vertel wat er is gebeurd. Eén zin is al genoeg.", "Tell us what happened. One sentence is enough."},
	"story_too_long":   {"Dit verhaal is erg lang. Tot 50.000 tekens lukt het. Voeg de rest toe als document.", "This story is very long. Up to 50,000 characters will work. Add the rest as a document."},
	"email_incomplete": {"Dit adres is nog niet compleet. Vul iets in als naam@voorbeeld.nl.", "This address is not complete yet. Fill in something like name@example.org."},
	"file_too_large":   {"%s is te groot. Tot 20 MB lukt het. Uw tekst is bewaard.", "%s is too large. Up to 20 MB will work. Your text was kept."},
	"file_empty":       {"%s is leeg. Kies het bestand opnieuw.", "%s is empty. Choose the file again."},
	"file_broken":      {"%s kwam niet goed aan. Kies het bestand opnieuw.", "%s did not arrive well. Choose the file again."},
	"file_gone":        {"Een bestand dat u eerder koos, is er niet meer. Kies het opnieuw.", "A file you chose before is no longer here. Choose it again."},
	"form_too_large":   {"Dit is samen te groot. Wat we konden lezen, staat er nog. Haal een bestand of een stuk tekst weg en verstuur het opnieuw.", "Together this is too large. What we could read is still here. Take out a file or some text and send it again."},
	"elsewhere":        {"Dit formulier kwam van een andere site. Er is niets bewaard. Open de bladzijde opnieuw en probeer het nog eens.", "This form came from another site. Nothing was kept. Open the page again and try once more."},
	"too_many_files":   {"%s past er niet meer bij. Tien bestanden is het meeste.", "%s does not fit any more. Ten files is the most."},
	"form_broken":      {"Uw bericht kwam maar half aan. Wat we kregen, staat er nog. Kijk het na en verstuur het opnieuw.", "Only half of your message arrived. What we got is still here. Have a look and send it again."},
	"too_often":        {"Er kwamen net veel klachten vanaf deze plek. Wacht tien minuten en verstuur het dan nog eens.", "Many complaints just came from this place. Wait ten minutes and send it again."},
	"unavailable":      {"We konden dit niet opslaan. Er is niets bewaard. Probeer het over een minuut nog eens.", "We could not store this. Nothing was kept. Try again in a minute."},

	"future":         {nl: "Deze dag moet nog komen. Kies een dag tot en met vandaag."},
	"too_long_ago":   {nl: "Deze dag is te lang geleden. Klopt het jaar?"},
	"before_receipt": {nl: "De klacht kwam binnen op %s. Kies die dag of een dag daarna."},
	"before_written": {nl: "De brief is geschreven op %s. Kies die dag of een dag daarna."},
	"day_unclear":    {nl: "Deze datum kennen we niet. Schrijf hem als 2026-11-25."},

	"done_unanswered":  {nl: "Kies wat je al hebt gedaan. Nog niets? Kies dan ‘Nog niets’."},
	"done_and_nothing": {nl: "Je koos ‘Nog niets’ en ook iets wat je deed. Haal één van de twee weg."},
	"solved_how":       {nl: "Vertel kort hoe het is opgelost."},
	"action_empty":     {nl: "Vertel wat er is gedaan."},

	"acknowledger_missing":  {nl: "Kies wie de ontvangst bevestigt."},
	"subject_cannot_handle": {nl: "De klacht gaat over deze persoon. Kies iemand anders."},
	"subject_cannot_read":   {nl: "De klacht gaat over deze persoon. Die kan niet meelezen."},
	"member_unknown":        {nl: "Deze persoon hoort niet (meer) bij de organisatie. Kies iemand anders."},
	"nobody_chosen":         {nl: "Kies iemand."},
	"subject_missing":       {nl: "Kies een persoon, of schrijf een naam op."},
	"subject_known":         {nl: "Dat stond er al: de klacht gaat over deze persoon."},
	"subject_unknown":       {nl: "Deze persoon stond er niet bij."},

	"already_closed":       {nl: "Deze klacht is afgesloten. Heropen hem eerst."},
	"already_withdrawn":    {nl: "Deze klacht is ingetrokken. Heropen hem eerst."},
	"already_inadmissible": {nl: "Deze klacht is niet in behandeling genomen. Heropen hem eerst."},
	"already_acknowledged": {nl: "De ontvangst is al bevestigd. Dat doen we één keer."},
	"already_answered":     {nl: "Het antwoord is al geschreven."},

	"kind_missing":         {nl: "Kies wat er in de brief komt: wat we al deden, of een belofte met een dag."},
	"action_and_promise":   {nl: "Kies één van de twee: wat we al deden, of een belofte met een dag. Niet allebei."},
	"promise_without_date": {nl: "Kies de dag waarop de klager uiterlijk antwoord krijgt."},
	"promise_in_past":      {nl: "Die dag is al voorbij. Kies vandaag of later."},
	"promise_after_due":    {nl: "Het antwoord moet er uiterlijk %s zijn. Beloof die dag of een dag daarvoor."},

	"letter_empty":   {nl: "De brief is nog leeg."},
	"letter_lacks":   {nl: "De brief kan nog niet weg. Er mist: %s."},
	"letter_unknown": {nl: "Deze brief kennen we niet."},
	"no_email":       {nl: "Er is geen e-mailadres. Kies post of overhandigen, of vul eerst een adres in bij de gegevens."},
	"no_code_given":  {nl: "De klager heeft geen code en kan de eigen pagina niet lezen. Kies een andere manier."},
	"no_mail_server": {nl: "E-mail is hier niet ingesteld. Kies post of overhandigen; je kunt de brief printen."},
	"via_unknown":    {nl: "Kies hoe de brief gaat."},
	"signer_missing": {nl: "Kies wie ondertekent."},

	"extension_forbidden":    {nl: "Deze procedure kent geen uitstel."},
	"extension_without_date": {nl: "Kies de nieuwe dag. Zonder dag verandert er niets."},
	"extension_not_ahead":    {nl: "Kies een dag die nog komt."},
	"extension_not_later":    {nl: "Het antwoord moest er al uiterlijk %s zijn. Kies een latere dag."},
	"extension_too_far":      {nl: "Deze dag ligt heel ver weg. Klopt het jaar?"},
	"subject_not_told":       {nl: "Deze procedure vraagt dat ook de beklaagde het hoort. Vul in op welke dag dat gebeurde."},
	"consent_needed_again":   {nl: "Je mag één keer zelf uitstellen. Nog eens mag alleen als de klager akkoord is. Vink dat aan als dat zo is."},
	"consent_needed_beyond":  {nl: "Zonder akkoord van de klager mag het tot %s. Later mag alleen met akkoord."},
	"no_term_yet":            {nl: "Er loopt nog geen termijn: de klacht is nog niet schriftelijk."},
	"reason_empty":           {nl: "Schrijf op waarom."},

	"reached_missing":       {nl: "Kies of jullie elkaar spraken."},
	"summary_empty":         {nl: "Schrijf kort op wat jullie bespraken."},
	"accepted_missing":      {nl: "Kies of de klager tevreden is."},
	"finding_missing":       {nl: "Kies of de klager gelijk heeft."},
	"hearing_missing":       {nl: "Hoor eerst de andere kant. Deze procedure vraagt dat."},
	"remedy_empty":          {nl: "Schrijf op wat we doen, of haal de regel weg."},
	"remedy_before_receipt": {nl: "Die dag ligt vóór de klacht. Kies een latere dag."},
	"remedy_unknown":        {nl: "Deze afspraak kennen we niet."},
	"decision_first":        {nl: "Leg eerst het besluit vast."},
	"incomplete":            {nl: "Afsluiten kan nog niet. Er mist: %s."},
	"not_closed":            {nl: "Deze klacht is nog open."},
	"step_unknown":          {nl: "Kies welke stap niet kan."},
	"field_fixed":           {nl: "Dit gegeven ligt vast. De dag van ontvangst bepaalt de termijnen."},
	"nothing_changed":       {nl: "Er is niets veranderd."},
	"statement_empty":       {nl: "Schrijf op wat deze persoon zei."},
	"note_empty":            {nl: "Schrijf eerst iets op."},

	"name_empty":         {nl: "Vul een naam in."},
	"organisation_empty": {nl: "Vul de naam van de organisatie in."},
	"email_taken":        {nl: "Er is al iemand met dit adres."},
	"role_missing":       {nl: "Kies een rol."},
	"last_lead":          {nl: "Dit is de enige hoofdtrainer. Geef eerst iemand anders die rol."},
	"preset_unknown":     {nl: "Kies een procedure uit de lijst."},
	"password_short":     {nl: "Kies een wachtwoord van minstens 12 tekens. Een zin van een paar woorden is goed."},
	"password_long":      {nl: "Dit wachtwoord is te lang. Tot 256 tekens lukt het."},
	"password_common":    {nl: "Dit wachtwoord proberen dieven als eerste. Kies een ander."},
	"password_guessable": {nl: "In dit wachtwoord staat een naam die anderen kennen. Kies een ander."},
	"sign_in":            {nl: "Dit adres en dit wachtwoord horen niet bij elkaar. Kijk ze nog eens na."},
	"sign_in_busy":       {nl: "Er loggen nu veel mensen in. Probeer het zo nog eens."},
	"sign_in_slow":       {nl: "Er is vaak geprobeerd in te loggen. Wacht een minuut en probeer het dan nog eens."},
	"recovery_wrong":     {nl: "Dit is niet de code van het herstelblad. Kijk hem nog eens na."},
	"stale":              {nl: "Iemand anders heeft dit dossier net gewijzigd. Kijk wat er veranderd is en bewaar dan opnieuw. Je tekst staat er nog."},
	"code_short":         {"Deze code is nog niet compleet. Er staan %s.", "This code is not complete yet. There are %s."},
	"code_unknown":       {"Deze code kennen we niet. Kijk hem nog eens na.", "We do not know this code. Have another look at it."},
	"code_often":         {"Er zijn net veel codes geprobeerd. Wacht een minuut.", "Many codes were tried just now. Wait a minute."},

	"directory_away":       {nl: "%s is nu niet bereikbaar. Gebruik je wachtwoord, of probeer het zo nog eens."},
	"directory_denied":     {nl: "Het inloggen bij %s is gestopt. Er is niets veranderd."},
	"directory_over":       {nl: "Het inloggen duurde te lang, of was al klaar. Begin opnieuw."},
	"directory_invalid":    {nl: "Het antwoord van %s klopte niet. Probeer het nog eens."},
	"directory_stranger":   {nl: "Dit account kennen we niet. Vraag %s om een uitnodiging."},
	"directory_taken":      {nl: "Dit account hoort al bij iemand anders. Er is niets veranderd."},
	"directory_invitation": {nl: "Deze uitnodiging is al gebruikt of te oud. Vraag een nieuwe."},
	"directory_again":      {nl: "Open de link van je uitnodiging nog eens."},
	"directory_stale":      {nl: "Log eerst opnieuw in. Daarna kun je vijf minuten lang koppelen."},
	"directory_last":       {nl: "Dit is je enige manier om in te loggen. Kies eerst een wachtwoord of een passkey."},
}
