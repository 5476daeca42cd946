package complaint

import "slices"

// Channels returns every channel in the order forms offer them.
func Channels() []Channel { return slices.Clone(channels) }

// Categories returns every category in the order forms offer them.
func Categories() []string { return slices.Clone(categories) }
