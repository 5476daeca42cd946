package badmail

import (
	"slices"
	"strings"
)

// reports of mail servers, real, forged and broken.
func reports() []Mail {
	const sender = "From: MAILER-DAEMON@mx.elders.example (Mail Delivery System)"
	head := strings.Replace(top, from, sender, 1)
	kind := `Content-Type: multipart/report; report-type=delivery-status; boundary="grens"`
	status := func(action string) string {
		return lines("Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.elders.example", "", "Final-Recipient: rfc822; weg@elders.example", "Action: "+action, "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 onbekend")
	}
	note := plain + "\r\n\r\nThis is the mail system."
	returned := "Content-Type: message/rfc822\r\n\r\n" + lines("From: "+Box, "Message-ID: <ons-1@klachten.example>", "Subject: Ontvangst", "", "tekst")
	report := func(name string, parts ...string) Mail {
		return machine("report "+name, "", head, kind, "", "--grens"+crlf+strings.Join(parts, crlf+"--grens"+crlf), "--grens--")
	}
	return []Mail{
		report("true", note, status("failed"), returned),
		report("delayed", note, status("delayed"), returned),
		report("delivered", note, status("delivered")),
		report("of another action", note, status("exploded (heel erg)")),
		report("with the header only", note, status("failed"), "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ons-1@klachten.example>\r\n"),
		report("about a mail that is not ours", note, status("failed"), strings.ReplaceAll(returned, "ons-1@klachten", "niet@verweg")),
		report("without status", note, returned), report("without anything"), report("of an empty status", note, "Content-Type: message/delivery-status\r\n\r\n"),
		report("within a report", note, "Content-Type: message/rfc822\r\n\r\n"+lines(kind, "", "--grens", status("failed"), "--grens--")),
		report("within a report, own boundary", note, strings.ReplaceAll(lines(kind, "", "--grens", status("failed"), "--grens--"), "grens", "binnen")),
		report("with injected recipient", note, strings.Replace(status("failed"), "weg@elders.example", "weg@elders.example\rBcc: x@y.example", 1)),
		report("with 8 bits", note, strings.Replace(status("failed"), "onbekend", "\xff\x00\xe9 =?utf-8?q?onbekend=0A?=", 1)),
		report("with status of nonsense", note, strings.Replace(status("failed"), "5.1.1", "9.9999999.x", 1)),
		report("with 10,000 recipients", note, "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"+strings.Repeat("Final-Recipient: rfc822; a@elders.example\r\nAction: failed\r\n\r\n", 10_000)),
		report("with 299 statuses", append([]string{note}, slices.Repeat([]string{status("failed")}, 299)...)...),
		report("with a diagnosis of 1 MB", note, strings.Replace(status("failed"), "onbekend", strings.Repeat("x", 900_000), 1)),
		report("of an international mail", note, strings.ReplaceAll(strings.ReplaceAll(status("failed"), "message/delivery", "message/global-delivery"), "weg@", "wég@")),
		report("in base64", note, "Content-Type: message/delivery-status\r\n"+b64+"\r\n\r\nRmluYWwtUmVjaXBpZW50OiByZmM4MjI7IHdlZ0BlbGRlcnMuZXhhbXBsZQpBY3Rpb246IGZhaWxlZAo="),
		machine("report that is cut", "", head, kind, "", "--grens", note, "--grens", "Content-Type: message/delivery-status", "", "Final-Recipient: rfc822; weg@el"),
		machine("report by a person", "", top, kind, "", "--grens", text, "--grens", status("failed"), "--grens--"),
		machine("report in words only", "", head, plain, "", "Your message could not be delivered to weg@elders.example. 550 5.1.1"),
		human("report attached to a letter", Said, top, `Content-Type: multipart/mixed; boundary="grens"`, "", "--grens", text, "--grens", status("failed"), "--grens--"),
		machine("receipt of reading", "", top, `Content-Type: multipart/report; report-type=disposition-notification; boundary="grens"`, "", "--grens", note, "--grens", "Content-Type: message/disposition-notification", "", "Disposition: manual-action/MDN-sent-manually; displayed", "--grens--"),
		machine("complaint of a provider", "", top, `Content-Type: multipart/report; report-type=feedback-report; boundary="grens"`, "", "--grens", note, "--grens", "Content-Type: message/feedback-report", "", "Feedback-Type: abuse", "--grens--"),
		machine("bounce of qmail", "", swap(from, sender), "Return-Path: <>", plain, "", "Hi. This is the qmail-send program."),
		machine("bounce of Exchange", "", swap(from, "From: Microsoft Outlook <postmaster@elders.example>"), "Auto-Submitted: auto-replied", plain, "", "Uw bericht is niet bezorgd."),
	}
}

// automatics were sent while nobody sat at the keyboard, or look so.
func automatics() (all []Mail) {
	for name, subject := range ordered(map[string]string{"Dutch": "Afwezig: Klacht", "Dutch, longer": "Automatisch antwoord: Ontvangst", "Dutch, notice": "Afwezigheidsbericht: ik ben er niet", "English": "Out of Office: re", "English, Exchange": "Automatic reply: Ontvangst",
		"English, short": "AUTO: away", "German": "Automatische Antwort: Eingang", "German, notice": "Abwesenheitsnotiz: Urlaub", "French": "Réponse automatique : absence"}) {
		all = append(all, machine("absence in "+name, "", swap(subj, "Subject: "+subject), "", "Ik ben er niet."))
	}
	for name, field := range ordered(map[string]string{"auto-replied": "Auto-Submitted: auto-replied", "auto-generated with comment": "Auto-Submitted: auto-generated (vacation)", "auto-notified": "Auto-Submitted: auto-notified; owner-email=\"x\"", "of nonsense": "Auto-Submitted: ???",
		"bulk": "Precedence: bulk", "list": "Precedence: LIST", "junk": "Precedence: junk", "List-Id": "List-Id: <lijst.elders.example>", "Exchange rule": "X-MS-Exchange-Inbox-Rules-Loop: sanne@elders.example", "X-Autoreply": "X-Autoreply: yes", "X-Autorespond": "X-Autorespond: weg",
		"null return path": "Return-Path: <>", "all at once": "Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\nList-Id: <x>\r\nReturn-Path: <>"}) {
		all = append(all, machine("automatic by "+name, Said, field, top, "", Said))
	}
	for name, field := range ordered(map[string]string{"Auto-Submitted: no": "Auto-Submitted: no", "suppression alone": "X-Auto-Response-Suppress: All", "precedence of nonsense": "Precedence: first-class", "unsubscription alone": "List-Unsubscribe: <mailto:x@elders.example>", "X-Autoreply: no": "X-Autoreply: no"}) {
		all = append(all, human("person in spite of "+name, Said, field, top, "", Said))
	}
	return append(all,
		human("person who says no in spite of the subject", Said, swap(subj, "Subject: Automatisch antwoord: maar echt van mij"), "Auto-Submitted: no", "", Said),
		human("person who writes about absence", Said, swap(subj, "Subject: Niemand aanwezig: out of office?"), "", Said),
		machine("loop of our own mail", "", swap(from, "From: "+Box), "Auto-Submitted: auto-replied", "In-Reply-To: <ons-1@klachten.example>", "", "Wij hebben uw klacht ontvangen."))
}
