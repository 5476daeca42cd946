package internal_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// readers are the only functions whose queries read what a dossier is made of,
// each with the reason why it may.
var readers = map[string]string{
	"readSealed event":              "replay, which is guarded below",
	"checkEvents event":             "Verify: hashes of what is sealed, and no key to open it",
	"checkRows dossier":             "Verify: where a dossier ends",
	"grow event":                    "Promise: leaves and places; opens nothing",
	"noStray event":                 "Inspection: counts; opens nothing",
	"readItemKeys item_key":         "replay, which is guarded below",
	"dossierKeys dossier_key":       "replay, sealing and files, which are guarded below",
	"fileKey file_key":              "File and MailOf, for a Handle that may have them, and what was made unreadable; wrapped",
	"openMail outbox":               "MailOf, for a Handle[Content] or Handle[Outbox]",
	"DossierOfLetter outbox":        "a letter's id becomes a dossier's, which opens nothing",
	"RepliedDossier dossier":        "a tag with our own MAC becomes an id, which opens nothing",
	"Sweep file_key":                "counts whether an old upload is kept; opens nothing",
	"ByReceipt receipt":             "the complainant's own road: the code is the proof",
	"codeOf submission":             "CodeOf and Act, after access.May",
	"Create submission":             "a form that was sent before is one complaint",
	"freeRef dossier":               "counts whether a number is taken",
	"lockDossier dossier":           "Act, which asks access.May before anything else",
	"IDOf dossier":                  "a number becomes an id, which opens nothing",
	"nearest dossier":               "CheckReceipt: a number and a code become a day, and open nothing",
	"ids dossier":                   "ids, which open nothing",
	"versions dossier":              "where dossiers end, for All, which fills the index",
	"markSnapshot event":            "where the log ends; opens nothing",
	"snapshotKey event":             "counts whether the log still says what it said; opens nothing",
	"Since dossier":                 "which dossiers changed, for the index; opens nothing",
	"Since event":                   "which dossiers changed, for the index; opens nothing",
	"Overtaken dossier":             "days, to count those that passed; opens nothing",
	"RoomByCode room_code":          "the complainant's own road into a room: the code is the proof",
	"roomKeys room_key":             "wrapped keys, which open with a code or a confidant's sheet",
	"Entries room_entry":            "takes the key of the room, which only those two give",
	"AddEntry room_entry":           "counts what is there; opens nothing",
	"Notes room_note":               "takes a confidant's own key",
	"ConfidantKey confidant_key":    "the half that anybody may seal to",
	"reviewEvents review_event":     "a review holds no complaint; who sees it is asked in package register",
	"beside review_event":           "Promise: leaves; opens nothing",
	"checkReviews review_event":     "Verify: hashes of what is sealed, and no key to open it",
	"recordReview review_event":     "counts how far the reviews are; opens nothing",
	"missing dossier_key":           "counts whether a file is still needed; opens nothing",
	"missing file_key":              "counts whether a file is still needed; opens nothing",
	"destroy file_key":              "which files go with a dossier that was erased; opens nothing",
	"eraseAgain dossier":            "where a dossier ends that is erased again; opens nothing",
	"dropParts event":               "which sheets are gone; opens nothing",
	"reviewDone review_event":       "looks whether an act was recorded; opens nothing",
	"UnlockConfidant confidant_key": "takes a confidant's sheet",
	"SideByCode side":               "the road of whom it is about: the code is the proof",
	"OpenSide side":                 "access.MayOpenSide decides over what was found",
	"SidesOf side":                  "ids, which open nothing",
	"AskedMembers side":             "members, and nothing of any dossier",
	"pieces event":                  "DossierProof, for the operator, who has the master key; the log says so",
	"paths event":                   "leaves; opens nothing",
	"leaving event":                 "Export: ids and places, which open nothing",
	"showErased event":              "Export, of what is left of a dossier that was erased",
	"bringFiles file_key":           "counts whether a file is somebody else's; opens nothing",
	"leaving dossier":               "Export, for the operator, who has the master key; the log has a line for each",
	"filesWithKeys file_key":        "ids of files, which open nothing",
	"ActedOn dossier":               "counts how far a dossier is, for undoing an import; opens nothing",
}

// callers are who may use a function that opens a dossier without asking.
var callers = map[string][]string{
	"store.replay":          {"store.Sample", "store.OpenDossier", "store.OpenDossiers", "store.ByReceipt", "store.Some", "store.Create", "store.lockDossier", "store.CheckReceipt", "store.openSide", "store.OpenFrozen", "store.OpenReviewed", "store.keepRedacted", "store.destroyParts", "store.attachmentsOf"},
	"store.replayErased":    {"store.replay"},
	"store.openMeta":        {"store.replayErased"},
	"store.reviewEvents":    {"store.replayReview", "store.quietReviews", "store.houseReviews"},
	"store.openReviewEvent": {"store.replayReview", "store.quiet"},
	"store.empty":           {"store.Erase", "store.eraseAgain"},
	"store.readSealed":      {"store.replay"},
	"store.readItemKeys":    {"store.replay", "store.pieces"},
	"store.dossierKeys":     {"store.replay", "store.pieces", "store.openFile", "store.openMail", "store.lockDossier", "store.FileChoice", "store.KeepFileChoice", "store.keepSheets"},
	"store.fileKey":         {"store.openFile", "store.mailHalf", "store.openSheets"},
	"store.openSheets":      {"store.redactAgain"},
	"store.open":            {"store.replay"},
	"store.sheet":           {"store.open", "store.show"},
	"store.show":            {"store.pieces"},
	"store.lockDossier":     {"store.Act", "store.Erase", "store.redactAgain"},
	"store.openRedaction":   {"store.redactAgain"},
	"store.openFile":        {"store.File", "store.SideFile", "store.checkAttachment", "store.Export"},
	"store.openSide":        {"store.SideByCode", "store.OpenSide"},
	"store.SideByCode":      {"register.SideByCode"},
	"store.OpenSide":        {"register.OwnSide"},
	"store.openMail":        {"store.MailOf"},
	"store.mailHalf":        {"store.openMail"},
	"store.codeOf":          {"store.CodeOf", "store.Act", "store.fill"},
	"store.erasedKey":       {"store.replayErased", "store.showErased"},
	"store.showErased":      {"store.fill"},
	"store.fill":            {"store.Export"},
	"store.houseReviews":    {"store.Household"},
	"store.Household":       {"register.Household"},
	"store.pieces":          {"store.DossierProof", "store.fill"},
	"store.DossierProof":    {"register.DossierProof"},
	"store.Export":          {"register.ExportAll"},
	"store.attachmentsOf":   {"store.CheckAttachments", "store.fill"},
	"store.ids":             {"store.Sample", "store.Dossiers", "store.CheckAttachments"},
	"store.versions":        {"store.All"},
	"store.Some":            {"store.All", "register.takeInLog"},
	"store.All":             {"register.takeInStored"},
	"store.Dossiers":        {"register.takeInOthers"},
	"store.ByReceipt":       {"register.ByReceipt", "register.ReceiptOf", "register.own", "register.Filed", "register.AskAddress", "register.confidedAbout"},
	"store.nearest":         {"store.CheckReceipt"},
	"store.CheckReceipt":    {"register.CheckReceipt"},
	"store.roomRow":         {"store.EnterRoom", "store.RoomByCode"},
	"store.roomKeys":        {"store.RoomByCode", "store.RoomKey", "store.SealedTo", "store.Notes", "store.SweepRooms"},
	"store.RoomByCode":      {"register.RoomByCode"},
	"store.RoomKey":         {"register.enter", "register.Rooms"},
	"store.Rooms":           {"register.Rooms", "register.RoomsWaiting"},
	"store.Entries":         {"register.readRoom"},
	"store.Notes":           {"register.OpenRoom"},
	"store.OpenFrozen":      {"register.frozen"},
	"store.Reviews":         {"register.reviews"},
	"store.reviews":         {"store.Reviews", "store.ActReview", "store.quietReviews"},
	"store.replayReview":    {"store.reviews"},
	"store.OpenReviewed":    {"register.openCase"},
}

// openers ask access.May, write the log and only then make a handle.
var openers = []string{"store.OpenDossier", "store.OpenDossiers", "store.OpenFrozen", "store.OpenReviewed", "store.openSide"}

// handlers are who may look inside a handle; their types say of what kind.
var handlers = []string{"Read", "ReadSummary", "ReadLetter", "IsOwed", "ReadAddressee", "File", "WritesTo", "Invited", "MailOf", "CodeOf", "LogOfDossier",
	"ReadSide", "DossierOfSide", "SideFile", "OpenSide", "ReadFrozen", "FileChoice", "KeepFileChoice", "ReadCase"}

// everywhere are the queries that span organisations, each with its reason.
var everywhere = map[string]string{
	"bringFiles":        "a file that comes in must not take the place of somebody else's",
	"QueuedJobs":        "counts what waits, for the alarm",
	"Sweep":             "an upload that nobody keeps belongs to nobody",
	"SweepRooms":        "empties the rooms that are over, whoever's they are",
	"SweepTokens":       "clears away what is over",
	"sqliteGuards":      "a trigger compares with the row it guards",
	"postgresGuards":    "a trigger compares with the row it guards",
	"FinishErasures":    "what a power cut left is finished, whoever's it is",
	"ReapplyErasures":   "what an older copy brought back goes again, whoever's it was",
	"endLeases":         "a program that starts gives back what the last one held, whoever's it is",
	"filesWithKeys":     "a backup is of all that is in an installation",
	"Recipients":        "a backup opens with the sheet of every organisation in it",
	"Ledger":            "goes beside a backup of all of them",
	"Organisations":     "the command line asks whose keys lie here",
	"dated":             "asks for a column, and for no row",
	"slots":             "wrapped keys of every organisation, which open with the master key or the sheet",
	"wrap":              "a master key is that of all organisations",
	"Renew":             "a sheet is that of the installation",
	"remaster":          "all that was put back opens with the key of the new place",
	"Finish":            "letters of everybody that waited in a backup",
	"dropDeadSnapshots": "clears away files that no key opens",
	"sweepLeft":         "clears away keys that a power cut left",
	"sweepRefused":      "clears away what was refused long ago",
	"SweepMailed":       "clears away what no budget counts any more",
	"missing":           "a file that is not in its place is told, whoever's it is",
	"noStray":           "an event of no organisation is what it looks for",
	"SweepSessions":     "clears away what is over",
	"AcceptJoint":       "counts whether somebody else's invitation waits for a code that was typed; opens nothing",
	"OtherPart":         "what another organisation published under a link, which only who has its code finds and opens",
}

// whole are who carry tables to a backup and back as they lie there, sealed: they
// read no word of them, and a query of theirs names its table at run time.
var whole = map[string]string{
	"columnsOf": "how the columns of a table are called",
	"Rows":      "what a backup holds",
	"hand":      "what a backup held",
	"vacant":    "counts rows, so that nothing is put back over a register",
}

var (
	secretTables = []string{"event", "item_key", "dossier_key", "file_key", "receipt", "submission", "dossier", "outbox", "room_key", "room_code", "room_entry", "room_note", "confidant_key", "side", "review_event"}
	named        = regexp.MustCompile(`(?i)\b(from|join|into|update)\s+([a-z_]+)`)
	unfinished   = regexp.MustCompile(`(?is)^\s*(select|insert|update|delete|with)\b.*\b(from|join|into|update)\s*$`)
	placeholder  = regexp.MustCompile(`(?is)^\s*(select|insert|update|delete|with)\b.*\b(from|join|into|update)\s+[^a-z_\s(]`)
	listed       = regexp.MustCompile(`(?i)\bfrom\s+[a-z_]+(\s+(as\s+)?[a-z_]+)?\s*,`)
	kept         = regexp.MustCompile(`(?i)\borganisation\s*=\s*\$|\(\s*organisation\s*,`)
)

// tablesPerOrganisation are those whose rows say whose they are.
func tablesPerOrganisation(t *testing.T) (all []string) {
	t.Helper()
	files, err := filepath.Glob("store/migrations/*/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?s)CREATE TABLE (\w+) \(\n(.*?)\n\);`).FindAllStringSubmatch(string(raw), -1) {
			if strings.Contains(m[2], " organisation ") {
				all = append(all, m[1])
			}
		}
	}
	if len(all) < 15 {
		t.Fatalf("only %v have an organisation", all)
	}
	return all
}

// place is where something stands: the package, the function, and the type whose
// method it is.
type place struct{ pkg, function string }

func (p place) String() string { return p.pkg + "." + p.function }

// each walks a package, expression by expression, with where it stands.
func (u unit) each(visit func(place, ast.Node) bool) {
	for _, f := range u.files {
		for _, d := range f.Decls {
			at := place{pkg: u.name}
			if fn, ok := d.(*ast.FuncDecl); ok {
				at.function = fn.Name.Name
			}
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				continue // counts where it is used
			}
			ast.Inspect(d, func(n ast.Node) bool { return n == nil || visit(at, n) })
		}
	}
}

// texts gives every string a package is made of, put together as far as the
// compiler can.
func (u unit) texts(visit func(place, string)) {
	u.each(func(at place, n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		v := u.info.Types[e].Value
		if v == nil || v.Kind() != constant.String {
			return true
		}
		visit(at, constant.StringVal(v))
		return false
	})
}

// unguarded lists the queries of a package that are not in the lists above.
func (u unit) unguarded(tables []string) (found []string) {
	u.texts(func(at place, text string) {
		said := len(found)
		complain := func(what string) {
			if len(found) == said { // one line for one text is enough
				found = append(found, fmt.Sprintf("%s: %s: %.60q", at, what, text))
			}
		}
		if whole[at.function] == "" && (unfinished.MatchString(text) || placeholder.MatchString(text) || listed.MatchString(text) && isQuery(text)) {
			complain("a query whose tables cannot be read")
		}
		mentions, scoped := 0, len(kept.FindAllString(text, -1))
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			table := strings.ToLower(m[2])
			if slices.Contains(tables, table) {
				mentions++
			}
			if slices.Contains(secretTables, table) && reads(text, m[0]) && readers[at.function+" "+table] == "" {
				complain("reads " + table + " and is not in the list")
			}
		}
		if mentions > scoped && everywhere[at.function] == "" {
			complain("does not say of which organisation")
		}
	})
	return found
}

func isQuery(text string) bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
	return slices.Contains([]string{"select", "insert", "update", "delete", "with"}, word)
}

// reads reports whether a query gives back what stands in the table.
func reads(text, mention string) bool {
	lower, verb := strings.ToLower(text), strings.ToLower(strings.Fields(mention)[0])
	switch {
	case strings.Contains(lower, "returning"):
		return true
	case verb == "from":
		return !strings.Contains(lower, "delete "+strings.ToLower(mention)) || strings.Contains(lower, "select")
	}
	return verb == "join"
}

// passing lists who uses a guarded function or looks inside a handle and may not.
func (u unit) passing() (found []string) {
	u.each(func(at place, n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			f, ok := u.info.Uses[n].(*types.Func)
			if !ok || f.Pkg() == nil || f.Pkg().Path() != root+"store" {
				return true
			}
			name := "store." + f.Origin().Name()
			if allowed, guarded := callers[name]; guarded && !slices.Contains(allowed, at.String()) {
				found = append(found, fmt.Sprintf("%s uses %s", at, name))
			}
		case *ast.CompositeLit:
			if isHandle(u.info.Types[n].Type) && !slices.Contains(openers, at.String()) {
				found = append(found, fmt.Sprintf("%s makes a handle", at))
			}
		case *ast.SelectorExpr:
			if s := u.info.Selections[n]; s != nil && s.Kind() == types.FieldVal && isHandle(s.Recv()) && !slices.Contains(handlers, at.function) {
				found = append(found, fmt.Sprintf("%s looks inside a handle", at))
			}
		}
		return true
	})
	return found
}

func isHandle(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := t.(*types.Named)
	return ok && (n.Obj().Name() == "Handle" || n.Obj().Name() == "Side") && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == root+"store"
}

// TestNoQueryPassesTheDoor: every query that reads a dossier, and every function
// that opens one without asking access.May, is in a list that a person reads.
func TestNoQueryPassesTheDoor(t *testing.T) {
	m := loadModule(t)
	for _, q := range m.sound(t, "store").unguarded(tablesPerOrganisation(t)) {
		t.Error(q)
	}
	for name := range m.files {
		for _, use := range m.sound(t, name).passing() {
			t.Error(use)
		}
	}
}

// TestTheListsNameNothingThatIsGone: a list of exceptions only ever grows stale.
func TestTheListsNameNothingThatIsGone(t *testing.T) {
	m := loadModule(t)
	seen := map[string]bool{}
	for _, name := range []string{"store", "register"} {
		u, _ := m.check(name)
		u.texts(func(at place, text string) {
			for _, q := range named.FindAllStringSubmatch(text, -1) {
				seen[at.function+" "+q[2]], seen[at.function] = true, true
			}
		})
		u.each(func(at place, n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if f, ok := u.info.Uses[id].(*types.Func); ok {
					seen[at.String()+" "+f.Name()] = true
				}
			}
			return true
		})
	}
	for entry := range readers {
		if !seen[entry] {
			t.Errorf("readers: %q is gone", entry)
		}
	}
	for function := range everywhere {
		if !seen[function] {
			t.Errorf("everywhere: %q is gone", function)
		}
	}
	for function, all := range callers {
		for _, caller := range all {
			if !seen[caller+" "+strings.TrimPrefix(function, "store.")] {
				t.Errorf("callers: %s does not use %s", caller, function)
			}
		}
	}
}

// sneaky are deliberately added roads past access.May; each must be noticed.
var sneaky = map[string]struct{ pkg, source string }{
	"reads the events":           {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("SELECT meta_ct FROM event WHERE organisation = $1", "o") }`},
	"in small letters":           {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("select head from dossier where organisation = $1", "o") }`},
	"joins them":                 {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("SELECT j.id FROM job j JOIN event e ON e.dossier = j.dossier WHERE j.organisation = $1 AND e.organisation = $1", "o") }`},
	"lists them":                 {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("SELECT 1 FROM job, event WHERE organisation = $1 AND organisation = $1", "o") }`},
	"out of pieces":              {"store", `const table = "eve" + "nt"; func (s *Store) Sneaky() { _ = s.reg.QueryRow("SELECT 1 FROM " + table + " WHERE organisation = $1", "o") }`},
	"with a table from outside":  {"store", `func (s *Store) Sneaky(table string) { _ = s.reg.QueryRow("SELECT 1 FROM " + table) }`},
	"with a table filled in":     {"store", `func Sneaky(table string) string { return fmt.Sprintf("SELECT 1 FROM %s WHERE organisation = $1", table) }`},
	"gives back what it changes": {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("UPDATE receipt SET dossier = '' WHERE organisation = $1 RETURNING hash", "o") }`},
	"of every organisation":      {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("SELECT profile FROM member WHERE id = $1", "m") }`},
	"changes every organisation": {"store", `func (s *Store) Sneaky() { _ = s.reg.QueryRow("DELETE FROM session WHERE hash = $1", "h") }`},
	"in a variable":              {"store", `var sneaky = "SELECT meta_key FROM item_key WHERE organisation = $1"`},
	"replays":                    {"store", `func (s *Store) Sneaky() { _, _ = s.replay(nil, s.reg, s.keys, "o", "d") }`},
	"hands a replay on":          {"store", `func (s *Store) Sneaky() any { return s.replay }`},
	"opens a file":               {"store", `func (s *Store) Sneaky() { _, _ = s.openFile(nil, "o", "d", "f") }`},
	"makes a handle":             {"store", `func Sneaky() *Handle[access.Content] { return &Handle[access.Content]{} }`},
	"looks inside any handle":    {"store", `func Sneaky[A access.Act](h *Handle[A]) complaint.Complaint { return h.complaint }`},
	"dumps everything":           {"register", `func (r *Register) Sneaky() error { return r.Store.All(nil, "o", nil, nil) }`},
	"guesses codes":              {"register", `func (r *Register) Sneaky(c vault.Code) { _, _, _ = r.Store.ByReceipt(nil, "o", c) }`},
}

// TestAnAddedQueryIsNoticed adds each of them to the real package, as a file of
// its own, and compiles it.
func TestAnAddedQueryIsNoticed(t *testing.T) {
	m, tables := loadModule(t), tablesPerOrganisation(t)
	imports := map[string]string{"fmt.": "fmt", "access.": "wederhoor/internal/access", "complaint.": "wederhoor/internal/complaint", "vault.": "wederhoor/internal/vault"}
	for what, try := range sneaky {
		source := "package " + try.pkg + "\n"
		for use, path := range imports {
			if strings.Contains(try.source, use) {
				source += fmt.Sprintf("import %q\n", path)
			}
		}
		before := m.files[try.pkg]
		m.add(t, try.pkg, "sneaky.go", source+try.source)
		u, refused := m.check(try.pkg)
		m.files[try.pkg] = before
		if len(refused) > 0 {
			t.Errorf("%s does not compile: %v", what, refused[0])
		}
		found := u.passing()
		if try.pkg == "store" {
			found = append(found, u.unguarded(tables)...)
		}
		if len(found) != 1 {
			t.Errorf("%s: %q", what, found)
		}
	}
}
