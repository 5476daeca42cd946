package complaint

import (
	"path"
	"slices"
	"strings"
)

// Why somebody should think before they open a file.
const (
	DoubtProgram = "program" // its name is that of something that runs
	DoubtOther   = "other"   // its name says one kind, and its first bytes another
)

// kinds are the types that a name may have, as the first bytes show them
// (https://mimesniff.spec.whatwg.org/). Office files are zips inside; the ones from
// before 2007 have no signature there, so that anything but a picture will do.
var kinds = map[string][]string{
	".pdf": {"application/pdf"}, ".png": {"image/png"}, ".jpg": {"image/jpeg"}, ".jpeg": {"image/jpeg"}, ".gif": {"image/gif"}, ".webp": {"image/webp"},
	".zip": {"application/zip"}, ".docx": {"application/zip"}, ".xlsx": {"application/zip"}, ".pptx": {"application/zip"}, ".odt": {"application/zip"}, ".ods": {"application/zip"},
	".doc": {"application/octet-stream"}, ".xls": {"application/octet-stream"}, ".ppt": {"application/octet-stream"},
	".mp4": {"video/mp4"}, ".wav": {"audio/wave"}, ".mp3": {"audio/mpeg", "application/octet-stream"},
	".txt": {"text/plain"}, ".csv": {"text/plain"}, ".eml": {"text/plain"},
}

// programs are names of what runs when it is opened, on some machine or in a browser.
var programs = strings.Fields(`.exe .msi .bat .cmd .com .scr .pif .ps1 .vbs .vbe .js .jse .wsf .hta .jar .lnk .url .reg .iso .img
	.docm .xlsm .pptm .dotm .xltm .xlam .sh .app .dmg .pkg .deb .rpm .apk .html .htm .xhtml .svg .chm`)

// Doubt says why somebody should think before they open this file; "" for no reason.
// It is no search for viruses (ASVS 5.2.2): a picture that is one says nothing about
// what else is in it.
func (a Attachment) Doubt() string {
	ext := strings.ToLower(path.Ext(a.Name))
	kind, _, _ := strings.Cut(a.Type, ";")
	if a.Gone || a.Type == "" {
		return ""
	}
	if slices.Contains(programs, ext) {
		return DoubtProgram
	}
	if may := kinds[ext]; may != nil && !slices.Contains(may, kind) && a.Size > 0 {
		return DoubtOther
	}
	return ""
}
