// Package figures counts: from the facts of complaints to the figures of a
// period, each with its denominator and the complaints behind it (domain 4.1).
// It is pure: who may see a figure is decided before the facts come in.
package figures
