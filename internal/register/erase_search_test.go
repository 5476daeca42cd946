package register_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// database opens one of the two past the store.
func (g *garden) database(name string) *sql.DB {
	g.t.Helper()
	driver, address := "sqlite3", "file:"+filepath.Join(g.cfg.Data, map[string]string{"register": "reg.db", "keys": "keys.db"}[name])+"?mode=ro"
	if g.cfg.Postgres != "" {
		driver, address = "pgx", g.cfg.Postgres+map[bool]string{true: "&", false: "?"}[strings.Contains(g.cfg.Postgres, "?")]+"search_path="+name
	}
	db, err := sql.Open(driver, address)
	g.must(err)
	return db
}

// row is a row of any table: what is text and what is bytes, by column.
type row struct {
	table string
	texts map[string]string
	bytes map[string][]byte
}

// rows reads a whole database, table by table.
func (g *garden) rows(name string) (all []row) {
	g.t.Helper()
	db := g.database(name)
	defer func() { _ = db.Close() }()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if g.cfg.Postgres != "" {
		list = "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + name + "'"
	}
	var tables []string
	read, err := db.QueryContext(ctx, list)
	g.must(err)
	defer func() { _ = read.Close() }()
	for read.Next() {
		var table string
		g.must(read.Scan(&table))
		tables = append(tables, table)
	}
	g.must(read.Err())
	if len(tables) < 8 {
		g.t.Fatalf("%s has %v", name, tables)
	}
	for _, table := range tables {
		all = append(all, g.rowsOf(db, table)...)
	}
	return all
}

func (g *garden) rowsOf(db *sql.DB, table string) (all []row) {
	g.t.Helper()
	read, err := db.QueryContext(ctx, "SELECT * FROM "+table) //nolint:gosec // a name that the database gave
	g.must(err)
	defer func() { _ = read.Close() }()
	columns, err := read.Columns()
	g.must(err)
	for read.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		g.must(read.Scan(values...))
		r := row{table, map[string]string{}, map[string][]byte{}}
		for i, c := range columns {
			switch v := (*values[i].(*any)).(type) {
			case []byte:
				r.bytes[c] = bytes.Clone(v)
			case nil:
			default:
				r.texts[c] = fmt.Sprint(v)
			}
		}
		all = append(all, r)
	}
	g.must(read.Err())
	return all
}

// found lists where in everything that is stored one of these lies, once for each.
func (g *garden) found(all [][]byte) (places []string) {
	g.t.Helper()
	hay := map[string][]byte{"the log": g.log.Bytes()}
	for _, dir := range []string{g.cfg.Data, g.tmp, g.fileFolder()} {
		g.must(filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			hay[e.Name()], err = os.ReadFile(path) //nolint:gosec // of this test
			return err
		}))
	}
	if g.cfg.Postgres != "" {
		for _, name := range []string{"register", "keys"} {
			var b bytes.Buffer
			for _, r := range g.rows(name) {
				for _, t := range r.texts {
					b.WriteString(t + "\n")
				}
				for _, raw := range r.bytes {
					b.Write(raw)
				}
			}
			hay["the dump of "+name] = b.Bytes()
		}
	}
	for _, needle := range all {
		for place, raw := range hay {
			if bytes.Contains(raw, needle) {
				places = append(places, place)
				break
			}
		}
	}
	return places
}

// keyMaterial is every key of the dossier as it is stored, and a piece of every sealed
// text and file: none of it may be anywhere afterwards.
func (g *garden) keyMaterial() (all [][]byte) {
	g.t.Helper()
	piece := func(raw []byte) {
		if len(raw) >= 16 {
			all = append(all, raw[max(0, len(raw)-48):]) // less than what one page of a database holds of a long value
		}
	}
	for _, name := range []string{"register", "keys"} {
		for _, r := range g.rows(name) {
			if r.texts["dossier"] != g.id {
				continue
			}
			switch r.table {
			case "dossier_key", "item_key", "file_key", "receipt", "file_choice", "outbox":
				for _, raw := range r.bytes {
					piece(raw)
				}
			case "event":
				for _, column := range []string{"meta_ct", "case_ct", "identity_ct"} {
					piece(r.bytes[column])
				}
			}
			if file := r.texts["file"]; r.table == "file_key" && !strings.Contains(file, ":") {
				raw, err := os.ReadFile(filepath.Join(g.fileFolder(), file))
				g.must(err)
				piece(raw)
			}
		}
	}
	return all
}

// opened is everything that still opens, with every key that is still there.
func (g *garden) opened() string {
	g.t.Helper()
	o := opener{g: g, org: g.Home().ID, reg: g.rows("register"), keys: g.rows("keys")}
	for _, k := range o.keys {
		if k.table == "org_key" && k.texts["slot"] == "master" {
			var err error
			o.key, err = vault.Unwrap(g.cfg.Master, "master", vault.Address{Organisation: o.org}, k.bytes["wrapped"])
			g.must(err)
		}
	}
	o.dossierKeys()
	o.events()
	o.files()
	o.rest()
	o.rooms()
	if o.documents < 30 {
		g.t.Fatalf("only %d documents opened: what is sealed changed, and this test did not", o.documents)
	}
	return o.said.String()
}

// opener tries every key on everything.
type opener struct {
	g         *garden
	org       string
	key       vault.Key
	reg, keys []row
	keks      map[string]vault.Key // dossier and compartment
	items     []vault.Key
	said      strings.Builder
	documents int
}

func (o *opener) dossierKeys() {
	o.keks = map[string]vault.Key{}
	for _, k := range o.keys {
		if k.table != "dossier_key" {
			continue
		}
		dossier, in := k.texts["dossier"], k.texts["compartment"]
		kek, err := vault.Unwrap(o.key.Derive("wrap"), "dossier", vault.Address{Organisation: o.org, Dossier: dossier, Compartment: vault.Compartment(in), Kind: "dossier"}, k.bytes["wrapped"])
		o.g.must(err)
		o.keks[dossier+in] = kek
	}
}

var sheets = []complaint.Compartment{complaint.InMeta, complaint.InCase, complaint.InIdentity}

func (o *opener) place(r row, in complaint.Compartment) vault.Address {
	var seq int
	_, err := fmt.Sscan(r.texts["seq"], &seq)
	o.g.must(err)
	return vault.Address{Organisation: o.org, Dossier: r.texts["dossier"], Compartment: vault.Compartment(in), Seq: seq, Kind: "event"}
}

// events tries every key of an event that is left, also those of the ledger of
// erasures, on every sheet that is left.
func (o *opener) events() {
	for _, k := range o.keys {
		if k.table != "item_key" {
			continue
		}
		for _, in := range sheets {
			if item, err := vault.Unwrap(o.keks[k.texts["dossier"]+string(in)], "item", o.place(k, in), k.bytes[string(in)+"_key"]); err == nil {
				o.items = append(o.items, item)
			}
		}
	}
	for _, e := range o.reg {
		if e.table != "event" {
			continue
		}
		for _, in := range sheets {
			at, ct := o.place(e, in), e.bytes[string(in)+"_ct"]
			for _, item := range append(o.items, o.ofErasures(at)...) {
				if plain, err := vault.Open(item, at, ct); err == nil {
					o.said.Write(plain)
				}
			}
		}
	}
}

func (o *opener) ofErasures(at vault.Address) (items []vault.Key) {
	for _, r := range o.reg {
		if item, err := vault.Unwrap(o.key.Derive("wrap"), "item", at, r.bytes["event_key"]); err == nil {
			items = append(items, item)
		}
	}
	return items
}

// files are attachments, mails that came in and letters as they left.
func (o *opener) files() {
	halves := map[string]vault.Key{}
	for _, k := range o.keys {
		dossier, file := k.texts["dossier"], k.texts["file"]
		switch {
		case k.table == "mail_key":
			key, err := vault.Unwrap(o.key.Derive("mail"), "file", vault.Address{Organisation: o.org, Dossier: file, Compartment: vault.Case, Kind: "mail_in"}, k.bytes["wrapped"])
			o.g.must(err)
			o.file(file, key)
		case k.table == "file_key" && strings.HasPrefix(file, "mail:"):
			part := strings.SplitN(file, ":", 3)
			half, err := vault.Unwrap(o.keks[dossier+part[1]], "file", vault.Address{Organisation: o.org, Dossier: dossier, Compartment: vault.Compartment(part[1]), Kind: file}, k.bytes["wrapped"])
			o.g.must(err)
			key := halves[part[2]]
			for i := range key {
				key[i] ^= half[i]
			}
			halves[part[2]] = key
		case k.table == "file_key" && strings.HasPrefix(file, "redaction:sheets:"):
			at := vault.Address{Organisation: o.org, Dossier: dossier, Compartment: vault.Case, Kind: file}
			key, err := vault.Unwrap(o.keks[dossier+string(complaint.InCase)], "file", at, k.bytes["wrapped"])
			o.g.must(err)
			o.stillRead(at, key)
		case k.table == "file_key":
			key, err := vault.Unwrap(o.keks[dossier+string(complaint.InCase)], "file", vault.Address{Organisation: o.org, Dossier: dossier, Compartment: vault.Case, Kind: "file:" + file}, k.bytes["wrapped"])
			o.g.must(err)
			o.file(file, key)
		}
	}
	for _, r := range o.reg {
		if r.table != "outbox" {
			continue
		}
		for letter, key := range halves {
			at := vault.Address{Organisation: o.org, Dossier: r.texts["dossier"], Compartment: vault.Case, Kind: "mail:" + letter}
			if plain, err := vault.Open(key, at, r.bytes["body"]); err == nil {
				o.said.Write(plain)
			}
		}
	}
}

// stillRead is what the ledger keeps of the sheets that a redaction replaced.
func (o *opener) stillRead(at vault.Address, key vault.Key) {
	for _, r := range o.reg {
		if plain, err := vault.Open(key, at, r.bytes["sheets"]); err == nil {
			o.said.Write(plain)
		}
	}
}

func (o *opener) file(name string, key vault.Key) {
	in, err := os.Open(filepath.Join(o.g.fileFolder(), name)) //nolint:gosec // of this test
	if err != nil {
		return // its key is there and it is not
	}
	defer func() { _ = in.Close() }()
	plain, err := vault.OpenStream(in, key, vault.Address{Organisation: o.org, Dossier: name, Compartment: vault.Case, Kind: "file"})
	if err == nil {
		_, err = io.Copy(&o.said, plain)
	}
	o.g.must(err)
}

// documents that are sealed under the key of the organisation, by their kind and id.
var kindsOfDocument = []string{"access", "breach_report", "candidate", "checkpoint", "erasure", "evaluation", "evaluation_form", "evaluation_work", "factor", "filled_in",
	"mail", "member", "old_import", "organisation", "procedure", "procedure_draft", "questionnaire", "review_event", "session", "token", "draft"}

// rest tries every kind, with everything that could be its id, on every value of every
// row; and reads what lies open.
func (o *opener) rest() {
	for _, r := range append(o.reg, o.keys...) {
		var ids []string
		for _, t := range r.texts {
			ids = append(ids, t)
			o.said.WriteString(t + "\n")
		}
		ids = append(ids, r.texts["review"]+":"+r.texts["seq"])
		for _, sealed := range r.bytes {
			o.said.Write(sealed)
			o.document(ids, sealed)
		}
		if r.table == "file_choice" {
			at := vault.Address{Organisation: o.org, Dossier: r.texts["dossier"], Compartment: vault.Case, Kind: r.texts["what"]}
			item, err := vault.Unwrap(o.keks[r.texts["dossier"]+string(complaint.InCase)], "item", at, r.bytes["item_key"])
			o.g.must(err)
			plain, err := vault.Open(item, at, r.bytes["body"])
			o.g.must(err)
			o.said.Write(plain)
		}
		if r.table == "erasure" && r.texts["level"] == string(store.ErasePart) {
			at := vault.Address{Organisation: o.org, Dossier: r.texts["dossier"], Compartment: vault.Case, Kind: "redaction:" + r.texts["id"]}
			item, err := vault.Unwrap(o.keks[r.texts["dossier"]+string(complaint.InCase)], "item", at, r.bytes["event_key"])
			o.g.must(err)
			plain, err := vault.Open(item, at, r.bytes["kept"])
			o.g.must(err)
			o.said.Write(plain)
		}
	}
}

func (o *opener) document(ids []string, sealed []byte) {
	if len(sealed) < 2 || len(sealed) < 1+int(sealed[0]) {
		return
	}
	cut := 1 + int(sealed[0])
	for _, kind := range kindsOfDocument {
		for _, id := range ids {
			at := vault.Address{Organisation: o.org, Dossier: id, Compartment: vault.Meta, Kind: kind}
			item, err := vault.Unwrap(o.key.Derive("document"), kind, at, sealed[1:cut])
			if err != nil {
				continue
			}
			plain, err := vault.Open(item, at, sealed[cut:])
			o.g.must(err)
			o.said.Write(plain)
			o.documents++
			return
		}
	}
}

// rooms open for who holds their code, as long as they are there.
func (o *opener) rooms() {
	room, key, err := o.g.Store.RoomByCode(ctx, o.org, o.g.room)
	if err != nil {
		return
	}
	entries, err := o.g.Store.Entries(ctx, room, key)
	o.g.must(err)
	for _, e := range entries {
		o.said.Write(e)
	}
}
