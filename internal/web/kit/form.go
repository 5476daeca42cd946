package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
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
	// partsLimit is more than any form of ours has fields and files.
	partsLimit = 500
	bodyLimit  = register.FilesLimit*register.FileLimit + 4<<20
)

// Form is what a browser sent, cleaned: no NUL, no bidi tricks, valid UTF-8.
// Files stream into the vault while they arrive and are never in clear on disk.
type Form struct {
	url.Values
	Files   []store.PendingFile
	Refused []RefusedFile
	Logo    []byte // a picture, kept in memory and nowhere else
	// Broken: the body stopped half-way or was not a form at all.
	Broken bool
	// TooLarge: there was more than one form may carry; the rest was not read.
	TooLarge bool
	// Unstored: an upload could not be kept, because the disk is full or gone.
	Unstored error
}

// RefusedFile is an upload that was not taken, with a code that says why.
type RefusedFile struct {
	Name string
	Code string // file_too_large, file_empty, too_many_files, file_not_now, file_broken
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
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, textLimit))
	f.stopped(err)
	typed, err := url.ParseQuery(string(raw)) // what it could read is there too
	f.Broken = f.Broken || err != nil && !f.TooLarge
	for name, values := range typed {
		for _, v := range values {
			f.add(name, v)
		}
	}
	return f
}

// tail remembers the end of what was read.
type tail struct{ last []byte }

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.last = append(t.last, p...)
	if n := len(t.last); n > 512 {
		t.last = append(t.last[:0], t.last[n-512:]...)
	}
	return len(p), nil
}

// stopped notes why a body ended before its end.
func (f *Form) stopped(err error) {
	var most *http.MaxBytesError
	switch {
	case errors.As(err, &most):
		f.TooLarge = true
	case err != nil:
		f.Broken = true
	}
}

// add keeps a typed value, cleaned. A password is not shown and not kept: it
// stays as it was typed.
func (f *Form) add(name, value string) {
	if name != "password" && name != "current" {
		value = Clean(value)
	}
	f.Add(Clean(name), value)
}

func (k *Kit) readParts(r *http.Request, f *Form) {
	_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	end := &tail{}
	r.Body = io.NopCloser(io.TeeReader(r.Body, end))
	parts, err := r.MultipartReader()
	if err != nil {
		f.Broken = true
		return
	}
	text := int64(0)
	for range partsLimit {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			// A body that was cut off inside the header of a part looks like the
			// end too; only the last boundary says that all of it came.
			f.Broken = f.Broken || !strings.Contains(string(end.last), "--"+params["boundary"]+"--")
			return
		}
		if err != nil {
			f.stopped(err)
			return
		}
		if part.FormName() == "logo" {
			f.readLogo(part)
			continue
		}
		if part.FileName() != "" || part.FormName() == "attachment" {
			k.readFile(r, part.FileName(), part, f)
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(part, textLimit-text+1))
		if text += int64(len(raw)); text > textLimit {
			raw, f.TooLarge = raw[:int64(len(raw))-(text-textLimit)], true
			text = textLimit
		}
		f.add(part.FormName(), string(raw))
		if err != nil {
			f.stopped(err)
			return
		}
	}
	f.TooLarge = true // more parts than any form of ours has
}

func (k *Kit) readFile(r *http.Request, name string, body io.Reader, f *Form) {
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
	if !k.takesFiles(r) {
		_, _ = io.Copy(io.Discard, body) // the text may stand behind it
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_not_now"})
		return
	}
	first := make([]byte, 1)
	if _, err := io.ReadFull(body, first); err != nil {
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_empty"})
		return
	}
	file, err := k.Register.Upload(name, io.MultiReader(bytes.NewReader(first), body))
	k.tookFile(r, file.Size)
	switch {
	case errors.Is(err, store.ErrTooLarge):
		rest, _ := io.Copy(io.Discard, body)
		f.Refused = append(f.Refused, RefusedFile{Name: name, Code: "file_too_large", Size: file.Size + rest})
	case errors.Is(err, store.ErrUnavailable):
		_, _ = io.Copy(io.Discard, body) // the text may stand behind it
		f.Unstored = err
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
	switch {
	case f.TooLarge:
		return register.Problems{{Code: "form_too_large"}}
	case f.Broken:
		return register.Problems{{Code: "form_broken"}}
	}
	return nil
}

// Status is the answer to a form with mistakes.
func Status(f Form) int {
	if f.TooLarge {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusUnprocessableEntity
}

// SubmissionKey makes a form that is sent twice one complaint. It holds what was
// typed as well: who goes back and tells something else on the same page must
// not get the receipt of what they told before.
func (f Form) SubmissionKey(files []store.PendingFile) string {
	key := f.Line("key")
	if len(key) < 16 || len(key) > 64 {
		return Key() // a client without the hidden field: each post is a complaint of its own
	}
	return f.Digest(files)
}

// SameKey is the key this form came with, or else a fresh one: who sends a mended
// form twice sends it once.
func (f Form) SameKey(fresh string) string {
	if key := f.Line("key"); key != "" {
		return key
	}
	return fresh
}

// Digest is of everything that was typed and sent along, the key included.
func (f Form) Digest(files []store.PendingFile) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		if name != "kept" {
			_, _ = fmt.Fprintf(sum, "%q%q", name, f.Values[name])
		}
	}
	for _, file := range files {
		_, _ = fmt.Fprintf(sum, "%q%d", file.Name, file.Size)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Line returns a one-line field, trimmed.
func (f Form) Line(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(f.Get(name), "\n", " "))
}

// Words returns a field of running text, trimmed.
func (f Form) Words(name string) string { return strings.TrimSpace(f.Get(name)) }

// Files gathers what was uploaded now and what an earlier try uploaded. A file
// that does not come along is among the refused ones: none is dropped in silence.
func (k *Kit) Files(r *http.Request, f *Form) ([]store.PendingFile, []template.Kept) {
	files := f.Files
	for _, ticket := range f.Values["kept"] {
		file, err := k.Register.Redeem(r.Context(), ticket)
		switch {
		case err != nil:
			f.Refused = append(f.Refused, RefusedFile{Code: "file_gone"})
		case slices.ContainsFunc(files, func(x store.PendingFile) bool { return x.ID == file.ID }): // the field came twice
		case len(files) >= register.FilesLimit:
			f.Refused = append(f.Refused, RefusedFile{Name: file.Name, Code: "too_many_files"})
		default:
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
