package internal_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// cryptography is every package with cryptography that we may import, and who
// may (ASVS 11.2.1 and 11.3.2). "*" is everybody: a digest or a random number.
var cryptography = map[string][]string{
	"crypto/rand":                       {"*"},
	"crypto/sha256":                     {"*"},
	"crypto/subtle":                     {"*"},
	"crypto/aes":                        {"vault"},
	"crypto/cipher":                     {"vault"},
	"crypto/hkdf":                       {"vault"},
	"crypto/hmac":                       {"vault"},
	"crypto/hpke":                       {"vault"},
	"crypto/tls":                        {"certificate", "doctor", "mail", "mailbox"},
	"crypto/x509":                       {"doctor", "mail", "mailbox"},
	"filippo.io/age":                    {"vault"},
	"golang.org/x/crypto/acme":          {"certificate"}, // of our own site only
	"golang.org/x/crypto/acme/autocert": {"certificate"},
	"golang.org/x/crypto/argon2":        {"identity"},
	"github.com/pquerna/otp":            {"identity"}, // HMAC-SHA-1, as RFC 6238 has it
	"github.com/pquerna/otp/hotp":       {"identity"},
	"github.com/pquerna/otp/totp":       {"identity"},
}

// never are packages that no release holds: their reason is in the ASVS row.
var never = map[string]string{
	"math/rand": "11.5.1", "math/rand/v2": "11.5.1", "unsafe": "1.4.1", "C": "1.4.1", "os/exec": "1.2.5", "plugin": "1.3.2",
	"encoding/gob": "1.5.2", "encoding/xml": "1.5.1", "net/http/pprof": "13.4.2", "expvar": "13.4.2", "net/http/httptest": "15.2.3", "testing": "15.2.3",
	"text/template": "1.3.7", "archive/zip": "5.2.3", "archive/tar": "5.2.3",
}

// shipped tells what is in the program from what only tests need.
func shipped(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !slices.Contains([]string{"testkit", "browser", "bench", "procedure", "sim", "upgrade"}, first)
}

// misimported says what is wrong with an import; "" is nothing.
func misimported(name, path string) string {
	// An invented year is drawn by chance, and the same each time; a letter on
	// paper says what it is in XML, and reads none; a workbook is a zip, unpacked
	// in memory within limits; a parcel is one of which nothing is packed.
	fine := name == "demo" && never[path] == "11.5.1" || name == "paper" && path == "encoding/xml" || (name == "sheet" || name == "parcel") && path == "archive/zip"
	if row := never[path]; row != "" && !fine {
		return fmt.Sprintf("%s imports %s (ASVS %s)", name, path, row)
	}
	about := strings.HasPrefix(path, "crypto/") || strings.Contains(path, "/crypto/") || strings.HasPrefix(path, "filippo.io/") || strings.Contains(path, "otp")
	if !about || strings.HasPrefix(path, root) {
		return ""
	}
	if who := cryptography[path]; !slices.Contains(who, "*") && !slices.Contains(who, name) {
		return fmt.Sprintf("%s imports %s, and the list of cryptography does not say so", name, path)
	}
	return ""
}

// TestOnlyKnownCryptography: keys and ciphers are in the vault, hashes of
// passwords in identity, TLS in mail, and nothing else is tried anywhere.
func TestOnlyKnownCryptography(t *testing.T) {
	looked, used := 0, map[string]bool{}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, root)
		if !shipped(name) {
			continue
		}
		looked++
		for _, path := range p.Imports {
			used[path] = true
			if wrong := misimported(name, path); wrong != "" {
				t.Error(wrong)
			}
		}
	}
	for path := range cryptography {
		if !used[path] {
			t.Errorf("nobody imports %s any more", path)
		}
	}
	for _, made := range [][2]string{{"web", "crypto/aes"}, {"vault", "crypto/md5"}, {"mail", "crypto/rc4"}, {"web/kit", "golang.org/x/crypto/bcrypt"}, {"store", "math/rand/v2"}, {"app", "net/http/pprof"}, {"web", "encoding/xml"}} {
		if misimported(made[0], made[1]) == "" {
			t.Errorf("this test does not see that %s imports %s", made[0], made[1])
		}
	}
	if looked < 20 {
		t.Errorf("only %d packages", looked)
	}
}

// logging are the methods of slog.Logger that write a line.
var logging = []string{"Debug", "DebugContext", "Error", "ErrorContext", "Info", "InfoContext", "Log", "LogAttrs", "Warn", "WarnContext"}

// loose lists log lines whose message or keys are not words of ours, and
// certificates that are not checked.
func (u unit) loose() (found []string, lines int) {
	u.each(func(at place, n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "InsecureSkipVerify" {
				found = append(found, fmt.Sprintf("%s checks no certificate", at))
			}
		case *ast.CallExpr:
			s, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(logging, s.Sel.Name) || !isLogger(u.info.Uses[s.Sel]) {
				return true
			}
			lines++
			first := 0
			if strings.HasSuffix(s.Sel.Name, "Context") {
				first = 1
			}
			for i := first; i < len(n.Args); i++ {
				if (i == first || (i-first)%2 == 1) && u.info.Types[n.Args[i]].Value == nil {
					found = append(found, fmt.Sprintf("%s logs words that are not constant", at))
					break
				}
			}
		}
		return true
	})
	return found, lines
}

func isLogger(o types.Object) bool {
	f, ok := o.(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "log/slog"
}

// TestLogLinesHaveWordsOfOurs (ASVS 1.3.10, 12.3.2 and 16.4.1): what somebody
// typed can be a value in a line of the log and never its message or a key.
func TestLogLinesHaveWordsOfOurs(t *testing.T) {
	m := loadModule(t)
	m.forbid(t, 10, unit.loose)
	for _, source := range []string{
		`package made; import "log/slog"; func f(l *slog.Logger, s string) { l.Error("from " + s) }`,
		`package made; import ("context"; "log/slog"); func f(l *slog.Logger, s string) { l.WarnContext(context.Background(), "x", s, 1) }`,
		`package made; import "log/slog"; func f(s string) { slog.Info(s) }`,
		`package made; import "crypto/tls"; var c = tls.Config{InsecureSkipVerify: true}`,
	} {
		m.files["made"] = nil
		m.add(t, "made", "made.go", source)
		if found, _ := m.sound(t, "made").loose(); len(found) != 1 {
			t.Errorf("%d faults found in %s", len(found), source)
		}
	}
}

// loosePatterns lists regular expressions that are not written in the source.
func (u unit) loosePatterns() (found []string, n int) {
	u.each(func(at place, node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !strings.Contains(s.Sel.Name, "Compile") {
			return true
		}
		if f, ok := u.info.Uses[s.Sel].(*types.Func); !ok || f.Pkg() == nil || f.Pkg().Path() != "regexp" {
			return true
		}
		n++
		if u.info.Types[call.Args[0]].Value == nil {
			found = append(found, fmt.Sprintf("%s makes a regular expression of words that are not constant", at))
		}
		return true
	})
	return found, n
}

// TestExpressionsAreOurs (ASVS 1.2.9): nobody else writes a regular expression, so
// that there is nothing in one to escape.
func TestExpressionsAreOurs(t *testing.T) {
	m := loadModule(t)
	m.forbid(t, 5, unit.loosePatterns)
	m.add(t, "made", "made.go", `package made; import "regexp"; func f(s string) { regexp.MustCompile("^" + s) }`)
	if u, _ := m.check("made"); len(first(u.loosePatterns())) != 1 {
		t.Error("this test does not see an expression of somebody else")
	}
}

func first[A, B any](a A, _ B) A { return a }
