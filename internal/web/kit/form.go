package kit

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/template"
)

// Limits on what one form may carry.
const (
	textLimit = 2 << 20 // all typed text together
	bodyLimit = register.FilesLimit*register.FileLimit + 4<<20
)

// Form is what a browser sent, cleaned: no NUL, no bidi tricks, valid UTF-8.
// Files stream into the vault while they arrive and are never in clear on disk.
type Form struct {
	url.Values
	Files   []store.PendingFile
	Refused []RefusedFile
	// Broken: the body stopped half-way or was not a form at all.
	Broken bool
}

// RefusedFile is an upload that was not taken, with a code that says why.
type RefusedFile struct {
	Name string
	Code string // file_too_large, file_empty, too_many_files, file_broken
	Size int64
}

// ReadForm reads a posted form of either kind. A body that is broken or too
// large gives what could be read, so that nothing typed is lost.
func (k *Kit) ReadForm(w http.ResponseWriter, r *http.Request) Form {
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
	f := Form{Values: url.Values{}}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		k.readParts(r, &f)
		return f
	}
	r.Body = http.MaxBytesReader(w, r.Body, textLimit)
	if err := r.ParseForm(); err != nil {
		f.Broken = true
	}
	for name, values := range r.PostForm {
		for _, v := range values {
			f.Add(name, Clean(v))
		}
	}
	return f
}

func (k *Kit) readParts(r *http.Request, f *Form) {
	parts, err := r.MultipartReader()
	if err != nil {
		f.Broken = true
		return
	}
	text := int64(0)
	for range 500 {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.Broken = true
			return
		}
		if part.FileName() != "" || part.FormName() == "attachment" {
			k.readFile(part.FileName(), part, f)
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(part, textLimit-text))
		text += int64(len(raw))
		f.Add(part.FormName(), Clean(string(raw)))
		if err != nil {
			f.Broken = true
			return
		}
	}
}

func (k *Kit) readFile(name string, body io.Reader, f *Form) {
	name = cleanName(name)
	if name == "" {
		_, _ = io.Copy(io.Discard, body) // an empty file field
		return
	}
	if len(f.Files) >= register.FilesLimit {
		_, _ = io.Copy(io.Discard, body)
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "too_many_files"})
		return
	}
	first := make([]byte, 1)
	if _, err := io.ReadFull(body, first); err != nil {
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_empty"})
		return
	}
	file, err := k.Register.Upload(name, io.MultiReader(bytes.NewReader(first), body))
	switch {
	case errors.Is(err, store.ErrTooLarge):
		rest, _ := io.Copy(io.Discard, body)
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_too_large", Size: file.Size + rest})
	case err != nil:
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_broken"})
	default:
		f.Files = append(f.Files, file)
	}
}

// Clean makes typed text safe to keep: valid UTF-8, one kind of line end, no
// control characters and no characters that turn text around on the screen.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case unicode.IsControl(c) || isBidi(c):
			return -1
		}
		return c
	}, s)
}

func isBidi(c rune) bool {
	return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' || c == '\u200e' || c == '\u200f' || c == '\u061c'
}

// cleanName keeps the last part of a file name; it is shown, never used as a path.
func cleanName(s string) string {
	s = strings.TrimSpace(path.Base(strings.ReplaceAll(strings.ReplaceAll(Clean(s), "\\", "/"), "\n", " ")))
	if s == "." || s == "/" {
		return ""
	}
	for utf8.RuneCountInString(s) > 120 {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

// Failed says that the form did not arrive whole, as a problem of the page.
func (f Form) Failed() error {
	if f.Broken {
		return register.Problems{{Code: "form_broken"}}
	}
	return nil
}

// Line returns a one-line field, trimmed.
func (f Form) Line(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(f.Get(name), "\n", " "))
}

// Words returns a field of running text, trimmed.
func (f Form) Words(name string) string { return strings.TrimSpace(f.Get(name)) }

// Files gathers what was uploaded now and what an earlier try uploaded.
func (k *Kit) Files(r *http.Request, f Form) ([]store.PendingFile, []template.Kept) {
	files := f.Files
	for _, ticket := range f.Values["kept"] {
		if file, err := k.Register.Redeem(r.Context(), ticket); err == nil && len(files) < register.FilesLimit {
			files = append(files, file)
		}
	}
	var kept []template.Kept
	for _, file := range files {
		if ticket, err := k.Register.Ticket(r.Context(), file); err == nil {
			kept = append(kept, template.Kept{Token: ticket, Name: file.Name, Size: Size(file.Size)})
		}
	}
	return files, kept
}
