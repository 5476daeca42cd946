package mail

import "strings"

// NullSender as the envelope sender of automatic mail: nobody answers it, and
// nothing bounces back and forth (RFC 5321 4.5.5, RFC 3834).
const NullSender = "<>"

// longestLocal is the most a local part may have (RFC 5321 4.5.3.1.1).
const longestLocal = 64

// Tagged is an address of the same mailbox that says what comes back to it:
// klachten+tag@example.org. ok is false where it would be too long.
func Tagged(from, tag string) (tagged string, ok bool) {
	local, domain, found := strings.Cut(from, "@")
	tagged = local + "+" + tag + "@" + domain
	return tagged, found && len(local)+1+len(tag) <= longestLocal && len(tagged) <= maxAddress
}

// TagOf reads the tag back; ok is false for an address that is none of from's.
// Servers on the way may have changed capitals.
func TagOf(from, at string) (tag string, ok bool) {
	local, domain, found := strings.Cut(strings.ToLower(from), "@")
	rest, ofUs := strings.CutPrefix(strings.ToLower(at), local+"+")
	tag, end, split := strings.Cut(rest, "@")
	return tag, found && ofUs && split && end == domain
}
