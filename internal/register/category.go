package register

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Limits on the lists of an organisation.
const (
	mostCategories  = 60
	longestCategory = 80 // characters
	mostServices    = 200
	longestService  = 120 // characters
)

// categoryLabels are the words to start with, by the codes of the domain (4.1).
var categoryLabels = map[string]string{"content": "Inhoud", "level": "Niveau en aansluiting", "trainer": "Trainer of begeleiding", "treatment": "Bejegening",
	"planning": "Planning", "communication": "Communicatie en bereikbaarheid", "location": "Locatie en catering", "material": "Materiaal en digitaal",
	"invoice": "Rekening en prijs", "agreements": "Afspraken niet nagekomen", "assessment": "Toets en certificaat", "privacy": "Privacy en veiligheid", "other": "Anders"}

// categoryOther always stays on offer: a complaint that fits nothing is one (R1).
const categoryOther = "other"

// allCategories also has those that were taken away, whose words old dossiers need.
func (r *Register) allCategories() []store.Category {
	if own := r.Home().Categories; len(own) > 0 {
		return own
	}
	var all []store.Category
	for _, code := range complaint.Categories() {
		all = append(all, store.Category{Code: code, Label: categoryLabels[code]})
	}
	return all
}

// Categories lists what a complaint can be about, also what is out of use.
func (r *Register) Categories() []store.Category {
	return slices.DeleteFunc(slices.Clone(r.allCategories()), func(c store.Category) bool { return c.Gone })
}

// CategoryName says a code in the words of the organisation; a code that nobody
// knows any more is shown as it is.
func (r *Register) CategoryName(code string) string {
	for _, c := range r.allCategories() {
		if c.Code == code {
			return c.Label
		}
	}
	return code
}

// checkCategory refuses a category that the organisation does not offer.
func (r *Register) checkCategory(c complaint.Complaint, x Change) error {
	if x.Field != complaint.FieldCategory || x.Now == "" || x.Now == c.Category {
		return nil
	}
	if !slices.ContainsFunc(r.Categories(), func(k store.Category) bool { return k.Code == x.Now && !k.Off }) {
		return &complaint.Refusal{Code: "category_unknown", Field: "category"}
	}
	return nil
}

// CategoryUsed reports whether a complaint is about it now.
func (r *Register) CategoryUsed(code string) bool {
	return r.index.HasCategory(code)
}

// Lists is what the page with lists asks: changes by code, new words, services.
type Lists struct {
	Categories []store.Category // known codes with their words and whether they are in use
	Added      []string         // words of new ones; the code is ours
	Norms      []store.Category // the same of norms; none can be taken away, only put out of use
	NewNorms   []string
	Services   []string
}

// SaveLists changes what complaints can be about.
func (r *Register) SaveLists(ctx context.Context, who Person, in Lists) error {
	if !who.Directs() {
		return ErrNotFound
	}
	services, problems := tidyServices(in.Services)
	for _, c := range in.Categories {
		if c.Gone && r.CategoryUsed(c.Code) {
			problems = append(problems, Problem{"state_" + c.Code, "category_used"})
		}
	}
	problems = append(problems, in.problems()...)
	if len(problems) > 0 {
		return problems
	}
	return r.editHome(ctx, func(o *store.Organisation) error {
		if len(o.Categories) == 0 {
			o.Categories = r.allCategories()
		}
		o.Categories, o.Norms, o.Services = laid(o.Categories, in.Categories, in.Added), laid(o.Norms, in.Norms, in.NewNorms), services
		return nil
	})
}

// laid lays changes and new words over a list; a code that was not sent stays.
func laid(old, changed []store.Category, added []string) []store.Category {
	all := slices.Clone(old)
	for i := range all {
		k := slices.IndexFunc(changed, func(c store.Category) bool { return c.Code == all[i].Code })
		if k < 0 {
			continue
		}
		all[i] = changed[k]
		if all[i].Code == categoryOther {
			all[i].Off, all[i].Gone = false, false
		}
	}
	for _, label := range added {
		if label != "" {
			all = append(all, store.Category{Code: freeCode(all), Label: label})
		}
	}
	return all
}

// freeCode is a code that was never given out.
func freeCode(all []store.Category) string {
	for n := len(all) + 1; ; n++ {
		code := fmt.Sprintf("own%d", n)
		if !slices.ContainsFunc(all, func(c store.Category) bool { return c.Code == code }) {
			return code
		}
	}
}

// NewField names the field with the words of a new category, counted from 1.
func NewField(n int) string { return fmt.Sprintf("new_%d", n) }

func (in Lists) problems() Problems {
	return slices.Concat(ofList{"", [3]string{"category_empty", "category_twice", "categories_many"}}.problems(in.Categories, in.Added),
		ofList{normField, [3]string{"norm_empty", "norm_twice", "norms_many"}}.problems(in.Norms, in.NewNorms))
}

// ofList is how the page calls the fields of a list, and what it says when words are
// missing, stand there twice, or are too many.
type ofList struct {
	prefix string
	says   [3]string
}

func (l ofList) problems(known []store.Category, added []string) Problems {
	var all Problems
	seen := map[string]bool{}
	check := func(field, label string) {
		key := strings.ToLower(strings.Join(strings.Fields(label), " "))
		switch {
		case key == "":
			all = append(all, Problem{field, l.says[0]})
		case utf8.RuneCountInString(label) > longestCategory:
			all = append(all, Problem{field, "too_long"})
		case seen[key]:
			all = append(all, Problem{field, l.says[1]})
		}
		seen[key] = true
	}
	n := 0
	for _, c := range known {
		if !c.Gone {
			check(l.prefix+"label_"+c.Code, c.Label)
			n++
		}
	}
	for i, label := range added {
		if label != "" {
			check(l.prefix+NewField(i+1), label)
			n++
		}
	}
	if n > mostCategories {
		all = append(all, Problem{l.prefix + NewField(1), l.says[2]})
	}
	return all
}

func tidyServices(lines []string) ([]string, Problems) {
	var all []string
	for _, line := range lines {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case utf8.RuneCountInString(line) > longestService:
			return nil, Problems{{"services", "service_long"}}
		case line != "" && !slices.Contains(all, line):
			all = append(all, line)
		}
	}
	if len(all) > mostServices {
		return nil, Problems{{"services", "services_many"}}
	}
	return all, nil
}
