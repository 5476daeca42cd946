package identity

import "strings"

// Browser says in a few Dutch words what kind of browser this is, for the list
// of one's own sessions: "Firefox op Windows". More is not kept.
func Browser(userAgent string) string {
	program, system := first(userAgent, programs), first(userAgent, systems)
	switch {
	case program != "" && system != "":
		return program + " op " + system
	case program != "":
		return program
	case system != "":
		return "een browser op " + system
	}
	return "een browser"
}

type sign struct{ in, means string }

// Every browser claims to be older ones as well; who claims least stands last.
var (
	programs = []sign{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"},
		{"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = []sign{{"Windows", "Windows"}, {"iPhone", "een iPhone"}, {"iPad", "een iPad"}, {"Android", "Android"}, {"Macintosh", "een Mac"},
		{"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
)

func first(s string, all []sign) string {
	for _, x := range all {
		if strings.Contains(s, x.in) {
			return x.means
		}
	}
	return ""
}
