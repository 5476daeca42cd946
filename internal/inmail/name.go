package inmail

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxName = 120 // runes

// fileName makes a name that is safe on every system and shows what it is: no
// path, no controls, nothing invisible, no turn of direction that would make
// "exe.pdf" of "fdp.exe". A part without a name gets one that says its number.
func fileName(name, kind string, number int, n *notes) string {
	said := strings.ToValidUTF8(name, "\uFFFD")
	safe := strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', unicode.Is(unicode.Zs, r):
			return ' '
		case unicode.Is(unicode.C, r), r == '\u2028', r == '\u2029': // also unassigned and private
			return -1
		}
		return r
	}, said)
	if i := strings.LastIndexAny(safe, `/\`); i >= 0 {
		safe = safe[i+1:]
	}
	safe = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, safe)
	if strings.ContainsAny(said, "/\\\x00") || strings.ContainsFunc(said, turns) || strings.HasPrefix(strings.TrimSpace(safe), "..") {
		n.add(UnsafeName)
	}
	safe = strings.Trim(strings.Join(strings.Fields(safe), " "), ". ")
	if safe == "" {
		safe = fmt.Sprintf("bijlage-%d%s", number, extension(kind))
	}
	if reserved(safe) {
		safe = "_" + safe
	}
	return shorten(safe)
}

// shorten keeps the end of a name that says what it is.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxName {
		return s
	}
	ext := path.Ext(s)
	if utf8.RuneCountInString(ext) > 10 {
		ext = ""
	}
	room := maxName - utf8.RuneCountInString(ext)
	return strings.TrimRight(string([]rune(s)[:room]), ". ") + ext
}

// reserved are names that Windows takes for devices, whatever follows the dot.
func reserved(s string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(s), ".")
	switch base = strings.TrimSpace(base); base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(base) == 4 && (base[:3] == "COM" || base[:3] == "LPT") && base[3] >= '0' && base[3] <= '9'
}

// extension of types that come without a name.
var extensions = map[string]string{"message/rfc822": ".eml", "text/calendar": ".ics", "message/delivery-status": ".txt", "text/rfc822-headers": ".txt",
	"text/plain": ".txt", "text/html": ".html", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf",
	"application/pkcs7-mime": ".p7m", "application/pkcs7-signature": ".p7s", "application/pgp-signature": ".asc"}

func extension(kind string) string {
	if ext, ok := extensions[kind]; ok {
		return ext
	}
	return ".bin"
}
