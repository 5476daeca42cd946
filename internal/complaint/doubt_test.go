package complaint_test

import (
	"net/http"
	"testing"

	"wederhoor/internal/complaint"
)

// TestAFileThatIsNotWhatItsNameSays is doubted, and an ordinary one is not.
func TestAFileThatIsNotWhatItsNameSays(t *testing.T) {
	for _, c := range []struct{ name, begins, want string }{
		{"brief.pdf", "%PDF-1.7\n", ""},
		{"brief.PDF", "MZ\x90\x00\x03", complaint.DoubtOther},
		{"foto.jpg", "\xff\xd8\xff\xe0", ""},
		{"foto.jpg", "<html><script>", complaint.DoubtOther},
		{"foto.png", "\xff\xd8\xff\xe0", complaint.DoubtOther},
		{"verslag.docx", "PK\x03\x04", ""},
		{"verslag.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", complaint.DoubtOther},
		{"verslag.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""},
		{"lijst.csv", "naam;datum\n", ""},
		{"lijst.csv", "MZ\x90\x00\x03", complaint.DoubtOther},
		{"rekening.pdf.exe", "MZ\x90\x00\x03", complaint.DoubtProgram},
		{"macro.xlsm", "PK\x03\x04", complaint.DoubtProgram},
		{"bericht", "zomaar iets", ""},
		{"tekening.vsdx", "PK\x03\x04", ""},
	} {
		a := complaint.Attachment{Name: c.name, Size: int64(len(c.begins)), Type: http.DetectContentType([]byte(c.begins))}
		if got := a.Doubt(); got != c.want {
			t.Errorf("%s (%s): %q, want %q", c.name, a.Type, got, c.want)
		}
	}
	for what, a := range map[string]complaint.Attachment{"from before kinds were kept": {Name: "brief.pdf", Size: 4}, "made unreadable": {Name: "brief.exe", Size: 4, Type: "text/plain", Gone: true}, "empty": {Name: "brief.pdf", Type: "text/plain; charset=utf-8"}} {
		if got := a.Doubt(); got != "" {
			t.Errorf("%s: %q", what, got)
		}
	}
}
