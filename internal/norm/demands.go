package norm

import "wederhoor/internal/figures"

const (
	publish  = "Publiceer de procedure, zodat iedereen haar kan lezen."
	late     = "Kijk welke klachten te laat zijn beantwoord en leg uit waarom."
	lateAck  = "Kijk welke klachten te laat zijn bevestigd en leg uit waarom."
	name     = "Noem in de procedure waar iemand in beroep kan, met een adres of telefoonnummer."
	keepTerm = "Zet in de procedure hoelang jullie klachten bewaren."
	review   = "Houd een jaartoetsing en rond haar af."
	follow   = "Kijk welke beloften niet op tijd zijn nagekomen."
	wait     = "Wie langer moet wachten, hoort dat op tijd."
	waitDo   = "Vertel het de klager voordat de termijn om is, met een nieuwe dag."
	read     = "Vraag wie de procedure nog niet heeft gelezen om dat te doen."
)

// demands are the table of domain.md 2.1 and 2.3 to 2.5, as far as a register can
// say something about them.
var demands = []Demand{
	{CRKBO, "7a", "2.3", "De klachtenprocedure is openbaar.", publish, published},
	{CRKBO, "7a", "2.3", "De personen in de procedure bestaan echt.", "Laat zien wie zij zijn en hoe je hen bereikt.", yourself},
	{CRKBO, "7b", "2.3", "Klachten zijn vertrouwelijk: niet iedereen kan erbij.", "Laat iedereen met een tweede stap inloggen. Dat kan bij Instellingen, onder Organisatie.", guarded},
	{CRKBO, "7b", "2.3", "Ook buiten het register blijven klachten vertrouwelijk.", "Laat zien wat jullie hierover hebben afgesproken.", yourself},
	{CRKBO, "7c", "2.3", "De klager krijgt binnen vier weken een reactie.", "Zet in de procedure een termijn van vier weken of korter.", fourWeeks},
	{CRKBO, "7c", "2.3", "Elke klager kreeg binnen vier weken een reactie.", lateAck, within(Law{Weeks: 4, Kind: Reaction}, "kregen binnen vier weken een reactie")},
	{CRKBO, "7d", "2.3", "Klachten zijn binnen de eigen termijn beantwoord.", late, answered},
	{CRKBO, "7d", "2.3", wait, waitDo, delayTold},
	{CRKBO, "7e", "2.3", "De procedure noemt waar iemand in beroep kan.", name, appealNamed},
	{CRKBO, "7e", "2.3", "De derde is echt onafhankelijk.", "Laat de afspraken met deze persoon of instantie zien.", yourself},
	{CRKBO, "", "2.3", "De organisatie voert een bindende uitspraak uit.", "Leg na elke uitspraak vast wat jullie ermee doen.", followed},
	{CRKBO, "", "2.3", "Klachten worden een vaste tijd bewaard.", keepTerm, keeps},

	{NRTO, "", "2.3", "Klachten zijn binnen de eigen termijn beantwoord.", late, answered},
	{NRTO, "", "2.3", "Elke klager kreeg binnen veertien dagen antwoord, of een bevestiging.", lateAck, under(figures.AnswerOwed, within(Law{Weeks: 2, Kind: Reaction}, "kregen binnen veertien dagen een reactie"))},
	{NRTO, "", "2.3", wait, waitDo, delayTold},
	{NRTO, "", "2.3", "Het geheel van de klachten is dit jaar getoetst.", review, reviewed},
	{NRTO, "", "2.3", "De tevredenheid van klanten wordt gemeten.", "Laat de uitkomsten van je evaluaties zien.", yourself},

	{ISO10002, "5.4", "2.1", "Iedereen weet wat te doen bij een klacht.", read, everybodyRead},
	{ISO10002, "7.2", "2.1", "Van elke klacht staat vast waarover zij gaat.", "Vul bij deze klachten het onderwerp in.", described},
	{ISO10002, "7.3", "2.1", wait, waitDo, delayTold},
	{ISO10002, "7.4", "2.1", "De ontvangst is op tijd bevestigd.", lateAck, acknowledged},
	{ISO10002, "7.8", "2.1", "De klager hoort op tijd de beslissing.", late, answered},
	{ISO10002, "7.9", "2.1", "Wat is beloofd, is op tijd gedaan.", follow, remedied},
	{ISO10002, "8.6", "2.1", "De leiding toetst het geheel en legt dat vast.", review, reviewed},

	{Wkkgz, "", "2.4", "Er is een oordeel binnen de termijn van de procedure.", late, answered},
	{Wkkgz, "", "2.4", "Er is een oordeel binnen zes weken, of binnen tien als de klager dat op tijd hoorde.", late, within(Law{Weeks: 6, More: 4, Statute: true, Written: true}, "kregen een oordeel binnen die termijn")},
	{Wkkgz, "", "2.4", wait, waitDo, delayTold},
	{Wkkgz, "", "2.4", "Maatregelen zijn op de beloofde dag klaar.", follow, remedied},
	{Wkkgz, "", "2.4", "De procedure noemt de geschilleninstantie.", name, names("disputes_committee")},
	{Wkkgz, "", "2.4", "Er is een onafhankelijke klachtenfunctionaris.", "Laat zien wie dit is en dat hulp gratis is.", yourself},

	{Awb, "9:6", "2.5", "De ontvangst is op tijd bevestigd.", lateAck, acknowledged},
	{Awb, "9:7", "2.5", "Wie de klacht behandelt, was er niet bij betrokken.", "Laat zien hoe je dit bij het toewijzen nagaat.", yourself},
	{Awb, "9:8", "2.5", "Wie geen behandeling krijgt, hoort dat binnen vier weken.", "Stuur ook dan binnen vier weken een brief met de reden.", under(figures.Inadmissible, within(Law{Weeks: 4, Kind: Refusal, Statute: true, Written: true}, "kregen dat binnen vier weken te horen"))},
	{Awb, "9:9", "2.5", "Over wie de klacht gaat, krijgt een afschrift.", "Zet in de procedure dat deze persoon een afschrift krijgt.", copied},
	{Awb, "9:10", "2.5", "Beide kanten worden gehoord.", "Zet in de procedure dat je beide kanten hoort.", heard},
	{Awb, "9:10", "2.5", "Van het horen is er een verslag.", "Laat bij een paar klachten het verslag zien.", yourself},
	{Awb, "9:11", "2.5", "De klacht is binnen de termijn van de procedure beantwoord.", late, answered},
	{Awb, "9:11", "2.5", "De klacht is binnen zes weken beantwoord, of binnen tien als een commissie adviseert. Met uitstel mogen het er vier meer zijn.", late, ofAwb("zijn binnen die termijn beantwoord")},
	{Awb, "9:11", "2.5", wait, waitDo, delayTold},
	{Awb, "9:12", "2.5", "De procedure noemt de ombudsman.", name, names("ombudsman")},
	{Awb, "9:12a", "2.5", "Er is elk jaar een openbaar verslag.", "Laat het verslag van dit jaar zien, en waar het staat.", yourself},
}
