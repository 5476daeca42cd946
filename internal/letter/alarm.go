package letter

import "wederhoor/internal/calendar"

// AlarmNotice tells who leads, and administrators, that mail does not flow. It
// holds no name and no content. Kind is the code of the alarm; clock is the time
// of day, such as 14:05. url is of the register.
func AlarmNotice(lang, organisation, url, kind string, since calendar.Date, clock string) Text {
	subject, sentence := in(lang).alarm(kind, since.DayMonth(lang), line(clock))
	return Text{Subject: subject, Body: join("\n\n", sentence, address(url), line(organisation))}
}
