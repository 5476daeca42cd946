package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// recognise tells by its first bytes what a file is; a name is never asked.
func recognise(r io.ReaderAt, size int64, o Options) (*Table, error) {
	if size > MaxFile {
		return nil, Problem{Code: FileTooLarge}
	}
	head := make([]byte, min(size, 64<<10))
	if n, err := r.ReadAt(head, 0); err != nil && (!errors.Is(err, io.EOF) || n < len(head)) {
		return nil, fmt.Errorf("read the beginning of the file: %w", err)
	}
	switch {
	case len(bytes.Trim(head, " \t\r\n\xef\xbb\xbf")) == 0 && size <= int64(len(head)):
		return nil, Problem{Code: NoContent}
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openZip(r, size, o)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, Problem{Code: compound(io.NewSectionReader(r, 0, size))}
	}
	if code := foreign(head); code != "" {
		return nil, Problem{Code: code}
	}
	return openCSV(func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(r, 0, size)), nil }, head, o)
}

// compound tells what is in the container of old Office files, by the names in
// its directory. A protected .xlsx is in one too.
func compound(r io.Reader) Code {
	wanted := []struct {
		name []byte
		code Code
	}{{wide("EncryptedPackage"), Protected}, {wide("Workbook"), OldExcel}, {wide("Book"), OldExcel}}
	found := NotASheet
	buf, kept := make([]byte, 256<<10), 0
	for {
		n, err := io.ReadFull(r, buf[kept:])
		for _, w := range wanted {
			if bytes.Contains(buf[:kept+n], w.name) {
				if w.code == Protected {
					return Protected
				}
				found = w.code
			}
		}
		if err != nil {
			return found
		}
		kept = copy(buf, buf[kept+n-64:kept+n])
	}
}

// wide is ASCII as those names are written: two bytes a letter.
func wide(s string) (b []byte) {
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

var magic = []struct {
	start string
	code  Code
}{
	{"\x89PNG", Picture}, {"\xff\xd8\xff", Picture}, {"GIF8", Picture}, {"BM", Picture}, {"II*\x00", Picture}, {"MM\x00*", Picture},
	{"%PDF", NotASheet}, {"{\\rtf", NotASheet}, {"Rar!", NotASheet}, {"7z\xbc\xaf", NotASheet}, {"\x1f\x8b", NotASheet}, {"\x7fELF", NotASheet},
	{"MZ", NotASheet}, {"<!doctype", OtherSheet}, {"<html", OtherSheet}, {"<table", OtherSheet}, {"<?xml", OtherSheet}, {"<svg", Picture},
}

// foreign says why the beginning of a file is not CSV; "" when it may be.
func foreign(head []byte) Code {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head[:min(len(head), 512)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, m := range magic {
		// Text may begin with the letters BM or MZ; a program or picture has zeros soon.
		if bytes.HasPrefix(start, bytes.ToLower([]byte(m.start))) && (len(m.start) > 2 || m.start[0] > 0x7f || m.start[0] < ' ' || bytes.IndexByte(start, 0) >= 0) {
			return m.code
		}
	}
	if len(head) > 12 && (string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" || string(head[4:8]) == "ftyp") {
		return Picture
	}
	if encodingOf(head) == utf8Name && !bytes.HasPrefix(head, []byte(byteOrderMark)) {
		for _, c := range head {
			if c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != '\v' && c != 0x1b && c != 0x1a {
				return NotASheet
			}
		}
	}
	return ""
}
