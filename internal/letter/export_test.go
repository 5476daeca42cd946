package letter

import "wederhoor/internal/complaint"

// FindingWords is the finding as a letter says it: "deels gegrond".
func FindingWords(lang string, f complaint.Finding) string { return in(lang).finding(f) }
