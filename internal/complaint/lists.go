package complaint

import "slices"

// Channels returns every channel in the order forms offer them.
func Channels() []Channel { return slices.Clone(channels) }

// Categories returns every category in the order forms offer them.
func Categories() []string { return slices.Clone(categories) }

// causes are the set of domain 4.1: what was found, where a category is what was said.
var causes = []string{"expectation", "information", "planning", "skill", "capacity", "technology", "supplier", "force_majeure", "misunderstanding", "unknown"}

// Causes returns every cause in the order forms offer them.
func Causes() []string { return slices.Clone(causes) }

// severities are how grave a complaint is (ISO 10002 7.5), the least first.
var severities = []string{"low", "medium", "high"}

// Severities returns every severity in the order forms offer them.
func Severities() []string { return slices.Clone(severities) }
