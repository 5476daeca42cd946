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
	text, ok := sentence{}, false
	for _, all := range []map[string]sentence{sentences, sideSentences, keepingSentences, rightsSentences, countedSentences} {
		if text, ok = all[code]; ok {
			break
		}
	}
	if !ok {
		return map[bool]string{true: "This did not work. Please check it and try again.", false: "Dit lukt zo niet. Kijk het nog eens na."}[lang == "en"]
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
func RefusalWords(lang string, r *complaint.Refusal) string {
	if r.Code == complaint.OverLimit {
		return Sentence(lang, r.Code, thousands(lang, r.Args[0]))
	}
	return Sentence(lang, r.Code, r.Args...)
}

// thousands writes a number below a million as people read it.
func thousands(lang, digits string) string {
	mark := map[bool]string{true: ",", false: "."}[lang == "en"]
	if n := len(digits) - 3; n > 0 {
		return digits[:n] + mark + digits[n:]
	}
	return digits
}

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
	"date": "een datum", "finding": "de uitkomst", "remedy_by": "de dag waarop we doen wat we beloven", "remedy_amount": "het bedrag",
	"complaint": "de klacht", "acknowledgement": "de ontvangstbevestiging", "handling": "het antwoord aan de klager",
	"hearing_complainant": "de klager horen (met een verslag, of vastgelegd dat het niet hoeft)", "hearing_subject": "wie de klacht betreft horen (met een verslag, of vastgelegd dat het niet hoeft)",
	"copy_subject": "het afschrift aan wie de klacht betreft",
	"follow_up":    "een brief over wat jullie met de uitspraak doen",
	"delivery":     "een brief die nog niet is aangekomen", "reading": "een bericht van de klager dat nog niet is gelezen",
}

type sentence struct{ nl, en string }

var sentences = map[string]sentence{
	"story_empty":       {"Vertel wat er is gebeurd. Eén zin is al genoeg.", "Tell us what happened. One sentence is enough."},
	"story_too_long":    {"Dit verhaal is erg lang. Tot 50.000 tekens lukt het. Voeg de rest toe als document.", "This story is very long. You can use up to 50,000 characters. Add the rest as a document."},
	complaint.OverLimit: {"Dit is te lang. Tot %s tekens lukt het. Maak het korter.", "This is too long. You can use up to %s characters. Make it shorter."},
	"email_letters":     {"In dit adres staat een bijzondere letter, zoals é of ü. Naar zo'n adres kunnen we niet mailen. Vul een ander adres in.", "This address has a special letter in it, such as é or ü. We cannot send email to such an address. Fill in another one."},
	"email_incomplete":  {"Dit adres is nog niet compleet. Vul iets in als naam@voorbeeld.nl.", "This address is not complete yet. Fill in something like name@example.org."},
	"file_too_large":    {"%s is te groot. Tot 20 MB lukt het. Uw tekst is bewaard.", "%s is too large. Up to 20 MB will work. Your text was kept."},
	"file_empty":        {"%s is leeg. Kies het bestand opnieuw.", "%s is empty. Choose the file again."},
	"file_broken":       {"%s kwam niet goed aan. Kies het bestand opnieuw.", "%s did not arrive properly. Choose the file again."},
	"file_gone":         {"Een bestand dat u eerder koos, is er niet meer. Kies het opnieuw.", "A file you chose before is no longer here. Choose it again."},
	"file_program":      {nl: "Let op: dit kan een programma zijn. Vraag eerst na wat het is."},
	"file_other":        {nl: "Let op: de inhoud past niet bij de naam. Vraag eerst na wat het is."},
	"file_away":         {"Dit bestand is nu niet op te halen. Het is niet weg: probeer het over een minuut nog eens.", "We cannot get this file now. It is not lost: try again in a minute."},
	"file_shut":         {"Dit bestand opent niet", "This file does not open"},
	"file_damaged":      {"Dit bestand is beschadigd of ligt niet op zijn plaats. Van het bestand is niets getoond. Meld dit nummer aan wie het systeem beheert.", "This file is damaged or not in its place. Nothing of it was shown. Give this number to whoever runs the system."},
	"form_too_large":    {"Dit is samen te groot. Wat we konden lezen, staat er nog. Haal een bestand of een stuk tekst weg en verstuur het opnieuw.", "Together this is too large. What we could read is still here. Take out a file or some text and send it again."},
	"elsewhere":         {"Dit formulier kwam van een andere site. Er is niets bewaard. Open de bladzijde opnieuw en probeer het nog eens.", "This form came from another site. Nothing was kept. Open the page again and try once more."},
	"misdirected":       {"Dit register heeft een ander adres. Kijk het adres in je browser na.", "This register has another address. Check the address in your browser."},
	"too_many_files":    {"%s past er niet meer bij. Tien bestanden is het meeste.", "%s could not be added. Ten files is the most."},
	"file_not_now":      {"%s konden we nu niet bewaren: er komen te veel bestanden tegelijk binnen. Verstuur uw tekst zonder bestand. U kunt het later nasturen.", "We could not keep %s now: too many files are coming in at once. Send your text without the file. You can send it later."},
	"form_broken":       {"Uw bericht kwam maar half aan. Wat we kregen, staat er nog. Kijk het na en verstuur het opnieuw.", "Only half of your message arrived. What we got is still here. Have a look and send it again."},
	"too_often":         {"Er kwamen net veel klachten vanaf deze plek. Wacht tien minuten en verstuur het dan nog eens.", "Many complaints just came from this place. Wait ten minutes and send it again."},
	"unavailable":       {"We konden dit niet opslaan. Probeer het over een minuut nog eens.", "We could not store this. Try again in a minute."},

	"answers_often":   {"Er kwamen net veel antwoorden vanaf deze plek. Wacht tien minuten en verstuur het dan nog eens.", "Many answers just came from this place. Wait ten minutes and send it again."},
	"filled_nothing":  {"Er is nog niets ingevuld. Eén vraag is al genoeg.", "Nothing is filled in yet. One question is enough."},
	"filled_before":   {"Dit is nog niet verstuurd. Op dit apparaat is het formulier al ingevuld. Was u dat? Dan bent u klaar. Bent u iemand anders? Verstuur het dan nog een keer.", "This was not sent yet. The form was already filled in on this device. Was that you? Then you are done. Are you somebody else? Then send it again."},
	"score_unknown":   {"Kies een cijfer van 1 tot en met 10.", "Choose a score from 1 to 10."},
	"reply_where":     {"Wilt u een reactie? Vul dan ook uw e-mailadres in. Of haal uw naam weg.", "Would you like a reply? Then fill in your email address too. Or take out your name."},
	"course_missing":  {nl: "Vul in over welke training het gaat."},
	"line_too_long":   {nl: "Dit is te lang. Tot 120 tekens lukt het."},
	"trainer_missing": {nl: "Kies wie de training gaf."},
	"until_far":       {nl: "Kies een dag binnen een jaar."},

	"message_empty":     {"Schrijf iets, of kies een bestand.", "Write something, or choose a file."},
	"message_too_long":  {"Dit bericht is erg lang. Tot 50.000 tekens lukt het. Voeg de rest toe als document.", "This message is very long. You can use up to 50,000 characters. Add the rest as a document."},
	"said_often":        {"Hier kwamen net veel berichten vandaan. Wacht tien minuten en verstuur het dan nog eens.", "Many messages just came from here. Wait ten minutes and send it again."},
	"address_often":     {"U vroeg dit net een paar keer. Wacht een uur, of bel ons.", "You asked for this a few times just now. Wait an hour, or call us."},
	"opinion_missing":   {"Kies of u tevreden bent.", "Choose whether you are satisfied."},
	"opinion_not_asked": {"We hebben al genoteerd wat u vond. Wilt u nog iets zeggen? Stuur ons een bericht.", "We have already noted what you think. Would you like to say more? Send us a message."},
	"nothing_to_read":   {nl: "Er wacht geen bericht meer. Iemand heeft het gelezen, of heeft al gereageerd."},

	"confide_empty":     {"Schrijf op wat u wilt vertellen. Eén zin is al genoeg.", "Write what you would like to say. One sentence is enough."},
	"want_missing":      {"Kies wat u wilt: eerst alleen praten, of in beroep gaan.", "Choose what you want: just speak first, or appeal."},
	"confidant_missing": {"Kies met wie u wilt praten.", "Choose who you would like to speak with."},
	"confidant_none":    {"Er is nu geen vertrouwenspersoon die hier kan meelezen en er niet bij betrokken was. Bel of mail de vertrouwenspersoon.", "There is no confidant now who can read this here and was not involved. Call or email the confidant."},
	"appeal_elsewhere":  {"Voor deze klacht gaat u ergens anders in beroep. Op de pagina van uw klacht staat waar.", "For this complaint you appeal elsewhere. The page of your complaint says where."},
	"outcome_first":     {nl: "Er loopt nog een beroep. Geef eerst uw oordeel."},
	"room_closed":       {nl: "Dit gesprek opent niet met uw sleutel. Zodra de klager dat goed vindt, kunt u het weer lezen."},
	"promise_past":      {nl: "Kies vandaag of een dag daarna."},
	"key_wrong":         {nl: "Deze sleutel past niet. Kijk hem nog eens na op uw blad."},
	"key_short":         {nl: "Deze sleutel is nog niet compleet. Het zijn 32 tekens."},
	"key_often":         {nl: "U probeerde dit te vaak. Log uit, log opnieuw in en probeer het nog eens."},

	"old_rows_wrong":  {nl: "In sommige rijen klopt iets niet. Verbeter ze, of laat ze weg. Er is niets overgenomen."},
	"old_nothing_new": {nl: "Alles uit dit bestand staat al in het register."},
	"old_acted_on":    {nl: "Iemand heeft al gewerkt aan klacht %s. Daarom kan niet meer alles in één keer weg."},
	"old_undo_other":  {nl: "Je mag niet elke klacht van deze keer zien. Vraag iemand anders die leidt om dit te doen."},

	"future":         {nl: "Deze dag moet nog komen. Kies een dag tot en met vandaag."},
	"too_long_ago":   {nl: "Deze dag is te lang geleden. Klopt het jaar?"},
	"before_receipt": {nl: "De klacht kwam binnen op %s. Kies die dag of een dag daarna."},
	"before_written": {nl: "De brief is geschreven op %s. Kies die dag of een dag daarna."},
	"number_unclear": {nl: "Schrijf een heel getal, zoals 1250."},
	"year_unclear":   {nl: "Van dit jaar kun je niets invullen."},
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

	"already_closed":       {"Deze klacht is afgesloten. Heropen hem eerst.", "Your complaint is closed already."},
	"already_withdrawn":    {"Deze klacht is ingetrokken. Heropen hem eerst.", "Your complaint was withdrawn already."},
	"already_inadmissible": {"Deze klacht is niet in behandeling genomen. Heropen hem eerst.", "We do not handle this complaint. Our letter says why."},
	"in_appeal":            {nl: "Deze klacht is in beroep. Wacht op de uitspraak. Daarna kun je beslissen, afsluiten of heropenen."},
	"appeal_early":         {"Beroep kan als er een antwoord is, of als de dag van het antwoord voorbij is.", "An appeal is possible once there is an answer, or once the day of the answer has passed."},
	"appeal_withdrawn":     {"Deze klacht is ingetrokken. Er is niets om tegen in beroep te gaan.", "This complaint was withdrawn. There is nothing to appeal against."},
	"appeal_running":       {"Er loopt al een beroep. Wacht op de uitspraak; daarna kan een ander.", "An appeal is running already. Wait for its outcome; another is possible afterwards."},
	"appeal_heard":         {"Deze instantie heeft hier al naar gekeken. Een andere kan nog wel.", "They have looked at this already. Somebody else still can."},
	"appeal_unknown":       {nl: "Dit beroep staat niet in het dossier."},
	"appeal_ended":         {nl: "Van dit beroep staat de uitspraak er al."},
	"appeal_not_ended":     {nl: "Er is nog geen uitspraak. Leg die eerst vast."},
	"body_unknown":         {"Kies bij wie het beroep ligt.", "Choose who should look at it."},
	"grounds_empty":        {"Schrijf op waarom. Eén zin is al genoeg.", "Write down why. One sentence is enough."},
	"before_appeal":        {nl: "Het beroep begon op %s. De uitspraak kan niet van daarvoor zijn."},
	"before_outcome":       {nl: "De uitspraak was op %s. De brief kan niet van daarvoor zijn."},
	"outcome_missing":      {nl: "Kies wat de uitspraak is."},
	"outcome_empty":        {nl: "Schrijf op wat de uitspraak zegt."},
	"outcome_from_room":    {nl: "De vertrouwenspersoon schrijft deze uitspraak zelf op, in de eigen kamer. Je krijgt bericht als hij er is."},
	"follow_not_owed":      {nl: "Deze uitspraak vraagt niets van jullie. Een brief is niet nodig."},
	"follow_empty":         {nl: "Schrijf op wat jullie met de uitspraak doen."},
	"follow_by_missing":    {nl: "Kies de dag waarop het klaar is."},
	"follow_by_past":       {nl: "Deze dag is voorbij. Is het al klaar? Kies dan vandaag."},
	"already_followed":     {nl: "De brief over deze uitspraak is al geschreven."},
	"already_acknowledged": {nl: "De ontvangst is al bevestigd. Dat doen we één keer."},
	"already_answered":     {nl: "Het antwoord is al geschreven."},

	"kind_missing":         {nl: "Kies wat er in de brief komt: wat we al deden, of een belofte met een dag."},
	"action_and_promise":   {nl: "Kies één van de twee: wat we al deden, of een belofte met een dag. Niet allebei."},
	"promise_without_date": {nl: "Kies de dag waarop de klager uiterlijk antwoord krijgt."},
	"promise_in_past":      {nl: "Die dag is al voorbij. Kies vandaag of later."},
	"promise_after_due":    {nl: "Het antwoord moet er uiterlijk %s zijn. Beloof die dag of een dag daarvoor."},

	"letter_empty":     {nl: "De brief is nog leeg."},
	"letter_lacks":     {nl: "De brief kan nog niet weg. Er mist: %s."},
	"mail_unfit":       {nl: "Naar dit e-mailadres kunnen we niet mailen. Kijk het adres na bij de gegevens, of kies post."},
	"letter_gone":      {nl: "De brief is al weg. Terugnemen kan niet meer."},
	"letter_settled":   {nl: "Deze brief hoeft niet nog een keer weg."},
	"resent_before":    {nl: "Deze brief ging al een tweede keer weg. Vraag de klager of hij er is, of stuur hem per post."},
	"recall_not_yours": {nl: "Wie de brief schreef of de klacht leidt, kan hem terugnemen."},
	"letter_unknown":   {nl: "Deze brief kennen we niet."},
	"no_email":         {nl: "Er is geen e-mailadres. Kies post of overhandigen, of vul eerst een adres in bij de gegevens."},
	"no_code_given":    {nl: "De klager heeft geen code en kan de eigen pagina niet lezen. Kies een andere manier."},
	"no_mail_server":   {"E-mail is hier niet ingesteld. Kies post of overhandigen; je kunt de brief printen.", "We cannot send email now. Call us."},
	"via_unknown":      {nl: "Kies hoe de brief gaat."},
	"signer_missing":   {nl: "Kies wie ondertekent."},

	"invited_missing":        {nl: "Kies wie je uitnodigt, of schrijf een naam op."},
	"invited_not_subject":    {nl: "Leg eerst vast dat de klacht over deze persoon gaat. Dan ziet die het dossier niet."},
	"substance_empty":        {nl: "Schrijf op waar het over gaat."},
	"react_by_missing":       {nl: "Kies tot welke dag iemand kan reageren."},
	"react_by_past":          {nl: "Kies een dag na vandaag."},
	"names_complainant":      {nl: "In je tekst staat wie de klacht deed. Haal de naam, het e-mailadres en het telefoonnummer weg, of zet een vinkje als de klager dat goedvindt."},
	"progress_empty":         {nl: "Schrijf op hoe ver jullie zijn."},
	"extension_forbidden":    {nl: "Deze procedure kent geen uitstel."},
	"extension_without_date": {nl: "Kies de nieuwe dag. Zonder dag verandert er niets."},
	"extension_not_ahead":    {nl: "Kies een dag die nog komt."},
	"extension_not_later":    {nl: "Het antwoord moest er al uiterlijk %s zijn. Kies een latere dag."},
	"extension_too_far":      {nl: "Deze dag ligt heel ver weg. Klopt het jaar?"},
	"subject_not_told":       {nl: "Deze procedure vraagt dat ook de beklaagde het hoort. Vul in op welke dag dat gebeurde."},
	"consent_needed_again":   {nl: "Je mag één keer zelf uitstellen. Nog eens mag alleen als de klager akkoord is. Vink dat aan als dat zo is."},
	"consent_needed_beyond":  {nl: "Zonder akkoord van de klager mag het tot %s. Later mag alleen met akkoord."},
	"no_term_yet":            {nl: "Er loopt nog geen termijn: de klacht is nog niet schriftelijk."},
	"mail_judged":            {nl: "Iemand was je voor: deze e-mail is al beoordeeld. Kijk wat ermee is gebeurd en kies dan opnieuw als het nodig is."},
	"answer_judged":          {nl: "Iemand was je voor: deze reactie is al beoordeeld."},
	"split_nothing":          {nl: "Kies de zinnen die bij de tweede klacht horen. Er moet ook iets overblijven voor de eerste."},
	"column_doubtful":        {nl: "Kies hier zelf. Wij kunnen het niet zien aan het formulier."},
	"no_such_complaint":      {nl: "Dit nummer kunnen we niet gebruiken. Klopt het? Een nummer ziet eruit als 2026-1234567."},
	"reason_empty":           {nl: "Schrijf op waarom."},

	"reached_missing":       {nl: "Kies of jullie elkaar spraken."},
	"summary_empty":         {nl: "Schrijf kort op wat jullie bespraken."},
	"accepted_missing":      {nl: "Kies of de klager tevreden is."},
	"finding_missing":       {nl: "Kies of de klager gelijk heeft."},
	"hearing_missing":       {nl: "Dit mist nog: %s. Deze procedure vraagt dat eerst."},
	"remedy_empty":          {nl: "Schrijf op wat we doen, of haal de regel weg."},
	"remedy_before_receipt": {nl: "Die dag ligt vóór de klacht. Kies een latere dag."},
	"amount_unclear":        {nl: "We begrijpen dit bedrag niet. Schrijf bijvoorbeeld 35 of 1.250,50."},
	"remedy_unknown":        {nl: "Deze afspraak kennen we niet."},
	"remedy_missing":        {nl: "Kies wat er is gedaan."},
	"decision_first":        {nl: "Leg eerst het besluit vast."},
	"incomplete":            {nl: "Afsluiten kan nog niet. Er mist: %s."},
	"not_closed":            {nl: "Deze klacht is nog open."},
	"step_unknown":          {nl: "Kies welke stap niet kan."},
	"field_fixed":           {nl: "Dit gegeven ligt vast. De dag van ontvangst bepaalt de termijnen."},
	"nothing_changed":       {nl: "Er is niets veranderd."},
	"statement_empty":       {nl: "Schrijf op wat deze persoon zei."},
	"note_empty":            {nl: "Schrijf eerst iets op."},

	"name_empty":           {nl: "Vul een naam in."},
	"organisation_empty":   {nl: "Vul de naam van de organisatie in."},
	"email_taken":          {nl: "Er is al iemand met dit adres."},
	"role_by_lead":         {nl: "Deze rol kan alleen de hoofdtrainer geven of wegnemen."},
	"auditor_until":        {nl: "Een auditor krijgt toegang tot een dag. Vul die dag in."},
	"until_past":           {nl: "Deze dag is al voorbij. Kies vandaag of later."},
	"recused_before":       {nl: "Deze persoon stond er al buiten."},
	"glass_reason_short":   {nl: "Schrijf in een hele zin waarom dit nodig is."},
	"glass_not_needed":     {nl: "Je kunt dit dossier al lezen. Noodtoegang is niet nodig."},
	"glass_no_such":        {nl: "Dit nummer kennen we niet. Kijk het nog eens na."},
	"role_missing":         {nl: "Kies een rol."},
	"too_long":             {"Dit is te lang. Maak het korter.", "This is too long. Make it shorter."},
	"colour_unclear":       {nl: "Deze kleur kennen we niet. Vul iets in als #095a67: een hekje en zes cijfers of letters."},
	"logo_too_large":       {nl: "Dit logo is te groot. Tot 512 kB lukt het."},
	"logo_too_wide":        {nl: "Dit logo heeft te veel beeldpunten. Maak het hooguit 2000 bij 2000."},
	"logo_kind":            {nl: "Dit kunnen we niet lezen als logo. Kies een PNG of een JPEG."},
	"logo_broken":          {nl: "Dit bestand is beschadigd. Kies het logo opnieuw."},
	"category_empty":       {nl: "Geef dit onderwerp een naam. Gebruik je het niet? Kies dan ‘Niet meer in gebruik’."},
	"category_twice":       {nl: "Dit onderwerp staat er al. Kies een andere naam."},
	"category_used":        {nl: "Er zijn klachten over dit onderwerp. Kies ‘Niet meer in gebruik’: dan blijft het daar staan."},
	"category_unknown":     {nl: "Dit onderwerp kies je niet meer. Kies een ander."},
	"categories_many":      {nl: "Meer dan zestig onderwerpen lukt niet. Haal er een weg."},
	"service_long":         {nl: "Een van deze namen is te lang. Maak hem korter dan 120 tekens."},
	"services_many":        {nl: "Meer dan 200 namen lukt niet. Haal er een paar weg."},
	"settings_stale":       {nl: "Iemand anders heeft dit net gewijzigd. Kijk het na en bewaar dan opnieuw. Wat je invulde, staat er nog."},
	"text_stale":           {nl: "Iemand anders heeft deze tekst net bewaard. Wat je invulde, staat er nog. Bewaar je opnieuw, dan vervangt het dat van de ander."},
	"draft_stale":          {nl: "Iemand anders heeft het concept net bewaard. Wat je invulde, staat er nog. Bewaar je opnieuw, dan vervangt het dat van de ander."},
	"publish_stale":        {nl: "Er is net iets veranderd. Kijk hieronder wat er nu verandert en kies dan opnieuw."},
	"procedure_renewed":    {nl: "Er geldt net een nieuwe versie. Lees die eerst en bevestig dan."},
	"procedure_name_empty": {nl: "Geef de procedure een naam."},
	"zone_unknown":         {nl: "Deze tijdzone kennen we niet. Begin opnieuw met een startpunt."},
	"holidays_unknown":     {nl: "Kies van welk land de feestdagen gelden."},
	"start_unknown":        {nl: "Kies wanneer de tijd begint."},
	"choose_one":           {nl: "Kies er minstens één."},
	"not_on_list":          {nl: "Kies iets uit de lijst, of laat het open."},
	"respond_missing":      {nl: "Vul in wanneer de klager antwoord heeft. Zonder die termijn belooft de procedure niets."},
	"length_unclear":       {nl: "Vul een heel getal in van 1 tot 9999."},
	"term_too_long":        {nl: "Deze termijn is erg lang. Tot twee jaar lukt het."},
	"term_never_met":       {nl: "Aan deze termijn kan niemand voldoen. Begin opnieuw met een startpunt."},
	"times_unclear":        {nl: "Vul in hoe vaak dat mag: 1 tot 10 keer."},
	"unilateral_short":     {nl: "Deze grens ligt niet na de gewone termijn voor het antwoord. Kies een langere tijd."},
	"retention_empty":      {nl: "Vul in hoelang je een klacht bewaart."},
	"retention_too_long":   {nl: "Dat is erg lang. Tot dertig jaar lukt het."},
	"days_unclear":         {nl: "Schrijf een datum per regel, zoals 2026-12-24. Tot honderd dagen lukt het."},
	"appeal_missing":       {nl: "Vul in waar iemand in beroep kan."},
	"appeal_name_empty":    {nl: "Vul in bij wie iemand in beroep kan."},
	"appeal_unreachable":   {nl: "Vul een telefoonnummer, e-mailadres of website in. Anders kan niemand in beroep."},
	"appeal_too_long":      {nl: "Deze tijd is erg lang. Tot tien jaar lukt het."},
	"kind_unknown":         {nl: "Kies uit de lijst wat dit is."},
	"website_unclear":      {nl: "Dit adres klopt niet. Vul iets in als https://voorbeeld.nl."},

	"outside_body_missing":    {nl: "Vul in voor welke instantie dit is."},
	"outside_purpose_missing": {nl: "Schrijf op waarvoor ze het krijgen."},
	"outside_not_sure":        {nl: "Er staan namen in. Vink aan dat de instantie ze nodig heeft, of kies ‘Zonder namen’."},
	"outside_not_looked":      {nl: "Kijk eerst in de bijlagen. Staat er iets in dat weg moet? Vink de bijlage dan uit."},
	"outside_why_missing":     {nl: "Schrijf op waarom dit niet meegaat."},
	"outside_empty":           {nl: "Er gaat nog niets mee. Vink aan wat in het bestand moet."},
	"outside_too_large":       {nl: "Het bestand wordt te groot. Laat een paar bijlagen weg."},
	"black_short":             {nl: "Kies een langer stuk tekst. Eén letter zou overal weggaan."},
	"black_why_missing":       {nl: "Schrijf op waarom dit weg moet."},
	"black_again":             {nl: "Dit is al weggelakt."},
	"black_needed":            {nl: "Dit stuk staat ook in wat op elke bladzijde moet staan: de instantie, het nummer, of wie het maakte. Kies een ander stuk."},
	"black_many":              {nl: "Er zijn al 200 stukken weggelakt. Meer gaat niet."},

	"last_lead":            {nl: "Dit is de enige hoofdtrainer. Geef eerst iemand anders die rol."},
	"preset_unknown":       {nl: "Kies een procedure uit de lijst."},
	"password_short":       {nl: "Kies een wachtwoord van minstens 12 tekens. Een zin van een paar woorden is goed."},
	"password_long":        {nl: "Dit wachtwoord is te lang. Tot 256 tekens lukt het."},
	"password_common":      {nl: "Dit wachtwoord proberen dieven als eerste. Kies een ander."},
	"password_guessable":   {nl: "In dit wachtwoord staat een naam die anderen kennen. Kies een ander."},
	"sign_in":              {nl: "Dit adres en dit wachtwoord horen niet bij elkaar. Kijk ze nog eens na."},
	"sign_in_busy":         {nl: "Er loggen nu veel mensen in. Probeer het zo nog eens."},
	"sign_in_slow":         {nl: "Er is vaak geprobeerd in te loggen. Wacht een minuut en probeer het dan nog eens."},
	"passkey_sign_in":      {nl: "Inloggen met deze passkey lukte niet. Probeer het nog eens, of gebruik je wachtwoord."},
	"passkey_nameless":     {nl: "Geef de passkey een naam, zoals ‘Mijn telefoon’."},
	"passkey_name_long":    {nl: "Deze naam is te lang. Tot 60 tekens lukt het."},
	"passkey_many":         {nl: "Je hebt al tien passkeys. Verwijder er eerst één die je niet meer gebruikt."},
	"passkey_over":         {nl: "Dit duurde te lang. Probeer het nog eens."},
	"passkey_refused":      {nl: "Het toevoegen lukte niet. Laat je apparaat om je vinger, gezicht of pincode vragen."},
	"passkey_known":        {nl: "Deze passkey heb je al."},
	"passkey_stale":        {nl: "Laat eerst nog een keer zien dat jij het bent. Laad de pagina opnieuw."},
	"passkey_none":         {nl: "Op dit adres werken geen passkeys. Gebruik je wachtwoord."},
	"last_factor":          {nl: "Dit is je enige manier om in te loggen. Voeg eerst een andere toe."},
	"recovery_wrong":       {nl: "Dit is niet de code van het herstelblad. Kijk hem nog eens na."},
	"stale":                {nl: "Iemand anders heeft dit dossier net gewijzigd. Kijk wat er veranderd is en bewaar dan opnieuw. Je tekst staat er nog."},
	"code_empty":           {"Vul uw code in.", "Fill in your code."},
	"code_short":           {"Deze code is nog niet compleet. Er staan %s.", "This code is not complete yet. It has %s."},
	"code_long":            {"Deze code is te lang. Er staan %s.", "This code is too long. It has %s."},
	"code_unknown":         {"Deze code kennen we niet. Kijk hem nog eens na.", "We do not know this code. Please check it."},
	"code_often":           {"Er zijn net veel codes geprobeerd. Wacht een minuut.", "Many codes were tried just now. Wait a minute."},
	"sign_in_wait":         {nl: "Dit ging net een paar keer mis. Wacht een minuut en probeer het dan nog eens."},
	"second_empty":         {nl: "Vul de zes cijfers uit je app in."},
	"second_wrong":         {nl: "Deze code is niet goed, of al gebruikt. Wacht op de volgende code in je app."},
	"second_often":         {nl: "Er is te vaak een code geprobeerd. Wacht een uur, of gebruik een herstelcode."},
	"recovery_code_empty":  {nl: "Vul een van je herstelcodes in."},
	"recovery_code_wrong":  {nl: "Deze herstelcode kennen we niet, of hij is al gebruikt."},
	"proof_empty":          {nl: "Vul je wachtwoord in, of de zes cijfers uit je app."},
	"proof_wrong":          {nl: "Dit klopt niet. Vul je wachtwoord in, of de zes cijfers die je app nu laat zien."},
	"proof_over":           {nl: "Je sessie is voorbij. Log in op een nieuw tabblad en ontgrendel daarna hier. Je tekst staat er nog."},
	"session_ended":        {nl: "Dit ging te vaak mis. Log opnieuw in."},
	"current_wrong":        {nl: "Dit is niet je wachtwoord van nu. Kijk het nog eens na."},
	"directory_away":       {nl: "%s is nu niet bereikbaar. Gebruik je wachtwoord, of probeer het zo nog eens."},
	"directory_denied":     {nl: "Het inloggen bij %s is gestopt. Er is niets veranderd."},
	"directory_over":       {nl: "Het inloggen duurde te lang, of was al klaar. Begin opnieuw."},
	"directory_invalid":    {nl: "Het antwoord van %s klopte niet. Probeer het nog eens."},
	"directory_stranger":   {nl: "Dit account kennen we niet. Vraag %s om een uitnodiging."},
	"directory_taken":      {nl: "Dit account hoort al bij iemand anders. Er is niets veranderd."},
	"directory_invitation": {nl: "Deze uitnodiging is al gebruikt of te oud. Vraag een nieuwe."},
	"directory_again":      {nl: "Open de link van je uitnodiging nog eens."},
	"directory_last":       {nl: "Dit is je enige manier om in te loggen. Kies eerst een wachtwoord of een passkey."},

	"review_joined":          {nl: "Deze toetsing is al gekoppeld. Maak die koppeling eerst los."},
	"joint_unknown":          {nl: "Deze code werkt niet (meer). Kijk hem na, of vraag de ander een nieuwe te maken."},
	"review_choose":          {nl: "Kies of er nog iets nodig is."},
	"review_running":         {nl: "Er loopt al een toetsing. Rond die eerst af."},
	"review_nobody":          {nl: "Kies wie er meedoen. Eén persoon is genoeg."},
	"review_cannot_attend":   {nl: "Alleen partners en wie de klachten leidt, doen mee aan een toetsing."},
	"review_before_end":      {nl: "Houd de toetsing op of na de laatste dag van de periode: %s."},
	"review_overlaps":        {nl: "De vorige toetsing ging over de dagen tot en met %s. Kies een latere dag."},
	"review_hole":            {nl: "Deze toetsing begint op de dag na %s. Anders valt er een klacht tussen."},
	"review_over":            {nl: "Deze toetsing is afgerond. Er verandert niets meer aan."},
	"review_not_in_scope":    {nl: "Deze klacht hoort niet bij deze toetsing."},
	"review_action_empty":    {nl: "Schrijf op wat we gaan doen."},
	"review_owner_missing":   {nl: "Kies wie dit gaat doen."},
	"review_due_past":        {nl: "Deze dag is al geweest. Kies een dag vanaf vandaag."},
	"review_due_far":         {nl: "Deze dag is meer dan vijf jaar weg. Kijk het jaartal nog eens na."},
	"review_not_held":        {nl: "De toetsing is op %s. Rond hem dan pas af."},
	"review_undecided":       {nl: "Nog niet besproken: %s. Beslis daar eerst over."},
	"review_left_to_others":  {nl: "Nog niet alles is besproken. Een ander maakt dit af."},
	"review_begun":           {nl: "Er is al over een klacht beslist. Rond de toetsing dan af."},
	"review_not_concluded":   {nl: "Rond de toetsing eerst af."},
	"review_not_there":       {nl: "Alleen wie erbij was, ondertekent."},
	"review_no_action":       {nl: "Deze actie kennen we niet."},
	"review_action_done":     {nl: "Deze actie is al klaar."},
	"review_action_not_done": {nl: "Deze actie is nog niet gedaan. Kies: nog niet te zeggen."},
	"review_done_empty":      {nl: "Schrijf op wat er is gedaan. Eén zin is genoeg."},
	"review_conflicted":      {nl: "Deze klacht nemen de anderen door."},
	"report_no_figures":      {nl: "Bij deze toetsing zijn de cijfers niet bevroren. Er is geen verslag van te maken."},
	"report_intro":           {nl: "Schrijf waar het verslag mee begint. Een paar zinnen zijn genoeg."},
	"report_measure_dutch":   {nl: "Schrijf het ook in het Nederlands."},
	"report_second":          {nl: "Jij schreef dit verslag. Laat iemand anders het nakijken en publiceren."},
	"report_same":            {nl: "Er is niets nieuws om te publiceren."},
	"report_note":            {nl: "Schrijf in één zin wat er anders is dan de vorige keer."},
	"report_not_public":      {nl: "Dit verslag is niet openbaar."},
	"date_unclear":           {nl: "Kies een dag."},
}
