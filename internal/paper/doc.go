// Package paper sets a letter on A4 as a PDF that can be posted and kept: tagged
// for who hears it read aloud, with its fonts, language, title and colours inside.
//
// It is pure: the same letter gives the same bytes, on every machine that runs
// the same build. It is set up as PDF/A-2; no validator has looked at it, so
// nothing here may claim more than that.
package paper
