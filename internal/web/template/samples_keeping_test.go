package template

func keepingSamples() map[string]Page {
	key, act := FormKey{Key: "k-9"}, ActPage{Staff: staff("register"), Ref: "2024-5079", Subject: "De reader kwam niet op tijd", FormKey: FormKey{Key: "k-9", Version: "14"}}
	row := KeepRow{Ref: "2024-5079", URL: "/staff/complaints/2024-5079", Title: "De reader kwam niet op tijd", Line: "2024-5079 · ontvangen op 25 november 2024."}
	waits := row
	waits.Tag, waits.ConfirmURL, waits.StopURL = Tag{Text: "vanaf 27 jan", Tone: "soon", Icon: "clock"}, "/staff/retention/2024-5079/confirmation", "/staff/retention/2024-5079/stop"
	waits.Index = 1
	again := waits
	again.Index, again.Field = 2, Field{Error: "Schrijf op waarom."}
	asked := waits
	asked.Index, asked.Tag = 3, Tag{Text: "woorden", Tone: "soon", Icon: "eye-off"}
	why := row
	why.Why = []string{"De jaartoetsing heeft deze klacht nog niet afgerond."}
	return map[string]Page{
		"retention": Retention{Staff: staff("settings"), FormKey: key, Sentence: "1 klacht mag weg.", Clock: "De klok van de computer sprong.", ClockURL: "/staff/retention/clock", Proposes: true, Alone: true,
			Choices: []KeepRow{row}, Waiting: []KeepRow{waits, again}, Redacted: []KeepRow{asked}, Over: []KeepRow{why}, Held: []KeepRow{why}, Gone: []KeepRow{{Title: "Klacht 2022-1234", Line: "Gewist op 3 maart 2026."}}},
		"retention-empty":  Retention{Staff: staff("settings"), Proposes: true, Sentence: "Er mag nu geen klacht weg."},
		"retention-second": Retention{Staff: staff("settings"), FormKey: key, Sentence: "1 klacht wacht op wissen.", Waiting: []KeepRow{{Ref: "2024-5079", Title: "Klacht 2024-5079", ConfirmURL: "/staff/retention/2024-5079/confirmation"}}},
		"backup":           Backup{Staff: staff("settings"), FormKey: key, Ask: true, Field: Field{Value: "ABCD", Error: "Dit is niet de code."}},
		"backup-late":      Backup{Staff: staff("settings"), State: "De laatste is van 3 maart 2026 om 03.00 uur, 12,4 MB.", Failure: "De laatste poging mislukte: er is geen ruimte.", Late: true, To: "/mnt/kopie", Keys: "/mnt/sleutels", At: "03:00"},
		"keys": Keys{Staff: staff("settings"), FormKey: key, Master: "Een bestand op de computer.", Since: "Sinds wanneer, is niet bekend.", File: true, TakingOver: true, Sheet: "Blad 2, in gebruik sinds 3 maart 2026 om 9.12 uur.",
			Checked: "Voor het laatst overgetypt op 3 maart 2026 om 9.12 uur.", Unchecked: true, Field: Field{Value: "ABCD", Error: "Dit is niet de code."}},
		"keys-elsewhere": Keys{Staff: staff("settings"), FormKey: key, Master: "Een dienst op de computer geeft haar bij elke start.", Since: "Sinds wanneer, is niet bekend.", Sheet: "Het register weet nog niet welk blad dit is."},
		"backup-none":    Backup{Staff: staff("settings"), State: "Er is nog geen reservekopie."},
		"what-if": WhatIf{Staff: staff("figures"), Period: "2026", PeriodWords: "2026", Norms: []Option{{Value: "awb", Label: "Awb", Checked: true}}, Name: "Awb", Source: "Awb hoofdstuk 9", AsOf: "1 januari 2026", Any: true,
			Terms: []WhatIfTerm{{Name: "Beantwoord", InTime: 12, Late: 1, Runs: 2}}, Unheard: "Bij 3 van de 12 is niemand gehoord.", Rows: []WhatIfRow{{Title: "De reader kwam niet", URL: "/staff/complaints/2026-5079", Line: "had moeten komen uiterlijk 3 maart 2026."}}},
		"what-if-none":     WhatIf{Staff: staff("figures"), Period: "2026", PeriodWords: "2026"},
		"what-if-empty":    WhatIf{Staff: staff("figures"), Period: "2026", PeriodWords: "2026", Name: "Awb"},
		"hold":             HoldForm{ActPage: act},
		"hold-lift":        HoldForm{ActPage: act, Lift: true, Since: "Vastgelegd door Mirjam op 3 maart 2026: De verzekeraar vroeg het op."},
		"restriction":      Restriction{ActPage: act, Askers: []Option{{Value: "subject", Label: "Wie de klacht betreft"}}, Reason: Field{Error: "Schrijf op waarom."}},
		"restriction-lift": Restriction{ActPage: act, Since: "Beperkt sinds 3 maart 2026, gevraagd door de klager: we zoeken het uit", Told: Field{Error: "Vul in op welke dag het is verteld."}, Hows: []Option{{Value: "letter", Label: "Brief"}}},
		"rectification": Rectification{ActPage: act, Story: "Het was op maandag.", Wrong: Field{Value: "op maandag"}, Right: Field{Error: "Schrijf op wat het moet zijn."},
			Askers: []Option{{Value: "complainant", Label: "De klager", Checked: true}}},
		"redaction": Redaction{ActPage: act, Passage: Field{Value: "haar zus", Error: "Deze woorden staan nergens in de klacht."}, Reason: Field{Value: "privacy"}, Looked: true,
			Files: []Option{{Label: "Geen bestand, alleen woorden", Checked: true}, {Value: "f1", Label: "foto.jpg", Hint: "12 kB"}}, Askers: []Option{{Value: "other", Label: "Iemand anders die in de klacht staat", Checked: true}}},
		"redaction-found": Redaction{ActPage: act, Passage: Field{Value: "haar zus"}, Looked: true, Found: []FoundRow{{Where: "Tessa diende de klacht in", When: "3 maart 2026", Before: "Ik zag ", Words: "haar zus", After: " niet."}}},
		"redaction-waits": Redaction{ActPage: act, Waits: "Mirjam stelde dit voor op 3 maart 2026. Gevraagd door: de klager.", Why: "Over iemand anders", Words: "haar zus", ConfirmURL: "/staff/retention/2024-5079/redaction",
			Found: []FoundRow{{Where: "Tessa diende de klacht in", When: "3 maart 2026", Before: "Ik zag ", Words: "haar zus", After: " niet."}}},
		"redaction-file": Redaction{ActPage: act, Waits: "Mirjam stelde dit voor op 3 maart 2026.", Why: "Over iemand anders", File: "foto.jpg", Reason: Field{Error: "Schrijf op waarom."}},
		"erasure-stop":   StopErasure{ActPage: act, On: "27 januari 2029"},
	}
}
