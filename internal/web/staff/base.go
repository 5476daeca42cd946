package staff

import (
	"fmt"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// base fills what every page for the team has.
func (p *pages) base(who register.Person, active string) template.Staff {
	s := template.Staff{Base: p.Base("nl"), Active: active, CanSettings: who.Administers(), Directs: who.Directs(), CanLog: who.ReadsLog(), CanProof: who.SeesProof(), CanShow: who.SeesEvidence(), CanKeep: who.SeesKeeping() && who.Has(access.Lead, access.Deputy, access.Partner, access.Administrator), CanFigures: who.SeesFigures(), CanRooms: who.Confides(), CanReview: who.Attends() || who.Proven() && who.Has(access.Auditor), CanMail: p.Register.MayJudge(who) && !who.CameByLink(), Printed: p.printed(who),
		CanAsk: who.Teaches(), CanBreak: mayBreakGlass(who) && !who.CameByLink(), LinkOnly: who.CameByLink(), LockAfter: lockAfter, MeID: string(who.Member.ID),
		Me: template.Who{Initials: kit.Initials(who.Member.Name), Name: who.Member.Name, Note: roleNote(who.Member), Me: true}}
	s.TodayCount, s.HasSides = p.Register.TodayCount(who), p.Register.HasSides(who)
	s.SignOutKey = kit.Key()
	return s
}

// printed stands below what leaves the printer: by whom and when (R27).
func (p *pages) printed(who register.Person) string {
	zone := p.Register.Procedure().Zone()
	_, day, _ := strings.Cut(calendar.DateOf(p.Now(), zone).Words("nl"), " ")
	return fmt.Sprintf("Afgedrukt door %s, %s, %s · vertrouwelijk", who.Member.Name, day, calendar.Clock(p.Now(), zone, "nl"))
}
