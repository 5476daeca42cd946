package evaluation

import (
	"strings"
	"sync"
)

// class is what a pattern says.
type class byte

const (
	neutral  class = iota // looks bad and is not: "niets op aan te merken"
	topic                 // what a course is about: what follows is not about us
	strong                // must never be missed
	negative              // says that something was bad
	weak                  // says it together with something else
	expected              // had more been expected
	praise                // bad when denied: "niet goed"
	wanted                // bad when it was not there: "geen pauze"
	hint                  // says something in a clause without praise: "wifi", "graag"
	well                  // says that it was well, and less than praise when denied: "bedankt"
)

// The lexicon: one pattern a line or between commas. A word may end in * (any
// ending); a|b is either; ~ is at most three words in between. A pattern that
// holds its own denial ends in !: another one does not turn it.
var lexicon = map[class]string{
	neutral: `
zou|zouden niets|niks|niet ~ veranderen!, niets|niks|niet ~ veranderen!, niets|niks anders!, geen seconde|minuut|tel ~ verveeld!, geen seconde|minuut!, nee te zeggen!, nee zeggen!, nee leren zeggen!, fouten maken|mag|mogen|mocht|durven!, van ~ fouten leren!, hoefde|hoefden|hoeft|hoeven niet!, niemand hoeft!, nergens spijt!, niet vervelen!, niet verveeld!, niet getwijfeld!, niet voor niets!, niet nodig!, niets|niks tekort!, niets|niks ontbrak!, ontbrak niets|niks!, aan niets ontbroken!, nog nooit zo!, nooit zo ~ goed|veel|leuk|fijn|mooi|boeiend!, niet eerder zo!, niet gek!, zonder meer!, zonder moeite!, nooit meer missen!, niets is te gek|veel!, niemand voelde zich!, niet genoeg bedanken|prijzen!, wist|wisten ~ niet dat!, niet alleen maar!, niet beter verwacht!, niet onvermeld!, niet tevergeefs!, geen betere|beter!, niet mooier|leuker|fijner!, niets dan!, niks dan!, niets|niks verkeerds!, nooit lastig!, geen vraag onbeantwoord!, geen vraag bleef!, of niet!, al dan niet!, wel of niet!, niet lang getwijfeld!, geen wachttijd*!, geen stress!, geen gedoe!
niets|niks|weinig op aan te merken!, niets|niks|weinig aan te merken!, niet|niets|niks te klagen!, kan|kunnen|heb|hebben|hoor ~ niet klagen!, geen klacht*!, geen enkele klacht*!, zonder klacht*!
geen probleem|problemen!, zonder probleem|problemen!, geen enkel probleem!, geen spijt!, geen moment spijt!, geen moment verveeld!, geen verbeterpunt*!, geen minpunt*!, geen kritiek!, geen nadelen!, geen twijfel!
geen negatieve|slechte punten!, geen onduidelijk*!, geen opmerking*!, geen idee!, geen bijzonderheden!, geen verdere ~ opmerking*!, geen suggestie*!, geen tip*!, geen aanvulling*!, geen mening!, geen moeite!
niets|niks te verbeteren!, niets|niks toe te voegen!, weinig toe te voegen!, niets|niks gemist!, niets|niks mis!, niets|niks dan lof|goeds|goed|positief|positiefs!, niets|niks was te gek|veel!, niets|niks te veel!, niets|niks negatief*!
nooit te oud!, niet alleen!, niet enkel!, niet te missen!, niet stuk!, niet meer weg te denken!, kan|kon|kun|konden|had|hadden|zou ~ niet beter!, niet beter gekund!, niet beter kunnen!, niet anders dan!
beter dan verwacht|gedacht|gehoopt!, meer dan verwacht|gehoopt!, had ~ niet ~ verwacht|gedacht dat ~ zo leuk|goed|fijn|interessant!, had geen idee!, hoger dan verwacht!, overtrof*!, overtroffen!
te gek*!, tevreden!, te allen tijde!, te horen|zien|merken|lezen!, om te|het!, moeite waard!, geld ~ waard!, het waard!, was ~ waard!, al te graag!, niet te veel!, niet te weinig!
zou ~ niet weten!, weet ~ niet!, weet ik niet!, kan|kon ~ niet bedenken!, niet van toepassing!, nvt!, kan|kunnen niet wachten!, niet vergeten!, niet uit te leggen hoe!
nothing to add|complain|improve!, no complaint*!, no problem*!, not bad!, no issue*!, no remark*!, no comment*!, could|couldnt not ~ better!, couldnt ~ better!, cant complain!, nothing bad!, nothing wrong!
mis jullie!, zal ~ missen!, ga ~ missen!, ijskoffie!, koud buffet!, koude buffet|schotel|dranken|drankjes!, kopje koffie!, spannend!, geen moment!, viel|valt ~ mee!, viel|valt mee!
zonder twijfel!, zonder deze|dit|jullie|hem|haar!, zonder gedoe|stress|haast!, ging ~ niets|niks mis!, geen last!, geen centje pijn!, geen geheim*!, geen enkel bezwaar!, niemand hoefde!, nergens last!
wil ~ klacht*|klagen beter|leren!, klachten van klanten|clienten|ouders|bewoners!, slechtnieuws*!, slecht nieuws!, slechte nieuws!
moeilijk*|lastig* gesprek*|situatie*|klant*|client*|mensen|onderwerp*|gedrag|stof|materie|begrippen|collega*|momenten|keuzes|thema*|vragen ~ ga|stellen!, moeilijk*|lastig* gesprek*|situatie*|klant*|mensen|onderwerp*|gedrag|stof|materie|collega*|keuzes|thema*!, boze mensen|klant*|ouders|burgers!, klagende klant*|mensen|ouders!
geen grens*!, hoge verwachtingen waar*!, niet slecht gedaan!, geen woorden voor!, niet saai!, niet onaardig!, niet verkeerd!, niet mis!, niet misselijk!, lang niet slecht!, niet onbelangrijk!, gewoon doorgaan!, nog niet|geen ~ toegepast|ervaring!, niet meer dan logisch!
van niet weten!, nergens over te klagen!, niks over te klagen!, niets over te klagen!, te danken!, ten onrechte bang!, nooit vergeten!, nooit gedacht dat!, niet gedacht dat!, te pas!, goed te doen!, best te doen!, teveel om op te noemen!, te veel om op te noemen!`,

	topic: `omgaan met, tegen|met|over|rond|omtrent|bij stress|agressie|pesten|burnout|conflict|conflicten|weerstand|verdriet|rouw|boosheid|kritiek|geweld|misbruik|discriminatie|intimidatie|klachten|fouten|angst, omgang met, om te gaan met, om ~ gaan met, leren hoe, leerde hoe, geleerd hoe, geleerd over, weet nu hoe, weet hoe, nu durf, oefening over, module over, uitleg over hoe, het herkennen van, het voorkomen van, voorkomen van, voorbeelden van, theorie over, casus over, gesprek over, gesprekken over, praten over, hoe je, hoe ik`,

	strong: `
greep mij|me|haar|hem|iemand, greep ~ bij, grijpt ~ bij, duwde, geduwd, geslagen, sloeg mij|me|haar|hem, aangeraakt, aanraking*, geknepen, kneep, gekust, kuste, geflirt, flirten, avances, uitgemaakt voor, woest, furieus, laaiend, pisnijdig, nijdig, terugstort*, teruggestort, vergoed*, compensatie, compenseren, doorgespeeld, gelekt, liegen, liegt, nooit|niet|niemand ~ opdagen|opgedaagd!, wacht|wachten|wachtte nog, wacht|wachten al, weken|maanden|maand ~ gewacht|wachten, hoor|hoorde|hoorden ~ niets|niks!, taal noch teken!, allochton*, buitenlanders, moslims, hoofddoek, huidskleur, afkomst, geaardheid, minderwaardig*, dom genoemd, voor dom, idioot, debiel, achterlijk*, vloekte, gevloek*, durfde|durfden ~ niet!, gewond, gewonde, ongeval, blessure, brandgevaar, chanteer*, chantage, manipul*, machtsmisbruik, roddel*, stalk*, lastiggevallen, lastig gevallen, uitgesloten, buitengesloten, politie, malafide, vervals*, aanfluiting, blamage, deurwaarder, incasso, aanmaning*, geen gehoor!, niet teruggebeld!, nooit teruggebeld!, belachelijk gemaakt, maakte ~ belachelijk, bespot*, bespuugd, gekrenkt, vrouwen ~ niet|toch, vrouwonvriendelijk*, spot met, lacherig over, dreigde, onheus*, onwaardig*, mensen weggejaagd, weggejaagd, hel, nachtmerrie
klacht, klachten, klacht indien*, aanklacht, aanklagen, geld terug, centen terug, geld ~ terug, centen ~ terug, terugbetal*, terugbetaling, restitutie, schadevergoeding, schadeclaim, refund, my money back
schandalig*, schandalige, schande, schandelijk*, schaamteloos, belachelijk*, bespottelijk*, onacceptabel*, onaanvaardbaar*, ontoelaatbaar*, ongehoord*, niet te geloven!, waanzin, absurd*, wanprestatie, wangedrag, misstand*
onveilig*, niet ~ veilig!, nooit ~ veilig!, gevaarlijk*, levensgevaarlijk, vernederd*, vernederend*, vernedering*, gekwetst, kwetsend*, beledig*, gekleineerd, kleinerend*, denigrerend*, neerbuigend*, uitgelachen, belachelijk gemaakt, voor schut, voor gek gezet, voor paal, te kijk gezet, uitgescholden, schold*, uitgekafferd, afgesnauwd, afgeblaft, geschreeuwd, schreeuw*, tierde, brulde, bedreig*, dreig*, agressie*, gewelddadig, gepest, pesten, pestte
niet ~ serieus genomen!, niet serieus genomen!, nooit serieus genomen!, nam|namen ~ niet serieus!, niet serieus neemt|nemen!, niet au serieux!, niet ~ gehoord!
geen reactie*!, geen ~ reactie!, geen antwoord*!, nooit ~ antwoord!, nooit ~ reactie!, nog steeds niet|geen!, nog altijd niet|geen!, nog immer niet|geen!, tot op heden niet|geen|niks|niets!, tot vandaag niet|geen!, nooit iets ~ gehoord!, niets meer ~ gehoord|vernomen!, niks meer ~ gehoord!, reageert|reageren|reageerde|reageerden niet!, niet ~ gereageerd!
nooit meer!, nooit ~ terug!, eens en nooit!, nooit van mijn leven!, never again, niet nagekomen!, niet ~ nagekomen!, niet nakomen!, afspraak|afspraken|belofte* ~ geschonden|gebroken!, woordbreuk
discrimin*, gediscrimineerd, racis*, seksis*, sexis*, homofo*, intimid*, geintimideerd, grensoverschrijd*, ongewenst*, seksueel*, sexueel*, seksuele, handtastelijk*, aangerand, misbruik*, betast*, raakte ~ aan terwijl, raakte me aan, raakte mij aan, zat aan mij, over mijn grenzen, over de schreef, ongepast*
oplicht*, opgelicht, bedrog, bedrogen, fraude, bedriegerij, gelogen, liegt, loog, leugen*, misleid*, afzetter*, afzetterij, boerenbedrog, scam
weggegooid geld, weggesmeten geld, geld weg, verspilde tijd, waardeloos*, waardeloze, trok|trekt|trekken op niets|niks|niemendal!, op niets ~ trok|trekt!, lijkt|leek nergens op!, lijkt|leek nergens naar!
slechtste, ergste, worst, afschuwelijk*, verschrikkelijk slecht*, vreselijk slecht*, dramatisch slecht*, walgelijk*, respectloos, respectloze, zonder respect!, geen respect!, geen enkel respect!, beschamend*, beneden alle peil, mensonterend*, onmenselijk*, onbeschoft*, wangedrocht
raad|raden ~ af, afrader, zou ~ niemand aanraden!, raad ~ niemand aan!, advocaat, jurist*, rechtszaak, rechter, meld* bij de, melden bij, melding maken, aangifte, inspectie, ombudsman, geschillencommissie, branchevereniging, juridisch*
alcohol, dronken, zat ~ dronken, drugs, naar huis gestuurd, weggestuurd, buitengezet, geweigerd, slapeloze, huilend, gehuild, in tranen, paniekaanval, overstuur, getraumatiseerd, trauma opgelopen, ziek van geworden, kapot van, privacy, datalek, avg, vertrouwelijk* ~ gedeeld|doorverteld, doorverteld, zonder toestemming, zonder mijn toestemming, gestolen, diefstal, nooduitgang
laten staan, in de steek gelaten, aan ons lot overgelaten, aan mijn lot overgelaten, aan hun lot overgelaten, niet komen opdagen!, nooit komen opdagen!, kwam|kwamen niet opdagen!, zonder iets te laten weten, kwaad werd, werd kwaad, woedend, razend, kwade brief, complaint, unacceptable, disgrace*, unsafe, humiliat*, insult*, harass*, racist, rude`,

	negative: `
stoffig*, geergerd, ergeren, zakte ~ in, ingezakt, kakte ~ in, leeg gevoel, gemengd*|dubbel gevoel*, gemengde gevoelens, gemiste kans, kwam|kwamen|komt ~ niets|niks|weinig terecht!, sloeg|slaat|sloegen|slaan nergens op!, nergens op!, nergens over!, nergens naar!, hot naar her, kastje naar, achter op schema, liep|liepen ~ achter, andere aanbieder|opleider|organisatie|cursus gekozen|kiezen, al bekend, bekende stof|kost|materie, zesje, vijfje, zes min, onvoldoende voor, voor dit|die|dat|zoveel|zo ~ geld|bedrag|prijs|centen, verwacht je|ik|men, mag je|ik ~ verwachten, wel wat|iets ~ gemogen|mogen, kapte|kapt|kappen|kapten ~ af, afkappen, ergens anders, volgende keer ~ ander*|niet, mistake*, error*, slow, weak, schoot niet op!, de mist in, ging|gingen|liep|liepen|loopt|gaat ~ mis|fout|verkeerd|scheef|mank|spaak, gedoe, klaagde*, mopper*, doorn in, tegen de borst, ongepland, eenzijdig*, galm*, echo, achter een paal, geschrapt, schrapte*, weggelaten, overgeslagen, sloeg|sloegen ~ over, ingekort, vroegtijdig*, eerder gestopt, stopte|stopten ~ eerder|vroeger, later begonnen, begon|begonnen|startte|startten ~ later|laat, uur later, minuten later, wachttijd*, in de kou, in de regen, in de rij, rechtstaan, opgepropt, opeengepakt, propvol, overvol*, volgepropt, overladen, overload, hoofdpijn, koppijn, rugpijn, honger, dorst, moe, doodmoe, uitgeput, lijkt|leek wel, leek|lijkt alsof, precies of, beu, genoeg van, nodeloos, nodeloze, uit de verf!, dieptepunt, tegenslag, domper, afknapper, sof, flop, fiasco, farce, lachertje, poppenkast, gezapig*, doods*, gapen, geeuw*, eindeloos*, eindeloze, ellenlang*, eeuwig*, duurde ~ lang, zo lang duren, draad kwijt, verloor|verloren ~ draad|aandacht|interesse, spoor bijster, vakjargon, jargon, moeilijke woorden, gekopieerd, taalfout*, spelfout*, typfout*, uitweid*, afdwaal*, dwaalde*, bleef|bleven|blijft ~ hangen, oeverloos*, uit de hand, telefoon|gsm zat|zitten, op zijn|haar|hun telefoon|gsm, boete, verwittigd, volzet, bezet, op toen, waren|was op, tekort aan, maar een ~ toilet|stopcontact|lokaal|trainer|exemplaar, half uur te, amper hoorbaar, onhoorbaar*, onvindbaar*, onvolwassen*, onbruikbaar*, onhaalbaar*, onrealistisch*, onlogisch, ongelijk*, onverwacht* ~ afgezegd|geannuleerd, ontmoedig*, ontevredenheid, achteraf ~ bleek, bleek ~ niet!, bleek dat, kwam ~ niet aan!, uitgekomen niet!, niet uitgekomen!, niet gehaald!, niet ingelost!, niet waargemaakt!, niet bekwaam!, moest ik ~ zelf, moesten we|wij ~ zelf, zelf ~ uitzoeken|betalen|regelen|opzoeken, extra betalen, bijbetalen, kostte ~ extra, extra kosten, verborgen kosten, zomaar, plots*, ineens, zonder waarschuwing, zonder bericht, zonder aankondiging, zonder uitleg, zonder reden, afgekraakt, kraakte*, haantjesgedrag, ego, zelfingenomen, zelfvoldaan, ijdel, dwingend*, star, starre, streng*, drammer*, gedram, drammerig*, opgefokt, ongerust, onbehagen, onbehaaglijk*, ongemak, schaamde, schaamte, gegeneerd, voor de leeuwen, in het diepe, aan zijn lot, stilte uit, doodse, sloeg de plank, plank mis, gokken, raden naar, niets ~ gezien|gehoord|gemerkt|terug!, weinig ~ gezien|gehoord|gemerkt|terug!
slecht*, slechte, slechter, matig, matige, matigjes, pover*, povertjes, magertjes, mager*, zwak, zwakke, zwakjes, teleur*, tegengevallen, tegenvall*, tegenviel*, viel|valt|vielen|vallen ~ tegen, ontevreden*, onvrede, misnoegd*, ontgoochel*, gedesillusioneerd
onduidelijk*, onoverzichtelijk*, onbegrijpelijk*, onverstaanbaar*, onleesbaar*, onbereikbaar*, onvoldoende, ondermaats*, onder de maat, beneden|onder peil, beneden niveau, benedenmaats, onvriendelijk*, onbeleefd*, onaardig*, onsympathiek*, ongeinteresseerd*, ongemotiveerd*, ongeduldig*, ongeorganiseerd*, ongestructureerd*, ongemakkelijk*, oncomfortabel*, onprofessioneel*, onprofessionele, onvoorbereid*, onzeker*, onhandig*, onrustig*, oneerlijk*, onterecht*, onjuist*, onredelijk*, onnodig*, onnuttig*, oninteressant*, onpersoonlijk*, onvolledig*, onbetrouwbaar*, onnozel*, onhygienisch*, ondoordacht*, onpraktisch*, onwerkbaar*, onlogisch*, onkundig*, onbekwaam*, onervaren*, onattent*, onnauwkeurig*, onzorgvuldig*, onzin, onbenullig*, onevenwichtig*, ongelukkig, onbeholpen*, onverschillig*, onwetend*, onduidelijkheid, onbegrip, onverkwikkelijk*
rommelig*, rommeltje, zooitje, boeltje, soepje, puinhoop, knoeiboel, chaos, chaotisch*, wanorde*, warrig*, verwarrend*, verwarring, saai*, saaie, slaapverwekkend*, langdradig*, eentonig*, monotoon, monotone, langzaam tempo, oppervlakkig*, vaag, vage, wollig*, zweverig*, stroef, stroeve, moeizaam*, taai*, droog, droge stof, flauw*, lauw*, nietszeggend*, nutteloos, nutteloze, zinloos, zinloze, overbodig*, waarde ~ nul, kinderachtig*, betuttel*, belerend*, schools*, arrogant*, uit de hoogte, hautain*, kortaf, bits*, bot, botte, nors*, chagrijnig*, humeurig*, ongeinspireerd*, afstandelijk*, kil, kille, koeltjes, dominant*, bazig*, bevooroordeeld*, partijdig*, voorkeur voor, voortrek*, voorgetrokken, negeer*, genegeerd, negeren, afgewimpeld, afgekapt, weggewuifd, met een kluitje, van het kastje
storend*, stoorde*, irritant*, irriteer*, irritatie*, ergerlijk*, ergerde*, erger ik, ergernis*, vervelend*, verveel*, verveelde, verveling, hinderlijk*, frustr*, gefrustreerd, ambetant*, ambetante, lastig|moeilijk te volgen|verstaan|begrijpen|bereiken|vinden|horen|lezen|zien, moeilijk bereikbaar, slecht bereikbaar, moeilijk verstaanbaar, lastig
ijskoud*, steenkoud, koud, koude, kou, bloedheet, snikheet, bloedhete, snikhete, benauwd*, bedompt*, muf, muffe, stonk*, stinkt, stank, vies, vieze, vuil, vuile, smerig*, lawaai*, lawaaierig*, gehorig*, kabaal, herrie, tocht*, tochtig*, krap, krappe, donker lokaal, donkere zaal, gaar ~ niet, niet gaar!, te gaar
verspilling, tijdverspilling, tijdsverspilling, tijdverlies, zonde van, verloren tijd, verloren dag, weggegooide, prijzig*, duur voor, duur betaald, rib uit, geldklopperij, woekerprijs*, niet ~ waard!, niet waard!, geen cent waard!, prijs kwaliteit, prijs en kwaliteit
afraffelen, afgeraffeld*, raffel*, gehaast*, gejaagd*, haastig*, haastwerk, opgejaagd, stress, stressvol, hectisch*, uitgelopen, liep uit, liepen uit, uitloop, vertraging*, vertraagd*, te laat, telaat, laattijdig*, afgelast*, geannuleerd, annulering, afgezegd, verplaatst, verschoven, uitgesteld, verzet op, laatste moment, op het laatste nippertje, vergeten, vergat*, kwijtgeraakt, kwijt, zoekgeraakt, fout*, foute, vol fouten, fouten, foutief*, verkeerd*, misverstand*, verouderd*, achterhaald*, gedateerd*, ouderwets*, kapot, stuk, defect*, haperde*, haperen*, liep|liepen|loopt ~ vast, vastgelopen, crash*, storing*, technische problemen, probleem, problemen, problematisch*, ramp, rampzalig*, drama, dramatisch*, hopeloos, hopeloze, vreselijk*, verschrikkelijk*, afgrijselijk*, bedroevend*, erbarmelijk*, triest*, treurig*, pijnlijk*, beroerd*, belabberd*, bar slecht, ellend*, miserie, brol, rotzooi, prut, kak, knudde, shit, klote, kloten, kut, zooi, bagger, crap, rommel, prullen
miste, misten, gemist, mis nog, mis ik, ik mis, ontbrak*, ontbreekt, ontbreken, ontbroken, gebrek aan, gebrekkig*, tekort*, schoot tekort, tekortgeschoten, haakte*, afgehaakt, afhaak*, weggegaan, eerder vertrokken, opgestapt, weggelopen, vertrok*, in slaap, viel stil, bleef uit, bleven uit, bleef weg, bleef hangen bij, herhaling van, in herhaling, herhaalde zich, oude koek, oude wijn, wist ~ allemaal al, wist ik al, wist alles al, kende ik al, niks|niets nieuws!, weinig|niet nieuws!, weinig nieuws!, niet nieuw!, niks|niets bijgeleerd!, niks|niets geleerd!, niks|niets aan gehad!, weinig aan gehad!, niks|niets aan!, er weinig aan!, niks|niets opgeleverd!, niks|niets opgestoken!, snapte ~ niks|niets|niet!, begreep|begrijp ~ niks|niets|niet!, wist van niets|niks!, wist|wisten|weten ~ niet!, niemand wist!, niemand was!, maar niks!, maar niets!, maar zo zo, zozo, maar zozo, was maar niks!, geen goesting!, zonder goesting, weinig goesting!, geen zin!, geen overwicht!, geen orde!, geen controle!, geen benul!, geen verstand!, geen kaas!
niet ~ goed genoeg!, niet content!, niet ~ content!, niet gelukkig!, niet blij!, niet ~ blij!, niet ~ tevreden!, minder tevreden, niet ~ eens!, niet echt!, niet zoals!, niet op tijd!, niet ~ op mijn gemak!, niet op mijn gemak!, niet thuis!, niet passend!, niet wat!, niet ~ aanraden!, niet ~ aanbevelen!, niet aan te raden!, niet aan te bevelen!, zou ~ niet ~ kiezen|doen!, niet voor herhaling!, niet te volgen!, niet te verstaan!, niet te doen!, niet te lezen!, niet te vinden!, niet te bereiken!, niet te harden!, niet te zien!, niet te horen!
sloot|sluit|sloten|aansluiten ~ niet!, niet aan op|bij!, voldeed|voldoet|voldeden ~ niet!, klopte|klopt|klopten|kloppen ~ niet!, klopte|klopt weinig|niks|niets|van!, klopten|klopte weinig!, werkte|werkt|werkten|werken ~ niet!, deed|deden|doet ~ het niet!, deed het niet!, functioneerde* niet!, luisterde*|luistert ~ niet!, niet geluisterd!, niet ~ geluisterd!, kwam|kwamen|komt ~ niet!, kon|konden ~ niet!, kan|kunnen ~ niet!, kreeg|kregen|krijgen ~ niet!, kregen|kreeg geen|nooit!, niet gekregen!, niet ontvangen!, nooit ontvangen|gekregen|gehad|aangekomen!, nooit ~ gehad|ontvangen|gekregen|gehoord!, niet ~ behandeld!, niet behandeld!, niet besproken!, niet geregeld!, niet ~ geregeld!, niet gelukt!, lukte|lukten|lukt ~ niet!, niet aanwezig!, niet beschikbaar!, niet bereikbaar!, niet toegankelijk!, niet aan bod!, niet aan de beurt!, niet gedacht aan!, niet meegenomen!, niet verteld!, niet gezegd!, niet gemeld!, niet uitgelegd!, niet voorbereid!, niet ~ voorbereid!, niet vermeld!, niet doorgegeven!, niet meegedeeld!, niet aangepast!, niet rolstoel*!, nergens ~ te vinden!, geen rekening!, geen rekening ~ gehouden!, trok|trekt zich niks|niets aan!, er niet in!, ging niet door!, niet door!
over ~ heen gepraat, over mij heen, over ons heen, las|lezen|leest ~ voor, voorlezen, afgelezen van, aan het woord, niet aan het woord!, alleen over zichzelf, over zichzelf, over haarzelf, zelf uitzoeken, zelf op zoek, zelf maar, uren wachten, lang wachten, moesten wachten, lang gewacht, gewacht, had|hadden ~ moeten, hadden moeten, dan ik kwam, nattevingerwerk, kon beter, kan beter, kan veel beter, kon veel beter, mag beter, moet beter, moet veel beter, kan ~ beter, zou ~ beter zijn, zou beter geweest, zou ~ beter, voor verbetering vatbaar, verre van, allesbehalve, alles behalve, laat|liet|laten|lieten ~ te wensen, te wensen over, met moeite, tegenzin, afzien, geworstel*, worstel*, half werk, slordig*, nalatig*, laks*, traag, trage, sloom*, stroperig*, amateuristisch*, klungel*, gepruts*, prutsers, geklungel, gestuntel, stuntel*, kortom niet, minpunt*, minpuntje*, nadeel, nadelen, kritiek, kritiekpunt*, bezwaar*, aanmerking*, verbeterpunt*, verre weg, buiten beschouwing, dubbel geboekt, dubbel betaald, herinnering gekregen terwijl, niet vegetarisch!, afgehaspeld, van de hak op de tak, hak op de tak, geneuzel, gezwam, gezeur, gezever, zever, zeveren, gewauwel, blabla, bla bla, reclamepraatje*, verkooppraatje*, reclame, verkoop ~ training, dubieus*, twijfelachtig*, bedenkelijk*, ondankbaar*, slechthorend*, huichelachtig*, hypocriet*, uitgebuit, genept, bekocht, beetgenomen, vies bekaf, plat*, platvloers*, oubollig*, log, loggere, stijf, stijve, stug*, schreeuwerig*, opdringerig*, opgedrongen, vermoeiend*, uitputtend*, slopend*, afmattend*, tenenkrommend*, genant*, gênant*, kwalijk*, jammerlijk*, spijt van, spijt dat, kwaad, boos, ontstemd, verontwaardigd, geschrokken, schrok, bang, angstig, gespannen, verdriet*
bad, badly, poor, poorly, terrible, awful, horrible, disappoint*, boring, unclear, confusing, confused, useless, waste of, unprofessional, unprepared, unorganised, unorganized, disorganised, disorganized, chaotic, messy, dull, too late, was late, were late, too much, too little, too fast, too slow, too long, too short, too expensive, too cold, too hot, too many, too few, not enough!, not worth!, not good!, not helpful!, not useful!, not clear!, did not|didnt learn!, did not like!, didnt like!, nothing new!, could be better, should be better, could have been better, unfriendly, cold, noisy, dirty, lacked, lacking, lack of, missing, failed, rushed, superficial, outdated, unhappy, dissatisfied, annoying, overpriced, mediocre, wrong, broken, problem, problems`,

	weak: `raar, rare, vreemd, vreemde, bizar, wisselvallig*, wisselend*, slechts, nogal, rap, oud, oude, circus, anekdotes, vraagtekens, eigenlijk, waarom, kans gemist, later, jammer!, jammergenoeg!, helaas!, spijtig!, spijtig genoeg, sneu, zonde, duur, dure, moeilijk, moeilijke, lastige, zwaar, zware, pittige prijs, beperkt*, weinig, nauwelijks, amper, twijfel*, alleen jammer, minder goed, minder geslaagd, minder sterk, minder leuk, minder fijn, minder interessant, minder duidelijk, minder prettig, minder, tja, mwah, mwoah, meh, bof, gaat wel, ging wel, ging zo, valt te verbeteren, middelmatig*, gemiddeld, gewoontjes, gewoon oke, niet bijzonder!, niet super!, niet top!, niet ideaal!, niet optimaal!, niet altijd!, niet helemaal!, niet overal!, niet iedereen!, niet zo!, niet heel!, niet erg!, niet echt ~, veel tijd kwijt, druk, drukke, unfortunately!, pity, expensive, difficult, sadly!`,

	expected: `had|hadden ~ verwacht, had|hadden ~ gehoopt, had|hadden ~ gedacht, had|hadden ~ graag, had|hadden ~ liever, had|hadden ~ beter, had|hadden ~ gekund, had|hadden ~ gewild, had|hadden ~ gemogen, liever ~ gehad, liever ~ gezien, graag ~ gehad, graag ~ gezien, anders verwacht, meer van verwacht, meer verwacht, meer gehoopt, gehoopt op, hoopte op, andere verwachting*, verwachtingen niet!, verwachting niet!, niet ~ verwachting*!, verwachtte meer, verwachtte iets anders, beloofd was, beloofd werd, was beloofd, werd beloofd, expected more, hoped for`,

	praise: `goed, goede, goeie, goe, fijn, fijne, leuk*, leuke, prettig*, duidelijk*, helder*, nuttig*, zinvol*, leerzaam*, leerzame, leerrijk*, interessant*, boeiend*, sterk*, sterke, geweldig*, fantastisch*, uitstekend*, super, top, prima, perfect*, ok, oke, tof, toffe, plezant*, mooi*, mooie, handig*, praktisch*, praktijkgericht*, professioneel*, professionele, vriendelijk*, aardig*, behulpzaam*, betrokken, enthousiast*, inspirerend*, tevreden*, content*, blij, gelukkig, veilig*, gezellig*, comfortabel*, relevant*, bruikbaar*, toepasbaar*, geschikt*, deskundig*, voorbereid*, georganiseerd*, verzorgd*, gestructureerd*, logisch*, volledig*, compleet*, eerlijk*, respectvol*, correct*, attent*, serieus, overtuigend*, volgbaar, verstaanbaar*, leesbaar*, bereikbaar*, warm, proper, schoon, rustig*, ideaal, optimaal, geslaagd*, vlot, aangenaam*, aangename, waardevol*, verstandig, best, lekker*, smakelijk*, genoten, aanrader, good, great, helpful, useful, clear, nice, excellent, friendly, professional, interesting, satisfied, happy`,

	wanted: `meerwaarde, toegevoegde waarde, diepgang, structuur, begeleiding, uitleg, pauze*, ruimte, aandacht, interactie, feedback, voorbeelden, oefening*, oefenen, geoefend, geleerd, bijgeleerd, opgestoken, duidelijkheid, informatie, info, communicatie, contact, antwoord*, antwoorden, beantwoord*, reactie, gereageerd, certificaat, diploma, materiaal, handout*, koffie, lunch, water, eten, drinken, parkeer*, parkeren, stoelen, tafels, licht, geluid, airco, verwarming, rekening, respect, begrip, oog voor, inleving, empathie, kennis, ervaring, humor, energie, rust, tijd, inbreng, afwisseling, variatie, verdieping, inhoud, praktijk, theorie, opbouw, samenhang, lijn, leiding, gezag, organisatie, voorbereiding, planning, opvolging, nazorg, steun, hulp, ondersteuning, geholpen, vervanging, vervanger, trainer gezien, lesgever gezien, geluisterd, luister*, gelezen, doorgestuurd, toegestuurd, gestuurd, opgestuurd, gemaild, gebeld, teruggebeld, verwittigd, geinformeerd, voldaan, gewerkt, werkend*, gekloppt, gevolgd, ingegaan op, toegankelijk*, inloggen, openen, downloaden, certificaten, punten, kans, mogelijkheid, keuze, vertrouwen, motivatie, inzet, enthousiasme, sfeer, verband, link met, aansluiting, toepassing, nut, zin, practice, examples, answer, feedback, structure, time`,
}

// negators turn what they stand with.
var negators = set(`niet geen nooit niets niks niemand nergens nauwelijks amper zonder weinig evenmin allerminst geenszins noch not no never without nothing didnt wasnt dont isnt werent hardly ni nie nimmer`)

// intensifiers, softeners and turns change how much a word says.
var intensifiers = set(`erg zeer heel enorm totaal echt ontzettend veel vreselijk ontiegelijk bijzonder behoorlijk verschrikkelijk ronduit compleet volkomen absoluut veels serieus danig very really extremely`)
var softeners = set(`beetje soms wat iets ietwat lichtjes enigszins redelijk slightly bit somewhat`)
var turns = set(`maar echter alleen behalve doch enkel hoewel alhoewel ondanks desondanks jammer but however except although though`)

// mild words before "maar" make it no turn: "kijk maar".
var mild = set(`kijk doe ga zeg neem geef kom vraag wacht zie`)

// notAdjectives follow "te" without a complaint: idioms, and words that are no
// measure. Infinitives end in n and are told apart by that.
var notAdjectives = set(`gek gekke goed mooi leuk lief allen zijner koop huur voet paard plekke water land gast rade slotte boven vroeger pas midden onrechte tijde weer werk`)

// measures end in n and are no infinitives.
var measures = set(`klein algemeen gemeen gewoon open verlegen schoon groen bescheiden gesloten dun fijn bont modern`)

var badSigns = "😡😠🤬👎😞😢😭😤🤮😒🙁☹😖😣😩😫💩🤢😔"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// item is one word of a pattern, or a gap before it.
type item struct {
	words  []string // whole words
	stems  []string // beginnings
	gapped bool     // up to three words may stand before it
}

func (i item) matches(word string) bool {
	for _, w := range i.words {
		if w == word {
			return true
		}
	}
	for _, s := range i.stems {
		if strings.HasPrefix(word, s) {
			return true
		}
	}
	return false
}

// first is a word that it may be.
func (i item) first() string {
	if len(i.words) > 0 {
		return i.words[0]
	}
	return ""
}

type pattern struct {
	class class
	items []item
	sure  bool // holds its own denial
}

// compiled is the lexicon by the first word of its patterns.
type compiled struct {
	words map[string][]*pattern
	stems map[string][]*pattern // by the first three bytes of a stem
	long  map[string][]spelling // by the first two, to forgive a slip of the hand
}

type spelling struct {
	word string
	stem bool
	of   *pattern
}

var rules = sync.OnceValue(func() *compiled {
	c := &compiled{map[string][]*pattern{}, map[string][]*pattern{}, map[string][]spelling{}}
	for cl := neutral; cl <= well; cl++ {
		for _, line := range strings.FieldsFunc(lexicon[cl]+"\n"+wider[cl], func(r rune) bool { return r == ',' || r == '\n' }) {
			c.add(cl, strings.Fields(line))
		}
	}
	return c
})

func (c *compiled) add(cl class, words []string) {
	if len(words) == 0 {
		return
	}
	p := &pattern{class: cl}
	gapped := false
	for _, w := range words {
		if w == "~" {
			gapped = true
			continue
		}
		it := item{gapped: gapped}
		gapped = false
		if w, p.sure = strings.CutSuffix(w, "!"); w == "" {
			continue
		}
		for _, alt := range strings.Split(w, "|") {
			if stem, ok := strings.CutSuffix(alt, "*"); ok {
				it.stems = append(it.stems, folded(stem))
			} else {
				it.words = append(it.words, folded(alt))
			}
		}
		p.items = append(p.items, it)
	}
	for _, w := range p.items[0].words {
		c.words[w] = append(c.words[w], p)
		c.spell(w, false, p)
	}
	for _, s := range p.items[0].stems {
		c.stems[s[:3]] = append(c.stems[s[:3]], p)
		c.spell(s, true, p)
	}
}

// spell keeps long words that say something bad by themselves.
func (c *compiled) spell(w string, stem bool, p *pattern) {
	if len(p.items) == 1 && len(w) >= slipFrom && (p.class == strong || p.class == negative) {
		c.long[w[:2]] = append(c.long[w[:2]], spelling{w, stem, p})
	}
}
