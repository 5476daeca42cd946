package letter

import (
	"fmt"

	"wederhoor/internal/complaint"
)

// Proof is the receipt on paper: what was filed and when, by fingerprints and not
// by words, and the code with which anybody can check that it is true. when is the
// day and time in words, url the page that checks.
func Proof(lang, organisation, when, check, url string, f complaint.Filing) Text {
	w := proofWords["nl"]
	if lang == "en" {
		w = proofWords["en"]
	}
	files := w.noFiles
	if len(f.Files) > 0 {
		files = w.files
		for _, a := range f.Files {
			files += "\n- " + line(a.Name) + ", " + fmt.Sprintf(w.bytes, a.Size)
			if a.SHA256 != "" {
				files += ": " + inGroups(line(a.SHA256))
			}
		}
	}
	return Text{Subject: w.title, Body: join("\n\n",
		fmt.Sprintf(w.filed, line(organisation), line(when), line(f.Ref)),
		w.story+" "+inGroups(line(f.Story)), files,
		fmt.Sprintf(w.check, line(check)),
		fmt.Sprintf(w.where, line(url)), w.meaning)}
}

// inGroups breaks a fingerprint, so that it fits on a line and can be compared.
func inGroups(sum string) string {
	var all []string
	for len(sum) > 16 {
		all, sum = append(all, sum[:16]), sum[16:]
	}
	return join(" ", append(all, sum)...)
}

var proofWords = map[string]struct{ title, filed, story, files, noFiles, bytes, check, where, meaning string }{
	"nl": {title: "Bewijs van ontvangst",
		filed:   "%s kreeg deze klacht op **%s**. Het nummer is **%s**.",
		story:   "Vingerafdruk (SHA-256) van wat er is verteld:",
		files:   "Vingerafdrukken (SHA-256) van de bestanden:",
		noFiles: "Er zijn geen bestanden meegestuurd.",
		bytes:   "%d bytes",
		check:   "De controlecode is **%s**.",
		where:   "Iedereen kan dit bewijs controleren op %s met het nummer en de controlecode.",
		meaning: "Wie dat doet, ziet alleen of het bewijs klopt en op welke dag de klacht er was. De klacht zelf is zo niet te lezen."},
	"en": {title: "Proof of receipt",
		filed:   "%s received this complaint on **%s**. The number is **%s**.",
		story:   "Fingerprint (SHA-256) of what was told:",
		files:   "Fingerprints (SHA-256) of the files:",
		noFiles: "No files were sent along.",
		bytes:   "%d bytes",
		check:   "The check code is **%s**.",
		where:   "Anybody can check this proof at %s with the number and the check code.",
		meaning: "Whoever does sees only whether the proof is true and on which day the complaint was there. The complaint itself cannot be read that way."},
}
