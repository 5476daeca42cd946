// Package public is what complainants see: the form, the receipt, their own
// page, and the first page that sets a register up. It translates only.
package public

import (
	"net/http"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

type pages struct {
	*kit.Kit
	complaints *register.Tries // per network
	flood      *register.Tries // all together; below it nobody is refused
	codes      *register.Tries
	checks     *register.Tries // of receipts, per network
	setups     *register.Tries
	said       *register.Tries // what complainants send on their own page, per network and per complaint
	answers    *register.Tries // to evaluation forms, per network
	answered   *register.Tries // the same, all together
	papers     *register.Tries // files of the yearly report, per network
}

// Limits. A classroom that complains together is one network: only when the
// whole form is busy does the limit of one network count.
const (
	quietPerTenMinutes  = 60
	oneNetworkPerTen    = 20
	codesPerMinute      = 10
	setupTriesPerMinute = 20
	saidPerTen          = 20
	papersPerMinute     = 30
)

// Routes adds the public pages.
//
//nolint:funlen // a table: every page that anybody reaches stands here, and a test reads it
func Routes(mux *http.ServeMux, k *kit.Kit) {
	p := &pages{Kit: k, complaints: k.Register.Tries("complaints", oneNetworkPerTen, 10*time.Minute),
		flood: k.Register.Tries("flood", quietPerTenMinutes, 10*time.Minute), codes: k.Register.Tries("receipt codes", codesPerMinute, time.Minute),
		checks:  k.Register.Tries("checks", codesPerMinute, time.Minute),
		setups:  k.Register.Tries("set-up", setupTriesPerMinute, time.Minute),
		said:    k.Register.Tries("said", saidPerTen, 10*time.Minute),
		papers:  k.Register.Tries("papers", papersPerMinute, time.Minute),
		answers: k.Register.Tries("answers", answersPerTen, 10*time.Minute), answered: k.Register.Tries("all answers", quietAnswersPerTen, 10*time.Minute)}
	mux.HandleFunc("GET /{$}", p.ready(p.form("nl")))
	mux.HandleFunc("GET /en", p.ready(p.form("en")))
	mux.HandleFunc("POST /complaints", p.ready(p.receive))
	mux.HandleFunc("GET /complaints/receipt", p.ready(p.receipt))
	mux.HandleFunc("GET /status", p.ready(p.statusEntry))
	mux.HandleFunc("POST /status", p.ready(p.status))
	mux.HandleFunc("POST /status/letter", p.ready(p.statusLetter))
	mux.HandleFunc("POST /status/message", p.ready(p.message))
	mux.HandleFunc("POST /status/withdrawal", p.ready(p.withdrawal))
	mux.HandleFunc("POST /status/withdrawal/confirm", p.ready(p.withdraw))
	mux.HandleFunc("POST /status/request", p.ready(p.request))
	mux.HandleFunc("POST /status/request/send", p.ready(p.sendRequest))
	mux.HandleFunc("POST /status/opinion", p.ready(p.opinion))
	mux.HandleFunc("POST /status/again", p.ready(p.again))
	mux.HandleFunc("POST /status/receipt", p.ready(p.statusReceipt))
	mux.HandleFunc("POST /status/report", p.ready(p.report))
	mux.HandleFunc("POST /status/waiver", p.ready(p.waiver))
	mux.HandleFunc("GET /side", p.ready(p.sideEntry))
	mux.HandleFunc("POST /side", p.ready(p.side))
	mux.HandleFunc("POST /side/statement", p.ready(p.sideStatement))
	mux.HandleFunc("POST /side/report", p.ready(p.sideReport))
	mux.HandleFunc("POST /side/waiver", p.ready(p.sideWaiver))
	mux.HandleFunc("POST /side/file", p.ready(p.sideFile))
	mux.HandleFunc("GET /receipt-check", p.ready(p.receiptCheck))
	mux.HandleFunc("POST /receipt-check", p.ready(p.checkReceipt))
	mux.HandleFunc("POST /status/contact", p.ready(p.contact))
	mux.HandleFunc("POST /status/contact/change", p.ready(p.changeContact))
	mux.HandleFunc("GET /status/address", p.ready(p.address))
	mux.HandleFunc("POST /status/address", p.ready(p.postAddress))
	mux.HandleFunc("POST /status/confidant", p.ready(p.confideAbout))
	mux.HandleFunc("GET /confidant", p.ready(p.confide))
	mux.HandleFunc("POST /confidant", p.ready(p.postConfide))
	mux.HandleFunc("POST /confidant/room", p.ready(p.room))
	mux.HandleFunc("POST /confidant/room/message", p.ready(p.roomMessage))
	mux.HandleFunc("POST /confidant/room/appeal", p.ready(p.roomAppeal))
	mux.HandleFunc("POST /confidant/room/key", p.ready(p.roomKey))
	mux.HandleFunc("POST /confidant/room/withdrawal", p.ready(p.roomWithdrawal))
	mux.HandleFunc("GET /f/{code}", p.ready(p.courseForm))
	mux.HandleFunc("POST /f/{code}", p.ready(p.fillIn))
	mux.HandleFunc("POST /leave", p.ready(p.leave))
	mux.HandleFunc("GET /procedure", p.ready(p.procedure))
	mux.HandleFunc("GET /privacy", p.ready(p.privacy))
	mux.HandleFunc("GET /accessibility", p.ready(p.accessibility))
	mux.HandleFunc("GET /annual-report", p.ready(p.annualReports))
	mux.HandleFunc("GET /annual-report/{name}", p.ready(p.annualReport))
	mux.HandleFunc("GET /annual-report/{name}/{kind}", p.ready(p.annualReportFile))
	mux.HandleFunc("GET /setup", p.setup)
	mux.HandleFunc("POST /setup", p.postSetup)
	mux.HandleFunc("POST /setup/recovery", p.ready(p.confirmRecovery))
	mux.HandleFunc("/", p.absent)
}

// ready sends the very first visitor to the set-up page.
func (p *pages) ready(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !p.Register.SetUp() {
			http.Redirect(w, r, "/setup", http.StatusSeeOther)
			return
		}
		next(w, r)
	}
}

func lang(s string) string {
	if s == "en" {
		return "en"
	}
	return "nl"
}
