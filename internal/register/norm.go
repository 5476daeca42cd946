package register

import (
	"slices"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// normField begins the names of the fields with norms on the page with lists.
const normField = "norm_"

// NormField names a field of that page, by what the same field of a category is called.
func NormField(name string) string { return normField + name }

// Norms lists what a decision can say was not kept to, also what is out of use. It is
// empty until the organisation fills it in: norms differ too much to start with any.
func (r *Register) Norms() []store.Category { return slices.Clone(r.Home().Norms) }

// NormName says a norm in the words of the organisation; a code that nobody knows is
// shown as it is.
func (r *Register) NormName(code string) string {
	for _, n := range r.Home().Norms {
		if n.Code == code {
			return n.Label
		}
	}
	return code
}

// checkNorms refuses a norm that the organisation does not have in use.
func (r *Register) checkNorms(d complaint.Decided) error {
	all := r.Norms()
	for _, code := range d.Norms {
		if !slices.ContainsFunc(all, func(n store.Category) bool { return n.Code == code && !n.Off }) {
			return &complaint.Refusal{Code: "norm_unknown", Field: "norm"}
		}
	}
	return nil
}
