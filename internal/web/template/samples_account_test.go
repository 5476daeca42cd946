package template

func accountSamples() map[string]Page {
	key := FormKey{Key: "k-4"}
	account := Account{Staff: staff(""), FormKey: key, Email: "mirjam@voorbeeld.example", HasPassword: true, AppSince: "17 november 2026", CanRemoveApp: true, Passkeys: 1, Recovery: 2, Few: true,
		HasRecovery: true, Others: true, Sessions: []SessionRow{{ID: "ab12", Browser: "Firefox op Windows", Since: "vandaag, 9.12 uur", Seen: "nu", This: true}, {ID: "cd34", Browser: "Safari op een iPhone", Since: "gisteren, 18.40 uur", Seen: "gisteren, 19.02 uur"}}}
	bad := account
	bad.Errors = []ErrorLine{{"current", "Dit is niet je wachtwoord van nu."}, {"password", "Kies een wachtwoord van minstens 12 tekens."}, {"app", "Een tweede stap is hier verplicht."}}
	bare := Account{Staff: staff(""), FormKey: key, HasPassword: true, Sessions: account.Sessions[:1]}
	byLink := bare
	byLink.Staff.LinkOnly, byLink.LinkOnly = true, true
	wrong := []ErrorLine{{"code", "Deze code is niet goed, of al gebruikt."}}
	app := AppSetup{Base: base(), FormKey: key, Secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"}
	badApp := app
	badApp.Errors, badApp.Code = wrong, Field{Value: "12345"}
	step := SecondStep{Base: base(), FormKey: key}
	badStep := step
	badStep.Errors, badStep.Recovery = wrong, true
	people := People{Staff: staff("settings"), FormKey: key, Restored: Invited{Name: "Henk Postma", Link: "https://klachten.voorbeeld.example/staff/reset?token=3f2a", Until: "donderdag 26 november, 10.00 uur"}}
	proof := Proof{Base: base(), FormKey: key, ActionURL: "/staff/account/proof", Back: "account"}
	locked := Proof{Base: base(), FormKey: key, ActionURL: "/staff/unlock", Locked: true, Notice: "Je scherm is vergrendeld. Ontgrendel en ga terug in je browser: je tekst staat er nog."}
	locked.Errors = []ErrorLine{{"password", "Dit klopt niet."}}
	return map[string]Page{
		"account": account, "account-bad": bad, "account-bare": bare, "account-link": byLink,
		"second-step": step, "second-step-bad": badStep, "second-step-passkey": SecondStep{Base: base(), FormKey: key, Passkey: true},
		"second-factor": SecondFactor{Base: base(), FormKey: key, Required: true}, "second-factor-other": SecondFactor{Base: base(), FormKey: key, HasApp: true},
		"app-setup": app, "app-setup-bad": badApp,
		"recovery-codes": RecoveryCodes{Base: base(), First: true, NextURL: "/staff", Codes: []string{"KTMR-7X4Q-92HD-3VNE", "E8WP-A6JJ-2CMB-0T5R"}},
		"mail-link":      MailLink{Base: base(), FormKey: key}, "mail-link-sent": MailLink{Base: base(), Sent: true}, "mail-link-over": MailLink{Base: base(), Expired: true},
		"reset": Reset{Base: base(), FormKey: key, Name: "Henk", Email: "henk@voorbeeld.example"}, "reset-early": Reset{Base: base(), Starts: "donderdag 26 november, 10.00 uur"}, "reset-over": Reset{Base: base(), Expired: true},
		"people-reset": people, "proof": proof, "locked": locked,
	}
}
