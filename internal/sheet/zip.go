package sheet

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// pack is a zip of which never more is unpacked than a form can need: the
// number of files, their size together and each against its packed size are
// counted while reading, whatever the directory claims. Nothing is written to
// disk, so names in it lead nowhere.
type pack struct {
	files map[string]*zip.File
}

func openZip(r io.ReaderAt, size int64, o Options) (*Table, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, Problem{Code: Damaged}
	}
	if len(z.File) > MaxEntries {
		return nil, Problem{Code: Unpacks}
	}
	p := &pack{files: map[string]*zip.File{}}
	csv := ""
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), "/"))
		if f.Flags&1 != 0 {
			return nil, Problem{Code: Protected}
		}
		p.files[name] = f
		if strings.HasSuffix(name, ".csv") && !strings.Contains(name, "__macosx") {
			csv = name + "\n" + csv
		}
	}
	switch {
	case p.files["xl/vbaproject.bin"] != nil:
		return nil, Problem{Code: Macros}
	case p.files["xl/workbook.bin"] != nil, p.files["content.xml"] != nil:
		return nil, Problem{Code: OtherSheet}
	case p.files["xl/workbook.xml"] != nil || p.files["_rels/.rels"] != nil && p.files["[content_types].xml"] != nil:
		return openWorkbook(p, o)
	case strings.Count(csv, "\n") == 1: // Google Forms gives its CSV in a zip
		return p.csv(strings.TrimSuffix(csv, "\n"), o)
	}
	return nil, Problem{Code: NotASheet}
}

func (p *pack) csv(name string, o Options) (*Table, error) {
	open := func() (io.ReadCloser, error) { return p.open(name) }
	in, err := open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(in, head)
	_ = in.Close()
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, damaged(err)
	}
	if code := foreign(head[:n]); code != "" {
		return nil, Problem{Code: code}
	}
	if n == 0 {
		return nil, Problem{Code: NoContent}
	}
	return openCSV(open, head[:n], o)
}

// open reads one file in the pack, within the limits.
func (p *pack) open(name string) (io.ReadCloser, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, errDamaged
	}
	in, err := f.Open()
	if err != nil {
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, errDamaged
		}
		return nil, damaged(fmt.Errorf("open a part of the workbook: %w", err))
	}
	return &limited{ReadCloser: in, packed: int64(min(f.CompressedSize64, MaxFile))}, nil
}

func (p *pack) size(name string) int64 {
	if f := p.files[strings.ToLower(name)]; f != nil {
		return int64(min(f.UncompressedSize64, MaxUnpacked))
	}
	return 0
}

type limited struct {
	io.ReadCloser
	packed, unpacked int64
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.ReadCloser.Read(b)
	l.unpacked += int64(n)
	if l.unpacked > MaxUnpacked || l.unpacked > 16<<20 && l.unpacked > MaxRatio*l.packed {
		return 0, Problem{Code: Unpacks}
	}
	if _, ok := errors.AsType[flate.CorruptInputError](err); ok || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return n, errDamaged
	}
	return n, err
}
