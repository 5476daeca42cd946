package backup

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/fxamacker/cbor/v2"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Reasons why an archive is not put back.
var (
	ErrNotABackup = errors.New("this is not a backup of wederhoor")
	ErrSheet      = errors.New("this recovery sheet does not open the backup")
	ErrDamaged    = errors.New("the backup is damaged or cut short")
)

// magic is the first line of every archive.
const magic = "wederhoor backup 1\n"

// headLimit is the most bytes of the second line.
const headLimit = 1 << 20

// Head is what an archive tells without a key.
type Head struct {
	Part     string            `json:"part"` // store.PartRegister or store.PartKeys
	Run      string            `json:"run"`  // the same for both archives of one backup
	Made     time.Time         `json:"made"`
	Version  int64             `json:"version"`   // of the schema of this part
	SealedTo map[string][]byte `json:"sealed_to"` // organisation → the key of what follows
}

// place binds what is sealed to everything that the head says: another date or
// another part, and it does not open.
func (h Head) place(organisation string) vault.Address {
	h.SealedTo = nil
	raw, err := json.Marshal(h)
	if err != nil {
		panic(err) // strings and numbers
	}
	sum := sha256.Sum256(raw)
	return vault.Address{Organisation: organisation, Dossier: h.Run, Compartment: vault.Case, Kind: "backup:" + hex.EncodeToString(sum[:])}
}

// Kinds of what follows one another in an archive.
const (
	kindTable = iota + 1
	kindRow
	kindFile
	kindBytes
	kindEnd
)

// item is one thing in an archive. It goes as an array, so that a row costs no names.
type item struct {
	_       struct{} `cbor:",toarray"`
	Kind    int
	Name    string
	Columns []string
	Row     []any
	Bytes   []byte
	End     *Contents
}

// Contents is the last thing in an archive: what is in it. An archive without it was
// cut short.
type Contents struct {
	Rows  map[string]int64 `cbor:"rows"`  // of each table
	Files map[string]Sum   `cbor:"files"` // by id
	Gone  []string         `cbor:"gone"`  // files that were erased while the backup was made
}

// Sum is what a file weighs and its SHA-256, in hexadecimal, as it is sealed.
type Sum struct {
	Size   int64  `cbor:"size"`
	SHA256 string `cbor:"sha256"`
}

// writer writes one archive.
type writer struct {
	out   *bufio.Writer
	body  io.WriteCloser
	items *cbor.Encoder
	Contents
}

// newWriter seals to everybody in to: by organisation, the public half of its sheet.
func newWriter(out io.Writer, h Head, to map[string][]byte) (*writer, error) {
	k := vault.NewKey()
	h.SealedTo = map[string][]byte{}
	for organisation, public := range to {
		sealed, err := vault.SealTo(public, h.place(organisation), k)
		if err != nil {
			return nil, fmt.Errorf("seal the backup: %w", err)
		}
		h.SealedTo[organisation] = sealed
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write the head of the backup: %w", err)
	}
	if _, err := fmt.Fprintf(out, "%s%s\n", magic, head); err != nil {
		return nil, fmt.Errorf("write the backup: %w", err)
	}
	sealed, err := vault.SealStream(out, k, h.place(""))
	if err != nil {
		return nil, err
	}
	w := &writer{out: bufio.NewWriterSize(sealed, 1<<18), body: sealed, Contents: Contents{Rows: map[string]int64{}, Files: map[string]Sum{}}}
	w.items = cbor.NewEncoder(w.out)
	return w, nil
}

func (w *writer) put(i item) error {
	if err := w.items.Encode(i); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	return nil
}

func (w *writer) table(t store.Table) error {
	w.Rows[t.Name] = 0
	return w.put(item{Kind: kindTable, Name: t.Name, Columns: t.Columns})
}

func (w *writer) row(table string, row []any) error {
	w.Rows[table]++
	return w.put(item{Kind: kindRow, Row: row})
}

// chunk is how many bytes of a file go at once.
const chunk = 1 << 18

func (w *writer) file(id string, from io.Reader) error {
	if err := w.put(item{Kind: kindFile, Name: id}); err != nil {
		return err
	}
	sum, buf := newSum(), make([]byte, chunk)
	for {
		n, err := io.ReadFull(from, buf)
		if n > 0 {
			sum.add(buf[:n])
			if err := w.put(item{Kind: kindBytes, Bytes: buf[:n]}); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			w.Files[id] = sum.end()
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a file: %w", err)
		}
	}
}

// end completes the archive; what it was written to stays open.
func (w *writer) end() error {
	if err := w.put(item{Kind: kindEnd, End: &w.Contents}); err != nil {
		return err
	}
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	if err := w.body.Close(); err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	return nil
}

type summing struct {
	hash.Hash
	size int64
}

func newSum() *summing { return &summing{Hash: sha256.New()} }

func (s *summing) add(b []byte) {
	s.Write(b) // a hash never fails
	s.size += int64(len(b))
}

func (s *summing) end() Sum { return Sum{s.size, hex.EncodeToString(s.Sum(nil))} }

// ReadHead reads what an archive tells without a key, and leaves from where the
// sealed part begins.
func ReadHead(from *bufio.Reader) (h Head, err error) {
	first := make([]byte, len(magic))
	if _, err := io.ReadFull(from, first); err != nil || string(first) != magic {
		return h, ErrNotABackup
	}
	var line []byte
	for len(line) < headLimit {
		part, err := from.ReadSlice('\n')
		line = append(line, part...)
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return h, ErrDamaged
		}
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil || h.Part != store.PartRegister && h.Part != store.PartKeys || h.Run == "" {
		return h, ErrDamaged
	}
	return h, nil
}

// reader reads one archive.
type reader struct {
	Head
	items *cbor.Decoder
	seen  Contents
	table string
	file  string
	sum   *summing
}

// openReader opens an archive with one of the recovery sheets it is sealed to.
func openReader(from io.Reader, sheets []vault.Key) (*reader, error) {
	in := bufio.NewReaderSize(from, 1<<18)
	h, err := ReadHead(in)
	if err != nil {
		return nil, err
	}
	k, err := h.open(sheets)
	if err != nil {
		return nil, err
	}
	body, err := vault.OpenStream(in, k, h.place(""))
	if err != nil {
		return nil, ErrDamaged
	}
	mode, err := cbor.DecOptions{MaxArrayElements: 1 << 22, MaxMapPairs: 1 << 24, IntDec: cbor.IntDecConvertSignedOrFail}.DecMode()
	if err != nil {
		return nil, fmt.Errorf("read the backup: %w", err)
	}
	return &reader{Head: h, items: mode.NewDecoder(bufio.NewReaderSize(body, 1<<18)), seen: Contents{Rows: map[string]int64{}, Files: map[string]Sum{}}}, nil
}

func (h Head) open(sheets []vault.Key) (k vault.Key, err error) {
	for _, sheet := range sheets {
		_, private, err := vault.BackupPair(sheet)
		if err != nil {
			return k, err
		}
		for organisation, sealed := range h.SealedTo {
			if k, err := private.Open(h.place(organisation), sealed); err == nil {
				return k, nil
			}
		}
	}
	return k, ErrSheet
}

// all reads the archive to its end. What it gave before an error must be thrown away.
func (r *reader) all(to *loading) (Contents, error) {
	for {
		var i item
		if err := r.items.Decode(&i); err != nil {
			return r.seen, fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		switch i.Kind {
		case kindTable:
			r.table, r.seen.Rows[i.Name] = i.Name, 0
			if err := to.table(i.Name, i.Columns); err != nil {
				return r.seen, err
			}
		case kindRow:
			r.seen.Rows[r.table]++
			if err := to.row(i.Row); err != nil {
				return r.seen, err
			}
		case kindFile:
			r.ended()
			r.file, r.sum = i.Name, newSum()
			if err := to.newFile(i.Name); err != nil { // a root keeps any name inside
				return r.seen, err
			}
		case kindBytes:
			if r.sum == nil {
				return r.seen, ErrDamaged
			}
			r.sum.add(i.Bytes)
			if err := to.bytes(i.Bytes); err != nil {
				return r.seen, err
			}
		case kindEnd:
			r.ended()
			if err := r.items.Skip(); !errors.Is(err, io.EOF) {
				return r.seen, ErrDamaged
			}
			return r.seen, r.compare(i.End)
		default:
			return r.seen, ErrDamaged
		}
	}
}

func (r *reader) ended() {
	if r.sum != nil {
		r.seen.Files[r.file], r.sum = r.sum.end(), nil
	}
}

// compare holds what came against what the archive says it holds.
func (r *reader) compare(says *Contents) error {
	if says == nil || len(says.Files) != len(r.seen.Files) || len(says.Rows) != len(r.seen.Rows) {
		return ErrDamaged
	}
	for name, n := range says.Rows {
		if r.seen.Rows[name] != n {
			return fmt.Errorf("%w: of %s %d rows came and not %d", ErrDamaged, name, r.seen.Rows[name], n)
		}
	}
	for id, s := range says.Files {
		if r.seen.Files[id] != s {
			return fmt.Errorf("%w: file %s is not what it was", ErrDamaged, id)
		}
	}
	r.seen.Gone = says.Gone
	return nil
}
