package access

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wederhoor/internal/complaint"
)

var actions = []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide, Assign, Close, Deliver}

// anyone draws somebody with any roles, of this or another organisation.
func anyone(t *rapid.T) Actor {
	return New(rapid.SampledFrom([]string{"org-1", "org-1", "org-1", "org-2", ""}).Draw(t, "organisation"), anybody(t, "member"),
		rapid.SliceOfN(rapid.SampledFrom(roles), 0, 4).Draw(t, "roles")...)
}

func anybody(t *rapid.T, label string) complaint.MemberID {
	return rapid.SampledFrom([]complaint.MemberID{"a", "b", "c", "d", "", complaint.BySystem, complaint.ByComplainant}).Draw(t, label)
}

func anyFacts(t *rapid.T) Facts {
	f := Facts{Organisation: rapid.SampledFrom([]string{"org-1", "org-1", "org-2", ""}).Draw(t, "of"), Dossier: rapid.SampledFrom([]string{"d1", "d1", ""}).Draw(t, "dossier"),
		Reporter: anybody(t, "reporter"), Acknowledger: anybody(t, "acknowledger"), Handler: anybody(t, "handler"), Discussed: rapid.Bool().Draw(t, "discussed")}
	for range rapid.IntRange(0, 2).Draw(t, "subjects") {
		f.Subjects = append(f.Subjects, anybody(t, "subject"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "readers") {
		f.Readers = append(f.Readers, anybody(t, "reader"))
	}
	return f
}

// laws say what holds for anybody and any dossier. Each returns what is broken.
var laws = map[string]func(a Actor, f Facts) string{
	"the subject gets nothing, whatever the roles": func(a Actor, f Facts) string {
		return gets(a, f, slices.Contains(f.Subjects, a.member))
	},
	"another organisation gets nothing": func(a Actor, f Facts) string { return gets(a, f, a.organisation != f.Organisation) },
	"who is not known gets nothing":     func(a Actor, f Facts) string { return gets(a, f, a.member == "" || a.organisation == "") },
	"what does not exist gives nothing": func(a Actor, f Facts) string { return gets(a, f, f.Dossier == "") },
	"no title alone opens a dossier, except lead and deputy": func(a Actor, f Facts) string {
		part := slices.Concat(f.Readers, []complaint.MemberID{f.Reporter, f.Acknowledger, f.Handler, complaint.BySystem})
		return gets(a, f, !a.Has(Lead, Deputy) && !slices.Contains(part, a.member))
	},
	"reading is knowing": func(a Actor, f Facts) string {
		if (May(a, ReadContent, f).OK || May(a, ReadSummary, f).OK) && !May(a, Know, f).OK {
			return "reads what does not exist for them"
		}
		return ""
	},
	"who reads everything reads the summary": func(a Actor, f Facts) string {
		if May(a, ReadContent, f).OK && !May(a, ReadSummary, f).OK {
			return "content without summary"
		}
		return ""
	},
	"a person who acts can read what they act on": func(a Actor, f Facts) string {
		for _, do := range []Action{AddNote, Handle, Decide, Assign, Close} {
			if a.member != complaint.BySystem && May(a, do, f).OK && !May(a, ReadContent, f).OK {
				return string(do) + " blindly"
			}
		}
		return ""
	},
	"only the lead lets people in or ends it": func(a Actor, f Facts) string {
		if !a.Has(Lead, Deputy) && (May(a, Assign, f).OK || May(a, Close, f).OK) {
			return "assigns or closes"
		}
		return ""
	},
	"only the machine says what the mail server said, and it reads nothing": func(a Actor, f Facts) string {
		machine := a.member == complaint.BySystem
		if May(a, Deliver, f).OK && !machine || machine && !a.Has(Lead, Deputy) && len(a.roles) == 0 && !slices.Contains(f.Readers, a.member) &&
			f.Reporter != a.member && f.Handler != a.member && f.Acknowledger != a.member && May(a, ReadContent, f).OK {
			return "the machine and people are mixed up"
		}
		return ""
	},
	"a reason is always named": func(a Actor, f Facts) string {
		for _, do := range actions {
			if May(a, do, f).Rule == "" {
				return string(do) + " without a rule"
			}
		}
		return ""
	},
}

// gets says what somebody gets who should get nothing.
func gets(a Actor, f Facts, nothing bool) string {
	for _, do := range actions {
		if v := May(a, do, f); nothing && v.OK {
			return fmt.Sprintf("%s allowed by %s", do, v.Rule)
		}
	}
	return ""
}

func TestTheLawsHoldForAnybody(t *testing.T) {
	for name, law := range laws {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			a, f := anyone(t), anyFacts(t)
			if broken := law(a, f); broken != "" {
				t.Fatalf("%+v with %+v: %s", a, f, broken)
			}
		}))
	}
}

const golden = "testdata/decisions.txt"

// table writes out who may do what: every role with every part in a dossier.
func table() string {
	parts := []struct {
		name      string
		member    complaint.MemberID
		discussed bool
	}{{"none", "x", false}, {"reporter", "reporter", false}, {"reporter after the talk", "reporter", true}, {"reader", "reader", true},
		{"acknowledger", "acknowledger", true}, {"handler", "handler", true}, {"subject", "subject", true}, {"nobody", "", false}, {"system", complaint.BySystem, true}}
	var b strings.Builder
	for _, role := range append([]Role{"no role"}, roles...) {
		for _, p := range parts {
			f := Facts{Organisation: "org-1", Dossier: "d1", Subjects: []complaint.MemberID{"subject"}, Reporter: "reporter", Acknowledger: "acknowledger",
				Handler: "handler", Readers: []complaint.MemberID{"reader", "handler", "acknowledger"}, Discussed: p.discussed}
			fmt.Fprintf(&b, "%-13s | %-23s | home  | %s\n", role, p.name, decisions(New("org-1", p.member, role), f))
			f.Handler = p.member // the same from elsewhere, and with nobody as the handler
			fmt.Fprintf(&b, "%-13s | %-23s | other | %s\n", role, p.name, decisions(New("org-2", p.member, role), f))
		}
	}
	fmt.Fprintf(&b, "no handler yet, nobody signed in: %s\n", decisions(New("org-1", "", Lead), Facts{Organisation: "org-1", Dossier: "d1"}))
	return b.String()
}

func decisions(a Actor, f Facts) string {
	var yes []string
	rule := ""
	for _, do := range actions {
		v := May(a, do, f)
		if v.OK {
			yes = append(yes, string(do)+"="+v.Rule)
		}
		rule = v.Rule
	}
	if len(yes) == 0 {
		return "- " + rule
	}
	return strings.Join(yes, " ")
}

// TestTheDecisionsAreTheGoldenOnes: a change of access is a change of this file,
// which a person reads. WRITE_GOLDEN=1 writes it.
func TestTheDecisionsAreTheGoldenOnes(t *testing.T) {
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(table()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(table(), "\n")); diff != "" {
		t.Errorf("access changed:\n%s", diff)
	}
}

// TestEveryMutationIsCaught: a table with a line removed, turned round, moved up or
// widened breaks a law or the golden decisions.
func TestEveryMutationIsCaught(t *testing.T) {
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	original := rules
	defer func() { rules = original }()
	for name, mutated := range mutations(original) {
		rules = mutated
		if table() == string(want) && !breaksALaw() {
			t.Errorf("nobody noticed: %s", name)
		}
	}
}

func mutations(original []rule) map[string][]rule {
	all := map[string][]rule{}
	change := func(name string, i int, edit func(*rule)) {
		c := slices.Clone(original)
		edit(&c[i])
		all[original[i].name+" "+name] = c
	}
	for i, r := range original {
		all[r.name+" removed"] = slices.Delete(slices.Clone(original), i, i+1)
		change("flipped", i, func(r *rule) { r.yes = !r.yes })
		change("for everybody", i, func(r *rule) { r.when = func(Actor, Facts) bool { return true } })
		change("for nobody", i, func(r *rule) { r.when = func(Actor, Facts) bool { return false } })
		if r.yes {
			change("for everything", i, func(r *rule) { r.do = nil })
			all[r.name+" before the prohibitions"] = append([]rule{r}, slices.Delete(slices.Clone(original), i, i+1)...)
		}
		for _, do := range r.do {
			change("without "+string(do), i, func(r *rule) {
				r.do = slices.DeleteFunc(slices.Clone(r.do), func(a Action) bool { return a == do })
			})
		}
	}
	return all
}

// breaksALaw looks at a few thousand dossiers that differ in every way that counts.
func breaksALaw() bool {
	members := []complaint.MemberID{"a", "b", "", complaint.BySystem}
	for _, who := range members {
		for _, organisation := range []string{"org-1", "org-2", ""} {
			for _, role := range roles {
				for _, part := range members {
					for _, f := range []Facts{{Handler: part}, {Reporter: part}, {Acknowledger: part}, {Readers: []complaint.MemberID{part}}, {Subjects: []complaint.MemberID{part}, Handler: part}} {
						f.Organisation, f.Dossier = "org-1", "d1"
						for _, law := range laws {
							if law(New(organisation, who, role), f) != "" {
								return true
							}
						}
					}
				}
			}
		}
	}
	return false
}
