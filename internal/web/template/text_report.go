package template

// ReportText is the yearly report for everybody.
type ReportText struct {
	Title, List, None, Numbers, Became, Agreed, Withdrawn, WithdrawnText, CSV, Number, What, All, Link, NoneYet string
}

func reportText(t in) ReportText {
	return ReportText{
		Title:         t("Klachten in %s", "Complaints in %s"),
		List:          t("Jaarverslagen over klachten", "Yearly reports on complaints"),
		None:          t("Elk jaar kijken we wat we van klachten leerden. Hier leest u wat eruit kwam.", "Every year we look at what we learned from complaints. Here you can read what came of it."),
		NoneYet:       t("Er is nog geen jaarverslag.", "There is no yearly report yet."),
		Numbers:       t("In cijfers", "In numbers"),
		Became:        t("Wat we vorige keer afspraken, en of het hielp", "What we agreed last time, and whether it helped"),
		Agreed:        t("Wat we nu gaan doen", "What we will do now"),
		Withdrawn:     t("Het jaarverslag %s is ingetrokken", "The yearly report %s was withdrawn"),
		WithdrawnText: t("Dat deden we op %s. De reden: %s", "We did so on %s. The reason: %s"),
		CSV:           t("Cijfers als CSV", "Figures as CSV"),
		Number:        t("Aantal", "Number"),
		What:          t("Wat", "What"),
		All:           t("Alle jaarverslagen", "All yearly reports"),
		Link:          t("Jaarverslag", "Yearly report"),
	}
}
