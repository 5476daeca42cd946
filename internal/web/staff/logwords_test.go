package staff

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestEveryChangeOfSigningInHasWords: the register writes a code in the log, and a line
// without words says nothing of what somebody did.
func TestEveryChangeOfSigningInHasWords(t *testing.T) {
	written := regexp.MustCompile(`(?:noted\(.*|LogFactor, ""), "(\w+)"`)
	files, err := filepath.Glob("../../register/*.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range written.FindAllStringSubmatch(string(raw), -1) {
			codes[m[1]] = true
			if factorWords[m[1]] == "" {
				t.Errorf("%s writes %q, and the log has no words for it", filepath.Base(path), m[1])
			}
		}
	}
	if len(codes) < 8 {
		t.Errorf("only %v are found: this test proves nothing", codes)
	}
}
